"""Acts that a device names: done once however often they are sent, never over another's answer, all in the history."""

from uuid import uuid4

import pytest

from assessments import lifecycle
from assessments.answers import Given
from assessments.models import Response, ResponseChange
from c4ir_assess.exceptions import InvalidAnswer, StaleVersion
from tests.assessments.acts import LEVEL_2, save
from tests.factories import assessments

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
LEVEL_4 = Given("answered", 4)


def named(draft, mutation, given=LEVEL_2, **more):
    act = {"assessment": draft, "item": "S1.1", "given": given, "base_version": 0, "by": None, "mutation": mutation}
    return lifecycle.save_response(**(act | more))


def clear(draft, version, **more):
    return lifecycle.clear_response(
        **({"assessment": draft, "item": "S1.1", "base_version": version, "by": None} | more)
    )


def history(draft):
    return [(row.act, row.value) for row in ResponseChange.objects.filter(assessment=draft).order_by("version")]


def test_mutation_sent_again_is_done_once(draft):
    mutation = uuid4()
    first = named(draft, mutation)

    again = named(draft, mutation)

    assert again.version == first.version
    assert history(draft) == [("saved", 2)]


def test_mutation_sent_again_leaves_anothers_answer_and_is_in_the_history(draft):
    mutation = uuid4()
    mine = named(draft, mutation)
    theirs = save(draft, given=LEVEL_4, base_version=mine.version)

    again = named(draft, mutation)

    assert (again.version, again.value) == (theirs.version, 4)
    assert history(draft) == [("saved", 2), ("saved", 4)]


def test_mutation_sent_again_does_not_bring_back_what_was_cleared(draft):
    mutation = uuid4()
    clear(draft, named(draft, mutation).version)

    assert named(draft, mutation) is None
    assert not Response.objects.exists()


def test_clearing_sent_again_leaves_the_next_answer(draft):
    mutation = uuid4()
    clear(draft, save(draft).version, mutation=mutation)
    save(draft, given=LEVEL_4)

    clear(draft, 1, mutation=mutation)

    assert Response.objects.get().value == 4


def test_own_act_without_an_answer_is_no_conflict(draft):
    lost = uuid4()
    named(draft, lost)

    named(draft, uuid4(), LEVEL_4, after=[lost])

    assert Response.objects.get().value == 4


def test_own_clearing_without_an_answer_is_no_conflict(draft):
    lost, first = uuid4(), save(draft)
    clear(draft, first.version, mutation=lost)

    named(draft, uuid4(), LEVEL_4, base_version=first.version, after=[lost])

    assert Response.objects.get().value == 4


def test_anothers_act_after_ones_own_is_a_conflict(draft):
    lost = uuid4()
    save(draft, given=LEVEL_4, base_version=named(draft, lost).version)

    with pytest.raises(StaleVersion):
        named(draft, uuid4(), Given("answered", 1), after=[lost])

    assert Response.objects.get().value == 4


def test_mutation_of_another_item_is_refused(draft):
    mutation = uuid4()
    named(draft, mutation)

    with pytest.raises(InvalidAnswer):
        named(draft, mutation, item="S1.2")


def test_mutation_of_another_assessment_is_new(draft, site_a):
    mutation, other = uuid4(), assessments.draft(site_a)
    named(draft, mutation)

    assert named(other, mutation).value == 2


def test_each_act_is_one_row_of_the_history(draft, an):
    first = save(draft, by=an)
    second = save(draft, given=Given("not_applicable", reason="Chưa có xưởng"), base_version=first.version, by=an)
    clear(draft, second.version, by=an)

    rows = ResponseChange.objects.order_by("version").values_list("act", "state", "value", "reason", "by")
    assert list(rows) == [
        ("saved", "answered", 2, "", an.pk),
        ("saved", "not_applicable", None, "Chưa có xưởng", an.pk),
        ("cleared", "", None, "", an.pk),
    ]


def test_what_was_filled_in_and_confirmed_is_in_the_history(draft, an):
    lifecycle.prefill(assessment=draft, answers={"S1.1": (LEVEL_2, False), "S1.2": (LEVEL_4, True)}, by=an)
    lifecycle.confirm_response(assessment=draft, item="S1.1", by=an)

    rows = ResponseChange.objects.order_by("version", "item").values_list("act", "item")
    assert list(rows) == [("filled_in", "S1.1"), ("filled_in", "S1.2"), ("confirmed", "S1.1")]


def test_saying_what_is_stored_already_is_no_act(draft):
    save(draft)

    save(draft)

    assert history(draft) == [("saved", 2)]


def test_name_of_a_colleague_stands_with_the_answer_and_in_the_history(draft):
    named(draft, uuid4(), by_name="Chị Lan, kế toán")

    assert Response.objects.get().answered_as == ResponseChange.objects.get().by_name == "Chị Lan, kế toán"


def test_answer_of_a_member_takes_the_colleagues_name_away(draft, an):
    first = named(draft, uuid4(), by_name="Chị Lan, kế toán")

    save(draft, given=LEVEL_4, base_version=first.version, by=an)

    assert (Response.objects.get().answered_as, Response.objects.get().answered_by) == ("", an)


def test_refused_save_leaves_no_row(draft):
    save(draft)

    with pytest.raises(StaleVersion):
        save(draft, given=LEVEL_4)

    assert history(draft) == [("saved", 2)]
