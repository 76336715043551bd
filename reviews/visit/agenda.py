"""The list of what is looked at in the plant: question by question, what the firm said and what one would see."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from accounts.models import User
from assessments import progress, wording
from assessments.cards import reader_language
from assessments.models import Assessment, Response
from questionnaires.document import Framework, Item, Node
from reviews.judged import board
from reviews.judged.board import Board
from reviews.judged.form import JudgeForm
from reviews.judged.item_list import Place
from reviews.judged.item_page import ItemPage
from reviews.judged.item_parts import Rung, Shown
from reviews.judged.judgements import SETTLED
from reviews.models import ItemReview, Review
from reviews.visit import choosing, visits
from reviews.visit.models import SiteVisit


@dataclass(frozen=True, slots=True)
class Stop:
    """One question on the list; ``page`` is what the bench knows of it, ``share`` what of the whole hangs on it."""

    page: ItemPage
    share: Fraction
    is_suggested: bool
    by: User

    @property
    def weight(self) -> str:
        """Return what share of the overall result hangs on the question; nothing where none does or there is none."""
        has_result = self.page.place.board.sheet.framework.root.aggregate.method != "none"
        return wording.weight_share(self.share, Fraction(1)) if self.share and has_result else ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return why it is on the list, in words; not while the firm reads along."""
        if self.page.place.is_together:
            return ()
        chosen = () if self.is_suggested else (gettext("Chosen by you"),)
        weighs = self._why_weighty if self.is_suggested and not self.page.signs else ()
        return (*chosen, *self.page.signs, *weighs)

    @property
    def _why_weighty(self) -> tuple[str, ...]:
        """Return why it is on the list though nothing speaks against its answer."""
        if self.page.item.key:
            return (gettext("Every key question is needed for a verified report"),)
        return (gettext("Weighs much in the overall result"),) if self.weight else ()

    @property
    def own(self) -> Rung | None:
        """Return the level that the firm chose."""
        return next((rung for rung in self.page.rungs if rung.is_own), None)

    @property
    def following(self) -> Rung | None:
        """Return the level above."""
        return next((rung for rung in self.page.rungs if self.own and rung.level == self.own.level + 1), None)

    @property
    def hint(self) -> str:
        """Return what can be shown for an answer."""
        return self.page.item.evidence[self.page.language] if self.page.item.evidence else ""

    @property
    def photos(self) -> tuple[Shown, ...]:
        """Return what was photographed at the plant."""
        return tuple(each for each in self.page.files if each.evidence.at_visit)

    @property
    def shown(self) -> tuple[Shown, ...]:
        """Return what the firm showed."""
        return tuple(each for each in self.page.files if not each.evidence.at_visit)


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one dimension: they are mostly seen at one place in the plant."""

    name: str
    block: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One question that can be ticked, and whether it is."""

    id: str
    ask: str
    number: str
    signs: tuple[str, ...]
    mark: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the pages of a visit are made from."""

    board: Board
    visit: SiteVisit
    items: tuple[str, ...]
    suggested: tuple[str, ...]
    shares: Mapping[str, Fraction]
    by: User
    is_together: bool = False

    @property
    def place(self) -> Place:
        """Return how questions are reached and named."""
        return Place(self.board, "", is_together=self.is_together)

    @property
    def is_open(self) -> bool:
        """Whether something can be judged now."""
        return self.board.sheet.review.assessment.state == Assessment.State.IN_REVIEW

    def groups(self, forms: Mapping[str, JudgeForm], *, is_stale: bool = False) -> tuple[Group, ...]:
        """Return the list by dimension, in the framework's order; ``forms`` could not be kept."""
        pages = {page.item.id: page for page in self._pages(forms, is_stale=is_stale)}
        return tuple(
            Group(
                name=node.name[reader_language()],
                block=_block_of(self.board.sheet.framework, node).name[reader_language()],
                stops=tuple(self._stop(pages[item.id]) for item in node.items if item.id in pages),
            )
            for node in self.board.sheet.framework.dimensions()
            if any(item.id in pages for item in node.items)
        )

    def stop(self, item: str, form: JudgeForm | None = None, *, is_stale: bool = False) -> Stop:
        """Return one question, on the list or not."""
        forms = {item: form} if form else {}
        return self._stop(next(self._pages(forms, is_stale=is_stale, only=item)))

    def choices(self, ticked: Collection[str]) -> Iterator[tuple[str, list[Choice]]]:
        """Yield each dimension with all its questions to choose from."""
        lines = {line.id: line for line in self.place.lines()}
        for node in self.board.sheet.framework.dimensions():
            found = [lines[item.id] for item in node.items if item.id in lines]
            if found:
                yield (
                    node.name[reader_language()],
                    [
                        Choice(each.id, each.ask, each.number, each.signs, each.mark_words, each.id in ticked)
                        for each in found
                    ],
                )

    def _stop(self, page: ItemPage) -> Stop:
        item = page.item.id
        return Stop(page, self.shares.get(item, Fraction(0)), item in self.suggested, self.by)

    def _pages(self, forms: Mapping[str, JudgeForm], *, is_stale: bool, only: str = "") -> Iterator[ItemPage]:
        wanted, review = (only,) if only else self.items, self.board.sheet.review
        rows = Response.objects.filter(assessment=review.assessment_id, item__in=wanted).select_related("answered_by")
        responses = {row.item: row for row in rows}
        for item, node in _questions(self.board.sheet.framework):
            if item.id in wanted:
                form = forms.get(item.id)
                yield self._page((item, node), responses.get(item.id), form, is_stale=is_stale and form is not None)

    def _page(
        self, found: tuple[Item, Node], response: Response | None, form: JudgeForm | None, *, is_stale: bool
    ) -> ItemPage:
        return ItemPage(
            place=self.place,
            item=found[0],
            dimension=found[1],
            language=reader_language(),
            response=response,
            thread=(),
            may_judge=self.board.sheet.review.advisor_id == self.by.pk,
            usual_ground=str(ItemReview.Ground.PLANT),
            form=form,
            is_stale=is_stale,
        )


def read(review: Review, *, by: User, is_together: bool = False) -> Agenda:
    """Read a review with what is looked at in the plant: what was chosen, else what the rule suggests."""
    found, visit = board.read(review, by_framework=True), visits.of(review)
    shares = choosing.shares(found.sheet.framework)
    keys = {item.id for item in found.sheet.items if item.key and not progress.is_optional(item)}
    suggested = choosing.suggested(
        {item: shares[item] for item in found.order}, found.signs, _settled_elsewhere(found), keys
    )
    items = _asked(visit.items, found.order) or tuple(item for item in found.order if item in suggested)
    return Agenda(found, visit, items, tuple(suggested), shares, by, is_together)


def listed(review: Review, *, by: User) -> tuple[str, ...]:
    """Return which questions are on the list now."""
    return tuple(visits.of(review).items) or read(review, by=by).items


def _asked(chosen: Collection[str], order: Collection[str]) -> tuple[str, ...]:
    return tuple(item for item in order if item in chosen)


def _settled_elsewhere(found: Board) -> set[str]:
    """Return what needs no visit: it is settled, and not by one."""
    judged = found.sheet.judged
    return {
        item
        for item in found.order
        if found.sheet.mark(item) in SETTLED and judged[item].ground != ItemReview.Ground.PLANT
    }


def _questions(framework: Framework) -> Iterator[tuple[Item, Node]]:
    return ((item, node) for node in framework.dimensions() for item in node.items)


def _block_of(framework: Framework, dimension: Node) -> Node:
    return next(block for block in framework.blocks if any(node is dimension for node in block.walk()))
