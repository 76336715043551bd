"""The page of questions in a real browser: what its script promises when network, colleague or session fail it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, sign_in

pytestmark = pytest.mark.journey

PERSON = "dang.tra.loi@demo.example"
NOT_SAVED = "Not saved yet, will try again"


@pytest.fixture
def answering(browser: Browser, product, passwords):
    """Return a function that opens a dimension of the firm in the middle of answering, in a browser of its own."""
    contexts = []

    def open_dimension(dimension: str) -> Page:
        context = browser.new_context(base_url=product.base_url, viewport=PHONE)
        context.add_cookies([{"name": "django_language", "value": "en", "url": product.base_url}])
        contexts.append(context)
        page = context.new_page()
        sign_in(page, PERSON, passwords[PERSON])
        page.goto("/assessments/")
        work = page.locator("a[href^='/assessments/'][href*='-']").first.get_attribute("href")
        page.goto(f"{'/'.join(work.split('/')[:3])}/{dimension}/")
        return page

    yield open_dimension
    for context in contexts:
        context.close()


def choose(page: Page, item: str, choice: str) -> None:
    page.locator(f'[name="{item}-choice"][value="{choice}"]').check()


def state_of(page: Page, item: str):
    return page.locator(f'[data-item="{item}"] .card-saved')


def chosen(page: Page, item: str):
    return page.locator(f'[name="{item}-choice"]:checked')


def test_answer_given_without_a_network_is_saved_when_it_is_back(answering):
    page = answering("G1")
    page.context.set_offline(True)
    choose(page, "G1.1", "3")
    expect(state_of(page, "G1.1")).to_have_text(NOT_SAVED)
    expect(page.locator("#save-state")).to_have_text(NOT_SAVED)

    page.context.set_offline(False)

    expect(state_of(page, "G1.1")).to_contain_text("Saved")
    page.reload()
    expect(chosen(page, "G1.1")).to_have_value("3")


def test_leaving_with_an_unsaved_answer_asks_first(answering):
    page = answering("G2")
    page.context.set_offline(True)
    choose(page, "G2.1", "3")
    expect(state_of(page, "G2.1")).to_have_text(NOT_SAVED)

    page.on("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)

    assert asked.value.type == "beforeunload"
    page.context.set_offline(False)
    expect(state_of(page, "G2.1")).to_contain_text("Saved", timeout=30_000)


def test_two_people_choose_between_their_answers(answering):
    mine, theirs = answering("T5"), answering("T5")
    choose(theirs, "T5.1", "1")
    expect(state_of(theirs, "T5.1")).to_contain_text("Saved")

    choose(mine, "T5.1", "4")

    panel = mine.locator('[data-item="T5.1"] .conflict')
    expect(panel).to_be_focused()
    panel.get_by_role("button", name="Use my answer").click()
    expect(panel).to_have_count(0)
    expect(chosen(mine, "T5.1")).to_have_value("4")

    choose(theirs, "T5.1", "2")
    theirs.get_by_role("button", name="Keep what is stored").click()
    expect(chosen(theirs, "T5.1")).to_have_value("4")


def test_not_applicable_waits_for_its_reason(answering):
    page = answering("G3")
    choose(page, "G3.1", "not_applicable")
    expect(state_of(page, "G3.1")).to_have_text("Not saved yet: a reason is still needed")

    page.fill('[name="G3.1-reason"]', "Only one customer")
    page.locator('[name="G3.1-reason"]').blur()

    expect(state_of(page, "G3.1")).to_contain_text("Saved")


def test_answer_given_after_the_session_ended_is_saved_after_signing_in(answering, passwords):
    page = answering("T4")
    kept = [cookie for cookie in page.context.cookies() if "session" not in cookie["name"]]
    page.context.clear_cookies()
    page.context.add_cookies(kept)
    choose(page, "T4.1", "3")
    expect(state_of(page, "T4.1")).to_contain_text("sign in again")

    other = page.context.new_page()
    sign_in(other, PERSON, passwords[PERSON])
    other.close()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(state_of(page, "T4.1")).to_contain_text("Saved")


def test_clear_forgets_the_answer_and_keeps_the_place(answering):
    page = answering("T3")
    choose(page, "T3.1", "3")
    expect(state_of(page, "T3.1")).to_contain_text("Saved")

    page.locator('[data-item="T3.1"] .clear').click()

    expect(chosen(page, "T3.1")).to_have_count(0)
    expect(page.locator('[data-item="T3.1"]')).to_be_focused()
