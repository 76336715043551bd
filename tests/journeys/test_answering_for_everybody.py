"""What the answering pages owe everybody: one question at a time, by thumb or by keyboard, however text is set."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NARROW, sign_in

pytestmark = pytest.mark.journey

PERSON = "dang.tra.loi@demo.example"
STACKED = "ẲẴẪỄỖỮỴ"
CARDS = """() => [...document.querySelectorAll("fieldset.question")].map(card => ({
  id: card.dataset.item,
  legends: card.querySelectorAll(":scope > legend").length,
  radios: card.querySelectorAll(".levels input[type=radio]").length,
  cut: [...card.querySelectorAll("label.row-option")].filter(row => {
    const box = row.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth || row.scrollWidth > row.clientWidth + 1;
  }).length,
  height: card.querySelector(".levels")?.getBoundingClientRect().height ?? 0,
}))"""
# Whether the box in focus is in view and nothing (a bar that stays at the top) lies over all of it.
IN_VIEW = """() => {
  const target = document.activeElement.closest("label") ?? document.activeElement;
  const box = target.getBoundingClientRect();
  if (box.bottom <= 0 || box.top >= innerHeight) return false;
  const points = [[.5, .5], [.1, .15], [.9, .15], [.1, .85], [.9, .85]];
  return points.some(([x, y]) => {
    const seen = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return seen && (target.contains(seen) || seen.contains(target));
  });
}"""
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
LONG_LABELS = """() => {
  const short = document.querySelectorAll("button, .btn, .tag, .chip span, .bar-end a, .foot a, .back a, th");
  for (const label of short) {
    const words = [...label.childNodes].find(node => node.nodeType === 3 && node.data.trim());
    if (words && words.data.trim().length < 25) words.data = `${words.data.trim()} ${"nữa ".repeat(words.data.length)}`
      .slice(0, Math.max(12, Math.ceil(words.data.trim().length * 2.5)));
  }
}"""
CUT = """() => [...document.querySelectorAll("button, .btn, .tag, .chip, h1, h2, legend, label, td, th, summary, a")]
  .filter(one => one.checkVisibility() && !one.closest(".visually-hidden, .skip, .scroll"))
  .filter(one => { const box = one.getBoundingClientRect(); return box.left < -1 || box.right > innerWidth + 1; })
  .map(one => `${one.tagName} ${one.innerText.slice(0, 40)}`)"""


@pytest.fixture
def owner(visit, people):
    """Return a function that opens a page of the firm in the middle of answering, by its path in the assessment."""

    def open_page(path: str, **options) -> Page:
        page = visit(**options)
        sign_in(page, people[PERSON])
        page.goto(f"{people[PERSON].work}{path}")
        return page

    return open_page


def restyle(page: Page, rules: str) -> None:
    """Lay other styles over the page, as a reader's own settings do; the policy of the page forbids a style element."""
    page.evaluate(
        "rules => { const own = new CSSStyleSheet(); own.replaceSync(rules); document.adoptedStyleSheets = [own]; }",
        rules,
    )


def quick_check(page: Page) -> Page:
    """Start a quick check without an account and open its first questions."""
    page.goto("/")
    page.locator("form[action='/quick/'] button").first.click()
    page.wait_for_url("**/troubles/")
    page.locator("button[name=skip]").click()
    page.locator(".tasks a").nth(1).click()
    page.locator("fieldset.question").first.wait_for()
    return page


def test_ux_06_each_question_stands_alone_and_shows_every_level_on_a_phone(owner):
    page = owner("O4/")
    cards = page.evaluate(CARDS)

    assert len(cards) == 3
    assert {(card["legends"], card["radios"], card["cut"]) for card in cards} == {(1, 6, 0)}
    assert page.locator("table input[type=radio]").count() == 0


def test_ux_07_levels_of_a_question_fit_two_screens_of_the_smallest_phone(owner):
    page = owner("O4/", size=NARROW)

    assert max(card["height"] for card in page.evaluate(CARDS)) <= 2 * NARROW["height"]


def test_ux_08_not_known_and_not_applicable_are_apart_last_and_different(visit):
    page = quick_check(visit())
    card = page.locator("fieldset.question").first
    inputs = card.locator("input[type=radio][name$='-choice']")

    assert [one.get_attribute("value") for one in inputs.all()][-2:] == ["dont_know", "not_applicable"]
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        card.locator("[value=dont_know]").check()
    expect(card.locator(".dont-know-hint")).to_be_visible()
    expect(card.locator(".na-reason")).to_be_hidden()
    card.locator("[value=not_applicable]").check()
    expect(card.locator(".na-reason")).to_be_visible()
    expect(card.locator(".dont-know-hint")).to_be_hidden()


def test_ux_09_nothing_is_chosen_beforehand_and_a_choice_can_be_cleared(visit):
    page = quick_check(visit())
    card = page.locator("fieldset.question").first
    assert page.locator("fieldset.question :checked").count() == 0

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        card.locator("label.row-option").nth(2).click()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        card.locator("button[name=clear]").click()

    expect(page.locator("fieldset.question :checked")).to_have_count(0)
    page.reload()
    assert page.locator("fieldset.question :checked").count() == 0


def test_ux_13_a_quick_check_is_answered_by_keyboard_alone(visit):
    page = quick_check(
        visit(reduced_motion="reduce")
    )  # scrolling smoothly, the page would be on its way when looked at
    hidden, answered = [], set()

    def tab_to(selector: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            if not page.evaluate("document.activeElement === document.body") and not page.evaluate(IN_VIEW):
                hidden.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        pytest.fail(f"the Tab key does not reach {selector} on {page.url}")

    while page.locator("fieldset.question").count():
        for item in [card.get_attribute("data-item") for card in page.locator("fieldset.question").all()]:
            tab_to(f"[name='{item}-choice']")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            answered.add(item)
        tab_to("button[name=action][value=continue]")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    tab_to("a[href$='/check/']")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to("#complete button")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "/results/" in page.url
    assert len(answered) == 20
    assert hidden == []


def test_ux_28_no_mark_above_or_below_a_letter_is_clipped(owner):
    page = owner("O4/")
    page.evaluate(
        """words => {
          for (const one of document.querySelectorAll("h1, legend, .btn, .tag, .chip span, summary, label span"))
            one.textContent = words;
        }""",
        STACKED,
    )
    tight = page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, legend, .btn, .tag, .chip, summary, label, p, input, select")]
          .filter(one => one.checkVisibility())
          .map(one => [one.className || one.tagName,
            parseFloat(getComputedStyle(one).lineHeight) / parseFloat(getComputedStyle(one).fontSize)])
          .filter(([, ratio]) => ratio < 1.35)"""
    )
    plain = page.screenshot(full_page=True)
    restyle(page, "main *, header * { overflow: visible !important; }")

    assert page.screenshot(full_page=True) == plain
    assert tight == []


@pytest.mark.parametrize("path", ["", "O4/", "check/"])
def test_ux_31_layout_survives_long_words_and_wide_text(owner, path):
    page = owner(path, size=NARROW)
    page.evaluate(LONG_LABELS)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.evaluate(CUT) == []

    restyle(page, TEXT_SPACING)

    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert page.evaluate(CUT) == []
