"""The only writers of an assessment: who may do what when is one table, and each act below first locks its row.

The lock is an update on the condition that the state allows the act. Two acts on one assessment therefore follow each
other: a save that comes after ``complete`` is refused, one that comes before is in the submission.
"""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import consents
from accounts.models import Consent, User
from assessments import asked, changes, freezing, moves, outline, statements
from assessments.answers import Given, checked, same
from assessments.beginnings import continue_full, start, start_unclaimed
from assessments.models import Assessment, Response, ResponseChange, Scope, Submission
from c4ir_assess.exceptions import InvalidAnswer, StaleVersion, TransitionNotAllowed

__all__ = [
    "clear_response",
    "complete",
    "confirm_response",
    "continue_full",
    "correct",
    "prefill",
    "release",
    "save_response",
    "save_troubles",
    "send_for_review",
    "set_aside",
    "start",
    "start_unclaimed",
    "take_back",
]

Act = ResponseChange.Act

MOST_TROUBLES = 2


@transaction.atomic
def prefill(*, assessment: Assessment, answers: Mapping[str, tuple[Given, bool]], by: User | None) -> list[Response]:
    """Give a draft that nobody touched its first answers: item -> (answer, whether it counts without being confirmed).

    Answers to questions that this firm is not asked are left out. UnknownItem for a question that the framework does
    not have, InvalidAnswer for an answer it does not allow, TransitionNotAllowed once the draft holds an answer.
    """
    for item in answers:
        outline.get_item(asked.framework_of(assessment), assessment.scope, item)
    revision = moves.move(assessment, "prefill")
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
    changes.add_all(rows, Act.FILLED_IN)
    return Response.objects.bulk_create(rows)


@transaction.atomic
def save_response(
    *,
    assessment: Assessment,
    item: str,
    given: Given,
    base_version: int,
    by: User | None,
    by_name: str = "",
    mutation: UUID | None = None,
    after: Collection[UUID] = (),
) -> Response | None:
    """Store the answer to one item and return what is stored now; from then on it is confirmed.

    ``base_version`` is the version of the answer that the person saw, 0 if there was none; StaleVersion if somebody
    else changed it since. ``by_name`` is the name of a colleague without an account. ``mutation`` is the device's own
    name for this act: done already, it is not done again, and what is stored may be another's answer by now, or none.
    ``after`` names what the same device sent before, whether it had an answer to it or not: no change by others.
    """
    given = checked(outline.get_item(asked.of_firm(assessment), assessment.scope, item), given)
    revision, is_known = moves.move_once(assessment, "save_response", item, mutation)
    stored = statements.stored(assessment, item)
    if is_known:
        return stored
    if stored is not None and same(stored, given):
        return _confirmed(stored, revision, by, by_name, mutation)
    if (stored.version if stored else 0) != base_version and not changes.is_newest(assessment, item, after):
        raise StaleVersion
    response = _filled(stored or Response(assessment=assessment, item=item), given, revision, by, by_name)
    statements.write(response, instead_of=("assessment_id", "item"))
    statements.write(changes.of_answer(response, Act.SAVED, mutation))
    return response


@transaction.atomic
def set_aside(*, assessment: Assessment, item: str, given: Given, by: User | None, by_name: str = "") -> None:
    """Keep in the history an answer that was refused because somebody else's was there; sent once more, it is there."""
    revision = moves.move(assessment, "save_response", item)
    stored = statements.stored(assessment, item)
    if stored is not None and (stored.answered_by, stored.answered_as) == (by, by_name):
        return
    refused = _filled(Response(assessment=assessment, item=item), given, revision, by, by_name)
    if not changes.is_set_aside(refused):
        changes.of_answer(refused, Act.SET_ASIDE).save(force_insert=True)


@transaction.atomic
def clear_response(
    *,
    assessment: Assessment,
    item: str,
    base_version: int,
    by: User | None,
    by_name: str = "",
    mutation: UUID | None = None,
    after: Collection[UUID] = (),
) -> None:
    """Take an answer back: the item is unanswered again. Clearing what is clear already is harmless.

    The other parameters are those of ``save_response``.
    """
    outline.get_item(asked.of_firm(assessment), assessment.scope, item)
    revision, is_known = moves.move_once(assessment, "clear_response", item, mutation)
    stored = statements.stored(assessment, item)
    if stored is None or is_known:
        return
    if stored.version != base_version and not changes.is_newest(assessment, item, after):
        raise StaleVersion
    stored.delete()
    emptied = Response(assessment=assessment, item=item, version=revision, answered_by=by, answered_as=by_name)
    emptied.answered_at = timezone.now()
    changes.of_answer(emptied, Act.CLEARED, mutation).save(force_insert=True)


