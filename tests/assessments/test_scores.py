"""From frozen answers to a stored scorecard and back: exact, once, and all or nothing."""

import copy
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection

from assessments import lifecycle, scores
from assessments.models import Scope, Scorecard
from assessments.scoring import engine
from assessments.scoring.priorities import day_one
from assessments.scoring.types import Answer
from assessments.signals import submission_scored
from assessments.tasks import score_submission
from c4ir_assess.jobs.models import Job
from tests.factories import assessments, questionnaires
from tests.scoring.shapes import shipped

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
VERIFIED = Scorecard.Basis.VERIFIED
THIRDS = {"S1.1": 1, "S1.2": 2, "S1.3": 2}


def submission_of(site, answers, *, troubles=(), scope=Scope.FULL):
    """Answer, name the troubles, complete; nothing is scored yet."""
    assessment = assessments.draft(site, answers=answers, scope=scope)
    lifecycle.save_troubles(assessment=assessment, troubles=troubles)
    return lifecycle.complete(assessment=assessment, by=None, language="vi")


@pytest.fixture
def submission(site_a):
    """Everything at level 2, but thirds in S1, two items open and one left out."""
    return submission_of(
        site_a,
        assessments.all_at(2) | THIRDS | {"O4.3": "No moulds.", "T5.2": "dk", "G1.2": "dk"},
        troubles=["late_delivery", "machine_stops"],
    )


@contextmanager
def listening(hear):
    """Hear the news; a receiver is held weakly, and this holds it."""
    submission_scored.connect(hear)
    try:
        yield
    finally:
        submission_scored.disconnect(hear)


def test_overall_columns_hold_what_the_engine_found(submission):
    card = engine.score(questionnaires.shipped_framework(), scores.answers_of(submission))

    row = scores.store_self(submission=submission)

    assert (row.basis, row.scope, row.engine) == ("self", "full", engine.ENGINE)
    assert Fraction(row.overall_exact) == card.overall.value
    assert (row.overall_level, row.input_hash) == (card.overall.level, submission.input_hash)
    assert row.framework_hash == submission.assessment.framework_version.content_hash


def test_every_node_has_its_row(submission):
    nodes = [node.id for node in questionnaires.shipped_framework().root.walk()]

    rows = scores.store_self(submission=submission).nodes.order_by("id")

    assert [row.node for row in rows] == nodes


def test_numeric_columns_are_rounded_half_up_to_six_digits(submission):
    row = scores.store_self(submission=submission).nodes.get(node="S1")

    assert (row.value_exact, row.value, row.level) == ("5/3", Decimal("1.666667"), 1)
    assert (row.low, row.high, row.coverage) == (Decimal("1.666667"), Decimal("1.666667"), 1)


def test_node_that_is_not_rated_has_no_value_and_still_a_band(site_a):
    submission = submission_of(site_a, {"S1.1": 3})

    row = scores.store_self(submission=submission).nodes.get(node="S1")

    assert (row.value_exact, row.value, row.level) == ("", None, None)
    assert (row.low, row.high, row.coverage) == (1, Decimal("4.333333"), Decimal("0.333333"))


def test_stored_card_is_read_back_exactly(submission):
    framework, answers = questionnaires.shipped_framework(), scores.answers_of(submission)
    card = engine.score(framework, answers)
    row = scores.store_self(submission=submission)

    stored = scores.stored(Scorecard.objects.get(pk=row.pk))

    assert stored.scorecard == card
    assert list(stored.scorecard.nodes) == list(card.nodes)
    assert stored.priorities == day_one(framework, card, answers, ["late_delivery", "machine_stops"])


def test_first_things_to_do_weigh_blocks_as_the_variant_does(site_a, an):
    document = copy.deepcopy(questionnaires.shipped_document()) | {"framework": "of-kinds"}
    document["variants"] = [{"id": kind, "name": {"vi": kind, "en": kind}} for kind in ("one", "other")]
    for block in document["blocks"]:
        block["weight"] = {"one": "1", "other": "60" if block["id"] == "P" else "10"}
    answers = assessments.all_at(1)
    assessment = assessments.draft_of(document, site_a, by=an, variant="other", responses=answers)
    submission = lifecycle.complete(assessment=assessment, by=an, language="vi")

    (first, *_) = scores.stored(scores.store_self(submission=submission)).priorities

    assert (first.dimension, first.weight) == ("P1", 20)  # three dimensions of 60


def test_reading_a_stored_card_asks_nothing_of_the_database(submission, django_assert_num_queries):
    row = Scorecard.objects.get(pk=scores.store_self(submission=submission).pk)

    with django_assert_num_queries(0):
        scores.stored(row)


