"""The history of answers: one row for each act, added in the act's transaction and never changed.

It also knows what a device sent before, so that its own act is never taken for somebody else's.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from assessments.answers import Given, same
from assessments.models import Assessment, Response, ResponseChange

Act = ResponseChange.Act


def of_answer(response: Response, act: Act, mutation: UUID | None = None) -> ResponseChange:
    """Return the row for an act after which the response stands as it is."""
    return ResponseChange(
        assessment_id=response.assessment_id,
        item=response.item,
        act=act,
        version=response.version,
        state=response.state,
        value=response.value,
        reason=response.reason,
        by=response.answered_by,
        by_name=response.answered_as,
        mutation=mutation,
        at=response.answered_at,
    )


def add_all(responses: Iterable[Response], act: Act) -> None:
    """Write one row for each response."""
    ResponseChange.objects.bulk_create(of_answer(response, act) for response in responses)


def is_newest(assessment: Assessment, item: str, mutations: Collection[UUID]) -> bool:
    """Whether the last thing that happened to an answer was one of these acts."""
    if not mutations:
        return False
    changes = ResponseChange.objects.filter(assessment=assessment.pk, item=item).exclude(act=Act.SET_ASIDE)
    return next(iter(changes.order_by("-version").values_list("mutation", flat=True)[:1]), None) in mutations


def is_set_aside(response: Response) -> bool:
    """Whether the same person's same answer was the last to be set aside already."""
    mine = {"assessment": response.assessment_id, "item": response.item, "by": response.answered_by}
    last = ResponseChange.objects.filter(**mine, by_name=response.answered_as).order_by("-version").first()
    given = Given(response.state, response.value, response.reason)  # type: ignore[arg-type]  # the model's choices are the states
    return last is not None and last.act == Act.SET_ASIDE and same(last, given)
