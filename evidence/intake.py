"""From what somebody sent to what is kept: name, type, content, in that order, before anything is written."""

from dataclasses import dataclass

from django.conf import settings

from evidence import kinds, naming, pictures
from evidence.models import Evidence
from evidence.refusals import refuse

LONGEST_CAPTION = 120


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file that may be kept: its name, its kind and its bytes; a picture has a thumbnail."""

    name: str
    kind: Evidence.Kind
    content: bytes
    thumbnail: bytes = b""


def announced(sent_name: str, size: int) -> str:
    """Return the name of a file that is about to be sent; Refused if it would be refused anyway."""
    name = naming.checked(sent_name)
    kinds.named(naming.extension(name))
    if size <= 0:
        refuse("empty")
    if size > settings.EVIDENCE_FILE_BYTES:
        refuse("too_large")
    return name


def accept(sent_name: str, content: bytes) -> Accepted:
    """Return a file as it is kept; Refused, with the sentence for the person, if it is not taken."""
    name = announced(sent_name, len(content))
    kind = kinds.named(naming.extension(name))
    kinds.check(kind, content)
    if kind != Evidence.Kind.PICTURE:
        return Accepted(name, kind, content)
    whole, thumbnail = pictures.drawn_anew(content)
    return Accepted(naming.with_extension(name, "jpg"), kind, whole, thumbnail)


def caption(text: str) -> str:
    """Return a caption in one line; Refused if it is too long."""
    line = " ".join(text.replace("\0", "").split())
    if len(line) > LONGEST_CAPTION:
        refuse("caption_long")
    return line
