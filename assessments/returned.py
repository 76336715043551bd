"""Questions that came back from the advisors, as the firm reads them: what is asked, its answer then and now."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments import asked, outline, progress
from assessments.answers import same
from assessments.cards import Card, answer_lines, reader_language
from assessments.models import Assessment, Response, Return, ReturnedItem, SubmittedAnswer
from assessments.outline import Section
from assessments.posting import Posted


@dataclass(frozen=True, slots=True)
class Question:
    """One question that came back. ``then`` is the answer as it was sent, ``now`` the present one, both in words.

    ``unsaved`` are words to the advisor that were not stored, since a colleague wrote others meanwhile.
    """

    row: ReturnedItem
    card: Card
    then: tuple[str, ...]
    now: tuple[str, ...]
    is_changed: bool
    unsaved: str | None = None

    @property
    def is_contested(self) -> bool:
        """Whether somebody else's words are stored instead."""
        return self.unsaved is not None

    @property
    def words(self) -> str:
        """Return the words to the advisor as their field shows them."""
        return self.row.reply if self.unsaved is None else self.unsaved

    @property
    def is_touched(self) -> bool:
        """Whether the firm has done anything about it."""
        return self.is_changed or bool(self.row.reply)


def open_return(assessment: Assessment) -> Return | None:
    """Return what is back with the firm; None if nothing is."""
    return assessment.returns.select_related("returned_by").filter(closed_at=None).first()


def section_of(assessment: Assessment, back: Return) -> Section:
    """Return the questions that came back as one page."""
    wanted = set(back.items.values_list("item", flat=True))
    pages = outline.sections(asked.of_firm(assessment), assessment.scope)
    found = tuple(question for page in pages for question in page.questions if question[1].id in wanted)
    root = asked.framework_of(assessment).root
    return Section(id="returned", node=root, above=(), number=1, of=1, questions=found)


def questions(
    assessment: Assessment, back: Return, posted: list[Posted], contested: Mapping[str, str] | None = None
) -> list[Question]:
    """Return the questions in the framework's order; ``contested`` are words by item that could not be stored."""
    unsaved = contested or {}
    responses = progress.responses_of(assessment)
    rows = {row.item: row for row in back.items.all()}
    sent = {answer.item: answer for answer in back.submission.answers.filter(item__in=rows)}
    left_open = {one.item: one for one in posted if one.result in {"incomplete", "stale"}}
    return [
        _question(
            Card(item, dimension, reader_language(), responses.get(item.id), left_open.get(item.id)),
            rows[item.id],
            sent.get(item.id),
            unsaved.get(item.id),
        )
        for dimension, item in section_of(assessment, back).questions
    ]


def _question(card: Card, row: ReturnedItem, then: SubmittedAnswer | None, unsaved: str | None) -> Question:
    now = card.response
    return Question(
        row=row,
        card=card,
        then=_lines(card, then),
        now=_lines(card, now),
        is_changed=not _is_same(then, now),
        unsaved=unsaved,
    )


def _is_same(then: SubmittedAnswer | None, now: Response | None) -> bool:
    if then is None or now is None:
        return then is None and now is None
    return same(then, now)


def _lines(card: Card, answer: SubmittedAnswer | Response | None) -> tuple[str, ...]:
    return tuple(answer_lines(card.item, answer, card.language)) if answer else ()
