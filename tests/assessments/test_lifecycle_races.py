"""Acts on one assessment by real connections at once. Each save is in the submission or refused, never in between."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from assessments import lifecycle
from assessments.answers import Given
from assessments.models import Assessment, Response, Submission
from c4ir_assess.exceptions import StaleVersion, TransitionNotAllowed
from c4ir_assess.jobs.models import Job
from tests.factories import assessments

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
REFUSED = "refused"


def at_once(*acts):
    """Run the acts on a connection each, started together; return what each returned, or REFUSED."""
    ready = threading.Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            ready.wait(timeout=20)
            return act()
        except (StaleVersion, TransitionNotAllowed):
            return REFUSED
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=40) for future in [pool.submit(run, act) for act in acts]]


def save(assessment, level, *, item="S1.1", base_version=0):
    return lambda: lifecycle.save_response(
        assessment=assessment, item=item, given=Given("answered", level), base_version=base_version, by=None
    )


def complete(assessment):
    return lambda: lifecycle.complete(assessment=assessment, by=None, language="vi")


@pytest.mark.soak(5, 300)
def test_save_beside_complete_is_in_the_submission_or_refused(site_a, campaign):
    for _ in range(campaign.n):
        assessment = assessments.draft(site_a, answers={"S1.1": 1})

        saved, submission = at_once(save(assessment, 4, item="S1.2"), complete(assessment))

        frozen = {row.item for row in submission.answers.all()}
        assert frozen == ({"S1.1"} if saved == REFUSED else {"S1.1", "S1.2"})
        assert Response.objects.filter(assessment=assessment, item="S1.2").exists() == (saved != REFUSED)
        assert Assessment.objects.get(pk=assessment.pk).state == "completed"


@pytest.mark.soak(5, 300)
def test_second_of_two_saves_of_one_item_is_stale(site_a, campaign):
    for _ in range(campaign.n):
        assessment = assessments.draft(site_a)

        outcomes = at_once(save(assessment, 1), save(assessment, 5))

        stored = Response.objects.get(assessment=assessment)
        assert sorted(outcome == REFUSED for outcome in outcomes) == [False, True]
        assert [stored.value] == [outcome.value for outcome in outcomes if outcome != REFUSED]


@pytest.mark.soak(5, 300)
def test_saves_of_different_items_never_refuse_each_other(site_a, campaign):
    for _ in range(campaign.n):
        assessment = assessments.draft(site_a)

        outcomes = at_once(*(save(assessment, 3, item=item) for item in ("S1.1", "S1.2", "P1.1", "P1.2")))

        assert REFUSED not in outcomes
        assert len({outcome.version for outcome in outcomes}) == 4


def test_second_of_two_completions_is_refused(site_a):
    assessment = assessments.draft(site_a, answers={"S1.1": 1})

    outcomes = at_once(complete(assessment), complete(assessment))

    assert sorted(outcome == REFUSED for outcome in outcomes) == [False, True]
    assert Submission.objects.count() == Job.objects.count() == 1


def test_second_tap_on_start_finds_the_first_ones_assessment(site_a, an, framework_version):
    def start():
        return lifecycle.start(site=site_a, scope="full", by=an)

    first, second = at_once(start, start)

    assert first == second
    assert Assessment.objects.count() == 1


def test_save_beside_correct_finds_it_open_or_is_refused(site_a, an):
    assessment = assessments.completed(site_a, by=an)
    version = Response.objects.get(item="S1.1").version

    saved, _ = at_once(
        save(assessment, 5, base_version=version), lambda: lifecycle.correct(assessment=assessment, by=an)
    )

    assert Response.objects.get(item="S1.1").value == (2 if saved == REFUSED else 5)
    assert Submission.objects.get().answers.get(item="S1.1").value == 2
