"""Other answers tried on a result: scored by the same engine, compared with what is stored, and never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessments.answers import Given
from assessments.scoring import engine
from assessments.scoring.types import Answer
from questionnaires.document import Item
from reports.content.source import Source
from reports.content.subject import of_firm


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose answer was tried with another; None = not answered."""

    item: Item
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A result as it is stored, and as it would be with other answers."""

    before: Source
    after: Source
    changes: tuple[Change, ...]


def tried(source: Source, given: Mapping[str, Answer | None]) -> Trial:
    """Return what these answers make of a result; ``given`` holds only those that differ from the stored ones."""
    answers = {item: each for item, each in {**source.scored, **given}.items() if each is not None}
    stored = source.scored
    changes = tuple(
        Change(item, stored.get(item.id), given[item.id]) for item in of_firm(source).items() if item.id in given
    )
    return Trial(_current(source), _with(source, answers), changes)


def _current(source: Source) -> Source:
    """Return the result by the rules of today: one of an older engine cannot be compared with a trial."""
    return source if source.card.engine == engine.ENGINE else _with(source, source.scored)


def _with(source: Source, answers: Mapping[str, Answer]) -> Source:
    card = engine.score(
        source.framework,
        answers,
        scope=source.card.scope,
        variant=source.variant,
        profile=source.profile,
    )
    given = {
        item: source.answers[item] if source.scored.get(item) == each else Given(each.state, each.value)
        for item, each in answers.items()
    }
    return replace(source, card=card, answers=given)
