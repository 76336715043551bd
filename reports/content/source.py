"""What a report is made from: the stored scorecard, the frozen answers, and whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from assessments import rounds, scores
from assessments.answers import Given
from assessments.models import Scorecard, Submission
from assessments.rounds import Helped
from assessments.scoring import types as scoring
from questionnaires import library
from questionnaires.document import Framework, Item, Node
from reports.models import InvestmentFigures


@dataclass(frozen=True, slots=True)
class Figures:
    """What the firm says of one larger step; money in VND, ``worth`` of one unit a month. None: not entered."""

    unit: str = ""
    today: Decimal | None = None
    goal: Decimal | None = None
    worth: Decimal | None = None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """All facts that a report tells; ``firm`` and ``place`` are as at completion."""

    framework: Framework
    card: scoring.Scorecard
    priorities: tuple[scoring.Priority, ...]
    answers: Mapping[str, Given]
    firm: str
    place: str
    day: date
    troubles: tuple[str, ...] = ()
    # Published frameworks that the crosswalk leads to, by id.
    others: Mapping[str, Framework] = field(default_factory=dict)
    # What decided which questions were asked and how they weigh.
    variant: str | None = None
    profile: Mapping[str, str] = field(default_factory=dict)
    # What the firm entered for larger steps, by item.
    figures: Mapping[str, Figures] = field(default_factory=dict)
    # The round before, and what help came since then.
    before: "Source | None" = None
    support: tuple[Helped, ...] = ()
    # Of an issued report: how many questions an advisor has checked, of how many.
    checked: tuple[int, int] | None = None
    basis: scoring.Basis = "self"
    # Of what is passed on: the questions whose answers are left out, and the whole as the result page shows it.
    withheld: frozenset[str] = frozenset()
    whole: scoring.NodeResult | None = None

    # The answers as the engine takes them; read a hundred times for one report.
    scored: Mapping[str, scoring.Answer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Turn the answers into those of the engine."""
        scored = {item: scoring.Answer(given.state, given.value) for item, given in self.answers.items()}
        object.__setattr__(self, "scored", scored)

    @property
    def is_quick(self) -> bool:
        """Whether only the key items were asked."""
        return self.card.scope == "quick"

    def asked(self, node: Node) -> list[Item]:
        """Return the items of a leaf node that were asked."""
        return [item for item in node.items if item.key or not self.is_quick]

    def result(self, node: Node) -> scoring.NodeResult:
        """Return a node's result; that of the whole counts withheld answers, too, where it does not tell them."""
        return self.whole if self.whole and node.id == self.whole.node else self.card.nodes[node.id]

    def withheld_in(self, node: Node) -> int:
        """Return how many answers below a node are left out."""
        items = (item for leaf in node.walk() for item in leaf.items if item.is_scored)
        return sum(item.id in self.withheld for item in items) if self.withheld else 0


def read(row: Scorecard) -> Source:
    """Read the source of a stored scorecard, with the round before; the numbers are the stored ones."""
    earlier, assessment = _earlier(row), row.submission.assessment
    supports = assessment.supports.order_by("pk") if earlier else ()
    return replace(
        _read(row),
        figures=figures_of(row.submission),
        before=_read(earlier) if earlier else None,
        support=tuple(Helped(each.kind, each.provider, each.note) for each in supports),
    )


def figures_of(submission: Submission) -> dict[str, Figures]:
    """Return what the firm entered for larger steps, by item; a correction keeps what was entered before it."""
    rows = InvestmentFigures.objects.filter(
        submission__assessment=submission.assessment_id, submission__number__lte=submission.number
    ).order_by("submission__number")
    return {each.item: Figures(each.unit, each.today, each.goal, each.worth_per_unit, each.price) for each in rows}


def _read(row: Scorecard) -> Source:
    submission = row.submission
    stored = scores.stored(row)
    framework = library.get(row.framework_hash)
    return Source(
        framework=framework,
        card=stored.scorecard,
        priorities=stored.priorities,
        answers=_answers(row),
        firm=submission.firm_name,
        place=submission.place,
        day=timezone.localdate(submission.submitted_at),
        troubles=tuple(filter(None, (submission.first_trouble, submission.second_trouble))),
        others=library.newest_of(others_of(framework)) if row.scope == "full" else {},
        variant=submission.variant or None,
        profile=submission.profile,
        basis="verified" if row.basis == Scorecard.Basis.VERIFIED else "self",
    )


def _answers(row: Scorecard) -> dict[str, Given]:
    """Return the answers that a card was made of: the firm's, or what an advisor verified and proposed."""
    if row.basis == Scorecard.Basis.VERIFIED and (proposal := row.proposals.order_by("-pk").first()):
        return {item: Given(said["state"], said["value"], said["reason"]) for item, said in proposal.verified.items()}
    return {
        answer.item: Given(answer.state, answer.value, answer.reason)  # type: ignore[arg-type]  # the model's choices are the states
        for answer in row.submission.answers.all()
    }


def _earlier(row: Scorecard) -> Scorecard | None:
    """Return the newest card of an earlier round of the plant, of the same basis; None if there is none."""
    if not row.submission.assessment.round:
        return None
    chain = rounds.rounds_of(row.submission.assessment)
    place = next((place for place, each in enumerate(chain) if each.is_this), 0)
    earlier = [each.assessment.pk for each in chain[:place] if each.done_at]
    cards = scores.first_cards() if row.basis == Scorecard.Basis.SELF else Scorecard.objects.filter(basis=row.basis)
    found = cards.filter(submission__assessment__in=earlier).select_related("submission__assessment")
    newest = ("-submission__assessment__round", "-submission__number", "pk")
    return found.order_by(*newest).first() if earlier else None


def others_of(framework: Framework) -> list[str]:
    """Return the ids of the frameworks that the crosswalk leads to."""
    return [draft.framework for draft in framework.drafts] + [each.framework for each in framework.crosswalks]
