"""The frozen copy of an assessment's answers: written once, inside the act that completes it."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.models import Site, User
from assessments.answers import input_hash
from assessments.asked import profile_of
from assessments.models import Assessment, Response, Submission, SubmittedAnswer


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
