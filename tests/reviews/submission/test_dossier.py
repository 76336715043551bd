from datetime import date

import pytest
from django.utils import translation

from assessments.models import SubmittedAnswer
from reviews.submission import dossier
from tests.factories.questionnaires import shipped_framework
from tests.reviews import rows

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def read(submission, language="vi"):
    with translation.override(language):
        return dossier.read(submission, today=TODAY)


def answer(submission, item, state, reason=""):
    SubmittedAnswer.objects.create(submission=submission, item=item, state=state, reason=reason)


def line(read, item):
    return next(each for each in read.answers if each.id == item)


def test_answer_stands_between_its_neighbouring_levels():
    item = next(shipped_framework().items())

    shown = line(read(rows.sent(answers={item.id: 2})), item.id)

    assert (shown.below, shown.text, shown.above) == (item.levels[1].vi, item.levels[2].vi, item.levels[3].vi)


@pytest.mark.parametrize(("level", "below", "above"), [(0, False, True), (5, True, False)])
def test_answer_at_an_end_of_the_ladder_has_one_neighbour(level, below, above):
    shown = line(read(rows.sent(answers={"S1.1": level})), "S1.1")

    assert (bool(shown.below), bool(shown.above)) == (below, above)


def test_dont_know_is_told_from_not_answered():
    submission = rows.sent(answers={"S1.1": 1})
    answer(submission, "S1.2", "dont_know")

    shown = read(submission)

    assert [line(shown, item).kind for item in ("S1.1", "S1.2", "S1.3")] == ["answered", "dont_know", "unanswered"]


def test_not_applicable_shows_a_listed_reason_in_the_readers_language():
    item = next(item for item in shipped_framework().items() if item.na_reasons)
    submission = rows.sent()
    answer(submission, item.id, "not_applicable", item.na_reasons[0].vi)

    shown = line(read(submission, "en"), item.id)

    assert (shown.kind, shown.text) == ("not_applicable", item.na_reasons[0].en)


def test_not_applicable_where_the_framework_does_not_foresee_it_is_a_proposal():
    item = next(item for item in shipped_framework().items() if not item.na_reasons)
    submission = rows.sent()
    answer(submission, item.id, "not_applicable", "We do this elsewhere")

    shown = line(read(submission), item.id)

    assert (shown.kind, shown.text) == ("proposed", "We do this elsewhere")


def test_questions_are_those_whose_conditions_all_hold():
    both = read(rows.sent(answers={"T2.1": 3, "T1.1": 0}))
    one = read(rows.sent(rows.plant("Other"), answers={"T2.1": 3, "T1.1": 1}))

    assert [question.items for question in both.questions] == [("T1.1", "T2.1")]
    assert one.questions == ()


def test_question_does_not_hold_on_an_open_answer():
    submission = rows.sent(answers={"T2.1": 3})
    answer(submission, "T1.1", "dont_know")

    assert read(submission).questions == ()


def test_what_was_left_open_comes_in_the_frameworks_order():
    every = {item.id: 1 for item in shipped_framework().items()}
    submission = rows.sent(answers={item: level for item, level in every.items() if item not in {"T1.1", "S1.2"}})
    answer(submission, "S1.2", "dont_know")

    assert [each.id for each in read(submission).left_open] == ["S1.2", "T1.1"]
