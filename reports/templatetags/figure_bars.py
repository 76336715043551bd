"""Bars beside the counts of a programme."""

from fractions import Fraction

from django import template
from django.utils.safestring import SafeString

from reports.programmes import drawing

register = template.Library()


@register.filter
def bar(share: Fraction | None, level: int | None = None) -> SafeString:
    """Draw how long a count's bar is."""
    return drawing.bar(share, level)
