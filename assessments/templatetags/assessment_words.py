"""Words of a framework, and moments as people say them."""

from django import template
from django.utils.translation import gettext

from assessments.authors import author
from assessments.cards import reader_language
from assessments.moments import moment
from assessments.outline import Section
from questionnaires.words import Text

NO_BREAK = "\N{NO-BREAK SPACE}"

register = template.Library()
register.filter(moment)
register.filter(author)


@register.filter
def words(text: Text) -> str:
    """Return a framework's text in the reader's language."""
    return text[reader_language()]


@register.filter
def page_name(section: Section) -> str:
    """Return what a page is called: its part, and which page of it where there are several."""
    name = words(section.node.name)
    if section.pages == 1:
        return name
    page = gettext("page %(page)s of %(pages)s") % {"page": section.page, "pages": section.pages}
    return f"{name} ({page.replace(' ', NO_BREAK)})"
