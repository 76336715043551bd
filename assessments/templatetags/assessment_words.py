"""Words of a framework, and moments as people say them."""

from django import template

from assessments.authors import author
from assessments.cards import reader_language
from assessments.moments import moment
from questionnaires.words import Text

register = template.Library()
register.filter(moment)
register.filter(author)


@register.filter
def words(text: Text) -> str:
    """Return a framework's text in the reader's language."""
    return text[reader_language()]
