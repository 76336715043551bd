"""Every page for everybody, on the smallest phone: nothing that axe finds, no sideways scrolling, targets for a thumb.

And a visible focus, and nothing chosen beforehand.
"""

from collections.abc import Iterable

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.conftest import LAPTOP, NARROW, Person, sign_in

pytestmark = pytest.mark.journey

LANGUAGES = ["vi", "en"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AUDIT = """async ([tags, colours]) => {
  const rules = {"color-contrast": {enabled: colours}};
  const found = await axe.run({runOnly: tags, rules, resultTypes: ["violations"]});
  return found.violations.flatMap(
    broken => broken.nodes.map(node => `${broken.id}: ${node.target} ${node.html.slice(0, 120)}`));
}"""
FRAME = """() => ({
  language: document.documentElement.lang,
  headings: document.querySelectorAll("h1").length,
  unnamed: document.querySelectorAll("fieldset:not(:has(> legend))").length,
  sideways: Math.max(0, document.documentElement.scrollWidth - innerWidth),
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
FIRM = [
    *("/firm/", "/firm/members/", "/notices/", "/person/"),
    *("/my-data/", "/my-data/openings/", "/my-data/correct/", "/my-data/erase/"),
]


def audit(page: Page, language: str, *, colours: bool = False) -> list[str]:
    """Return what is wrong with the page that is open, one line each.

    Colours are the same in both languages and take axe half of its time: whoever looks at a page in Vietnamese as well
    need not ask for them in English.
    """
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AUDIT, [RULES, colours or language == "vi"])
    if page.viewport_size["width"] < LAPTOP["width"]:
        found += page.evaluate(SMALL)
    frame = page.evaluate(FRAME)
    if frame != {"language": language, "headings": 1, "unnamed": 0, "sideways": 0}:
        found.append(f"frame: {frame}")
    return [f"{page.url} {line}" for line in found]


def audit_all(page: Page, paths: Iterable[str], language: str) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        found += audit(page, language)
    return found


def audit_at_a_desk(page: Page, language: str) -> list[str]:
    """Return what is wrong with the page that is open when it is laid out for a laptop."""
    narrow = page.viewport_size
    page.set_viewport_size(LAPTOP)
    found = audit(page, language)
    page.set_viewport_size(narrow)
    return found


@pytest.fixture
def seen_by(visit, people):
    """Return a function that opens the smallest phone of a person."""

    def new(person: Person, language: str) -> Page:
        page = visit(language=language, size=NARROW)
        sign_in(page, person)
        return page

    return new


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_11_ux_12_ux_32_pages_without_an_account_are_accessible(visit, language):
    page = visit(language=language, size=NARROW)

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
    chosen = page.locator("fieldset.question [checked]").count()
    found += audit_all(page, [f"{tasks}check/"], language)

    assert not found, "\n".join(found)
    assert chosen == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_11_ux_12_ux_32_result_pages_are_accessible(seen_by, people, language):
    owner = people["chu.nha.may@demo.example"]
    page, work, result = seen_by(owner, language), owner.work, owner.result

    found = audit_all(page, ["/assessments/", work, f"{work}O4/", f"{work}check/", f"{work}send/"], language)
    found += audit_all(
        page, [f"{result}explain/overall/", f"{result}explain/O4/", f"{result}explore/", result], language
    )
    page.locator("#headline").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(closed => { closed.open = true })")
    found += audit(page, language)
    page.goto(f"{result}what-if/?node=O4")
    page.evaluate("document.querySelectorAll('details').forEach(closed => { closed.open = true })")
    found += audit(page, language)
    with page.expect_response("**/what-if/**"):
        page.locator("[name='O4.1-choice']").select_option("5")
    page.locator(".tries").wait_for()
    found += audit(page, language)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_11_ux_12_ux_32_firm_pages_are_accessible(seen_by, people, language):
    owner = people["chu.nha.may@demo.example"]
    page = seen_by(owner, language)

    found = audit_all(page, FIRM, language)
    found += audit_all(page, [f"{owner.work}delegate/", f"{owner.work}opinions/", "/firm/edit/"], language)
    page.fill("[name=name]", "")
    page.fill("[name=tax_code]", "123")
    page.locator("form.profile button.btn").click()
    page.locator(".error-summary").wait_for()
    found += audit(page, language)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_11_ux_12_ux_32_answering_pages_are_accessible(seen_by, people, language):
    person = people["dang.tra.loi@demo.example"]
    page, work = seen_by(person, language), person.work

    found = audit_all(page, [work, f"{work}troubles/", f"{work}S1/", f"{work}check/"], language)
    page.goto(f"{work}G3/")
    page.locator("[name='G3.2-choice'][value=not_applicable]").check()
    page.locator("button[name=action][value=continue]").click()
    page.locator(".error-summary").wait_for()
    found += audit(page, language)

    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_ux_11_ux_12_ux_32_bench_is_accessible(seen_by, people, language):
    page = seen_by(people["chuyen.gia@demo.example"], language)

    found = audit_all(page, ["/bench/", "/bench/jobs/", "/notices/"], language)
    header = page.locator(".bar-inner").bounding_box()
    assert header["height"] < 60  # one row
    page.locator(".bar-menu summary").press("Enter")
    assert page.locator(".bar-menu a").count() == page.locator(".bar-menu a:visible").count() == 3
    found += audit(page, language)
    page.goto("/bench/")
    found += audit_at_a_desk(page, language)
    page.goto(page.locator("a[href^='/bench/'][href*='-']").first.get_attribute("href"))
    found += audit(page, language)
    found += audit_at_a_desk(page, language)

    assert not found, "\n".join(found)


def test_focus_is_visible_on_everything_the_tab_key_reaches(visit, people):
    page, person = visit(), people["dang.tra.loi@demo.example"]
    sign_in(page, person)
    page.goto(f"{person.work}T4/")
    seen = []

    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))

    assert {"A", "BUTTON", "SUMMARY", "INPUT"} <= {tag for tag, _ in seen}
    assert [tag for tag, visible in seen if not visible] == []
