"""A whole review: sixty questions by keyboard, three of them sent back, a verified report that is out and withdrawn."""

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import LAPTOP, choose, sign_in, text_of
from tests.journeys.test_bench_judging import REVIEW, Keyboard
from tests.journeys.test_main_job import follow
from tests.waiting import until

pytestmark = pytest.mark.journey

FIRM = "Xem Cả Bài Mẫu"
OWNER = "xem.ca.bai@demo.example"
ADVISOR = "chuyen.gia@demo.example"
APPROVER = "phe.duyet@demo.example"
ASKED = (9, 29, 49)  # turns of the sixty
SEEN = "Đã xem sổ tại xưởng"
QUESTION = "Xin gửi thêm một ảnh bảng theo dõi"
REPLY = "Sổ theo dõi do tổ trưởng ghi hằng ngày."
FINDING = "Ban giám đốc xem lại mục tiêu hằng tháng."
SCORED = """
  SELECT count(*) FROM assessments_scorecard card JOIN assessments_submission sent ON sent.id = card.submission_id
  WHERE sent.firm_name = ? AND sent.number = 2
"""


def judge(page: Page, turn: int) -> int:
    """Judge the question on the page by the keyboard alone; return how many keys it took beside text."""
    keyboard = Keyboard(page)
    own = int(page.locator(".verdict-answer").get_attribute("data-own"))
    if turn in ASKED:
        keyboard.press("q")
        page.keyboard.type(QUESTION)
    elif turn % 7 == 3:
        keyboard.press(str(own - 1 if own else 1), "c")
        page.keyboard.type(SEEN)
    else:
        keyboard.press("a", *(["c"] if own >= 3 else []))
        if own >= 3:
            page.keyboard.type(SEEN)
    keyboard.save()
    return keyboard.pressed


def press(page: Page, selector: str) -> None:
    """Press Enter on a link or a button, and wait for the page behind it."""
    with page.expect_navigation():
        page.locator(selector).first.press("Enter")


def here(page: Page) -> str:
    return page.evaluate("() => location.pathname").split("/")[-2]


def review_all(page: Page, address: str) -> list[str]:
    """Judge all sixty by the keyboard and send three back; return which."""
    page.goto(address)
    press(page, ".actions a.btn")
    keys, asked = [], []
    for turn in range(60):
        if turn in ASKED:
            asked.append(here(page))
        keys.append(judge(page, turn))
    assert max(keys) <= 3
    assert page.url.endswith(address)
    expect(page.locator("#progress-title")).to_contain_text("60 trên 60")
    press(page, "a[href$='/return/']")
    assert page.locator(".changes > li").count() == 3
    press(page, "form.card button")
    return asked


def answer_what_came_back(page: Page, work: str, asked: list[str]) -> dict[str, tuple[str, str]]:
    """Answer on the phone what came back, two anew and one in words, and send again; return old and new levels."""
    page.goto(f"{work}returned/")
    assert sorted(page.locator("[data-item]").evaluate_all("all => all.map(card => card.id)")) == sorted(asked)
    changed = {}
    for item in asked[:2]:
        old = page.locator(f'[name="{item}-choice"]:checked').input_value()
        changed[item] = (old, "1" if old != "1" else "2")
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            choose(page, item, changed[item][1])
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(f'[name="reply-{asked[2]}"]').fill(REPLY)
        page.locator(f'[name="reply-{asked[2]}"]').blur()
    follow(page, page.locator("[name=action][value=send]"))
    assert page.locator(".changes del").count() == 2
    page.locator("#id_agree").check()
    follow(page, page.locator("form.consent button"))
    return changed


def refused(page: Page, work: str, asked: list[str]) -> int:
    """Return what the server says to an answer to a question that did not come back, and that its card is closed."""
    page.goto(f"{work}S1/")
    card = page.locator("fieldset.question:disabled").first
    item = card.get_attribute("data-item")
    assert item not in asked
    token = page.context.cookies()
    csrf = next(cookie["value"] for cookie in token if "csrf" in cookie["name"])
    form = {"item": item, f"{item}-choice": "0", f"{item}-version": "1"}
    headers = {"X-CSRFToken": csrf, "HX-Request": "true", "Referer": page.url}
    return page.request.post(page.url, form=form, headers=headers).status