@transaction.atomic
def confirm_response(
    *, assessment: Assessment, item: str, by: User | None, by_name: str = "", mutation: UUID | None = None
) -> Response | None:
    """Say that an answer that was filled in is right; None if it is gone. Confirming once more is harmless."""
    outline.get_item(asked.of_firm(assessment), assessment.scope, item)
    revision = moves.move(assessment, "confirm_response", item)
    stored = statements.stored(assessment, item)
    return stored and _confirmed(stored, revision, by, by_name, mutation)


@transaction.atomic
def save_troubles(*, assessment: Assessment, troubles: Sequence[str]) -> None:
    """Store what troubles the owner most, up to two; none is an answer too, and is not asked again."""
    known = {trouble.id for trouble in asked.framework_of(assessment).troubles}
    chosen = list(dict.fromkeys(troubles))
    if len(chosen) > MOST_TROUBLES or not known.issuperset(chosen):
        raise InvalidAnswer("troubles: at most two of the framework's list")
    moves.lock(assessment, "save_troubles")
    first, second = [*chosen, "", ""][:2]
    moves.write(assessment, "save_troubles", by=None, first_trouble=first, second_trouble=second, troubles_asked=True)


@transaction.atomic
def complete(*, assessment: Assessment, by: User | None, language: str) -> Submission:
    """Freeze the answers as a submission and queue its scoring in the same transaction; the broker is not touched.

    Open answers are allowed, they widen the result's band; NothingAnswered if there is not one answer to score.
    """
    moves.lock(assessment, "complete")
    submission = freezing.take(assessment, by=by, language=language)
    moves.write(assessment, "complete", by=by)
    return submission


@transaction.atomic
def correct(*, assessment: Assessment, by: User | None) -> None:
    """Open a completed assessment again: the answers stay, completing makes the next submission, the old one stays."""
    moves.lock(assessment, "correct")
    moves.write(assessment, "correct", by=by)


@transaction.atomic
def send_for_review(
    *, assessment: Assessment, submission: Submission, by: User, wording: str, wording_version: str, language: str
) -> Submission:
    """Put a submission into the advisors' queue, with the consent that was given to it and the words it had.

    StaleVersion if it is not the newest one: a consent covers the version that was shown and no other.
    """
    if assessment.scope != Scope.FULL or assessment.site is None:
        raise TransitionNotAllowed("send_for_review")
    moves.lock(assessment, "send_for_review")
    if submission != assessment.submissions.latest("number"):
        raise StaleVersion
    consents.give(
        by=by,
        purpose=Consent.Purpose.ADVISOR_REVIEW,
        words=consents.Shown(text=wording, version=wording_version, language=language),
        organization=assessment.site.organization,
        subject=submission.uuid,
    )
    moves.write(assessment, "send_for_review", by=by, sent_submission=submission, sent_by=by, sent_at=timezone.now())
    return submission


@transaction.atomic
def take_back(*, assessment: Assessment, by: User) -> None:
    """Take what was sent back from the advisors: it is private again and its consent is withdrawn.

    Also while they review it: what they have judged stays with them, and nobody sees it until it is sent again.
    """
    moves.lock(assessment, "take_back")
    sent = assessment.submissions.get(in_review_of=assessment)
    consents.withdraw(by=by, purpose=Consent.Purpose.ADVISOR_REVIEW, subject=sent.uuid)
    assessment.returns.filter(closed_at=None).update(closed_at=timezone.now())
    moves.write(assessment, "take_back", by=by, sent_submission=None, sent_by=None, sent_at=None)


@transaction.atomic
def release(*, assessment: Assessment, by: User) -> None:
    """Let go of a verified assessment, for the firm is about to be erased and nothing may point to its rows."""
    moves.lock(assessment, "release")
    moves.write(assessment, "release", by=by, sent_submission=None, sent_by=None, sent_at=None)


def _filled(
    response: Response, given: Given, version: int, by: User | None, by_name: str = "", *, is_confirmed: bool = True
) -> Response:
    """Write an answer into a row that is not stored yet."""
    response.version, response.is_confirmed = version, is_confirmed
    response.state, response.value, response.reason = given.state, given.value, given.reason
    response.answered_by, response.answered_as, response.answered_at = by, by_name, timezone.now()
    return response


def _confirmed(stored: Response, revision: int, by: User | None, by_name: str, mutation: UUID | None) -> Response:
    """Return a stored answer as one that its owner stands for."""
    if not stored.is_confirmed:
        _filled(stored, Given(stored.state, stored.value, stored.reason), revision, by, by_name)  # type: ignore[arg-type]  # the model's choices are the states
        stored.save(force_update=True)
        changes.of_answer(stored, Act.CONFIRMED, mutation).save(force_insert=True)
    return stored
