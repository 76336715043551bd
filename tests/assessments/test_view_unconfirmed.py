"""Answers that were filled in: shown, open until the owner says that they are right, and then like any other."""

import pytest

from assessments import lifecycle
from assessments.answers import Given
from assessments.models import Assessment, Response
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed, UnknownItem
from tests.assessments.acts import complete
from tests.factories import assessments, questionnaires

pytestmark = pytest.mark.both_databases

FILLED = {
    "checks": (Given("answered", ["count", "size"]), False),
    "power": (Given("answered", "12.50"), False),
    "has_software": (Given("answered", "no"), True),
}


@pytest.fixture
def filled(every_type, an):
    """The assessment with three answers from elsewhere, of which one counts already."""
    lifecycle.prefill(assessment=every_type, answers=FILLED, by=an)
    return every_type


def read(client, address):
    return client.get(address).content.decode()


def confirmed():
    return {row.item: row.is_confirmed for row in Response.objects.order_by("item")}


def test_prefill_stores_canonical_answers_in_one_act(filled, an):
    rows = {row.item: (row.value, row.version, row.answered_by) for row in Response.objects.all()}

    assert rows == {"checks": (["size", "count"], 1, an), "power": ("12.5", 1, an), "has_software": ("no", 1, an)}
    assert confirmed() == {"checks": False, "power": False, "has_software": True}


def test_prefill_of_a_draft_with_answers_is_refused(every_type, an):
    assessments.answer_with(every_type, {"power": "1"})

    with pytest.raises(TransitionNotAllowed):
        lifecycle.prefill(assessment=every_type, answers=FILLED, by=an)
    assert Response.objects.count() == 1


def test_prefill_of_a_completed_assessment_is_refused(every_type, an):
    assessments.answer_with(every_type, {"power": "1"})
    complete(every_type, by=an)

    with pytest.raises(TransitionNotAllowed):
        lifecycle.prefill(assessment=every_type, answers=FILLED, by=an)


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({"no_such": (Given("answered", 1), False)}, UnknownItem),
        ({"power": (Given("answered", "much"), False)}, InvalidAnswer),
        ({"checks": (Given("answered", ["size"]), False), "power": (Given("answered", "99999"), True)}, InvalidAnswer),
    ],
)
def test_prefill_with_a_fault_stores_nothing(every_type, an, answers, fault):
    with pytest.raises(fault):
        lifecycle.prefill(assessment=every_type, answers=answers, by=an)

    assert not Response.objects.exists()
    assert Assessment.objects.get(pk=every_type.pk).revision == 0


def test_prefill_leaves_out_what_this_firm_is_not_asked(every_type, an):
    lifecycle.prefill(assessment=every_type, answers={"flow_only": (Given("answered", 1), True)}, by=an)

    assert not Response.objects.exists()


def test_page_shows_what_was_filled_in_with_a_badge_and_a_button(filled, an, english, url, form_fields):
    client = english(an)
    page = client.get(url("node", filled, "energy_block"))

    assert form_fields(page)["checks-option"] == ["size", "count"]
    assert page.content.decode().count("Filled in, please check") == 2
    assert page.content.decode().count('name="confirm"') == 2
    assert "Confirm all 2 answers" in page.content.decode()


def test_answer_of_an_earlier_version_asks_to_be_confirmed_again(filled, an, english, url, site_a):
    earlier = assessments.draft_of(questionnaires.every_type_document(), site_a, by=an, variant="flow")
    Assessment.objects.filter(pk=filled.pk).update(continued_from=earlier)

    page = read(english(an), url("node", filled, "energy_block"))

    assert page.count("Please confirm again") == 2
    assert "Filled in, please check" not in page


def test_confirming_makes_it_count_and_keeps_the_value(filled, an, client_of, save_card):
    answer = save_card(client_of(an), filled, "energy_block", "power", version=1, confirm="power")

    assert answer.status_code == 200
    assert confirmed()["power"] is True
    assert Response.objects.get(item="power").value == "12.5"
    assert 'class="unconfirmed"' not in answer.content.decode()


def test_confirming_without_scripts_comes_back_to_the_card(filled, an, client_of, url):
    answer = client_of(an).post(url("node", filled, "energy_block"), {"confirm": "power"})

    assert (answer.status_code, answer.url) == (302, url("node", filled, "energy_block") + "#power")
    assert confirmed()["power"] is True


