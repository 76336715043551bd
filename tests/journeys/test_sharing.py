"""Sharing the work: a part given to a colleague without an account, and a colleague invited into the firm."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import sign_in
from tests.journeys.test_accessibility import audit

pytestmark = pytest.mark.journey

OWNER = "dang.tra.loi@demo.example"


@pytest.fixture
def owner(visit, people):
    page = visit(language="en")
    sign_in(page, people[OWNER])
    return page


@pytest.fixture
def work(people):
    """Return the address of the assessment that the owner is in the middle of."""
    return people[OWNER].work.removesuffix("/")


def give(page, work, part):
    """Give a part to a colleague, and return the text that is sent by Zalo."""
    page.goto(f"{work}/delegate/?part={part}")
    page.get_by_role("button", name="Make the link").click()
    return page.locator("#made-text").input_value()


def enter(page, link, name):
    page.goto(link)
    page.locator("[name=name]").fill(name)
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="I have answered all I can").wait_for()


def test_ux_23_delegate_sees_only_the_section_and_is_shut_out_at_once(owner, work, visit):
    link = re.search(r"http\S+/go/[\w-]{40,}/", give(owner, work, "G1"))[0]
    colleague = visit(language="en")
    enter(colleague, link, "Hoa Accounting")

    colleague.locator(".tasks a").click()
    card = colleague.locator('[data-item="G1.1"]')
    with colleague.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        card.locator('[name="G1.1-choice"][value="3"]').check()
    expect(card.locator(".card-saved")).to_contain_text("Saved")
    colleague.goto(f"{work}/evidence/?item=G1.1")
    assert audit(colleague, "en", colours=True) == []
    for outside in ("", "evidence/", "evidence/?item=G2.1", "check/", "G2/", "S1/", "delegate/", "send/"):
        assert colleague.goto(f"{work}/{outside}").status == 404
    colleague.goto(link)
    colleague.get_by_role("button", name="I have answered all I can").click()
    expect(colleague.get_by_role("status").filter(has_text="Thank you")).to_be_visible()

    assert audit(colleague, "en", colours=True) == []

    owner.goto(f"{work}/")
    assert audit(owner, "en", colours=True) == []
    expect(owner.locator(".message").filter(has_text="Hoa Accounting")).to_be_visible()
    owner.goto(f"{work}/G1/")
    expect(owner.locator('[data-item="G1.1"] .card-saved')).to_contain_text("Hoa Accounting")

    owner.goto(f"{work}/delegate/")
    assert audit(owner, "en", colours=True) == []
    owner.locator("li", has_text="Hoa Accounting").get_by_role("button").click()
    expect(owner.locator(".message")).to_contain_text("no longer works")
    assert colleague.goto(link).status == 404
    assert colleague.goto(f"{work}/G1/").status == 404
    expect(colleague.locator("h1")).to_be_visible()


def test_ux_23_code_leads_to_the_part_on_another_device(owner, work, visit):
    code = re.search(r"code (\w{4}-\w{4})", give(owner, work, "G2"))[1]
    colleague = visit(language="en")

    colleague.goto("/go/")
    colleague.locator("[name=code]").fill(code.lower())
    colleague.get_by_role("button", name="Continue").click()

    expect(colleague.locator("[name=name]")).to_be_visible()


def link_in(letter_to, address, pattern):
    return re.search(pattern, letter_to(address, pattern))[0]


def test_colleague_invited_by_letter_lands_in_the_firm(owner, visit, letter_to):
    address = "lan.ke.toan@demo.example"
    owner.goto("/firm/members/")
    owner.locator("[name=email]").fill(address)
    owner.get_by_role("button", name="Send the invitation").click()
    invitation = link_in(letter_to, address, r"http\S+/invitations/[\w-]+/")

    person = visit(language="en")
    person.goto(invitation)
    person.get_by_role("link", name="Create an account").click()
    person.locator("[name=name]").fill("Lan Accounting")
    person.locator("[name=email]").fill(address)
    person.locator("[name=password1]").fill("a short sentence to keep")
    person.locator("[name=agree]").check()
    person.get_by_role("button", name="Create an account").click()
    person.wait_for_url(invitation)
    person.goto(link_in(letter_to, address, r"http\S+/accounts/confirm-email/[^\s/]+/"))
    if person.get_by_role("button", name="Confirm").count():
        person.get_by_role("button", name="Confirm").click()
    person.goto(invitation)
    person.get_by_role("button", name="Join").click()

    expect(person.get_by_role("status").filter(has_text="You belong to")).to_be_visible()
    owner.goto("/firm/members/")
    expect(owner.locator("li", has_text="Lan Accounting")).to_be_visible()
