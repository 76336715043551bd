"""Finding Vietnamese names whatever the typing: marks, đ, case, and where the tone stands. Pure."""

import unicodedata

_D = str.maketrans({"đ": "d", "Đ": "d"})


def search_key(text: str) -> str:
    """Return text without marks, in lower case, words parted by one blank: "Đường  Lý" and "duong ly" are the same."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D))
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())
