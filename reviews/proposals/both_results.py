"""The firm's result and the verified one side by side, as pages show them before a report is issued.

Advisor, approver and firm read the same: what stands where, each answer that differs with its reason, what does not
apply, and which answers still contradict each other. No private note is in it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import pgettext

from assessments import asked, scores, wording
from assessments.answer_words import value_words
from assessments.answers import reason_in
from assessments.cards import reader_language
from assessments.models import SubmittedAnswer
from assessments.scoring.types import NodeResult
from questionnaires.document import Framework, Item, Node
from questionnaires.words import Language
from reviews.findings import writing
from reviews.judged import contradictions, verifying
from reviews.judged.contradictions import Held
from reviews.judged.judging import level_of
from reviews.judged.verifying import Verified
from reviews.models import Finding, Proposal, Review
from reviews.proposals import proposing

FAR = 2  # levels apart: what an approver reads first
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Side:
    """Where a node stands by one of the two; ``level`` None = not rated."""

    value: str
    level: int | None = None
    level_name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A node by the firm and as verified."""

    node: str
    name: str
    own: Side
    verified: Side


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose verified answer is another than the firm's. ``apart``: levels between, where both have one.

    ``is_confirmed``: the firm agreed to it on the spot.
    """

    item: str
    ask: str
    own: str
    own_level: int | None
    verified: str
    verified_level: int | None
    reason: str
    apart: int | None
    is_confirmed: bool

    @property
    def is_far(self) -> bool:
        """Whether the two are far from each other, or cannot be measured."""
        return self.apart is None or self.apart >= FAR


@dataclass(frozen=True, slots=True)
class Excepted:
    """A question that does not apply, and why."""

    item: str
    ask: str
    reason: str


@dataclass(frozen=True, slots=True)
class BlockFindings:
    """What the advisor wrote about a block: each kind, text, and whether that is in the reader's language."""

    name: str
    findings: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Both:
    """Both results of a submission."""

    whole: Row
    blocks: tuple[Row, ...]
    changes: tuple[Change, ...]
    excepted: tuple[Excepted, ...]
    contradictions: tuple[Held, ...]
    findings: tuple[BlockFindings, ...]

    @property
    def left_open(self) -> int:
        """Return how many contradictions nobody has explained."""
        return sum(held.note is None for held in self.contradictions)

    @property
    def far(self) -> list[Change]:
        """Return the changes that lie far apart."""
        return [each for each in self.changes if each.is_far]

    @property
    def near(self) -> list[Change]:
        """Return the other ones."""
        return [each for each in self.changes if not each.is_far]


def of_review(found: Verified) -> Both:
    """Return both results as they stand now, before anything is proposed."""
    said = {item: SubmittedAnswer(item=item, **each) for item, each in proposing.as_proposed(found).items()}
    nodes = verifying.preview(found).nodes if said else {}
    return _Reader(found.sheet.review, found.sheet.given, said, nodes, reader_language()).both()


def of_proposal(proposal: Proposal) -> Both:
    """Return both results as they were proposed."""
    said = {item: SubmittedAnswer(item=item, **each) for item, each in proposal.verified.items()}
    given = {each.item: each for each in proposal.submission.answers.all()}
    nodes = scores.stored(proposal.scorecard).scorecard.nodes
    return _Reader(proposal.review, given, said, nodes, reader_language(), proposal).both()


class _Reader:
    """What both results are read from."""

    def __init__(
        self,
        review: Review,
        given: Mapping[str, SubmittedAnswer],
        said: Mapping[str, SubmittedAnswer],
        nodes: Mapping[str, NodeResult],
        language: Language,
        proposal: Proposal | None = None,
    ) -> None:
        self._review, self._given, self._said, self._language = review, given, said, language
        submission = proposal.submission if proposal else review.assessment.sent_submission
        assert submission is not None  # noqa: S101 -- a review is read while something is sent
        self._stands = {**given, **said}
        self._framework: Framework = asked.of_submission(submission, self._stands.values())
        own = scores.self_scorecard(submission)
        self._own: Mapping[str, NodeResult] = scores.stored(own).scorecard.nodes if own else {}
        self._nodes = nodes
        self._confirmed = set(review.items.filter(with_firm=True).values_list("item", flat=True))

    def both(self) -> Both:
        return Both(
            whole=self._row(self._framework.root),
            blocks=tuple(self._row(block) for block in self._framework.blocks),
            changes=tuple(sorted(self._changes(), key=lambda each: not each.is_far)),
            excepted=tuple(self._excepted()),
            contradictions=contradictions.held(self._review, self._framework, self._stands),
            findings=tuple(self._findings()),
        )

    def _row(self, node: Node) -> Row:
        own, verified = (self._side(node, nodes.get(node.id)) for nodes in (self._own, self._nodes))
        return Row(node.id, node.name[self._language], own, verified)

    def _side(self, node: Node, result: NodeResult | None) -> Side:
        if result is None:
            return Side(wording.unrated())
        value, levels = wording.value_of(self._framework, node, result.value), self._framework.levels
        if result.level is None:
            return Side(value)
        return Side(value, result.level, wording.level_name(levels, result.level, self._language))

    def _changes(self) -> Iterator[Change]:
        for item in self._framework.items():
            own, said = self._given.get(item.id), self._said.get(item.id)
            if said is not None and (own is None or (own.state, own.value) != (said.state, said.value)):
                yield self._change(item, own, said)

    def _change(self, item: Item, own: SubmittedAnswer | None, said: SubmittedAnswer) -> Change:
        levels = [level_of(item, each.state, each.value) if each else None for each in (own, said)]
        return Change(
            item=item.id,
            ask=item.ask[self._language],
            own=self._words(item, own),
            own_level=levels[0],
            verified=self._words(item, said),
            verified_level=levels[1],
            reason=said.reason,
            apart=None if levels[0] is None or levels[1] is None else abs(levels[1] - levels[0]),
            is_confirmed=item.id in self._confirmed,
        )

    def _words(self, item: Item, answer: SubmittedAnswer | None) -> str:
        if answer is None:
            return pgettext("answer", "Not answered")
        special = {"dont_know": pgettext("answer", "Do not know"), NOT_APPLICABLE: pgettext("answer", "Not applicable")}
        return special.get(answer.state) or value_words(item, answer.value, self._language)

    def _excepted(self) -> Iterator[Excepted]:
        for item in self._framework.items():
            stands = self._stands.get(item.id)
            if stands is not None and stands.state == NOT_APPLICABLE:
                reason = reason_in(item, stands.reason, self._language)
                yield Excepted(item.id, item.ask[self._language], reason)

    def _findings(self) -> Iterator[BlockFindings]:
        for block in self._framework.blocks:
            found = tuple(self._finding(each) for each in writing.of_block(self._review, block.id))
            if found:
                yield BlockFindings(block.name[self._language], found)

    def _finding(self, finding: Finding) -> tuple[str, str, bool]:
        text = finding.text_vi if self._language == "vi" else finding.text_en
        return finding.get_kind_display(), text or finding.text_vi, bool(text)
