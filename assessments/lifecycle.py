"""The only writers of an assessment: who may do what when is one table, and each act below first locks its row.

The lock is an update on the condition that the state allows the act. Two acts on one assessment therefore follow each
other: a save that comes after ``complete`` is refused, one that comes before is in the submission.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Consent, Site, User
from assessments import answers, outline
from assessments.access import claim_hash
from assessments.answers import Given
from assessments.models import Assessment, Response, Scope, Submission, SubmittedAnswer
from c4ir_assess.exceptions import InvalidAnswer, NothingAnswered, StaleVersion, TransitionNotAllowed
from c4ir_assess.jobs import outbox
from questionnaires import library

State = Assessment.State

# What each act needs the state to be, and what it makes of it.
TRANSITIONS: dict[str, tuple[State, State]] = {
    "save_response": (State.DRAFT, State.DRAFT),
    "clear_response": (State.DRAFT, State.DRAFT),
    "save_troubles": (State.DRAFT, State.DRAFT),
    "complete": (State.DRAFT, State.COMPLETED),
    "correct": (State.COMPLETED, State.DRAFT),
    "send_for_review": (State.COMPLETED, State.IN_REVIEW),
    "take_back": (State.IN_REVIEW, State.COMPLETED),
}
CLAIM_DAYS = 30
MOST_TROUBLES = 2


@transaction.atomic
def start(*, site: Site, scope: Scope, by: User) -> Assessment:
    """Start an assessment of a plant, or return the one of this scope that is being answered."""
    Site.objects.select_for_update().get(pk=site.pk)  # a second tap waits here and finds the first one's row
    open_one = Assessment.objects.filter(site=site, scope=scope, state=State.DRAFT).order_by("-pk").first()
    if open_one is not None:
        return open_one
    version = library.newest(settings.DEFAULT_FRAMEWORK)
    return Assessment.objects.create(framework_version=version, scope=scope, site=site, started_by=by)


def start_unclaimed() -> tuple[Assessment, str]:
    """Start a quick check that belongs to whoever holds the token; only its hash is kept, and it expires."""
    token = secrets.token_urlsafe(32)
    assessment = Assessment.objects.create(
        framework_version=library.newest(settings.DEFAULT_FRAMEWORK),
        scope=Scope.QUICK,
        claim_hash=claim_hash(token),
        claim_expires_at=timezone.now() + timedelta(days=CLAIM_DAYS),
    )
    return assessment, token


@transaction.atomic
def continue_full(*, assessment: Assessment, site: Site, by: User) -> Assessment:
    """Start a full assessment of the same framework version with the quick check's answers; once a plant.

    The quick check and its private link stay as they are.
    """
    if assessment.scope != Scope.QUICK:
        raise TransitionNotAllowed("continue_full")
    Site.objects.select_for_update().get(pk=site.pk)
    already = Assessment.objects.filter(continued_from=assessment, site=site).first()
    if already is not None:
        return already
    assessment.refresh_from_db(fields=["first_trouble", "second_trouble", "troubles_asked"])
    full = Assessment.objects.create(
        framework_version=assessment.framework_version,
        scope=Scope.FULL,
        site=site,
        started_by=by,
        continued_from=assessment,
        revision=1,
        first_trouble=assessment.first_trouble,
        second_trouble=assessment.second_trouble,
        troubles_asked=assessment.troubles_asked,
    )
    Response.objects.bulk_create(_copy(response, full, by) for response in assessment.responses.order_by("item"))
    return full


@transaction.atomic
def save_response(*, assessment: Assessment, item: str, given: Given, base_version: int, by: User | None) -> Response:
    """Store the answer to one item and return it with its new version.

    ``base_version`` is the version of the answer that the person saw, 0 if there was none; StaleVersion if somebody
    else changed it since. Giving once more what is stored already is harmless, so a request may be repeated.
    """
    asked = outline.get_item(outline.framework_of(assessment), assessment.scope, item)
    given = answers.checked(asked, given)
    revision = _move(assessment, "save_response")
    stored = _stored(assessment, item)
    if stored is not None and answers.same(stored, given):
        return stored
    _refuse_stale(stored, base_version)
    response = stored or Response(assessment=assessment, item=item)
    response.version = revision
    response.state, response.value, response.reason = given.state, given.value, given.reason
    response.answered_by, response.answered_at = by, timezone.now()
    response.save(force_insert=stored is None, force_update=stored is not None)
    return response


@transaction.atomic
def clear_response(*, assessment: Assessment, item: str, base_version: int) -> None:
    """Take an answer back: the item is unanswered again. Clearing what is clear already is harmless."""
    outline.get_item(outline.framework_of(assessment), assessment.scope, item)
    _move(assessment, "clear_response")
    stored = _stored(assessment, item)
    if stored is None:
        return
    _refuse_stale(stored, base_version)
    stored.delete()


@transaction.atomic
def save_troubles(*, assessment: Assessment, troubles: Sequence[str]) -> None:
    """Store what troubles the owner most, up to two; none is an answer too, and is not asked again."""
    known = {trouble.id for trouble in outline.framework_of(assessment).troubles}
    chosen = list(dict.fromkeys(troubles))
    if len(chosen) > MOST_TROUBLES or not known.issuperset(chosen):
        raise InvalidAnswer("troubles: at most two of the framework's list")
    _lock(assessment, "save_troubles")
    first, second = [*chosen, "", ""][:2]
    _write(assessment, "save_troubles", first_trouble=first, second_trouble=second, troubles_asked=True)


@transaction.atomic
def complete(*, assessment: Assessment, by: User | None, language: str) -> Submission:
    """Freeze the answers as a submission and queue its scoring in the same transaction; the broker is not touched.

    Open answers are allowed, they widen the result's band; NothingAnswered if there is not one answer to score.
    """
    _lock(assessment, "complete")
    given = list(assessment.responses.order_by("item"))
    if not any(response.state == Response.State.ANSWERED for response in given):
        raise NothingAnswered
    submission = _freeze(assessment, given, by, language)
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


def _freeze(assessment: Assessment, given: list[Response], by: User | None, language: str) -> Submission:
    troubles = [name for name in (assessment.first_trouble, assessment.second_trouble) if name]
    submission = Submission.objects.create(
        assessment=assessment,
        number=assessment.submissions.count() + 1,
        scope=assessment.scope,
        input_hash=answers.input_hash(
            framework_hash=assessment.framework_version.content_hash,
            scope=assessment.scope,
            troubles=troubles,
            answers=given,
        ),
        firm_name=assessment.site.organization.name if assessment.site else "",
        place=_place(assessment.site),
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


def _copy(response: Response, to: Assessment, by: User) -> Response:
    return Response(
        assessment=to,
        item=response.item,
        state=response.state,
        value=response.value,
        reason=response.reason,
        version=to.revision,
        answered_by_id=response.answered_by_id or by.pk,
        answered_at=response.answered_at,
    )
