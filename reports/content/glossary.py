"""The framework's terms that a report really uses, explained."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from assessments.glossary import forms
from questionnaires.document import Framework
from questionnaires.words import Language
from reports.content.plan_types import Term

MOST = 20


def glossary(framework: Framework, said: Any, language: Language) -> tuple[Term, ...]:
    """Return the terms that occur in what is said, in the glossary's order; of many those that occur most often."""
    return used((Term(each.term[language], each.meaning[language]) for each in framework.glossary), said)


def used(terms: Iterable[Term], said: Any) -> tuple[Term, ...]:
    """Return which of the terms occur in what is said."""
    text = "\n".join(_texts(said))
    folded = text.casefold()
    counted = [(count, term) for term in terms if (count := _count(term.term, text, folded))]
    most = {id(term) for _, term in sorted(counted, key=lambda pair: -pair[0])[:MOST]}
    return tuple(term for _, term in counted if id(term) in most)


def _texts(said: Any) -> Iterator[str]:
    """Yield all texts inside dataclasses and tuples."""
    if isinstance(said, str):
        yield said
    elif isinstance(said, tuple):
        for each in said:
            yield from _texts(each)
    elif is_dataclass(said):
        for field in fields(said):
            yield from _texts(getattr(said, field.name))


def _count(term: str, text: str, folded: str) -> int:
    """Return how often a term stands as a word; abbreviations as they are written, for "ai" is a word of its own."""
    return sum(_times(form, text) if form.isupper() else _times(form.casefold(), folded) for form in forms(term))


def _times(form: str, text: str) -> int:
    """Return how often a form stands as a word; searched by hand, a regular expression takes ten times as long."""
    count, at = 0, text.find(form)
    while at >= 0:
        end = at + len(form)
        count += not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
        at = text.find(form, end)
    return count
