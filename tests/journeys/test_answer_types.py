"""Every type of answer in a real browser: what its script does, and that anybody can use it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NARROW, Person, furnished, sign_in
from tests.journeys.test_accessibility import audit, audit_all

pytestmark = pytest.mark.journey


@pytest.fixture(scope="session")
def drafts(product) -> Iterator[str]:
    """Give out people, each with a fresh draft."""
    return iter(furnished(product)["drafts"])


@pytest.fixture
def person(people, drafts) -> Person:
    """Return a person with a fresh draft that has a question of every type."""
    return people[next(drafts)]


@pytest.fixture
def work(person) -> str:
    return person.work


@pytest.fixture
def answering(visit, person):
    """Return a function that opens one of its pages, signed in."""

    def open_page(node: str, language: str = "en") -> Page:
        page = visit(language=language)
        sign_in(page, person)
        page.goto(f"{person.work}{node}/")
        return page

    return open_page


def card(page: Page, item: str):
    return page.locator(f"[data-item='{item}']")


def state_of(page: Page, item: str):
    return card(page, item).locator(".card-saved")


def field(page: Page, name: str, value: str = ""):
    return page.locator(f'[name="{name}"]' + (f'[value="{value}"]' if value else ""))


def test_question_comes_and_goes_with_the_answer_it_depends_on(answering):
    page = answering("basics")
    expect(card(page, "which_software")).to_have_count(0)

    field(page, "has_software-choice", "option-used").check()
    expect(card(page, "which_software")).to_be_visible()
    field(page, "which_software-option", "stock").check()
    expect(state_of(page, "which_software")).to_contain_text("Saved")
    field(page, "has_software-choice", "option-no").check()
    expect(card(page, "which_software")).to_have_count(0)

    field(page, "has_software-choice", "option-bought").check()
    expect(field(page, "which_software-option", "stock")).to_be_checked()


def test_question_that_is_there_keeps_what_was_just_ticked(answering):
    page = answering("basics")
    field(page, "has_software-choice", "option-used").check()
    expect(card(page, "which_software")).to_be_visible()
    page.evaluate("document.querySelector(\"[name='which_software-option'][value='plan']\").checked = true")

    field(page, "has_software-choice", "option-bought").check()
    expect(state_of(page, "has_software")).to_contain_text("Saved")

    expect(field(page, "which_software-option", "plan")).to_be_checked()


def saving(page: Page, said: str):
    """Wait until an answer that says this is saved: "Saved" may still be there from the one before."""
    return page.expect_response(lambda answer: said in (answer.request.post_data or "") and answer.ok)


def test_row_that_stands_alone_takes_the_ticks_from_the_others(answering):
    page = answering("energy_block")
    field(page, "checks-option", "size").check()
    field(page, "checks-option", "look").check()
    expect(state_of(page, "checks")).to_contain_text("Saved")

    field(page, "checks-option", "nothing").check()
    expect(field(page, "checks-option", "size")).not_to_be_checked()
    with saving(page, "checks-option=count"):
        field(page, "checks-option", "count").check()
    expect(field(page, "checks-option", "nothing")).not_to_be_checked()

    page.reload()
    expect(page.locator("[name='checks-option']:checked")).to_have_value("count")


def test_do_not_know_takes_the_place_of_ticks_and_the_other_way_round(answering):
    page = answering("energy_block")
    field(page, "checks-option", "size").check()
    field(page, "checks-choice", "dont_know").check()
    expect(page.locator("[name='checks-option']:checked")).to_have_count(0)
    expect(state_of(page, "checks")).to_contain_text("Saved")

    with saving(page, "checks-option=look"):
        field(page, "checks-option", "look").check()
    expect(field(page, "checks-choice", "dont_know")).not_to_be_checked()

    page.reload()
    expect(page.locator("[name='checks-option']:checked")).to_have_value("look")


def test_last_tick_taken_away_empties_the_answer(answering):
    page = answering("energy_block")
    field(page, "checks-option", "size").check()
    expect(state_of(page, "checks")).to_contain_text("Saved")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        field(page, "checks-option", "size").uncheck()

    page.reload()
    expect(page.locator("[name='checks-option']:checked")).to_have_count(0)


def test_wrong_number_is_said_beside_it_and_a_right_one_echoed(answering):
    page = answering("energy_block")
    number = field(page, "power-number")
    number.fill("20001")
    number.blur()
    expect(card(page, "power").locator(".card-error")).to_contain_text("from 0 to 20,000")
    expect(number).to_have_attribute("aria-invalid", "true")
    expect(number).to_have_attribute("aria-describedby", "power-unit power-bounds power-error")

    number.fill("1.234,5")
    number.blur()

    expect(state_of(page, "power")).to_contain_text("1,234.5 kWh")
    expect(number).not_to_have_attribute("aria-invalid", "true")


def test_lines_of_a_grid_are_saved_one_by_one_and_counted(answering):
    page = answering("basics")
    field(page, "machines-row.cnc", "2").check()
    expect(card(page, "machines").locator(".rows-given")).to_have_text("1 / 3 lines chosen")
    field(page, "machines-row.press-line", "0").check()
    expect(card(page, "machines").locator(".rows-given")).to_have_text("2 / 3 lines chosen")

    page.reload()
    expect(page.locator("[name^='machines-row']:checked")).to_have_count(2)


def test_two_people_fill_in_one_grid_without_losing_a_line(answering):
    mine, theirs = answering("basics"), answering("basics")
    field(theirs, "machines-row.cnc", "2").check()
    expect(state_of(theirs, "machines")).to_contain_text("Saved")

    field(mine, "machines-row.energy", "1").check()

    expect(field(mine, "machines-row.cnc", "2")).to_be_checked()
    expect(card(mine, "machines").locator(".rows-given")).to_have_text("2 / 3 lines chosen")


def test_own_words_are_saved_while_they_are_typed_and_counted(answering):
    page = answering("more")
    text = page.locator("textarea")
    text.press_sequentially("Thêm khoá học")
    expect(page.locator("[data-count]")).to_have_text("· 13 written")
    expect(state_of(page, "wishes")).to_contain_text("Saved")
    expect(text).to_be_focused()

    page.reload()
    expect(text).to_have_value("Thêm khoá học")


def test_answer_that_was_filled_in_is_confirmed_by_its_button(answering):
    page = answering("energy_block")
    card(page, "flow_only").get_by_role("button", name="Yes, that is right").click()

    expect(card(page, "flow_only").locator(".unconfirmed")).to_have_count(0)
    expect(field(page, "flow_only-choice", "1")).to_be_checked()
    expect(state_of(page, "flow_only")).to_contain_text("Saved")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_ux_11_ux_12_every_type_of_answer_is_accessible_on_the_smallest_phone(answering, work, language):
    page = answering("basics", language)
    page.set_viewport_size(NARROW)
    field(page, "has_software-choice", "option-used").check()
    expect(card(page, "which_software")).to_be_visible()

    found = audit(page, language)
    found += audit_all(page, [work, f"{work}later/", f"{work}more/", f"{work}check/"], language)
    page.goto(f"{work}energy_block/")
    field(page, "power-number").fill("much")
    field(page, "power-number").blur()
    expect(card(page, "power").locator(".card-error")).to_be_visible()
    found += audit(page, language)
    page.locator("button[name=action][value=continue]").click()
    page.locator(".error-summary").wait_for()
    found += audit(page, language)
    page.goto(f"{work}basics/")
    page.locator("button[name=action][value=continue]").click()
    page.locator(".missed").wait_for()
    found += audit(page, language)

    assert not found, "\n".join(found)
