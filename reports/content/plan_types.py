"""The plan in a report: twelve months, who learns what, what a larger step may bring. Ready texts, no HTML. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StepText:
    """What to do next, and what it takes."""

    text: str
    effort: str
    cost: str
    months: str
    leads: str
    learn: str
    measure: str

    @property
    def takes(self) -> str:
        """Return effort, cost and time in one line."""
        return " · ".join(part for part in (self.effort, self.cost, self.months) if part)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One step of the plan: where it belongs, what to do, who leads, what it costs, what shows that it is done."""

    node: str
    name: str
    block: str
    step: StepText
    is_priority: bool


@dataclass(frozen=True, slots=True)
class PlanPhase:
    """A stretch of the twelve months: ``title`` names it ("30 ngày đầu"), ``about`` says by which rule it is filled."""

    title: str
    about: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class LearningLine:
    """Who needs to learn what for which steps, how long, and whether at the plant or outside."""

    who: str
    what: str
    hours: int
    hours_text: str
    where: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Learning:
    """What people need to learn for the plan; ``total_text`` sums the hours, ``places_text`` those of each place."""

    lines: tuple[LearningLine, ...]
    total_text: str
    places_text: str = ""


@dataclass(frozen=True, slots=True)
class InvestmentSheet:
    """One larger step to talk about with a bank. Every figure is the firm's own; empty texts are lines to write on.

    ``formula`` says in words how payback is worked out, ``worked_out`` shows it with the firm's figures and
    ``payback_text`` its result; both are empty while a figure is missing, ``lacking`` then says which.
    """

    item: str
    node: str
    name: str
    step: StepText
    unit: str
    today_text: str
    goal_text: str
    worth_text: str
    price_text: str
    formula: str
    worked_out: str
    payback_text: str
    lacking: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the report uses, explained."""

    term: str
    text: str
