"""A database with very many reviews, of which most are done: as many as a large programme has after years."""

from __future__ import annotations

import itertools
import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, OuterRef, Subquery, Value, When
from django.utils import timezone

from accounts.models import Organization, Site, User
from accounts.profile import provinces, size_class, vsic
from assessments.models import Assessment, Scorecard, Submission
from programmes.models import Assignment, Participation, Programme
from questionnaires import library
from reviews.models import Conflict, Review

if TYPE_CHECKING:
    from collections.abc import Iterable

    from questionnaires.models import FrameworkVersion

SIZE = 2_000
ADVISORS = 40
IN_PROGRAMME = 2_000
DAYS = 900
HELD_BY_FEW = 10
# Of a hundred reviews, so many stand so.
MIX = [("verified", 94), ("in_review", 4), ("returned", 1), ("proposed", 1)]
State = Assessment.State


def fill(count: int) -> list[User]:
    """Make the rows; return an administrator, an advisor who works for a programme, and one who has a few reviews.

    The advisor of the programme declared an interest in one firm.
    """
    version = library.newest(settings.DEFAULT_FRAMEWORK)
    chance = random.Random(7)  # noqa: S311 -- invented rows
    administrator = User.objects.create_user("admin@example.org", name="Admin", staff_role="administrator")
    advisors = [
        User.objects.create_user(f"advisor{place}@example.org", name=f"Advisor {place}", staff_role="advisor")
        for place in range(ADVISORS)
    ]
    for start in range(0, count, SIZE):
        _some(range(start, min(start + SIZE, count)), version, advisors, chance)
    _programme(version, advisors[0])
    firm = Organization.objects.order_by("-pk")[0]
    Conflict.objects.create(organization=firm, user=advisors[0], reason="Invented", declared_at=timezone.now())
    few = User.objects.create_user("few@example.org", name="Few", staff_role="advisor")
    some = Review.objects.filter(closed_at__isnull=True).order_by("pk")[:HELD_BY_FEW]
    Review.objects.filter(pk__in=[each.pk for each in some]).update(advisor=few)
    return [administrator, advisors[0], few]


def _some(numbers: range, version: FrameworkVersion, advisors: list[User], chance: random.Random) -> None:
    firms = Organization.objects.bulk_create(_firm(number, chance) for number in numbers)
    areas = list(provinces.CHOICES)
    sites = Site.objects.bulk_create(
        Site(organization=firm, name="Nhà máy 1", province=chance.choice(areas)[0]) for firm in firms
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(framework_version=version, site=site, state=State.COMPLETED) for site in sites
    )
    moments = {each.pk: timezone.now() - timedelta(days=DAYS * chance.random()) for each in assessments}
    submissions = Submission.objects.bulk_create(_submission(each, moments[each.pk]) for each in assessments)
    Scorecard.objects.bulk_create(_card(each, version, chance) for each in submissions)
    states = {each.pk: _drawn(chance) for each in assessments}
    _send(states)
    plants: dict[int, Any] = {each.pk: each.site_id for each in assessments}
    Review.objects.bulk_create(
        _review(pk, plants[pk], state, moments[pk], advisors, chance) for pk, state in states.items()
    )


def _firm(number: int, chance: random.Random) -> Organization:
    name = chance.choice(["Nhựa", "Cơ khí", "Dệt may", "Bao bì"]) + f" Mẫu {number}"
    key = {"Nhựa": "nhua", "Cơ": "co khi", "Dệt": "det may", "Bao": "bao bi"}[name.split()[0]] + f" mau {number}"
    return Organization(
        name=name,
        search_key=key,
        sector=chance.choice([code for code, _ in vsic.CHOICES]),
        headcount_band=chance.choice(size_class.HeadcountBand.values),
    )


def _submission(assessment: Assessment, at: Any) -> Submission:
    return Submission(
        assessment=assessment, number=1, scope="full", input_hash="a" * 64, language="vi", submitted_at=at
    )


def _card(submission: Submission, version: FrameworkVersion, chance: random.Random) -> Scorecard:
    level = chance.randrange(5)
    return Scorecard(
        submission=submission,
        basis="self",
        scope="full",
        engine="1",
        framework_hash=version.content_hash,
        input_hash="a" * 64,
        overall_level=level,
        overall_value=level,
        explanation={},
    )


def _drawn(chance: random.Random) -> str:
    return chance.choices([name for name, _ in MIX], [share for _, share in MIX])[0]


def _send(states: dict[int, str]) -> None:
    whens = [
        When(pk__in=[pk for pk, state in states.items() if state == name], then=Value(name))
        for name in State.values
        if name in states.values()
    ]
    sent = Submission.objects.filter(assessment=OuterRef("pk"))
    Assessment.objects.filter(pk__in=states).update(
        state=Case(*whens),
        sent_at=Subquery(sent.values("submitted_at")[:1]),
        sent_submission=Subquery(sent.values("pk")[:1]),
    )


def _review(pk: int, site: int, state: str, at: Any, advisors: list[User], chance: random.Random) -> Review:
    """Done long ago, or open: then one of ten waits for an advisor, and one of ten is overdue."""
    is_open = state != State.VERIFIED
    holder = None if is_open and chance.random() < 0.1 else chance.choice(advisors)
    review = Review(assessment_id=pk, site_id=site, advisor=holder, arrived_at=at, state=state)
    if state == State.IN_REVIEW:
        review.due_on = timezone.localdate() + timedelta(days=chance.randrange(-1, 10))
    elif is_open:
        review.days_left = chance.randrange(10)
    else:
        review.closed_at = at + timedelta(days=10)
    return review


def _programme(version: FrameworkVersion, advisor: User) -> None:
    today = timezone.localdate()
    made = Programme.objects.create(
        name_vi="Mẫu",
        name_en="Invented",
        operator="C4IR",
        starts_on=today - timedelta(days=DAYS),
        ends_on=today + timedelta(days=1),
        framework_version=version,
    )
    Assignment.objects.create(programme=made, user=advisor)
    firms: Iterable[int] = itertools.islice(
        Organization.objects.order_by("pk").values_list("pk", flat=True), IN_PROGRAMME
    )
    Participation.objects.bulk_create(
        Participation(programme=made, organization_id=pk, wording="x", wording_version="1", language="vi")
        for pk in firms
    )
