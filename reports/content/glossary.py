"""The framework's terms, and which of them a report really uses."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from assessments.glossary import forms
from questionnaires.document import Framework
from questionnaires.words import Language
from reports.content.plan_types import Term
from reports.content.types import ReportContent

MOST = 20


def glossary(framework: Framework, language: Language) -> tuple[Term, ...]:
    """Return all terms that the framework explains."""
    return tuple(Term(each.term[language], each.meaning[language]) for each in framework.glossary)


def with_used_terms(*contents: ReportContent) -> tuple[ReportContent, ...]:
    """Return the languages of one document, each with the terms that any of them uses, in the glossary's order.

    Of many terms those that occur most often: a language may use a word where the other says it differently.
    """
    counted = [sum(times) for times in zip(*map(_times_used, contents), strict=True)]
    most = sorted((at for at, count in enumerate(counted) if count), key=lambda at: -counted[at])[:MOST]
    return tuple(replace(each, glossary=tuple(each.glossary[at] for at in sorted(most))) for each in contents)


def _times_used(content: ReportContent) -> list[int]:
    return times_said(content.glossary, replace(content, glossary=()))


def times_said(terms: tuple[Term, ...], said: Any) -> list[int]:
    """Return how often each of the terms occurs in what is said."""
    text = "\n".join(_texts(said))
    folded = text.casefold()
    return [_count(term.term, text, folded) for term in terms]


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