def test_cap_is_read_back_with_what_it_took(site_a):
    answers = assessments.all_at(4) | {f"P{dimension}.{item}": 0 for dimension in (1, 2, 3) for item in (1, 2, 3)}
    submission = submission_of(site_a, answers)

    overall = scores.stored(scores.store_self(submission=submission)).scorecard.overall

    # (80 + 0 + 100 + 100 + 40) / 100 = 3.2, level 3, held at 0 + 1
    assert (overall.value, overall.level) == (Fraction("3.2"), 1)
    assert (overall.explanation.capped_by, overall.explanation.level_before_cap) == ("P", 3)


def test_priority_that_takes_anothers_place_is_read_back(site_a):
    submission = submission_of(site_a, assessments.all_at(0))

    priorities = scores.stored(scores.store_self(submission=submission)).priorities

    assert [(each.dimension, each.instead_of, each.required_by) for each in priorities] == [
        ("S1", None, None),
        ("P1", None, None),
        ("O2", "T1", "T1"),
    ]


def test_quick_check_is_stored_as_a_range_without_levels(site_a):
    submission = submission_of(site_a, assessments.all_at(2, Scope.QUICK), scope=Scope.QUICK)

    row = scores.store_self(submission=submission)

    assert scores.stored(row).scorecard.range == (Fraction("1.5"), Fraction("2.5"))
    assert (row.scope, row.overall_level) == ("quick", None)
    assert set(row.nodes.values_list("level", flat=True)) == {None}


def test_second_time_returns_the_stored_card(submission):
    first = scores.store_self(submission=submission)

    assert scores.store_self(submission=submission) == first
    assert Scorecard.objects.count() == 1


def test_news_is_sent_once_a_card(submission):
    heard = []
    with listening(lambda *, scorecard, **_signal: heard.append(scorecard)):
        row = scores.store_self(submission=submission)
        scores.store_self(submission=submission)

    assert heard == [row]


def test_stored_card_queues_its_report(submission):
    row = scores.store_self(submission=submission)

    assert Job.objects.get(task="reports.render_report").args["scorecard"] == row.pk


@pytest.mark.django_db(transaction=True)
def test_nothing_is_stored_if_a_receiver_fails(submission):
    def fail(**_signal):
        raise RuntimeError("no paper")

    with listening(fail), pytest.raises(RuntimeError):
        scores.store_self(submission=submission)

    assert not Scorecard.objects.exists()


def test_another_engine_stores_another_card(submission):
    old = scores.store_self(submission=submission)
    Scorecard.objects.filter(pk=old.pk).update(engine="0")

    assert scores.store_self(submission=submission) != old


def test_verified_answers_make_a_card_of_their_own(submission):
    said = scores.store_self(submission=submission)

    confirmed = scores.store(submission=submission, basis=VERIFIED, answers=shipped("1"))

    assert (said.overall_level, confirmed.overall_level) == (2, 1)
    assert confirmed.basis == "verified"


def test_changed_verified_answers_make_another_card_and_the_same_ones_do_not(submission):
    first = scores.store(submission=submission, basis=VERIFIED, answers=shipped("1"))

    assert scores.store(submission=submission, basis=VERIFIED, answers=shipped("1")) == first
    assert scores.store(submission=submission, basis=VERIFIED, answers=shipped("3")).overall_level == 3


def test_not_applicable_that_an_advisor_accepted_leaves_the_score(submission):
    answers = shipped("2") | {"S1.1": Answer("not_applicable")}

    row = scores.store(submission=submission, basis=VERIFIED, answers=answers)

    assert scores.stored(row).scorecard.nodes["S1"].not_applicable == 1


@pytest.mark.parametrize("answered", [1, 3])
def test_storing_takes_the_same_queries_for_any_number_of_answers(site_a, django_assert_max_num_queries, answered):
    submission = submission_of(site_a, dict(list(assessments.all_at(1).items())[:answered]))

    with django_assert_max_num_queries(14):
        scores.store_self(submission=submission)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_store_one_card_and_send_one_news(submission):
    heard = []
    ready = threading.Barrier(2)

    def work(_number):
        connection.ensure_connection()
        ready.wait(timeout=20)
        try:
            return scores.store_self(submission=submission).pk
        finally:
            connection.close()

    with listening(lambda **_signal: heard.append(1)), ThreadPoolExecutor(2) as pool:
        stored = list(pool.map(work, range(2)))

    assert stored[0] == stored[1]
    assert (Scorecard.objects.count(), len(heard)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_task_scores_the_submission_that_its_job_names(submission):
    job = Job.objects.get(dedup_key=f"score:{submission.pk}")

    score_submission(job.pk)

    job.refresh_from_db()
    assert (job.task, job.queue, job.state) == (score_submission.name, "score", "done")
    assert submission.scorecards.get().overall_level == 2
