"""The frozen copy of an assessment's answers: written once, inside the act that completes it or sends it again."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.models import Site, User
from assessments import asked
from assessments.answers import input_hash
from assessments.asked import profile_of
from assessments.models import Assessment, Response, Submission, SubmittedAnswer
from c4ir_assess.exceptions import NothingAnswered
from c4ir_assess.jobs import outbox


def take(assessment: Assessment, *, by: User | None, language: str) -> Submission:
    """Freeze the present answers of a locked assessment and queue their scoring, in the caller's transaction.

    NothingAnswered if there is not one answer to score. What is not asked any more or waits to be confirmed is left
    out.
    """
    responses = {response.item: response for response in assessment.responses.order_by("item")}
    shown = {item.id for item in asked.asked(assessment, responses).items()}
    given = [response for response in responses.values() if response.is_confirmed and response.item in shown]
    if not any(response.state == Response.State.ANSWERED for response in given):
        raise NothingAnswered
    submission = freeze(assessment, given, by=by, language=language)
    outbox.enqueue(
        task="assessments.score_submission",
        args={"submission": submission.pk},
        dedup_key=f"score:{submission.pk}",
        queue="score",
    )
    return submission


def freeze(assessment: Assessment, given: Sequence[Response], *, by: User | None, language: str) -> Submission:
    """Return a new submission with these answers and everything else that scoring and reports read, as it is now."""
    troubles = [name for name in (assessment.first_trouble, assessment.second_trouble) if name]
    profile = profile_of(assessment.site)
    submission = Submission.objects.create(
        assessment=assessment,
        number=assessment.submissions.count() + 1,
        scope=assessment.scope,
        input_hash=input_hash(
            framework_hash=assessment.framework_version.content_hash,
            scope=assessment.scope,
            troubles=troubles,
            answers=given,
            variant=assessment.variant,
            profile=profile,
        ),
        firm_name=assessment.site.organization.name if assessment.site else "",
        place=_place(assessment.site),
        variant=assessment.variant,
        profile=profile,
        first_trouble=assessment.first_trouble,
        second_trouble=assessment.second_trouble,
        language=language,
        submitted_by=by,
        submitted_at=timezone.now(),
    )
    SubmittedAnswer.objects.bulk_create(
        SubmittedAnswer(submission=submission, item=one.item, state=one.state, value=one.value, reason=one.reason)
        for one in given
    )
    return submission


def _place(site: Site | None) -> str:
    """Return where the plant is, the same in every language."""
    return ", ".join(filter(None, (site.name, site.commune, site.get_province_display()))) if site else ""
