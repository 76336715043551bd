"""Notices of the demonstration follow what they tell into the past; those of real firms stay where they are."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Organization
from assessments.models import Event
from notices.models import Kind, Notice
from reviews.models import Proposal
from tests.factories import proposals, reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(review, approver, an):
    """A proposal with its notices, all of which was moved ten days into the past but for the notices."""
    proposals.judge(review, reports.all_at(2))
    proposals.proposed(review)
    found = Proposal.objects.get()
    back = timedelta(days=10)
    Proposal.objects.update(proposed_at=found.proposed_at - back, object_until=found.object_until - back)
    Event.objects.update(at=timezone.now() - back)
    return Proposal.objects.get()


def notice(kind):
    return Notice.objects.get(kind=kind)


def test_notices_of_an_invented_firm_move_to_the_day_of_their_thing(moved):
    Organization.objects.update(is_demo=True)
    for _ in range(2):
        call_command("demo_notices")

    for kind in (Kind.PROPOSED, Kind.TO_APPROVE):
        assert (notice(kind).created_at, notice(kind).day) == (moved.proposed_at, moved.object_until)
        assert notice(kind).read_at == moved.proposed_at
        assert notice(kind).digest_on is None


def test_notices_of_a_real_firm_stay(moved):
    before = list(Notice.objects.order_by("pk").values())
    call_command("demo_notices")

    assert list(Notice.objects.order_by("pk").values()) == before


def test_what_was_not_moved_stays(review, dung):
    Organization.objects.update(is_demo=True)
    Notice.objects.create(
        person=dung,
        organization=review.assessment.site.organization,
        kind=Kind.ASSIGNED,
        assessment=review.assessment,
        created_at=timezone.now(),
    )
    call_command("demo_notices")

    assert (notice(Kind.ASSIGNED).created_at, notice(Kind.ASSIGNED).read_at) == (timezone.now(), None)
