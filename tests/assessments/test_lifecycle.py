"""The verbs: what each writes, and from which state it is refused."""

import hashlib

import pytest
from django.utils import timezone

from accounts.models import Consent
from assessments import lifecycle
from assessments.answers import Given
from assessments.models import Assessment, Response, Scope, Submission
from assessments.moves import TRANSITIONS
from c4ir_assess.exceptions import (
    InvalidAnswer,
    StaleVersion,
    TransitionNotAllowed,
    UnknownItem,
)
from c4ir_assess.jobs.models import Job
from tests.assessments.acts import complete, save, send
from tests.factories import assessments

pytestmark = pytest.mark.both_databases
ACTS = {
    "save_response": lambda assessment, _an: save(assessment, base_version=1),
    "clear_response": lambda assessment, _an: lifecycle.clear_response(
        assessment=assessment, item="S1.1", base_version=1, by=None
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

    if state in allowed:
        ACTS[act](assessment, an)
        assert Assessment.objects.get().state == (target or state)
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
    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=first.version, by=None)

    with pytest.raises(StaleVersion):
        save(draft, given=Given("answered", 3), base_version=first.version)


def test_version_of_a_cleared_answer_is_never_used_again(draft):
    first = save(draft)
    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=first.version, by=None)

    again = save(draft)

    assert again.version > first.version


def test_clear_takes_the_row_away(draft):
    first = save(draft)

    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=first.version, by=None)

    assert not Response.objects.exists()


def test_clear_of_an_answer_changed_since_is_stale(draft):
    first = save(draft)
    save(draft, given=Given("answered", 3), base_version=first.version)

    with pytest.raises(StaleVersion):
        lifecycle.clear_response(assessment=draft, item="S1.1", base_version=first.version, by=None)

    assert Response.objects.get().value == 3


def test_clear_of_what_is_clear_is_harmless(draft):
    lifecycle.clear_response(assessment=draft, item="S1.1", base_version=7, by=None)

    assert not Response.objects.exists()


def test_item_that_the_scope_does_not_ask_is_unknown(quick):
    with pytest.raises(UnknownItem):
        save(quick, item="O4.2")
    with pytest.raises(UnknownItem):
        lifecycle.clear_response(assessment=quick, item="O4.2", base_version=0, by=None)

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
