"""Why a node has its value and its level, and what would raise it: everything that its page says."""

from collections.abc import Iterator

from django.utils import translation

from assessments import wording
from assessments.answer_words import number_of
from questionnaires.words import Language
from reports.content.answers_in_words import said
from reports.content.certainty_in_words import band_text, caveat, certainty
from reports.content.explained import Explained, SaidGroup, SaidLine
from reports.content.levels_in_words import level_class, level_lines, level_steps, picture
from reports.content.part_tables import part_table
from reports.content.raising_in_words import raising
from reports.content.rules_in_words import after_sum, rule
from reports.content.rung_tables import rung_lines
from reports.content.source import Source
from reports.content.standing import standing
from reports.content.subject import Subject, subject
from reports.content.types import Standing


def explain(source: Source, node_id: str, language: Language) -> Explained | None:
    """Explain one node; None if this firm's result has no such node."""
    with translation.override(language):
        found = subject(source, node_id, language)
        return _explained(found) if found else None


def _explained(subject: Subject) -> Explained:
    own = standing(subject.source, subject.node, subject.language)
    parent = next((each for each in subject.framework.root.walk() if subject.node in each.children), None)
    return Explained(
        standing=own,
        value_text=_value(subject, own),
        band_text=band_text(subject.result),
        level_class=level_class(subject),
        parent=parent.id if parent else "",
        parent_name=parent.name[subject.language] if parent else "",
        rule=rule(subject),
        table=part_table(subject),
        after_table=after_sum(subject),
        rungs=rung_lines(subject),
        levels=level_lines(subject),
        level_steps=level_steps(subject),
        certainty=certainty(subject),
        raising=raising(subject),
        said=tuple(_said(subject)),
        picture=picture(subject),
        caveat=caveat(subject),
    )


def _value(subject: Subject, own: Standing) -> str:
    """Return the value; for the whole of a quick check between what it lies."""
    limits = subject.source.card.range if subject.node.id == "overall" else None
    return wording.span(*limits) if limits else own.value_text


def _said(subject: Subject) -> Iterator[SaidGroup]:
    """Yield the answers behind a block by dimension; the whole has them on its own page, a dimension in its table."""
    if subject.node.id == "overall" or subject.node.items:
        return
    answers, language = subject.source.answers, subject.language
    for node in subject.node.walk():
        if node.items:
            lines = (
                SaidLine(
                    number_of(item), item.ask[language], said(subject.framework, item, answers.get(item.id), language)
                )
                for item in node.items
            )
            yield SaidGroup(node.name[language], tuple(lines))
