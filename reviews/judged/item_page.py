"""One question as an advisor judges it: what the firm said and showed, the round before, what was judged so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from assessments import answer_fields
from assessments.authors import author
from assessments.cards import Card, answer_lines, reader_language
from assessments.models import Assessment, Response, ReturnedItem, SubmittedAnswer
from assessments.moments import moment
from assessments.posting import Posted
from c4ir_assess.exceptions import UnknownItem
from evidence.access import may_open
from questionnaires.document import Item, Node
from questionnaires.words import Language
from reviews.judged.board import Board
from reviews.judged.form import JudgeForm
from reviews.judged.item_list import Line, Place, mark_words
from reviews.judged.item_parts import Fields, Shown
from reviews.judged.judgements import Mark
from reviews.judged.judging import NEEDS_EVIDENCE, level_of
from reviews.judged.own_answer import OwnAnswer
from reviews.models import ItemReview


@dataclass(frozen=True, slots=True)
class ItemPage(OwnAnswer):
    """All that the page of one question shows. ``form`` is set when what was posted could not be kept."""

    place: Place
    item: Item
    dimension: Node
    language: Language
    response: Response | None
    thread: tuple[ReturnedItem, ...]
    may_judge: bool
    usual_ground: str
    form: JudgeForm | None = None
    is_stale: bool = False

    @property
    def board(self) -> Board:
        """Return the review as a whole."""
        return self.place.board

    @property
    def is_open(self) -> bool:
        """Whether it can be judged now, and by who looks at it."""
        return self.may_judge and self.board.sheet.review.assessment.state == Assessment.State.IN_REVIEW

    @property
    def has_form(self) -> bool:
        """Whether there is something to write into: it can be judged, or what was written was refused and stays."""
        return self.is_open or self.form is not None

    @property
    def grounds(self) -> list[tuple[str, str]]:
        """Return what a judgement may rest on."""
        return [(value, str(label)) for value, label in ItemReview.Ground.choices]

    @property
    def lines(self) -> list[Line]:
        """Return the list of questions."""
        return list(self.place.lines(self.item.id))

    @property
    def answer(self) -> SubmittedAnswer | None:
        """Return what the firm answered."""
        return self.board.sheet.given.get(self.item.id)

    @property
    def own_choice(self) -> str:
        """Return what marks the firm's answer among the choices; nothing for answers of other types."""
        if self.answer is None or self.answer.state != Response.State.ANSWERED:
            return self.answer.state if self.answer else ""
        written = answer_fields.written(self.item.answer, self.answer.value, self.language)
        return next(iter(written.get("choice", [])), "")

    @property
    def answered(self) -> str:
        """Return who gave the answer and when."""
        if self.response is None or self.answer is None:
            return ""
        return " · ".join(filter(None, (author(self.response), moment(self.response.answered_at))))

    @property
    def files(self) -> tuple[Shown, ...]:
        """Return the files that support the answer."""
        uuid = self.board.sheet.review.uuid
        rows = self.board.files.get(self.item.id, [])
        return tuple(
            Shown(row, reverse("reviews:review_evidence", args=[uuid, row.uuid]), may_open(row, None)) for row in rows
        )

    @property
    def needs_words(self) -> bool:
        """Whether agreeing needs words about what was seen, since nothing was shown for a high level."""
        return self.own_level is not None and self.own_level >= NEEDS_EVIDENCE and not self.files

    @property
    def earlier(self) -> list[str]:
        """Return the answer of the round before, in words."""
        before = self.board.earlier
        asked = before.items.get(self.item.id) if before else None
        given = before.given.get(self.item.id) if before else None
        return answer_lines(asked, given, self.language) if asked and given else []

    @property
    def earlier_level(self) -> int | None:
        """Return the level of the round before."""
        return self.board.earlier.level(self.item.id) if self.board.earlier else None

    @property
    def asks(self) -> list[tuple[str, list[Line]]]:
        """Return what may be asked where this answer rarely goes with another one, and that other question."""
        held = () if self.place.is_together else self.board.contradictions
        lines = {line.id: line for line in self.lines} if held else {}
        return [
            (each.ask[self.language], [lines[one.item] for one in each.when if one.item != self.item.id])
            for each in held
            if self.item.id in {one.item for one in each.when}
        ]

    @property
    def signs(self) -> tuple[str, ...]:
        """Return why the question comes early, in words."""
        return self.place.signs(self.item.id)

    @property
    def judgement(self) -> ItemReview | None:
        """Return what was judged so far."""
        return self.board.sheet.judged.get(self.item.id)

    @property
    def mark(self) -> Mark:
        """Return how the question stands."""
        return self.board.sheet.mark(self.item.id)

    @property
    def mark_words(self) -> str:
        """Return how the question stands, in words."""
        return mark_words(self.mark)

    @property
    def judged_before(self) -> list[str]:
        """Return the answer that was judged, where the firm has given another one since."""
        row = self.judgement
        if row is None or self.mark != Mark.OUT_OF_DATE:
            return []
        return self._in_words(row.seen_state, row.seen_value) or [gettext("Not answered")]

    @property
    def verified(self) -> list[str]:
        """Return the verified answer in words."""
        row = self.judgement
        return self._in_words(row.state, row.value) if row else []

    @property
    def verified_level(self) -> int | None:
        """Return the verified level of a ladder."""
        row = self.judgement
        return level_of(self.item, row.state, row.value) if row else None

    @property
    def is_confirmed(self) -> bool:
        """Whether the firm, sitting beside, confirmed what is judged."""
        if self.form is not None:
            return "with_firm" in self.form.data
        return self.judgement is not None and self.judgement.with_firm

    @property
    def version(self) -> int:
        """Return the version of the judgement that the page shows."""
        return self.judgement.version if self.judgement else 0

    @property
    def fields(self) -> Fields:
        """Return what stands in the fields."""
        names = ("outcome", "ground", "reason", "note", "question")
        if self.form is not None:
            return Fields(**{name: str(self.form.data.get(name, "")) for name in names})
        row = self.judgement
        if row is None:
            return Fields(ground=self.usual_ground or (str(ItemReview.Ground.ONLINE) if self.needs_words else ""))
        kept: dict[str, Any] = {name: getattr(row, name) for name in names}
        return Fields(**kept | ({"outcome": ""} if self.mark == Mark.OUT_OF_DATE else {}))

    @property
    def card(self) -> Card:
        """Return the answer's own fields: what was posted, what was verified, else what the firm said to start from.

        A level or an option is not marked before it is chosen; ticks and numbers begin with the firm's own.
        """
        if self.form is not None:
            posted = Posted(self.form.answer_form, problem=self.form.problem, result="incomplete")
            return Card(self.item, self.dimension, self.language, None, posted)
        row = self.judgement
        if row and row.state and self.mark != Mark.OUT_OF_DATE:
            return self._card(row.state, row.value)
        card = Card(self.item, self.dimension, self.language)
        if card.kind == "rows" or self.answer is None or self.answer.state != Response.State.ANSWERED:
            return card
        return self._card(self.answer.state, self.answer.value)

    @property
    def previous_url(self) -> str:
        """Return the question before in the list."""
        return self._beside(-1)

    @property
    def following_url(self) -> str:
        """Return the question after in the list."""
        return self._beside(1)

    @property
    def next_open(self) -> str:
        """Return the next question to judge; nothing once all others are judged."""
        return self.board.next_open(self.item.id) or ""

    @property
    def skip_url(self) -> str:
        """Return where skipping leads: the next question to judge, else the overview."""
        overview = reverse("reviews:review", args=[self.board.sheet.review.uuid])
        return self.place.url(self.next_open) if self.next_open else overview

    def _beside(self, step: int) -> str:
        found = self.board.beside(self.item.id, step)
        return self.place.url(found) if found else ""

    def _card(self, state: str, value: Any) -> Card:
        row = Response(item=self.item.id, state=state, value=value, version=0)
        return Card(self.item, self.dimension, self.language, row)

    def _in_words(self, state: str, value: Any) -> list[str]:
        row = SubmittedAnswer(item=self.item.id, state=state, value=value)
        return answer_lines(self.item, row, self.language) if state else []


