"""The acts of a review on an assessment: what goes back to the firm and comes again, what is proposed and issued.

Each first locks the assessment's row, as the acts of the firm do; who may do what is for the room of the reviews.
"""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts import consents
from accounts.models import Consent, User
from assessments import asked, freezing, moves
from assessments.models import Assessment, Return, ReturnedItem, Submission
from c4ir_assess.exceptions import InvalidAnswer, StaleVersion

LONGEST_REPLY = 1000


@transaction.atomic
def return_items(*, assessment: Assessment, questions: Mapping[str, str], note: str, due_on: date, by: User) -> Return:
    """Send questions back to the firm: item -> what is asked. Only these may be answered until it sends again.

    InvalidAnswer without a question, and for an item that this firm is not asked.
    """
    shown = {item.id for item in asked.of_firm(assessment).items()}
    if not questions or not shown.issuperset(questions):
        raise InvalidAnswer("return: at least one question, each of the firm's own")
    moves.lock(assessment, "return_items")
    back = Return.objects.create(
        assessment=assessment,
        submission=_sent(assessment),
        note=note,
        due_on=due_on,
        returned_by=by,
        returned_at=timezone.now(),
    )
    ReturnedItem.objects.bulk_create(
        ReturnedItem(back=back, item=item, question=question) for item, question in questions.items()
    )
    moves.write(assessment, "return_items", by=by)
    return back


@transaction.atomic
def reply(*, assessment: Assessment, item: str, text: str, seen: Collection[str] | None = None) -> None:
    """Keep what the firm writes beside its answer to a question that came back.

    ``seen`` is what may stand there as far as who wrote knows: StaleVersion if a colleague wrote something else.
    """
    moves.move(assessment, "reply")
    row = ReturnedItem.objects.filter(back__assessment=assessment, back__closed_at=None, item=item).first()
    if row is None:
        raise InvalidAnswer(f"{item}: was not sent back")
    if seen is not None and as_typed(row.reply) not in {*seen, text}:
        raise StaleVersion
    row.reply, row.replied_at = text[:LONGEST_REPLY], timezone.now()
    row.save(update_fields=["reply", "replied_at"])


def as_typed(text: str) -> str:
    """Return words as they compare, whatever ends their lines."""
    return "\n".join(text.splitlines()).strip()


@transaction.atomic
def send_again(
    *,
    assessment: Assessment,
    by: User,
    words: consents.Shown,
    seen_revision: int,
) -> Submission:
    """Freeze the answers anew and put them back into the queue, under a consent of their own.

    StaleVersion if answers were given since the page was shown.
    """
    assert assessment.site is not None  # noqa: S101 -- only a plant's assessment is sent
    moves.lock(assessment, "send_again")
    if assessment.revision != seen_revision + 1:
        raise StaleVersion
    former = _sent(assessment)
    submission = freezing.take(assessment, by=by, language=words.language)
    consents.withdraw(by=by, purpose=Consent.Purpose.ADVISOR_REVIEW, subject=former.uuid)
    consents.give(
        by=by,
        purpose=Consent.Purpose.ADVISOR_REVIEW,
        words=words,
        organization=assessment.site.organization,
        subject=submission.uuid,
    )
    back = assessment.returns.get(closed_at=None)
    Return.objects.filter(pk=back.pk).update(closed_at=timezone.now(), answered_by_submission=submission)
    moves.write(assessment, "send_again", by=by, sent_submission=submission)
    return submission


def _sent(assessment: Assessment) -> Submission:
    return assessment.submissions.get(in_review_of=assessment)
