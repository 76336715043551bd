"""Work of this room for the worker."""

from assessments import delegating, scores
from assessments.models import Delegation, Submission
from c4ir_assess.jobs.running import job_task


@job_task("assessments.score_submission")
def score_submission(*, submission: int) -> None:
    """Score a submission on the self basis; a second run finds the stored scorecard."""
    scores.store_self(submission=Submission.objects.get(pk=submission))


@job_task("assessments.send_delegation", is_letter=True)
def send_delegation(*, delegation: int, email: str, language: str) -> None:
    """Write to a colleague who was asked for a part; a second run sends a link in place of the first."""
    rows = Delegation.objects.select_related("assessment__site__organization", "created_by")
    delegating.send_letter(delegation=rows.get(pk=delegation), email=email, language=language)
