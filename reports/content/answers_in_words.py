"""Answers behind a result, and changes of them, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.answer_words import number_of, value_words
from assessments.answers import Given, is_proposal
from assessments.scoring.types import Answer
from questionnaires.answer_types import Checklist, Grid, Ladder, Multi, Named, Option
from questionnaires.document import Framework, Item
from questionnaires.words import Language


def named(item: Item, language: Language) -> str:
    """Return a question with its number before it."""
    return " · ".join(filter(None, (number_of(item), item.ask[language])))


def said(framework: Framework, item: Item, given: Given | Answer | None, language: Language) -> str:
    """Return an answer in words: what was chosen, or why there is nothing to choose."""
    if given is None:
        return pgettext("answer", "Not answered")
    if given.state == "answered":
        return _chosen(framework, item, given.value, language)
    if given.state == "dont_know":
        return pgettext("answer", "Do not know")
    if is_proposal(item, given.state):
        return gettext("Proposed as not applicable, open until an advisor agrees")
    return pgettext("answer", "Not applicable")


def changed(framework: Framework, item: Item, before: Answer | None, after: Answer | None, language: Language) -> str:
    """Return what differs between two answers: only the ticks and rows that do, else both."""
    old, new = _value(before), _value(after)
    if isinstance(item.answer, Multi) and old is not None and new is not None:
        return _ticks(item.answer.options, old, new, language)
    if isinstance(item.answer, Grid) and isinstance(old, Mapping) and isinstance(new, Mapping):
        return _rows(item.answer, old, new, language)
    if isinstance(item.answer, Checklist) and old is not None and new is not None:
        return _attributes(item.answer, old, new, language)
    if is_on_levels(framework, item) and old is not None and new is not None:
        return _arrow(_level(old), _level(new))
    return _arrow(said(framework, item, before, language), said(framework, item, after, language))


def is_on_levels(framework: Framework, item: Item) -> bool:
    """Whether the steps of an item's ladder are the framework's levels, so that both go by the same names."""
    if not isinstance(item.answer, Ladder) or len(item.answer.levels) != len(framework.levels):
        return False
    pairs = enumerate(framework.levels)
    return all(each.value == step and each.lower is not None and each.lower <= step for step, each in pairs)


def _value(answer: Answer | None) -> Any:
    return answer.value if answer and answer.state == "answered" else None


def _chosen(framework: Framework, item: Item, value: Any, language: Language) -> str:
    words = value_words(item, value, language)
    if not is_on_levels(framework, item):
        return words
    return f"{wording.level_title(framework.levels, value, language)}: {words}"


def _level(value: int) -> str:
    return pgettext("level in a sentence", "level %(number)s") % {"number": value}


def _arrow(before: str, after: str) -> str:
    return f"{before} → {after}"


def _ticks(options: Iterable[Option], old: Any, new: Any, language: Language) -> str:
    return _more_and_less(
        [option.name[language] for option in options if option.id in new and option.id not in old],
        [option.name[language] for option in options if option.id in old and option.id not in new],
    )


def _attributes(checklist: Checklist, old: Any, new: Any, language: Language) -> str:
    """Return which attributes are new and which are gone; a level is first looked at, or no longer, as a whole."""
    more, less = [], []
    for level in checklist.levels:
        before, after = (value.get(str(level.level), ()) for value in (old, new))
        more += _names(level.attributes, set(after) - set(before), language)
        less += _names(level.attributes, set(before) - set(after), language)
    return _more_and_less(more, less)


def _names(attributes: Iterable[Named], ids: set[str], language: Language) -> list[str]:
    return [each.name[language] for each in attributes if each.id in ids]


def _more_and_less(more: list[str], less: list[str]) -> str:
    texts = [gettext("added: %(names)s") % {"names": "; ".join(more)}] if more else []
    texts += [gettext("taken away: %(names)s") % {"names": "; ".join(less)}] if less else []
    return " · ".join(texts) or gettext("None of these")


def _rows(grid: Grid, old: Mapping[str, Any], new: Mapping[str, Any], language: Language) -> str:
    columns = {column.id: column.name[language] for column in grid.columns}
    nothing = pgettext("answer", "Not answered")

    def words(value: Mapping[str, Any], row: str) -> str:
        return columns[str(value[row])] if row in value else nothing

    return "; ".join(
        f"{row.name[language]}: {_arrow(words(old, row.id), words(new, row.id))}"
        for row in grid.rows
        if old.get(row.id) != new.get(row.id)
    )
