"""The page of questions in a real browser: what its script promises when network, colleague or session fail it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import choose, chosen, state_of

pytestmark = pytest.mark.journey

NOT_SAVED = "Not saved yet, will try again"


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
    with theirs.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        choose(theirs, "T5.1", "1")

    choose(mine, "T5.1", "4")

    panel = mine.locator('[data-item="T5.1"] .conflict')
    expect(panel).to_be_focused()
    panel.get_by_role("button", name="Use my answer").click()
    expect(panel).to_have_count(0)
    expect(chosen(mine, "T5.1")).to_have_value("4")

    choose(theirs, "T5.1", "2")
    theirs.get_by_role("button", name="Keep Lê Văn Mẫu's").click()
    expect(chosen(theirs, "T5.1")).to_have_value("4")


def test_not_applicable_waits_for_its_reason(answering):
    page = answering("G3")
    choose(page, "G3.1", "not_applicable")
    expect(state_of(page, "G3.1")).to_have_text("Not saved yet: a reason is still needed")

    page.fill('[name="G3.1-reason"]', "Only one customer")
    page.locator('[name="G3.1-reason"]').blur()

    expect(state_of(page, "G3.1")).to_contain_text("Saved")


def test_clear_forgets_the_answer_and_keeps_the_place(answering):
    page = answering("T3")
    choose(page, "T3.1", "3")
    expect(state_of(page, "T3.1")).to_contain_text("Saved")

    page.locator('[data-item="T3.1"] .clear').click()

    expect(chosen(page, "T3.1")).to_have_count(0)
    expect(page.locator('[data-item="T3.1"]')).to_be_focused()