def test_confirming_twice_is_harmless(filled, an, client_of, save_card):
    client = client_of(an)
    save_card(client, filled, "energy_block", "power", version=1, confirm="power")
    before = list(Response.objects.values())

    assert save_card(client, filled, "energy_block", "power", version=1, confirm="power").status_code == 200
    assert list(Response.objects.values()) == before


def test_confirming_what_was_cleared_meanwhile_shows_it_empty(filled, an, client_of, save_card):
    Response.objects.filter(item="power").delete()

    answer = save_card(client_of(an), filled, "energy_block", "power", version=1, confirm="power")

    assert answer.status_code == 200
    assert not Response.objects.filter(item="power").exists()


@pytest.mark.parametrize("number", ["12,5", "13"])
def test_answering_with_the_same_or_another_value_confirms(filled, an, client_of, save_card, number):
    answer = save_card(client_of(an), filled, "energy_block", "power", {"number": number}, version=1, seen="?")

    assert answer.status_code == 200
    assert confirmed()["power"] is True


def test_posting_the_page_as_it_is_confirms_nothing(filled, an, client_of, url, form_fields):
    client = client_of(an)
    fields = form_fields(client.get(url("node", filled, "energy_block")))

    client.post(url("node", filled, "energy_block"), fields | {"action": "continue"})

    assert confirmed() == {"checks": False, "power": False, "has_software": True}


def test_filled_in_reason_is_confirmed_by_its_button_alone(every_type, an, client_of, url, form_fields):
    reason = Given("not_applicable", reason="Không có công tơ")
    lifecycle.prefill(assessment=every_type, answers={"power": (reason, False)}, by=an)
    client = client_of(an)
    fields = form_fields(client.get(url("node", every_type, "energy_block")))

    client.post(url("node", every_type, "energy_block"), fields)
    assert confirmed() == {"power": False}

    client.post(url("node", every_type, "energy_block"), fields | {"confirm": "power"})
    assert confirmed() == {"power": True}


def test_all_on_the_page_are_confirmed_at_once_with_what_was_touched(filled, an, client_of, url, form_fields):
    client = client_of(an)
    fields = form_fields(client.get(url("node", filled, "energy_block")))

    client.post(url("node", filled, "energy_block"), fields | {"checks-option": ["look"], "action": "confirm"})

    assert confirmed() == {"checks": True, "power": True, "has_software": True}
    assert Response.objects.get(item="checks").value == ["look"]


def test_question_that_the_page_does_not_show_is_not_confirmed_with_the_others(
    every_type, an, client_of, url, form_fields
):
    away = {"which_software": (Given("answered", ["plan"]), False), "has_software": (Given("answered", "no"), False)}
    lifecycle.prefill(assessment=every_type, answers=away, by=an)
    client = client_of(an)
    fields = form_fields(client.get(url("node", every_type, "basics")))

    client.post(url("node", every_type, "basics"), fields | {"action": "confirm"})

    assert confirmed() == {"has_software": True, "which_software": False}


def test_what_waits_to_be_confirmed_is_open_everywhere(filled, an, english, url):
    client = english(an)

    assert "2 to be confirmed" in read(client, url("tasks", filled))
    assert "2 answers are filled in and wait" in read(client, url("tasks", filled))
    assert "count only once you confirm them" in read(client, url("check", filled))
    assert "filled in, to be confirmed" in read(client, url("check", filled))
    missed = client.post(url("node", filled, "energy_block"), {"action": "continue"}, follow=True).content.decode()
    assert "3 questions are left on this page" in missed
    assert missed.count("(to be confirmed)") == 2


def test_what_waits_to_be_confirmed_is_not_in_the_submission(filled, an):
    submission = complete(filled, by=an)

    assert list(submission.answers.values_list("item", flat=True)) == ["has_software"]


def test_confirming_after_completing_is_409(filled, an, client_of, save_card):
    complete(filled, by=an)

    assert save_card(client_of(an), filled, "energy_block", "power", confirm="power").status_code == 409
    assert confirmed()["power"] is False


def test_confirming_for_a_reader_is_403(filled, binh, client_of, save_card):
    assert save_card(client_of(binh), filled, "energy_block", "power", confirm="power").status_code == 403


def test_continuing_a_quick_check_keeps_what_is_open_open(quick, an, site_a):
    lifecycle.prefill(assessment=quick, answers={"S1.1": (Given("answered", 2), False)}, by=an)

    full = lifecycle.continue_full(assessment=quick, site=site_a, by=an)

    assert full.responses.get().is_confirmed is False
