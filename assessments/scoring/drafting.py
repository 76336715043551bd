"""Answers to another framework, drafted from the answers to this one; its owner reads and confirms each. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.scoring.applying import hold
from assessments.scoring.types import Answer
from questionnaires.answer_types import Choice, Multi
from questionnaires.crosswalks import Draft, DraftAnswer, DraftRule
from questionnaires.document import Framework, Item
from questionnaires.words import Text


@dataclass(frozen=True, slots=True)
class Drafted:
    """One item of the other framework. ``value`` None = stays open; ``items`` are what it was derived from."""

    item: Item
    value: Any
    items: tuple[str, ...]
    note: Text


def drafted(draft: Draft, target: Framework, answers: Mapping[str, Answer]) -> tuple[Drafted, ...]:
    """Return what the answers say about the other framework's items; items that it does not have are left out."""
    items = {item.id: item for item in target.items()}
    return tuple(
        Drafted(items[each.item], _value(items[each.item], each, answers), each.items, each.note)
        for each in draft.answers
        if each.item in items
    )


def _value(item: Item, rule: DraftAnswer, answers: Mapping[str, Answer]) -> Any:
    holding = [each for each in rule.rules if hold(each.when, answers)]
    if rule.is_open or not holding:
        return None
    if isinstance(item.answer, Multi):
        return _ticked(item.answer, holding)
    return _chosen(item.answer, holding) if isinstance(item.answer, Choice) else None


def _chosen(choice: Choice, holding: list[DraftRule]) -> str | None:
    """Return the option with the points of the first rule that holds."""
    wanted = next((rule.points for rule in holding if rule.points is not None), None)
    return next((option.id for option in choice.options if option.points == wanted), None)


def _ticked(multi: Multi, holding: list[DraftRule]) -> list[str] | None:
    """Return the options whose names are ticked, in the order of the list; one that stands alone only if it does."""
    names = [rule.tick for rule in holding if rule.tick]
    ticked = [option for option in multi.options if option.name in names]
    together = [option.id for option in ticked if not option.is_exclusive]
    return together or [option.id for option in ticked][:1] or None
