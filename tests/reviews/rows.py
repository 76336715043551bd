"""Firms and submissions as rows, so that these tests do not depend on how a firm gets there."""

import itertools
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from accounts.firms import create_firm
from accounts.models import Site, User
from assessments.models import Assessment, Scorecard, Submission, SubmittedAnswer
from reviews.due import add_working_days
from reviews.models import Review
from tests.factories.questionnaires import framework_version

SENT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def person(*, staff_role: str = "", **fields) -> User:
    return User.objects.create_user(f"row{next(_numbers)}@example.org", staff_role=staff_role, **fields)


def plant(name: str = "Nhựa Tân Phú Mẫu", *, owner: User | None = None, **fields) -> Site:
    chosen = {"sector": "22", "headcount_band": "51-100", "province": "79", "site_name": "Nhà máy 1"} | fields
    return create_firm(by=owner or person(), name=name, **chosen)


def private(site: Site | None = None, *, answers: dict[str, int] | None = None) -> Submission:
    """A completed submission that only its firm may see."""
    site = site or plant()
    assessment = Assessment.objects.create(
        framework_version=framework_version(), site=site, state=Assessment.State.COMPLETED
    )
    submission = Submission.objects.create(
        assessment=assessment,
        number=1,
        scope="full",
        input_hash="a" * 64,
        firm_name=site.organization.name,
        place=f"{site.name}, {site.get_province_display()}",
        language="vi",
        submitted_at=SENT - timedelta(hours=1),
    )
    SubmittedAnswer.objects.bulk_create(
        SubmittedAnswer(submission=submission, item=item, state="answered", value=value)
        for item, value in (answers or {}).items()
    )
    return submission


def unclaimed() -> Submission:
    """A quick check that somebody without an account completed."""
    assessment = Assessment.objects.create(
        framework_version=framework_version(),
        scope="quick",
        claim_hash="c" * 64,
        claim_expires_at=SENT + timedelta(days=30),
        state=Assessment.State.COMPLETED,
    )
    return Submission.objects.create(
        assessment=assessment, number=1, scope="quick", input_hash="c" * 64, language="vi", submitted_at=SENT
    )


def sent(
    site: Site | None = None,
    *,
    at: datetime = SENT,
    answers: dict[str, int] | None = None,
    advisor: User | None = None,
) -> Submission:
    """A submission in the queue, with its review; assigned if an advisor is named."""
    submission = private(site, answers=answers)
    Assessment.objects.filter(pk=submission.assessment_id).update(
        state=Assessment.State.IN_REVIEW, sent_submission=submission, sent_at=at
    )
    submission.assessment.refresh_from_db()
    due_on = add_working_days(timezone.localdate(at), settings.OPERATOR_REVIEW_DAYS)
    plant = submission.assessment.site
    assert plant is not None
    Review.objects.create(assessment=submission.assessment, site=plant, arrived_at=at, due_on=due_on, advisor=advisor)
    return submission


def take_back(submission: Submission) -> None:
    Assessment.objects.filter(pk=submission.assessment_id).update(
        state=Assessment.State.COMPLETED, sent_submission=None, sent_at=None
    )
    Review.objects.filter(assessment=submission.assessment_id).update(state=Assessment.State.COMPLETED)


def put_in(state: Assessment.State, review: Review) -> None:
    """Put a review and its assessment into a state that it would take long to get to."""
    Assessment.objects.filter(pk=review.assessment_id).update(state=state)
    Review.objects.filter(pk=review.pk).update(state=state)


def card(submission: Submission, *, level: int | None, value: str | None = None) -> Scorecard:
    """Only what the queue shows of a scorecard."""
    return Scorecard.objects.create(
        submission=submission,
        basis=Scorecard.Basis.SELF,
        scope="full",
        engine="1",
        framework_hash=submission.assessment.framework_version.content_hash,
        input_hash=submission.input_hash,
        overall_value=None if value is None else Decimal(value),
        overall_level=level,
        explanation={},
    )


def copy(submission: Submission, *, number: int) -> Submission:
    """Another submission of the same assessment, which nobody sent."""
    return Submission.objects.create(
        assessment=submission.assessment,
        number=number,
        scope="full",
        input_hash="b" * 64,
        firm_name=submission.firm_name,
        place=submission.place,
        language="vi",
        submitted_at=submission.submitted_at,
    )
