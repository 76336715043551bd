"""The verbs: what each writes, and from which state it is refused."""

import hashlib

import pytest
from django.utils import timezone

from accounts.models import Consent
from assessments import lifecycle
from assessments.answers import Given, input_hash
from assessments.lifecycle import TRANSITIONS
from assessments.models import Assessment, Response, Scope, Submission
from c4ir_assess.exceptions import (
    InvalidAnswer,
    NothingAnswered,
    StaleVersion,
    TransitionNotAllowed,
    UnknownItem,
)
from c4ir_assess.jobs.models import Job
from tests.factories import assessments

pytestmark = pytest.mark.both_databases
LEVEL_2 = Given("answered", 2)


def save(assessment, item="S1.1", given=LEVEL_2, base_version=0, by=None):
    return lifecycle.save_response(assessment=assessment, item=item, given=given, base_version=base_version, by=by)


def complete(assessment, by=None):
    return lifecycle.complete(assessment=assessment, by=by, language="vi")


def send(assessment, by, submission=None):
    return lifecycle.send_for_review(
        assessment=assessment,
        submission=submission or assessment.submissions.order_by("number").last(),
        by=by,
        wording="I agree.",
        wording_version="1",
        language="en",
    )


ACTS = {
    "save_response": lambda assessment, _an: save(assessment, base_version=1),
    "clear_response": lambda assessment, _an: lifecycle.clear_response(
        assessment=assessment, item="S1.1", base_version=1
    ),
    "save_troubles": lambda assessment, _an: lifecycle.save_troubles(assessment=assessment, troubles=[]),
    "complete": lambda assessment, _an: complete(assessment),
    "correct": lambda assessment, an: lifecycle.correct(assessment=assessment, by=an),
    "send_for_review": send,
    "take_back": lambda assessment, an: lifecycle.take_back(assessment=assessment, by=an),
}
STATES = {"draft": assessments.draft, "completed": assessments.completed, "in_review": assessments.sent}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", STATES)
def test_every_act_from_every_state_follows_the_table(site_a, an, act, state):
    assessment = STATES[state](site_a, by=an, answers={"S1.1": 2})
    before, (allowed, target) = state_of(assessment), TRANSITIONS[act]

    if state == allowed:
        ACTS[act](assessment, an)
        assert Assessment.objects.get().state == target
    else:
        with pytest.raises(TransitionNotAllowed):
            ACTS[act](assessment, an)
        assert state_of(assessment) == before


def state_of(assessment):
    row = Assessment.objects.values().get(pk=assessment.pk)
    rows = [list(one.objects.order_by("pk").values()) for one in (Response, Submission, Consent, Job)]
    return row, rows


def test_start_makes_a_draft_of_the_newest_version(site_a, an, framework_version):
    made = lifecycle.start(site=site_a, scope=Scope.FULL, by=an)

    assert (made.site, made.state, made.started_by) == (site_a, "draft", an)
    assert made.framework_version == framework_version


def test_start_while_one_is_being_answered_returns_that_one(site_a, an, framework_version):
    first = lifecycle.start(site=site_a, scope=Scope.FULL, by=an)
    quick = lifecycle.start(site=site_a, scope=Scope.QUICK, by=an)

    assert lifecycle.start(site=site_a, scope=Scope.FULL, by=an) == first
    assert quick != first


def test_start_unclaimed_stores_only_the_hash_of_its_token(framework_version):
    assessment, token = lifecycle.start_unclaimed()

    assert assessment.claim_hash == hashlib.sha256(token.encode()).hexdigest()
    assert assessment.claim_expires_at > timezone.now()
    assert len(token) >= 43
    assert (assessment.scope, assessment.site) == ("quick", None)


def test_save_stores_answer_person_and_version(draft, cuong):
    saved = save(draft, by=cuong)

    stored = Response.objects.get()
    assert stored == saved
    assert (stored.item, stored.state, stored.value, stored.answered_by) == ("S1.1", "answered", 2, cuong)
    assert stored.version == Assessment.objects.get().revision == saved.version


def test_save_after_the_version_seen_replaces_the_answer(draft):
    first = save(draft)

    save(draft, given=Given("dont_know"), base_version=first.version)

    assert [(one.state, one.value) for one in Response.objects.all()] == [("dont_know", None)]


@pytest.mark.parametrize("base_version", [0, 99])
def test_save_of_another_answer_than_the_one_seen_is_stale(draft, base_version):
    save(draft)

    with pytest.raises(StaleVersion):
        save(draft, given=Given("answered", 5), base_version=base_version)

    assert Response.objects.get().value == 2


def test_save_of_what_is_stored_already_is_harmless(draft):
    first = save(draft)

    assert save(draft, base_version=0).version == first.version


def test_save_of_an_answer_that_somebody_cleared_is_stale(draft):
    first = save(draft)
    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=first.version)

    with pytest.raises(StaleVersion):
        save(draft, given=Given("answered", 3), base_version=first.version)


def test_version_of_a_cleared_answer_is_never_used_again(draft):
    first = save(draft)
    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=first.version)

    again = save(draft)

    assert again.version > first.version


def test_clear_takes_the_row_away(draft):
    first = save(draft)

    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=first.version)

    assert not Response.objects.exists()


def test_clear_of_an_answer_changed_since_is_stale(draft):
    first = save(draft)
    save(draft, given=Given("answered", 3), base_version=first.version)

    with pytest.raises(StaleVersion):
        lifecycle.clear_response(assessment=draft, item="S1.1", base_version=first.version)

    assert Response.objects.get().value == 3


def test_clear_of_what_is_clear_is_harmless(draft):
    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=7)

    assert not Response.objects.exists()


def test_item_that_the_scope_does_not_ask_is_unknown(quick):
    with pytest.raises(UnknownItem):
        save(quick, item="O4.2")
    with pytest.raises(UnknownItem):
        lifecycle.clear_response(assessment=quick, item="O4.2", base_version=0)

    assert Assessment.objects.get().revision == 0


def test_level_out_of_range_is_refused_and_counts_nothing(draft):
    with pytest.raises(InvalidAnswer):
        save(draft, given=Given("answered", 6))

    assert Assessment.objects.get().revision == 0


def test_troubles_are_stored_in_the_order_chosen(draft):
    lifecycle.save_troubles(assessment=draft, troubles=["power_cost", "late_delivery"])

    stored = Assessment.objects.get()
    assert (stored.first_trouble, stored.second_trouble, stored.troubles_asked) == ("power_cost", "late_delivery", True)


def test_troubles_may_be_none(draft):
    lifecycle.save_troubles(assessment=draft, troubles=[])

    stored = Assessment.objects.get()
    assert (stored.first_trouble, stored.second_trouble, stored.troubles_asked) == ("", "", True)


@pytest.mark.parametrize(
    "troubles", [["late_delivery", "power_cost", "machine_stops"], ["late_delivery", "no_such_trouble"]]
)
def test_troubles_too_many_or_unknown_are_refused(draft, troubles):
    with pytest.raises(InvalidAnswer):
        lifecycle.save_troubles(assessment=draft, troubles=troubles)

    assert not Assessment.objects.get().troubles_asked


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