def read(
    item: str,
    *,
    place: Place,
    by: User,
    form: JudgeForm | None = None,
    is_stale: bool = False,
) -> ItemPage:
    """Return one question's page; UnknownItem for a question that is not on the board."""
    board = place.board
    found = next((pair for pair in _questions(board) if pair[0].id == item), None)
    if found is None or item not in board.order:
        raise UnknownItem(item)
    review = board.sheet.review
    rows = Response.objects.filter(assessment=review.assessment_id, item=item).select_related("answered_by")
    thread = ReturnedItem.objects.filter(back__assessment=review.assessment_id, item=item).order_by("-pk")
    return ItemPage(
        place=place,
        item=found[0],
        dimension=found[1],
        language=reader_language(),
        response=rows.first(),
        thread=tuple(thread.select_related("back")),
        may_judge=review.advisor_id == by.pk,
        usual_ground=_usual_ground(board, item),
        form=form,
        is_stale=is_stale,
    )


def _questions(board: Board) -> Iterator[tuple[Item, Node]]:
    return ((item, node) for node in board.sheet.framework.dimensions() for item in node.items)


def _usual_ground(board: Board, item: str) -> str:
    """Return what the last judgement rested on, of the questions to which something was shown, or of the others.

    At first papers where there are some. Where nothing was shown, nothing is said for the advisor, but where agreeing
    takes words about what was seen: that was online, unless they say otherwise.
    """
    is_shown = item in board.files
    rows = [row for row in board.sheet.judged.values() if row.ground and (row.item in board.files) == is_shown]
    last = max(rows, key=lambda row: row.at, default=None)
    if last:
        return last.ground
    return str(ItemReview.Ground.PAPERS) if is_shown else ""
