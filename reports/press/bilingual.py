"""Two languages in one document: every text of the first carries its twin, and templates print both.

A text stays the text of the first language wherever it is only a text, as in a chart.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


class Said(str):
    """A text in the document's language with its twin in the other."""

    __slots__ = ("lang", "other")
    other: str
    lang: str

    @classmethod
    def of(cls, text: str, other: str, lang: str) -> str:
        """Return both as one; a number or a name, the same to readers of both languages, stays a plain text."""
        if text == other or not any(letter.isalpha() for letter in text + other):
            return text
        made = cls(text)
        made.other, made.lang = other, lang
        return made

    def __html__(self) -> SafeString:
        """Return both texts, the other one marked with its language."""
        first = conditional_escape(str(self))
        twin = '<span class="vi">{}</span> <span class="en" lang="{}">{}</span>'
        return format_html(twin, first, self.lang, self.other)


def each(change: Callable[[str], str], text: str) -> str:
    """Return a text changed in both languages."""
    return Said.of(change(str(text)), change(text.other), text.lang) if isinstance(text, Said) else change(text)


def together(texts: Iterable[str], between: str) -> str | SafeString:
    """Join texts into one: first all of them in the one language, then all in the other."""
    parts = list(texts)
    lang = next((part.lang for part in parts if isinstance(part, Said)), "")
    first = between.join(str(part) for part in parts)
    if not lang:
        return first
    return Said.of(first, between.join(part.other if isinstance(part, Said) else part for part in parts), lang)


def pair[T](one: T, other: T, lang: str) -> T:
    """Return the first of two things of the same make, its texts with their twins; nothing else differs in them."""
    return _pair(one, other, lang)  # type: ignore[no-any-return]


def _pair(one: Any, other: Any, lang: str) -> Any:
    if isinstance(one, SafeString) or isinstance(other, SafeString):
        return one
    if isinstance(one, str) and isinstance(other, str):
        return Said.of(one, other, lang)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return tuple(_pair(a, b, lang) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict) and isinstance(other, dict):
        return {key: _pair(value, other[key], lang) for key, value in one.items()}
    if is_dataclass(one) and not isinstance(one, type) and is_dataclass(other):
        parts = {each.name: _pair(getattr(one, each.name), getattr(other, each.name), lang) for each in fields(one)}
        return replace(one, **parts)
    return one


def in_one_line(text: str) -> str:
    """Return both languages of a text as one plain text."""
    return f"{text} / {text.other}" if isinstance(text, Said) else text
