"""Giving a part to a colleague without an account: what opens it, for how long, and what of it is kept."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Membership
from assessments import asked, delegating, lifecycle, outline
from assessments.models import Delegation
from assessments.tasks import send_delegation
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed, UnknownItem
from c4ir_assess.jobs.models import Job
from tests.assessments.acts import LEVEL_2

OPENING = {"part": "S1"}


def give(assessment, by, **more):
    return delegating.delegate(assessment=assessment, by=by, **(OPENING | more))


def expire(delegation):
    Delegation.objects.filter(pk=delegation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def test_delegate_keeps_hashes_and_never_what_opens_the_part(draft, an):
    made, keys = give(draft, an)

    stored = str(Delegation.objects.values().get(pk=made.pk))
    assert keys.token not in stored
    assert keys.code not in stored


def test_link_and_code_open_the_part(draft, an):
    made, keys = give(draft, an)

    assert delegating.find_by_token(keys.token) == made
    assert delegating.find_by_code(keys.code) == made


def test_code_is_read_however_it_is_typed(draft, an):
    made, keys = give(draft, an)

    assert delegating.find_by_code(f" {keys.code[:4].lower()}-{keys.code[4:].lower()} ") == made


def test_code_has_no_letters_that_are_taken_for_one_another():
    assert not set("01ILOSZ") & set(delegating.CODE_LETTERS)


@pytest.mark.parametrize("nothing", ["", "-", "ABCDEFGH", "x" * 500])
def test_wrong_code_opens_nothing(draft, an, nothing):
    give(draft, an)

    assert delegating.find_by_code(nothing) is None


@pytest.mark.parametrize(
    "end", [expire, lambda delegation: delegating.revoke(delegation=delegation, by=delegation.created_by)]
)
def test_ended_delegation_opens_nothing(draft, an, end):
    made, keys = give(draft, an)

    end(made)

    assert delegating.find_by_token(keys.token) is None
    assert delegating.find_by_code(keys.code) is None


@pytest.mark.parametrize("role", [None, Membership.Role.READ_ONLY])
def test_delegation_ends_when_its_sender_may_no_longer_answer(draft, cuong, role):
    _, keys = give(draft, cuong)

    if role is None:
        cuong.memberships.all().delete()
    else:
        cuong.memberships.update(role=role)

    assert delegating.find_by_token(keys.token) is None


@pytest.mark.parametrize("days", delegating.DAYS)
def test_delegation_lasts_as_long_as_was_chosen(draft, an, days):
    made, _ = give(draft, an, days=days)

    assert made.expires_at - made.created_at == pytest.approx(timedelta(days=days), abs=timedelta(minutes=1))


def test_delegate_refuses_a_term_that_is_not_offered(draft, an):
    with pytest.raises(InvalidAnswer):
        give(draft, an, days=365)


def test_delegate_refuses_a_part_that_is_not_asked(draft, an):
    with pytest.raises(UnknownItem):
        give(draft, an, part="nothing")


def test_delegate_refuses_once_the_assessment_is_completed(completed, an):
    with pytest.raises(TransitionNotAllowed):
        give(completed, an)


def test_delegate_refuses_after_too_many_in_one_day(draft, an, monkeypatch):
    monkeypatch.setattr(delegating, "MOST_A_DAY", 2)
    give(draft, an)
    give(draft, an)

    with pytest.raises(TransitionNotAllowed):
        give(draft, an)


def test_letter_holds_the_only_link_in_the_language_of_the_sender(draft, an):
    made, keys = give(draft, an, email="hoa@example.org", note="Chị giúp em nhé", language="vi")
    job = Job.objects.get(task="assessments.send_delegation")

    send_delegation(job.pk)

    letter = mail.outbox[-1]
    token = letter.body.partition("/go/")[2].partition("/")[0]
    assert keys.token == ""
    assert letter.to == ["hoa@example.org"]
    assert "Chị giúp em nhé" in letter.body
    assert delegating.find_by_token(token) == made


def test_letter_of_a_revoked_delegation_is_not_written(draft, an):
    made, _ = give(draft, an, email="hoa@example.org")
    delegating.revoke(delegation=made, by=made.created_by)
    made.refresh_from_db()

    delegating.send_letter(delegation=made, email="hoa@example.org", language="vi")

    assert mail.outbox == []


def test_handed_tells_how_far_each_colleague_is(draft, an):
    sent, opened, finished = (give(draft, an, part=part)[0] for part in ("S1", "S2", "O1"))
    delegating.open_part(delegation=opened, name="Hoa")
    delegating.open_part(delegation=finished, name="Minh")
    delegating.finish(delegation=finished)

    found = {each.delegation.pk: each for each in delegating.handed(draft)}

    assert [found[one.pk].standing for one in (sent, opened, finished)] == ["sent", "opened", "finished"]
    assert found[finished.pk].who == "Minh"


def test_handed_forgets_what_was_revoked_before_it_was_opened(draft, an):
    made, _ = give(draft, an)

    delegating.revoke(delegation=made, by=made.created_by)

    assert delegating.handed(draft) == []


def test_handed_asks_the_database_as_often_for_three_as_for_one(draft, an, django_assert_num_queries):
    give(draft, an)
    with django_assert_num_queries(1):
        delegating.handed(draft)
    for part in ("S2", "O1"):
        give(draft, an, part=part)

    with django_assert_num_queries(1):
        delegating.handed(draft)


def test_block_holds_all_its_pages(draft, an):
    give(draft, an, part="S")

    (found,) = delegating.handed(draft)

    assert found.pages == {task.id for task in outline.sections(asked.of_firm(draft), "full") if task.block.id == "S"}


def test_answer_of_a_delegate_carries_the_name(draft):
    lifecycle.save_response(assessment=draft, item="S1.1", given=LEVEL_2, base_version=0, by=None, by_name="Hoa")

    assert draft.responses.get().answered_as == "Hoa"
    assert draft.changes.get().by_name == "Hoa"
