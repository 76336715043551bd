"""An advisor judges a submission question by question, on a laptop, with the keyboard alone."""

import re
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, NARROW, PHONE, sign_in
from tests.journeys.test_accessibility import audit

pytestmark = pytest.mark.journey

ADVISOR = "chuyen.gia@demo.example"
SHOWING = "Linh kiện Ánh Dương Mẫu"  # shows photos, and is half judged
REVIEW = """
  SELECT review.uuid FROM reviews_review review
  JOIN assessments_submission sent ON sent.id = (
    SELECT sent_submission_id FROM assessments_assessment WHERE id = review.assessment_id)
  WHERE sent.firm_name = ?
"""
JUDGED = "SELECT item, outcome, value, reason, question FROM reviews_itemreview WHERE review_id = ({}) ORDER BY id"
WRITE = "Nghe giải thích tại xưởng"


@pytest.fixture
def bench(visit, product, people):
    """Return a function that opens a page of the review of a firm, and the address of that review."""

    def open_page(firm: str, where: str = "", **options) -> tuple[Page, str]:
        page = visit(**{"size": LAPTOP} | options)
        sign_in(page, people[ADVISOR])
        address = f"/bench/reviews/{UUID(product.ask(REVIEW, firm)[0][0])}/"
        page.goto(address + where)
        return page, address

    return open_page


