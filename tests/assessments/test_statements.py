"""The SQL of a save says the same as the models, on both databases."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments import changes, statements
from assessments.models import Response, ResponseChange
from tests.factories import assessments

pytestmark = pytest.mark.both_databases
VALUES = [0, 5, "12.5", "Chữ “riêng”\n1 ~ %s", [], ["a", "b"], {"1": ["a"], "2": []}, {}]
KEY = ("assessment_id", "item")


def answer(assessment, by, value=3, **more):
    shown = {"state": "answered", "value": value, "version": 7, "answered_by": by, "answered_at": timezone.now()}
    return Response(assessment=assessment, item="S1.1", **(shown | more))


def columns(row):
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if each.attname != "id"}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_answer_written_is_the_one_that_the_model_reads(draft, an, value):
    written = answer(draft, an, value, answered_as="Chị Lan", is_confirmed=False)
    statements.write(written)

    assert columns(Response.objects.get(pk=written.pk)) == columns(written)


@pytest.mark.parametrize("value", [*VALUES, None], ids=lambda value: type(value).__name__)
def test_stored_answer_is_read_as_the_model_reads_it(draft, an, value):
    state = "dont_know" if value is None else "answered"
    answer(draft, an, value, state=state, answered_as="Chị Lan", is_confirmed=False).save()

    assert columns(statements.stored(draft, "S1.1")) == columns(Response.objects.get())


def test_stored_answer_of_another_item_or_assessment_is_not_found(draft, quick, an):
    answer(draft, an).save()

    assert statements.stored(draft, "S1.2") is None
    assert statements.stored(quick, "S1.1") is None


def test_answer_written_instead_of_another_keeps_its_row_and_no_other(draft, an, cuong):
    assessments.answer(draft, {"S1.1": 1, "S1.2": 2})
    before = Response.objects.get(item="S1.1")
    after = answer(draft, cuong, state="not_applicable", value=None, reason="Chưa có xưởng riêng")

    statements.write(after, instead_of=KEY)

    assert after.pk == before.pk
    assert columns(Response.objects.get(item="S1.1")) == columns(after)
    assert Response.objects.get(item="S1.2").value == 2


def test_answer_written_beside_another_is_refused(draft, an):
    answer(draft, an).save()

    with pytest.raises(IntegrityError), transaction.atomic():
        statements.write(answer(draft, an, 4))

    assert Response.objects.get().value == 3


def test_act_written_is_the_one_that_the_model_reads(draft, an):
    act = changes.of_answer(answer(draft, an, {"1": ["a"]}), ResponseChange.Act.SAVED)

    statements.write(act)

    assert columns(ResponseChange.objects.get(pk=act.pk)) == columns(act)
