"""The only writers of an assessment: who may do what when is one table, and each act below first locks its row.

The lock is an update on the condition that the state allows the act. Two acts on one assessment therefore follow each
other: a save that comes after ``complete`` is refused, one that comes before is in the submission.
"""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Consent, User
from assessments import asked, freezing, outline
from assessments.answers import Given, checked, same
from assessments.beginnings import continue_full, start, start_unclaimed
from assessments.models import Assessment, Response, Scope, Submission
from c4ir_assess.exceptions import InvalidAnswer, NothingAnswered, StaleVersion, TransitionNotAllowed
from c4ir_assess.jobs import outbox

__all__ = [
    "clear_response",
    "complete",
    "confirm_response",
    "continue_full",
    "correct",
    "prefill",
    "save_response",
    "save_troubles",
    "send_for_review",
    "start",
    "start_unclaimed",
    "take_back",
]

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
MOST_TROUBLES = 2


@transaction.atomic
def prefill(*, assessment: Assessment, answers: Mapping[str, tuple[Given, bool]], by: User | None) -> list[Response]:
    """Give a draft that nobody touched its first answers: item -> (answer, whether it counts without being confirmed).

    Answers to questions that this firm is not asked are left out. UnknownItem for a question that the framework does
    not have, InvalidAnswer for an answer it does not allow, TransitionNotAllowed once the draft holds an answer.
    """
    for item in answers:
        outline.get_item(asked.framework_of(assessment), assessment.scope, item)
    revision = _move(assessment, "prefill")
    if Response.objects.filter(assessment=assessment.pk).exists():
        raise TransitionNotAllowed("prefill")
    rows = [
        _filled(
            Response(assessment=assessment, item=item.id),
            checked(item, answers[item.id][0]),
            revision,
            by,
            is_confirmed=answers[item.id][1],
        )
        for item in asked.of_firm(assessment).items()
        if item.id in answers
    ]
    return Response.objects.bulk_create(rows)


@transaction.atomic
def save_response(*, assessment: Assessment, item: str, given: Given, base_version: int, by: User | None) -> Response:
    """Store the answer to one item and return it with its new version; from then on it is confirmed.

    ``base_version`` is the version of the answer that the person saw, 0 if there was none; StaleVersion if somebody
    else changed it since. Giving once more what is stored already is harmless, so a request may be repeated.
    """
    given = checked(outline.get_item(asked.of_firm(assessment), assessment.scope, item), given)
    revision = _move(assessment, "save_response")
    stored = _stored(assessment, item)
    if stored is not None and same(stored, given):
        return _confirmed(stored, revision, by)
    _refuse_stale(stored, base_version)
    response = _filled(stored or Response(assessment=assessment, item=item), given, revision, by)
    response.save(force_insert=stored is None, force_update=stored is not None)
    return response


@transaction.atomic
def clear_response(*, assessment: Assessment, item: str, base_version: int) -> None:
    """Take an answer back: the item is unanswered again. Clearing what is clear already is harmless."""
    outline.get_item(asked.of_firm(assessment), assessment.scope, item)
    _move(assessment, "clear_response")
    stored = _stored(assessment, item)
    if stored is None:
        return
    _refuse_stale(stored, base_version)
    stored.delete()


@transaction.atomic
def confirm_response(*, assessment: Assessment, item: str, by: User | None) -> Response | None:
    """Say that an answer that was filled in is right; None if it is gone. Confirming once more is harmless."""
    outline.get_item(asked.of_firm(assessment), assessment.scope, item)
    revision = _move(assessment, "confirm_response")
    stored = _stored(assessment, item)
    return stored and _confirmed(stored, revision, by)


@transaction.atomic
def save_troubles(*, assessment: Assessment, troubles: Sequence[str]) -> None:
    """Store what troubles the owner most, up to two; none is an answer too, and is not asked again."""
    known = {trouble.id for trouble in asked.framework_of(assessment).troubles}
    chosen = list(dict.fromkeys(troubles))
    if len(chosen) > MOST_TROUBLES or not known.issuperset(chosen):
        raise InvalidAnswer("troubles: at most two of the framework's list")
    _lock(assessment, "save_troubles")
    first, second = [*chosen, "", ""][:2]
    _write(assessment, "save_troubles", first_trouble=first, second_trouble=second, troubles_asked=True)


