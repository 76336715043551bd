"""The languages a report is made in."""

from django.utils.translation import get_language

from questionnaires.words import Language

LANGUAGES: tuple[Language, ...] = ("vi", "en")


def known(code: str) -> Language | None:
    """Return the language of a code, None if no report is made in it."""
    return next((language for language in LANGUAGES if language == code), None)


def of_page() -> Language:
    """Return the language in which the page is read."""
    return known(get_language() or "") or "vi"
