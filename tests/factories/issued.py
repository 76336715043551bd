"""Issued reports for tests: a verified scorecard beside the firm's own, issued by the product's verb."""

from datetime import date

from django.utils import timezone

from assessments import scores
from assessments.models import Scorecard
from assessments.scoring.types import Answer
from reports import files, issuing
from reports.models import IssuedReport
from tests.factories import reports

FACTS = {
    "how": [IssuedReport.How.PAPERS, IssuedReport.How.PLANT],
    "verified_from": date(2026, 11, 2),
    "verified_until": date(2026, 11, 6),
    "items_verified": 60,
    "items_total": 60,
    "is_partial": False,
    "advisor_name": "Đỗ Tiến Dũng",
    "approver_name": "Vũ Minh Khang",
}


def verified(submission, level=1):
    """The card of what an advisor found: every item at one level."""
    answers = {item: Answer("answered", level) for item in reports.all_at(level)}
    return scores.store(submission=submission, basis=Scorecard.Basis.VERIFIED, answers=answers)


def issue(card, *, level=1, now=None, **facts):
    """The issued report of the submission behind a firm's own card."""
    submission = card.submission
    return issuing.issue(
        submission=submission,
        scorecard=verified(submission, level),
        now=now or timezone.now(),
        **{**FACTS, **facts},
    )


def issued_file(issued, language="vi", content=b"%PDF-1.7 an issued report", *, is_signed=True):
    """A small file of an issued report."""
    name = files.store(f"issued/{issued.uuid}-{language}", content)
    return issued.files.create(
        language=language,
        file=name,
        content_hash=name.removesuffix(".pdf").rpartition("-")[2],
        size=len(content),
        pages=14,
        is_signed=is_signed,
    )
