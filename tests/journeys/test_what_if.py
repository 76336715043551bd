"""Trying other answers in a real browser: seen at once, without scripts by a button, and never stored."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, sign_in

pytestmark = pytest.mark.journey

OWNER = "chu.nha.may@demo.example"


def open_what_if(page, people):
    sign_in(page, people[OWNER])
    page.goto(f"{people[OWNER].result}what-if/?node=O4")


def test_another_answer_is_seen_at_once_and_forgotten(visit, people):
    page = visit()
    open_what_if(page, people)
    field = page.locator("[name='O4.1-choice']")
    before = field.input_value()

    field.select_option("5" if before != "5" else "0")
    page.locator(".tries").wait_for()

    assert "O4.1" in page.locator("#tried").inner_text()
    assert "→" in page.locator("#trial-line").inner_text()
    page.reload()
    assert page.locator("[name='O4.1-choice']").input_value() == before
    assert page.locator(".tries").count() == 0


def test_trial_works_without_scripts_by_its_button(visit, people):
    page = visit(java_script_enabled=False)
    open_what_if(page, people)
    field = page.locator("[name='O4.1-choice']")
    other = "5" if field.input_value() != "5" else "0"

    field.select_option(other)
    page.locator("#tries button.btn").click()

    assert "→" in page.locator("#trial-line").inner_text()
    assert page.locator("[name='O4.1-choice']").input_value() == other


def test_trial_that_does_not_reach_the_server_says_so(browser, people, product):
    # A context of its own: that a request failed is in the console, where other tests must find nothing.
    page = browser.new_context(base_url=product.base_url, viewport=PHONE).new_page()
    open_what_if(page, people)
    page.context.set_offline(True)

    page.locator("[name='O4.1-choice']").select_option("0")
    page.locator("[name='O4.1-choice']").select_option("5")

    expect(page.locator("#trial-line")).to_have_text(page.locator("#tries").get_attribute("data-failed"))
    page.context.close()
