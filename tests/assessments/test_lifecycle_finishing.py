"""Completing, correcting, sending, taking back, and continuing a quick check: what each writes."""

import pytest

from accounts.models import Consent
from assessments import lifecycle
from assessments.answers import Given, input_hash
from assessments.models import Assessment, Scope, Submission
from c4ir_assess.exceptions import (
    NothingAnswered,
    StaleVersion,
    TransitionNotAllowed,
)
from c4ir_assess.jobs.models import Job
from tests.assessments.acts import complete, save, send
from tests.factories import assessments

pytestmark = pytest.mark.both_databases


def test_complete_freezes_every_answer_with_its_hash(draft, an):
    assessments.answer(draft, {"S1.1": 3, "S1.2": "dk", "S1.3": "no plan yet"}, by=an)
    lifecycle.save_troubles(assessment=draft, troubles=["power_cost"])

    frozen = complete(draft, by=an)

    rows = list(frozen.answers.order_by("item"))
    assert [(row.item, row.state, row.value, row.reason) for row in rows] == [
        ("S1.1", "answered", 3, ""),
        ("S1.2", "dont_know", None, ""),
        ("S1.3", "not_applicable", None, "no plan yet"),
    ]
    assert frozen.input_hash == input_hash(
        framework_hash=draft.framework_version.content_hash, scope="full", troubles=["power_cost"], answers=rows
    )
    assert (frozen.number, frozen.scope, frozen.language, frozen.submitted_by) == (1, "full", "vi", an)
    assert (frozen.first_trouble, frozen.second_trouble) == ("power_cost", "")


def test_complete_writes_its_job(draft):
    frozen = complete(assessments.answer(draft, {"S1.1": 3}))

    job = Job.objects.get()
    assert (job.task, job.args, job.queue) == ("assessments.score_submission", {"submission": frozen.pk}, "score")
    assert job.dedup_key == f"score:{frozen.pk}"


@pytest.mark.parametrize("answers", [{}, {"S1.1": "dk", "S1.2": "does not apply here"}])
def test_complete_without_one_answer_is_refused(draft, answers):
    assessments.answer(draft, answers)

    with pytest.raises(NothingAnswered):
        complete(draft)

    assert Assessment.objects.get().state == "draft"
    assert not Submission.objects.exists()
    assert not Job.objects.exists()


def test_correction_makes_another_submission_and_keeps_the_first(completed, an):
    first = completed.submissions.get()
    lifecycle.correct(assessment=completed, by=an)
    assessments.answer(completed, {"S1.1": 5})

    second = complete(completed)

    assert (first.number, second.number) == (1, 2)
    assert first.answers.get(item="S1.1").value == 2
    assert second.answers.get(item="S1.1").value == 5
    assert first.input_hash != second.input_hash


def test_send_keeps_the_consent_with_its_words(completed, an):
    sent = send(completed, an)

    consent = Consent.objects.get()
    assert (consent.user, consent.organization, consent.subject) == (an, completed.site.organization, sent.uuid)
    assert (consent.wording, consent.wording_version, consent.language) == ("I agree.", "1", "en")
    assert consent.withdrawn_at is None


def test_send_puts_the_newest_submission_before_the_advisors(completed, an):
    lifecycle.correct(assessment=completed, by=an)
    newest = complete(completed)

    send(completed, an)

    assert list(Submission.objects.sent_for_review()) == [newest]
    assert Assessment.objects.get().sent_by == an


def test_send_of_another_submission_than_the_newest_is_stale(completed, an):
    first = completed.submissions.get()
    lifecycle.correct(assessment=completed, by=an)
    complete(completed)

    with pytest.raises(StaleVersion):
        send(completed, an, first)

    assert Assessment.objects.get().state == "completed"
    assert not Consent.objects.exists()


def test_send_of_a_quick_check_is_refused(site_a, an):
    quick = assessments.completed(site_a, by=an, scope=Scope.QUICK)

    with pytest.raises(TransitionNotAllowed):
        send(quick, an)

    assert not Consent.objects.exists()


def test_take_back_makes_it_private_and_withdraws_the_consent(sent, an):
    lifecycle.take_back(assessment=sent, by=an)

    stored = Assessment.objects.get()
    assert (stored.state, stored.sent_submission, stored.sent_by, stored.sent_at) == ("completed", None, None, None)
    assert not Submission.objects.sent_for_review().exists()
    assert Consent.objects.get().withdrawn_at is not None


def test_what_was_taken_back_can_be_sent_again_with_a_new_consent(sent, an):
    lifecycle.take_back(assessment=sent, by=an)

    send(sent, an)

    assert [consent.withdrawn_at is None for consent in Consent.objects.order_by("pk")] == [False, True]


def test_continue_full_copies_the_answers_of_the_same_version(site_a, an, quick):
    assessments.answer(quick, {"S1.1": 3, "O4.1": "dk"}, by=an)
    lifecycle.save_troubles(assessment=quick, troubles=["power_cost"])

    full = lifecycle.continue_full(assessment=quick, site=site_a, by=an)

    assert (full.scope, full.site, full.continued_from) == ("full", site_a, quick)
    assert full.framework_version == quick.framework_version
    assert [(one.item, one.state, one.value) for one in full.responses.order_by("item")] == [
        ("O4.1", "dont_know", None),
        ("S1.1", "answered", 3),
    ]
    assert (full.first_trouble, full.troubles_asked) == ("power_cost", True)
    assert quick.responses.count() == 2


def test_continue_full_twice_returns_the_same_assessment(site_a, an, quick):
    first = lifecycle.continue_full(assessment=quick, site=site_a, by=an)

    assert lifecycle.continue_full(assessment=quick, site=site_a, by=an) == first


def test_continue_full_answers_of_nobody_become_the_persons(site_a, an):
    quick, _ = assessments.unclaimed(answers={"S1.1": 3})

    full = lifecycle.continue_full(assessment=quick, site=site_a, by=an)

    copied = full.responses.get()
    assert copied.answered_by == an
    assert save(full, given=Given("answered", 4), base_version=copied.version).value == 4


def test_continue_full_of_a_full_assessment_is_refused(draft, site_a, an):
    with pytest.raises(TransitionNotAllowed):
        lifecycle.continue_full(assessment=draft, site=site_a, by=an)