def is_in_sight(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return box["y"] >= 0 and box["y"] + box["height"] <= size["height"] and box["x"] + box["width"] <= size["width"]


def page_scrolls(page: Page) -> bool:
    """Whether any pixel of the page lies outside the window."""
    return page.evaluate("""() => [document.documentElement, document.body].some(
        part => part.scrollHeight > innerHeight || part.scrollWidth > innerWidth)""")


def test_ux_33_question_answer_evidence_and_verdict_are_in_sight_together(bench):
    page, address = bench(SHOWING, "items/S1.2/")
    page.wait_for_function("() => [...document.images].every(image => image.complete && image.naturalWidth > 0)")

    wanted = ("#ask", ".desk-rungs .is-own", ".desk-file img", ".verdict-levels", "#reason", "#note", "#save")
    assert {selector: is_in_sight(page, selector) for selector in wanted} == dict.fromkeys(wanted, True)
    assert not page_scrolls(page)
    assert page.locator(".is-shared .verdict-who").inner_text().strip() == "Doanh nghiệp sẽ thấy"
    assert page.locator(".is-private .verdict-who").inner_text().strip() == "Chỉ chuyên gia thấy"
    assert audit(page, "vi") == []

    for size in (PHONE, NARROW):
        page.set_viewport_size(size)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
        tops = [page.locator(part).bounding_box()["y"] for part in (".desk-list", ".desk-said", ".desk-verdict")]
        assert tops == sorted(tops)

    page.goto(address)
    assert audit(page, "vi") == []


class Keyboard:
    """Counts what is pressed beside text that is typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def save(self) -> None:
        with self.page.expect_navigation():
            self.press("Control+Enter")


def judge(page: Page, turn: int) -> int:
    """Judge the question on the page by the keyboard, in a way of its own by turn; return how many keys it took."""
    keyboard = Keyboard(page)
    own = page.locator(".verdict-answer").get_attribute("data-own") or ""
    if not own.isdecimal() or turn % 5 == 4:
        keyboard.press("q")
    elif turn % 5 == 3:
        keyboard.press("0" if own != "0" else "1", "c")
    else:
        keyboard.press("a", *(["c"] if int(own) >= 3 else []))
    if page.evaluate("() => document.activeElement.matches('textarea')"):
        page.keyboard.type(WRITE)
    keyboard.save()
    return keyboard.pressed


def test_ux_34_ten_questions_by_keyboard_alone_in_three_keys_each(bench, product):
    firm = "Bánh kẹo Hương Đồng Mẫu"
    page, address = bench(firm)
    with page.expect_navigation():
        page.get_by_role("link", name="Bắt đầu xem xét").press("Enter")
    order = page.locator(".desk-questions li a").evaluate_all("links => links.map(link => link.pathname)")
    assert page.evaluate("() => location.pathname") == order[0]
    with page.expect_navigation():
        page.keyboard.press("s")  # skipped: it stays open
    keys, seen = [], []
    for turn in range(10):
        seen.append(page.evaluate("() => location.pathname"))
        expect(page.locator(".desk-count strong")).to_have_text(f"Đã xem xét {turn}/60 câu")
        keys.append(judge(page, turn))

    assert seen == order[1:11]
    assert max(keys) <= 3
    rows = product.ask(JUDGED.format("SELECT id FROM reviews_review WHERE uuid = ?"), UUID(address.split("/")[3]).hex)
    assert [f"{address}items/{row[0]}/" for row in rows] == seen
    assert {row[1] for row in rows} == {"agreed", "changed", "asked"}
    assert all(row[4] == WRITE for row in rows if row[1] == "asked")
    assert all(row[3] == WRITE for row in rows if row[1] == "changed")
    marks = page.locator(".desk-questions .judged").evaluate_all("all => all.map(each => each.className)")
    assert [re.search(r"judged-(\w+)", mark)[1] == "none" for mark in marks] == [True, *[False] * 10, *[True] * 49]


COMPOSED = """keyCode => {
  for (const key of ["a", "j", "2"]) {
    const told = {key, keyCode, isComposing: keyCode !== 229, bubbles: true};
    document.body.dispatchEvent(new KeyboardEvent("keydown", told));
  }
}"""


def test_ux_35_keys_keep_still_in_text_and_while_letters_are_composed_and_can_be_switched_off(bench):
    page, _ = bench("Giày da Minh Khôi Mẫu")
    page.get_by_role("link", name="Bắt đầu xem xét").click()
    page.wait_for_url("**/items/**")
    here = page.url

    page.keyboard.press("c")
    page.keyboard.type("jka1?")
    for code in (229, 65):
        page.evaluate(COMPOSED, code)

    expect(page.locator("#reason")).to_have_value("jka1?")
    assert page.url == here
    assert page.locator("#verdict :checked:not([name=ground])").count() == 0
    page.locator("#reason").fill("")
    page.locator("#verdict-title").click()

    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    assert page.locator("#keys dt").count() >= 9
    page.get_by_label("Dùng phím tắt trên thiết bị này").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    assert page.locator("[name=outcome]:checked").count() == 0

    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.keyboard.press("a")
    assert page.locator("[name=outcome]:checked").count() == 0
    page.get_by_role("button", name="Phím tắt").click()
    page.get_by_label("Dùng phím tắt trên thiết bị này").check()
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("[name=outcome][value=agreed]")).to_be_checked()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_what_is_lacking_and_saving_are_in_sight_together(bench, size):
    page, _ = bench("Cao su kỹ thuật Phú Gia Mẫu", "items/O5.1/", size=size)
    page.locator("[name=outcome][value=asked]").check(force=True)
    with page.expect_navigation():
        page.locator("#save").click()

    for seen in ("#problem", "#save"):
        expect(page.locator(seen)).to_be_in_viewport(ratio=1)


def test_photo_opens_large_by_keyboard_and_escape_leads_back(bench):
    page, _ = bench(SHOWING, "items/S1.2/")
    here, small = page.url, page.locator("[data-enlarge]").first
    width = small.locator("img").bounding_box()["width"]
    small.focus()
    page.keyboard.press("Enter")

    large = page.get_by_role("dialog").get_by_role("img")
    expect(large).to_be_visible()
    assert large.bounding_box()["width"] > 2 * width
    page.keyboard.press("s")  # a key of the page below
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(small).to_be_focused()
    assert page.url == here


def test_who_only_reads_goes_through_the_questions_by_keyboard_and_finds_nothing_to_choose(visit, product, people):
    page = visit(size=LAPTOP)
    sign_in(page, people["phe.duyet@demo.example"])
    page.goto(f"/bench/reviews/{UUID(product.ask(REVIEW, SHOWING)[0][0])}/items/S1.2/")

    for key in ("a", "1", "c"):
        page.keyboard.press(key)
    assert page.locator("main :is(input:not(#keys-on), textarea)").count() == 0
    with page.expect_navigation():
        page.keyboard.press("j")
    assert "/items/" in page.url


def test_double_click_hands_a_review_back_once_and_says_that_it_did(bench, product):
    page, _ = bench("Đồ hộp rau quả Vườn Ngọt Mẫu", "hand-back/", size=PHONE)
    page.get_by_label("Vì sao anh/chị bàn giao lại?").fill("Tôi nghỉ phép đến cuối tháng.")
    with page.expect_navigation(url="**/bench/"):
        page.get_by_role("button", name="Bàn giao lại").dblclick()

    assert "Đã bàn giao lại hồ sơ của Đồ hộp rau quả Vườn Ngọt Mẫu" in page.locator("main").inner_text()
    assert audit(page, "vi") == []
    kept = "SELECT COUNT(*) FROM reviews_handback WHERE reason = 'Tôi nghỉ phép đến cuối tháng.'"
    assert product.ask(kept)[0][0] == 1
