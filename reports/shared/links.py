"""Private links to one result for a bank or a buyer: made, found, taken back and counted here and nowhere else.

Of a link's secret only a hash is stored, so it is told once. What a link shows is decided when it is opened: the issued
report once there is one, else the self-assessment; never an answer to a sensitive question.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.db import transaction
from django.db.models import Count, F, Prefetch, QuerySet
from django.utils import timezone

from accounts.models import Membership, User
from accounts.names import tidy
from assessments import audited, scores
from assessments.models import Assessment, Submission
from assessments.report_requests import has_report, request_report
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from reports.models import IssuedReport, ShareLink, ShareOpening
from reports.printed.languages import EDITIONS

type Standing = Literal["open", "expired", "revoked"]

DAYS = (7, 30, 90)
USUAL_DAYS = 30
MOST_OPEN = 10
LATEST = 50  # openings of a link that its list shows


@dataclass(frozen=True, slots=True)
class Listed:
    """A link as the firm sees it: where it stands, how often it was opened, and the latest openings."""

    link: ShareLink
    standing: Standing
    opened: int
    latest: tuple[ShareOpening, ...]


@transaction.atomic
def make(*, submission: Submission, by: User, for_whom: str, language: str, days: int) -> tuple[ShareLink, str]:
    """Make a link and return it with its secret, told now and never again; its PDF is queued if it is not there.

    InvalidAnswer for a term or language that is not offered, TransitionNotAllowed while as many as may be are open.
    """
    if days not in DAYS or language not in EDITIONS:
        raise InvalidAnswer("share link: no such term or language")
    Assessment.objects.select_for_update(no_key=True).get(pk=submission.assessment_id)
    if are_all_open(submission):
        raise TransitionNotAllowed("as many links as may be are open")
    token = secrets.token_urlsafe(32)
    link = ShareLink.objects.create(
        submission=submission,
        token_hash=token_hash(token),
        for_whom=tidy(for_whom),
        language=language,
        made_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    audited.record(submission.assessment, Act.SHARED, by=by, subject=link.uuid, days=days)
    card = scores.self_scorecard(submission)
    if card and not submission.issued_reports.exists():
        request_report(scorecard=card, language=language)
    return link, token


@transaction.atomic
def revoke(*, link: ShareLink, by: User) -> None:
    """End a link at once; once more is harmless."""
    if ShareLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=timezone.now()):
        audited.record(link.submission.assessment, Act.UNSHARED, by=by, subject=link.uuid)


def find(token: str) -> ShareLink | None:
    """Return the link that a secret opens; None for one that has ended and for one that never was.

    While a firm keeps its data to itself, its links open nothing; nor do those of somebody who no longer owns the firm.
    """
    live = _of_owners(ShareLink.objects.filter(revoked_at__isnull=True, expires_at__gt=timezone.now()))
    opening = live.filter(submission__assessment__site__organization__restriction__isnull=True)
    return of_token(opening.select_related("submission__assessment__site"), token)


def of_token(links: QuerySet[ShareLink], token: str) -> ShareLink | None:
    """Return which of some links a secret belongs to."""
    return links.filter(token_hash=token_hash(token)).first()


def _of_owners(links: QuerySet[ShareLink]) -> QuerySet[ShareLink]:
    """Keep those whose maker may still share."""
    return links.filter(
        made_by__is_active=True,
        made_by__memberships__organization=F("submission__assessment__site__organization"),
        made_by__memberships__role=Membership.Role.OWNER,
    )


def note(*, link: ShareLink, what: ShareOpening.What) -> None:
    """Write down that the page or the PDF behind a link was opened."""
    ShareOpening.objects.create(link=link, what=what)


def can_be_shared(submission: Submission) -> bool:
    """Whether there is something to share: a plant's full assessment that has a report."""
    card = scores.self_scorecard(submission)
    return submission.assessment.site_id is not None and card is not None and has_report(card)


def issued_report(submission: Submission) -> IssuedReport | None:
    """Return the newest issued report of a submission that was not withdrawn."""
    return submission.issued_reports.filter(withdrawn_at__isnull=True).first()


def are_all_open(submission: Submission) -> bool:
    """Whether as many links are open as may be."""
    return open_links(submission).count() >= MOST_OPEN


def open_links(submission: Submission) -> QuerySet[ShareLink]:
    """Return the links of a submission that open something."""
    return _of_owners(submission.share_links.filter(revoked_at__isnull=True, expires_at__gt=timezone.now()))


def listed(submission: Submission) -> list[Listed]:
    """Return all links of a submission with their openings, the newest first."""
    latest = Prefetch("openings", queryset=ShareOpening.objects.all()[:LATEST], to_attr="latest")
    rows = submission.share_links.select_related("made_by").annotate(opened=Count("openings")).prefetch_related(latest)
    return [Listed(link, standing(link), link.opened, tuple(link.latest)) for link in rows]


def standing(link: ShareLink) -> Standing:
    """Return where a link stands."""
    if link.revoked_at:
        return "revoked"
    return "open" if link.expires_at > timezone.now() else "expired"


def token_hash(token: str) -> str:
    """Return what is stored of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()
