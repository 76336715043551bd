"""Every page for everybody: nothing that axe finds, targets for a thumb, a visible focus, nothing chosen beforehand."""

from collections.abc import Iterable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.conftest import LAPTOP, sign_in

pytestmark = pytest.mark.journey

LANGUAGES = ["vi", "en"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AUDIT = """async rules => (await axe.run({runOnly: rules, resultTypes: ["violations"]})).violations.flatMap(
  broken => broken.nodes.map(node => `${broken.id}: ${node.target} ${node.html.slice(0, 120)}`))"""
FRAME = """() => ({
  language: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length,
  unnamed: document.querySelectorAll("fieldset:not(:has(> legend))").length,
  chosen: document.querySelectorAll("fieldset.question [checked]").length,
})"""
# What a thumb aims at: rows, buttons, tasks, fields. Links inside a sentence are excepted, as in WCAG 2.5.8.
SMALL = """() => [...document.querySelectorAll(
  "label.row-option, label.chip, button, .btn, .tasks a, .back a, .bar-end a, select, summary," +
  "input:not([type=hidden], [type=radio], [type=checkbox])")]
  .filter(target => target.checkVisibility() && !target.matches(".visually-hidden"))
  .map(target => ({box: target.getBoundingClientRect(), words: target.innerText || target.name}))
  .filter(({box}) => box.height < 43.5 || box.width < 43.5)
  .map(({box, words}) => `small: ${words} ${Math.round(box.width)}×${Math.round(box.height)}`)"""
FOCUS = """() => {
  const style = getComputedStyle(document.activeElement), row = document.activeElement.closest("label");
  const shown = row && getComputedStyle(row).outlineStyle !== "none" ? getComputedStyle(row) : style;
  return [document.activeElement.tagName, shown.outlineStyle !== "none" && parseFloat(shown.outlineWidth) >= 2];
}"""

PUBLIC = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/login/code/",
    "/sample-report/",
    "/privacy/",
    "/prepare/",
    "/go/",
    "/go/no-such-link/",
    "/opinions/",
    "/no-such-page/",
]


def audit(page: Page, language: str) -> list[str]:
    """Return what is wrong with the page that is open, one line each."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AUDIT, RULES)
    if page.viewport_size["width"] < LAPTOP["width"]:
        found += page.evaluate(SMALL)
    frame = page.evaluate(FRAME)
    if (frame["language"], frame["headings"], frame["unnamed"]) != (language, 1, 0):
        found.append(f"frame: {frame}")
    return [f"{page.url} {line}" for line in found]


def audit_all(page: Page, paths: Iterable[str], language: str) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        found += audit(page, language)
    return found


def folder(page: Page, room: str) -> str:
    """Return the address of the first assessment or result that the list links to."""
    link = page.locator(f"a[href^='/{room}/'][href*='-']").first.get_attribute("href")
    return "/".join(link.split("/")[:3]) + "/"


def someone(visit, passwords, name: str, language: str, **options) -> Page:
    page = visit(language=language, **options)
    sign_in(page, f"{name}@demo.example", passwords[f"{name}@demo.example"])
    return page


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_12_ux_32_pages_without_an_account_are_accessible(visit, language):
    page = visit(language=language)

    found = audit_all(page, PUBLIC, language)
    page.goto("/")
    page.locator("form[action='/quick/'] button").first.click()
    page.wait_for_url("**/troubles/")
    found += audit(page, language)
    page.locator("button[name=skip]").click()
    found += audit(page, language)
    tasks = page.url
    page.locator(".tasks a").nth(1).click()
    page.locator("fieldset.question").first.wait_for()
    found += audit(page, language)
    chosen = page.evaluate(FRAME)["chosen"]
    found += audit_all(page, [f"{tasks}check/"], language)

    assert not found, "\n".join(found)
    assert chosen == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_12_ux_32_result_and_firm_pages_are_accessible(visit, passwords, language):
    page = someone(visit, passwords, "chu.nha.may", language)
    page.goto("/assessments/")
    work, result = folder(page, "assessments"), folder(page, "results")
    page.goto(result)
    page.locator("#headline").wait_for()  # the worker of a product that has just started may still be at it

    found = audit_all(page, ["/assessments/", work, f"{work}O4/", f"{work}check/", f"{work}send/"], language)
    found += audit_all(page, [f"{result}explain/overall/", f"{result}explain/O4/", result], language)
    page.evaluate("document.querySelectorAll('details').forEach(closed => { closed.open = true })")
    found += audit(page, language)
    page.goto(f"{result}what-if/?node=O4")
    page.evaluate("document.querySelectorAll('details').forEach(closed => { closed.open = true })")
    found += audit(page, language)
    with page.expect_response("**/what-if/**"):
        page.locator("[name='O4.1-choice']").select_option("5")
    page.locator(".tries").wait_for()
    found += audit(page, language)
    found += audit_all(
        page, ["/firm/", "/my-data/", "/my-data/erase/", "/firm/members/", f"{work}opinions/", "/firm/edit/"], language
    )
    page.fill("[name=name]", "")
    page.fill("[name=tax_code]", "123")
    page.locator("form.profile button.btn").click()
    page.locator(".error-summary").wait_for()
    found += audit(page, language)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_12_ux_32_answering_pages_are_accessible(visit, passwords, language):
    page = someone(visit, passwords, "dang.tra.loi", language)
    page.goto("/assessments/")
    work = folder(page, "assessments")

    found = audit_all(page, [work, f"{work}troubles/", f"{work}S1/", f"{work}check/"], language)
    page.goto(f"{work}G3/")
    page.locator("[name='G3.2-choice'][value=not_applicable]").check()
    page.locator("button[name=action][value=continue]").click()
    page.locator(".error-summary").wait_for()
    found += audit(page, language)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_12_ux_32_bench_is_accessible(visit, passwords, language):
    page = someone(visit, passwords, "chuyen.gia", language)
    page.goto("/bench/")
    paths = ["/bench/", folder(page, "bench"), "/bench/jobs/"]

    found = audit_all(page, paths, language)
    page.set_viewport_size(LAPTOP)
    found += audit_all(page, paths[:2], language)

    assert not found, "\n".join(found)


def test_focus_is_visible_on_everything_the_tab_key_reaches(visit, passwords):
    page = someone(visit, passwords, "dang.tra.loi", "vi")
    page.goto("/assessments/")
    page.goto(f"{folder(page, 'assessments')}T4/")
    seen = []

    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))

    assert {"A", "BUTTON", "SUMMARY", "INPUT"} <= {tag for tag, _ in seen}
    assert [tag for tag, visible in seen if not visible] == []
