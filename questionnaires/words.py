"""Content in both languages. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

type Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of content in both languages."""

    vi: str
    en: str

    def __getitem__(self, language: str) -> str:
        """Return the words in one language, ``text["vi"]``."""
        return self.vi if language == "vi" else self.en


def text(pair: Mapping[str, str]) -> Text:
    """Read a pair of a document."""
    return Text(vi=pair["vi"], en=pair["en"])
