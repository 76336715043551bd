"""Work of this room for the worker."""

from assessments import scores
from assessments.models import Submission
from c4ir_assess.jobs.running import job_task


@job_task("assessments.score_submission")
def score_submission(*, submission: int) -> None:
    """Score a submission on the self basis; a second run finds the stored scorecard."""
    scores.store_self(submission=Submission.objects.get(pk=submission))
