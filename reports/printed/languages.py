"""The languages a report is made in."""

from typing import Literal

from django.utils.translation import get_language

from questionnaires.words import Language

type Edition = Literal["vi", "en", "vi-en"]

LANGUAGES: tuple[Language, ...] = ("vi", "en")
EDITIONS: dict[Edition, tuple[Language, ...]] = {"vi": ("vi",), "en": ("en",), "vi-en": ("vi", "en")}
"""What PDFs are made: in one language, or in two side by side for a reader abroad."""


def known(code: str) -> Language | None:
    """Return the language of a code, None if no report is made in it."""
    return next((language for language in LANGUAGES if language == code), None)


def known_edition(code: str) -> Edition | None:
    """Return the edition of a code, None if no report is made like that."""
    return next((edition for edition in EDITIONS if edition == code), None)


def of_page() -> Language:
    """Return the language in which the page is read."""
    return known(get_language() or "") or "vi"