def verify_what_changed(page: Page, address: str, asked: list[str], changed: dict[str, tuple[str, str]]) -> None:
    """Judge what came back, which comes first, with the old level beside the new one."""
    page.goto(address)
    expect(page.locator("#progress-title")).to_contain_text("57 trên 60")
    press(page, ".actions a.btn")
    met = []
    for _ in range(3):
        met.append(here(page))
        if met[-1] in changed:
            assert page.locator(".desk-then del").count() == 1
            assert page.locator(".desk-answer .is-own .level-mark").first.inner_text() == changed[met[-1]][1]
        else:
            expect(page.locator(".desk-thread")).to_contain_text(REPLY)
        keyboard = Keyboard(page)
        keyboard.press("a", "c")
        page.keyboard.type(SEEN)
        keyboard.save()
        assert keyboard.pressed <= 3
    assert sorted(met) == sorted(asked)
    expect(page.locator("#progress-title")).to_contain_text("60 trên 60")


def write_and_propose(page: Page, address: str) -> None:
    page.goto(f"{address}findings/")
    block = page.locator(".findings-block").first
    block.locator("summary").last.press("Enter")
    block.locator("[name=kind]").first.check()
    block.locator("[name=text_vi]").fill(FINDING)
    block.locator("[name=text_en]").fill("Management looks at its targets each month.")
    follow(page, block.locator("form:not([action]) button"))
    page.goto(f"{address}propose/")
    follow(page, page.locator("form.card button"))


def approve(page: Page, address: str) -> None:
    """Read the summary and issue the report."""
    page.goto(f"{address}approve/")
    expect(page.locator(".is-verified .both-value")).not_to_be_empty()
    expect(page.locator("#changes")).to_contain_text("câu")
    follow(page, page.locator(".decide form button").first)
    expect(page.locator(".is-issued")).to_be_visible()


def test_sixty_questions_by_keyboard_then_three_returned_and_the_verified_report_is_out(
    visit, product, people, tmp_path
):
    address = f"/bench/reviews/{UUID(product.ask(REVIEW, FIRM)[0][0])}/"
    advisor, approver = visit(size=LAPTOP), visit(size=LAPTOP)
    owner, reader = visit(), visit()
    for page, email in ((advisor, ADVISOR), (approver, APPROVER), (owner, OWNER)):
        sign_in(page, people[email])
    work = people[OWNER].work

    asked = review_all(advisor, address)
    assert refused(owner, work, asked) in {403, 409}
    changed = answer_what_came_back(owner, work, asked)
    verify_what_changed(advisor, address, asked, changed)
    until(lambda: product.ask(SCORED, FIRM) == [(1,)], every=0.1)
    write_and_propose(advisor, address)

    owner.goto("/assessments/")
    follow(owner, owner.locator("a[href$='/proposal/']").first)
    follow(owner, owner.locator("[name=agree]"))
    approve(approver, address)

    result = owner.url.removesuffix("proposal/")
    link = owner.locator("a[href^='/issued/'][href$='/vi.pdf']")

    def is_printed() -> bool:
        owner.goto(f"{result}issued/")
        return link.count() == 1

    until(is_printed, every=0.5)
    with owner.expect_download() as download:
        link.click()
    text = " ".join(text_of(download.value.path()).split())
    number = owner.locator(".issued-head h2").inner_text()
    assert f"Số báo cáo {number}" in text
    assert "60 / 60 câu" in text
    assert FINDING in text
    lead, own = text.index("điểm"), text.index("Doanh nghiệp tự đánh giá:")
    assert text.index("ĐÃ ĐƯỢC CHUYÊN GIA XÁC NHẬN") < text.index("Mức", own - 400) < own < lead

    proof = owner.locator("a[href^='/verify/']").get_attribute("href")
    reader.goto(proof)
    expect(reader.locator(".proof-word")).to_have_text("Còn hiệu lực")
    approver.locator(".is-issued summary").click()
    approver.locator(".is-issued textarea").fill("Xem lại phần vận hành.")
    follow(approver, approver.locator(".is-issued form button"))
    reader.reload()
    expect(reader.locator(".proof-word")).to_have_text("Đã thu hồi")
