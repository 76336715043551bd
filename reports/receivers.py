"""The one piece of news from below: a submission has been scored, so its report is due."""

from typing import Any

from django.dispatch import receiver

from assessments.models import Scorecard
from assessments.report_requests import request_report
from assessments.signals import submission_scored
from reports.printed import languages


@receiver(submission_scored)
def queue_report(*, scorecard: Scorecard, **_signal: Any) -> None:
    """Queue the self-assessment in the submission's language, in the transaction that stores the scorecard.

    A verified result is printed when it is issued.
    """
    if scorecard.basis != Scorecard.Basis.SELF:
        return
    request_report(scorecard=scorecard, language=languages.known(scorecard.submission.language) or "vi")
