"""Issued reports for tests: a verified scorecard beside the firm's own, issued by the product's verb."""

from datetime import date

from django.utils import timezone

from assessments import scores
from assessments.models import Assessment, Scorecard
from assessments.scoring.types import Answer
from reports.issued import issuing
from reports.models import IssuedReport
from reports.printed import files
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


def sent(submission):
    """Put a submission with the advisors, without the consent and the words of its page; return it."""
    _with_advisors(submission, state=Assessment.State.IN_REVIEW, sent_submission=submission, sent_at=timezone.now())
    return submission


def taken_back(submission):
    """Take it back: what a firm corrects is with nobody."""
    _with_advisors(submission, state=Assessment.State.COMPLETED, sent_submission=None, sent_at=None)


def _with_advisors(submission, **columns):
    Assessment.objects.filter(pk=submission.assessment_id).update(**columns)


def issue(card, *, level=1, now=None, **facts):
    """The issued report of the submission behind a firm's own card; what was not with the advisors is not after it."""
    submission, was_sent = card.submission, Assessment.objects.filter(sent_submission=card.submission).exists()
    if not was_sent:
        sent(submission)
    issued = issuing.issue(
        submission=submission,
        scorecard=verified(submission, level),
        now=now or timezone.now(),
        **{**FACTS, **facts},
    )
    if not was_sent:
        taken_back(submission)
    return issued


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
