"""Answers that rarely go together, with what is verified in place of the firm's; and why they are right all the same.

One that no longer holds is gone by itself. What an advisor writes about one that does is for the staff alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments import audited, moves
from assessments.scoring import applying
from assessments.scoring.types import Answer
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from questionnaires import library
from questionnaires.document import Framework, Item
from questionnaires.rules import Contradiction
from reviews.judged.verifying import Verified
from reviews.models import ContradictionNote, Review

LONGEST = 1000


class Said(Protocol):
    """An answer of the firm or a verified one."""

    @property
    def state(self) -> str:
        """Return whether it is answered, not known, or does not apply."""

    @property
    def value(self) -> Any:
        """Return what was answered."""


@dataclass(frozen=True, slots=True)
class Held:
    """A contradiction that holds, the questions it is between, and what the advisor says to it."""

    contradiction: Contradiction
    items: tuple[Item, ...]
    note: ContradictionNote | None


def holding(framework: Framework, stands: Mapping[str, Said]) -> tuple[Contradiction, ...]:
    """Return the contradictions between these answers to what is asked, in the framework's order."""
    asked = {item.id for item in framework.items()}
    answers = {item: Answer(row.state, row.value) for item, row in stands.items() if item in asked}  # type: ignore[arg-type]  # the models' choices are the engine's states
    return tuple(each for each in framework.contradictions if applying.hold(each.when, answers))


def held(review: Review, framework: Framework, stands: Mapping[str, Said]) -> tuple[Held, ...]:
    """Return the contradictions that hold with what was written to each, those without words first."""
    found = holding(framework, stands)
    notes = {note.contradiction: note for note in review.contradiction_notes.select_related("by")} if found else {}
    items = {item.id: item for item in framework.items()}
    rows = [Held(each, tuple(items[part.item] for part in each.when), notes.get(each.id)) for each in found]
    return tuple(sorted(rows, key=lambda row: row.note is not None))


def of_verified(found: Verified) -> tuple[Held, ...]:
    """Return those of a review as it is judged so far."""
    sheet = found.sheet
    return held(sheet.review, sheet.framework, {**sheet.given, **found.answers})


@transaction.atomic
def explain(*, review: Review, contradiction: str, text: str, by: User) -> None:
    """Keep why it is right all the same, in place of what was written before; nothing written takes it away.

    InvalidAnswer for a contradiction that the framework does not know and for a text that is too long;
    TransitionNotAllowed for anybody but the advisor, and while it is not in review.
    """
    said = text.replace("\r\n", "\n").strip()
    framework = library.get(review.assessment.framework_version.content_hash)
    if contradiction not in {each.id for each in framework.contradictions}:
        raise InvalidAnswer(f"{contradiction}: no such contradiction")
    if len(said) > LONGEST:
        raise InvalidAnswer(f"{contradiction}: the text is too long")
    moves.move(review.assessment, "judge")
    if not Review.objects.filter(pk=review.pk, advisor=by).exists():
        raise TransitionNotAllowed("it is no longer assigned to this person")
    audited.record(review.assessment, Act.JUDGED, by=by, subject=review.uuid, contradiction=contradiction)
    if said:
        columns = {"note": said, "by": by, "at": timezone.now()}
        review.contradiction_notes.update_or_create(contradiction=contradiction, defaults=columns)
    else:
        review.contradiction_notes.filter(contradiction=contradiction).delete()
