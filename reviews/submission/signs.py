"""One soft line for the advisor where answers may have been given without reading; the firm never sees it."""

from collections.abc import Mapping

from django.utils.translation import gettext

from assessments.models import Response, ResponseChange, Submission, SubmittedAnswer
from questionnaires.document import Framework
from reviews.submission.patterns import Act, hasty, longest_run


def signs(submission: Submission, framework: Framework, given: Mapping[str, SubmittedAnswer]) -> tuple[str, ...]:
    """Return what may be asked about, in the reader's language; mostly nothing."""
    run = longest_run((item.id, _level(given.get(item.id)) if item.levels else None) for item in framework.items())
    quick = hasty(_acts(submission))
    found = []
    if run:
        told = gettext("%(count)s questions in a row have the same level, %(level)s: %(first)s to %(last)s.")
        found.append(told % {"count": run.count, "level": run.level, "first": run.first, "last": run.last})
    if quick:
        told = gettext("%(count)s questions in a row were answered in less than three seconds each.")
        found.append(told % {"count": quick})
    return tuple(found)


def _level(answer: SubmittedAnswer | None) -> int | None:
    is_level = answer is not None and answer.state == Response.State.ANSWERED and isinstance(answer.value, int)
    return answer.value if answer and is_level else None


def _acts(submission: Submission) -> list[Act]:
    """Return when answers were given before the submission; without a history when the present ones were."""
    until = {"assessment": submission.assessment_id}
    changes = ResponseChange.objects.filter(
        **until, act=ResponseChange.Act.SAVED, at__lte=submission.submitted_at
    ).values_list("by", "by_name", "at")
    rows = list(changes) or list(
        Response.objects.filter(**until, is_confirmed=True, answered_at__lte=submission.submitted_at).values_list(
            "answered_by", "answered_as", "answered_at"
        )
    )
    return [Act(f"{by} {name}", at) for by, name, at in rows]
