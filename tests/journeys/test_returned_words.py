"""Words to the advisor beside an answer that came back are as safe as the answer: no line, or a colleague."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, sign_in
from tests.journeys.test_safe_answers import KEPT
from tests.waiting import until

pytestmark = pytest.mark.journey

OWNER = "bo.sung@demo.example"
SAVED = re.compile(r"^Saved .*\d\d:\d\d")
WORDS = """
    SELECT back.reply FROM assessments_returneditem AS back
    JOIN assessments_return AS whole ON whole.id = back.back_id
    JOIN assessments_assessment AS assessment ON assessment.id = whole.assessment_id
    WHERE assessment.uuid = ? AND back.item = ?
"""


@pytest.fixture
def returned(browser, product, people):
    """Return a function that opens what came back to the firm, in a browser of its own.

    What the page complains about is not looked at: the network is made to fail it.
    """
    contexts = []

    def open_page() -> Page:
        context = browser.new_context(base_url=product.base_url, viewport=PHONE)
        context.add_cookies([{"name": "django_language", "value": "en", "url": product.base_url}])
        contexts.append(context)
        page = context.new_page()
        sign_in(page, people[OWNER])
        page.goto(f"{people[OWNER].work}returned/")
        return page

    yield open_page
    for context in contexts:
        context.close()


def stored(product, page: Page, item: str) -> str:
    return product.ask(WORDS, page.url.split("/")[4].replace("-", ""), item)[0][0]


def box(page: Page, item: str):
    return page.locator(f'[name="reply-{item}"]')


def items_of(page: Page) -> list[str]:
    return page.locator("[data-item]").evaluate_all("cards => cards.map(card => card.dataset.item)")


def test_words_written_without_a_network_outlast_the_page_and_are_sent_once_it_is_back(returned, product):
    page = returned()
    item = items_of(page)[1]
    page.context.set_offline(True)
    box(page, item).fill("Bảng vật tư ở phòng kế hoạch.")
    expect(page.locator("#save-state")).to_have_text("Not sent yet (1)", timeout=15_000)
    assert "phòng kế hoạch" not in page.evaluate(KEPT)
    assert stored(product, page, item) == ""
    address = page.url
    page.close()
    page.context.set_offline(False)

    again = page.context.new_page()
    again.goto(address)

    expect(box(again, item)).to_have_value("Bảng vật tư ở phòng kế hoạch.")
    expect(again.locator("#save-state")).to_have_text(SAVED)
    assert stored(product, again, item) == "Bảng vật tư ở phòng kế hoạch."


def test_words_of_a_colleague_are_shown_and_stay_until_one_decides(returned, product):
    page, colleague = returned(), returned()
    item = items_of(page)[2]
    box(colleague, item).fill("Gọi tổ bảo trì.")
    box(colleague, item).blur()
    expect(colleague.locator("#save-state")).to_have_text(SAVED)

    box(page, item).fill("Gọi nhà mạng.")
    box(page, item).blur()

    conflict = page.locator(".reply .conflict")
    expect(conflict).to_contain_text("Gọi tổ bảo trì.")
    expect(box(page, item)).to_have_value("Gọi nhà mạng.")
    assert stored(product, page, item) == "Gọi tổ bảo trì."
    with page.expect_response(lambda answer: answer.status == 409):  # writing on is no decision
        box(page, item).fill("Gọi nhà mạng, rồi tổ bảo trì.")
        box(page, item).blur()
    expect(conflict).to_contain_text("Gọi tổ bảo trì.")
    assert stored(product, page, item) == "Gọi tổ bảo trì."
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).last.click()
    expect(conflict).to_have_count(0)
    assert stored(product, page, item) == "Gọi nhà mạng, rồi tổ bảo trì."


def test_words_for_an_earlier_return_are_told_and_stay_whatever_is_written_to_this_one(returned, product):
    page = returned()
    item = items_of(page)[0]
    shown = box(page, item).input_value()
    as_earlier(page)
    page.context.set_offline(True)
    box(page, item).fill("Có văn bản từ năm ngoái.")
    expect(page.locator("#save-state")).to_have_text("Not sent yet (1)", timeout=15_000)
    address = page.url
    page.close()
    page.context.set_offline(False)

    again = page.context.new_page()
    again.goto(address)

    told = again.locator("#unsent li")
    expect(told.locator(".unsent-said")).to_have_text("Có văn bản từ năm ngoái.")
    expect(told.locator(".unsent-why")).to_contain_text("did not arrive before")
    expect(box(again, item)).to_have_value(shown)
    with again.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        box(again, item).fill("Văn bản mới.")
        box(again, item).blur()
    expect(told.locator(".unsent-said")).to_have_text("Có văn bản từ năm ngoái.")
    assert stored(product, again, item) == "Văn bản mới."


def as_earlier(page: Page) -> None:
    """Open the page anew as it was for another return than the open one."""

    def rewritten(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"(\?return=)[0-9a-f-]{36}", rf"\g<1>{uuid4()}", answer.text()))

    page.route("**/returned/", rewritten, times=1)
    page.reload()


def test_save_pressed_while_words_are_unanswered_tells_of_no_colleague(returned, product):
    page = returned()
    item = items_of(page)[1]
    unanswered = []
    page.route(re.compile(r"/returned/\?return="), lambda route: (route.fetch(), unanswered.append(route)), times=1)
    box(page, item).fill("Gọi tổ")
    box(page, item).blur()
    until(lambda: page.title() and stored(product, page, item) == "Gọi tổ")
    box(page, item).fill("Gọi tổ trưởng.")

    with page.expect_response(lambda answer: answer.request.is_navigation_request()) as told, page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).last.click()

    assert told.value.status == 302
    assert stored(product, page, item) == "Gọi tổ trưởng."
    unanswered[0].abort()  # or the browser's driver waits for it for ever