@transaction.atomic
def complete(*, assessment: Assessment, by: User | None, language: str) -> Submission:
    """Freeze the answers as a submission and queue its scoring in the same transaction; the broker is not touched.

    Open answers are allowed, they widen the result's band; NothingAnswered if there is not one answer to score. What
    is not asked any more or waits to be confirmed is not among the frozen answers.
    """
    _lock(assessment, "complete")
    responses = {response.item: response for response in assessment.responses.order_by("item")}
    shown = {item.id for item in asked.asked(assessment, responses).items()}
    given = [response for response in responses.values() if response.is_confirmed and response.item in shown]
    if not any(response.state == Response.State.ANSWERED for response in given):
        raise NothingAnswered
    submission = freezing.freeze(assessment, given, by=by, language=language)
    _write(assessment, "complete")
    outbox.enqueue(
        task="assessments.score_submission",
        args={"submission": submission.pk},
        dedup_key=f"score:{submission.pk}",
        queue="score",
    )
    return submission


@transaction.atomic
def correct(*, assessment: Assessment, by: User | None) -> None:  # noqa: ARG001 -- every verb is told who acts
    """Open a completed assessment again: the answers stay, completing makes the next submission, the old one stays."""
    _lock(assessment, "correct")
    _write(assessment, "correct")


@transaction.atomic
def send_for_review(
    *, assessment: Assessment, submission: Submission, by: User, wording: str, wording_version: str, language: str
) -> Submission:
    """Put a submission into the advisors' queue, with the consent that was given to it and the words it had.

    StaleVersion if it is not the newest one: a consent covers the version that was shown and no other.
    """
    if assessment.scope != Scope.FULL or assessment.site is None:
        raise TransitionNotAllowed("send_for_review")
    _lock(assessment, "send_for_review")
    if submission != assessment.submissions.latest("number"):
        raise StaleVersion
    Consent.objects.create(
        user=by,
        organization=assessment.site.organization,
        purpose=Consent.Purpose.ADVISOR_REVIEW,
        subject=submission.uuid,
        wording=wording,
        wording_version=wording_version,
        language=language,
    )
    _write(assessment, "send_for_review", sent_submission=submission, sent_by=by, sent_at=timezone.now())
    return submission


@transaction.atomic
def take_back(*, assessment: Assessment, by: User) -> None:  # noqa: ARG001 -- every verb is told who acts
    """Take what was sent back from the advisors: it is private again and its consent is withdrawn."""
    _lock(assessment, "take_back")
    sent = assessment.submissions.get(in_review_of=assessment)
    consents = Consent.objects.filter(subject=sent.uuid, purpose=Consent.Purpose.ADVISOR_REVIEW)
    consents.filter(withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
    _write(assessment, "take_back", sent_submission=None, sent_by=None, sent_at=None)


def _move(assessment: Assessment, act: str) -> int:
    """Lock the row on the condition that its state allows the act, count the act, and return the new revision.

    Written as SQL because one statement then does all of it, on every database, and an update of Django returns only
    how many rows it changed.
    """
    allowed, _ = TRANSITIONS[act]
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE assessments_assessment SET revision = revision + 1, touched_at = %s "
            "WHERE id = %s AND state = %s RETURNING revision",
            [now, assessment.pk, allowed],
        )
        row = cursor.fetchone()
    if row is None:
        raise TransitionNotAllowed(act)
    return int(row[0])


def _lock(assessment: Assessment, act: str) -> None:
    """Lock the row for an act and read what it holds now."""
    _move(assessment, act)
    assessment.refresh_from_db(fields=["state", "revision", "first_trouble", "second_trouble", "sent_submission"])


def _write(assessment: Assessment, act: str, **columns: object) -> None:
    """Write the act's outcome to the locked row, in the table and in memory."""
    _, columns["state"] = TRANSITIONS[act]
    for name, value in columns.items():
        setattr(assessment, name, value)
    assessment.save(update_fields=list(columns))


def _stored(assessment: Assessment, item: str) -> Response | None:
    """Return the answer stored for an item; asked under the lock, nobody changes it meanwhile."""
    return next(iter(Response.objects.filter(assessment=assessment.pk, item=item)), None)


def _refuse_stale(stored: Response | None, base_version: int) -> None:
    if (stored.version if stored else 0) != base_version:
        raise StaleVersion


def _filled(response: Response, given: Given, version: int, by: User | None, *, is_confirmed: bool = True) -> Response:
    """Write an answer into a row that is not stored yet."""
    response.version, response.is_confirmed = version, is_confirmed
    response.state, response.value, response.reason = given.state, given.value, given.reason
    response.answered_by, response.answered_at = by, timezone.now()
    return response


def _confirmed(stored: Response, revision: int, by: User | None) -> Response:
    """Return a stored answer as one that its owner stands for."""
    if not stored.is_confirmed:
        _filled(stored, Given(stored.state, stored.value, stored.reason), revision, by)  # type: ignore[arg-type]  # the model's choices are the states
        stored.save(force_update=True)
    return stored
