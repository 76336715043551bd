"""Filters that keep both languages of a text."""

from collections.abc import Iterable

from django import template

from reports.content.plan_types import StepText
from reports.press import bilingual

register = template.Library()


@register.filter
def together(texts: Iterable[str], between: str) -> str:
    """Join texts, language by language."""
    return bilingual.together(texts, between)


@register.filter
def begun(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return bilingual.each(lambda said: said[:1].upper() + said[1:], text)


@register.filter
def in_one_line(text: str) -> str:
    """Return both languages of a text as one plain text, for attributes and titles."""
    return bilingual.in_one_line(text)


@register.filter
def plain(text: str) -> str:
    """Return a text in the document's own language only."""
    return str(text)


@register.filter
def takes(step: StepText) -> str:
    """Return effort, cost and time in one line."""
    return bilingual.together((part for part in (step.effort, step.cost, step.months) if part), " · ")
