"""The lock of an assessment: one conditional update that lets an act in, counts it and keeps the next one waiting."""

from uuid import UUID

from django.db import connection, models
from django.utils import timezone

from accounts.models import User
from assessments import audited
from assessments.models import Assessment, Event, ReturnedItem
from assessments.signals import assessment_moved
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed

State = Assessment.State

# What each act needs the state to be, and what it makes of it; None leaves it as it is. Acts of the firm come first,
# then those of who reviews. A firm may take back what it sent until it is issued: so it withdraws its consent.
TRANSITIONS: dict[str, tuple[tuple[State, ...], State | None]] = {
    "save_response": ((State.DRAFT, State.RETURNED), None),
    "clear_response": ((State.DRAFT, State.RETURNED), None),
    "confirm_response": ((State.DRAFT, State.RETURNED), None),
    "reply": ((State.RETURNED,), None),
    "prefill": ((State.DRAFT,), None),
    "save_troubles": ((State.DRAFT,), None),
    "complete": ((State.DRAFT,), State.COMPLETED),
    "correct": ((State.COMPLETED,), State.DRAFT),
    "send_for_review": ((State.COMPLETED,), State.IN_REVIEW),
    "take_back": ((State.IN_REVIEW, State.RETURNED, State.PROPOSED), State.COMPLETED),
    "send_again": ((State.RETURNED,), State.IN_REVIEW),
    "judge": ((State.IN_REVIEW,), None),
    "return_items": ((State.IN_REVIEW,), State.RETURNED),
    "propose": ((State.IN_REVIEW,), State.PROPOSED),
    "object": ((State.PROPOSED,), None),
    "send_back": ((State.PROPOSED,), State.IN_REVIEW),
    "approve": ((State.PROPOSED,), State.VERIFIED),
    "reopen": ((State.VERIFIED,), State.IN_REVIEW),
    "release": ((State.VERIFIED,), State.COMPLETED),
}


def allows(assessment: Assessment, act: str) -> bool:
    """Whether the state allows an act, for pages; the act itself asks again under the lock."""
    return assessment.state in TRANSITIONS[act][0]


def move(assessment: Assessment, act: str, item: str = "") -> int:
    """Lock the row on the condition that its state allows the act, count the act, and return the new revision.

    An act on an ``item`` of what was sent back is allowed if that item was.
    """
    return _moved(assessment, act, None, item)[0]


def move_once(assessment: Assessment, act: str, item: str, mutation: UUID | None) -> tuple[int, bool]:
    """Move, and tell whether this mutation was done already; InvalidAnswer if it was another item's."""
    revision, done_to = _moved(assessment, act, mutation, item)
    if done_to not in {None, item}:
        raise InvalidAnswer(f"{item}: a mutation of {done_to}")
    return revision, done_to is not None


def lock(assessment: Assessment, act: str) -> None:
    """Lock the row for an act and read what it holds now."""
    move(assessment, act)
    assessment.refresh_from_db(
        fields=["state", "revision", "first_trouble", "second_trouble", "sent_submission", "sent_at"]
    )


def write(assessment: Assessment, act: str, *, by: User | None, reason: str = "", **columns: object) -> None:
    """Write the act's outcome to the locked row, in the table and in memory, note it, and tell the rooms above."""
    _, state = TRANSITIONS[act]
    if state is not None:
        columns["state"] = state
    for name, value in columns.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=list(columns))
    if state is not None:
        event = note(assessment, act, by=by, reason=reason)
        assessment_moved.send(sender=Assessment, assessment=assessment, event=event)


def note(assessment: Assessment, act: str, *, by: User | None, reason: str = "") -> Event:
    """Add an act to the assessment's list, and to the audit log of its firm."""
    audited.record(assessment, Act.MOVED, by=by, by_act=act, state=str(assessment.state))
    whose = by if by is not None and by.is_authenticated else None
    return Event.objects.create(
        assessment=assessment, act=act, state=assessment.state, by=whose, reason=reason, at=timezone.now()
    )


def _moved(assessment: Assessment, act: str, mutation: UUID | None, item: str) -> tuple[int, str | None]:
    """Return the new revision and the item to which this mutation was done before.

    Written as SQL because one statement then does all of it, on every database, and an update of Django returns only
    how many rows it changed. Of two equal requests at once the second may not see the first one's row here; it then
    finds the same answer stored, and if that is gone again, the mutation's constraint keeps it from being done twice.
    """
    allowed, _ = TRANSITIONS[act]
    states = ", ".join(["%s"] * len(allowed))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    name = models.UUIDField().get_db_prep_value(mutation, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_assessment SET revision = revision + 1, touched_at = %s "  # noqa: S608 -- placeholders alone
            f"WHERE id = %s AND state IN ({states}) "
            "RETURNING state, revision, (SELECT item FROM assessments_responsechange "
            "WHERE assessment_id = %s AND mutation = %s)",
            [now, assessment.pk, *allowed, assessment.pk, name],
        )
        row = cursor.fetchone()
    if row is None or (item and row[0] == State.RETURNED and not _is_returned(assessment, item)):
        raise TransitionNotAllowed(act)
    return int(row[1]), row[2]


def _is_returned(assessment: Assessment, item: str) -> bool:
    """Whether an item is among those that the firm may answer anew."""
    return ReturnedItem.objects.filter(back__assessment=assessment.pk, back__closed_at=None, item=item).exists()
