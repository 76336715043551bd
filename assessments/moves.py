"""The lock of an assessment: one conditional update that lets an act in, counts it and keeps the next one waiting."""

from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from assessments.models import Assessment
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed

State = Assessment.State

# What each act needs the state to be, and what it makes of it.
TRANSITIONS: dict[str, tuple[State, State]] = {
    "save_response": (State.DRAFT, State.DRAFT),
    "clear_response": (State.DRAFT, State.DRAFT),
    "confirm_response": (State.DRAFT, State.DRAFT),
    "prefill": (State.DRAFT, State.DRAFT),
    "save_troubles": (State.DRAFT, State.DRAFT),
    "complete": (State.DRAFT, State.COMPLETED),
    "correct": (State.COMPLETED, State.DRAFT),
    "send_for_review": (State.COMPLETED, State.IN_REVIEW),
    "take_back": (State.IN_REVIEW, State.COMPLETED),
}


def move(assessment: Assessment, act: str) -> int:
    """Lock the row on the condition that its state allows the act, count the act, and return the new revision."""
    return _moved(assessment, act, None)[0]


def move_once(assessment: Assessment, act: str, item: str, mutation: UUID | None) -> tuple[int, bool]:
    """Move, and tell whether this mutation was done already; InvalidAnswer if it was another item's."""
    revision, done_to = _moved(assessment, act, mutation)
    if done_to not in {None, item}:
        raise InvalidAnswer(f"{item}: a mutation of {done_to}")
    return revision, done_to is not None


def _moved(assessment: Assessment, act: str, mutation: UUID | None) -> tuple[int, str | None]:
    """Return the new revision and the item to which this mutation was done before.

    Written as SQL because one statement then does all of it, on every database, and an update of Django returns only
    how many rows it changed. Of two equal requests at once the second may not see the first one's row here; it then
    finds the same answer stored, and if that is gone again, the mutation's constraint keeps it from being done twice.
    """
    allowed, _ = TRANSITIONS[act]
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    name = models.UUIDField().get_db_prep_value(mutation, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_assessment SET revision = revision + 1, touched_at = %s "
            "WHERE id = %s AND state = %s RETURNING revision, (SELECT item FROM assessments_responsechange "
            "WHERE assessment_id = %s AND mutation = %s)",
            [now, assessment.pk, allowed, assessment.pk, name],
        )
        row = cursor.fetchone()
    if row is None:
        raise TransitionNotAllowed(act)
    return int(row[0]), row[1]
