"""Pictures are drawn anew: what is kept is pixels alone, upright, without place, camera, thumbnail or hidden file."""

import io
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from PIL import Image, ImageFile, ImageOps

from evidence.refusals import refuse

FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 2000
THUMBNAIL_SIDE = 240
QUALITY = 85
# One at a time a process: an unpacked picture has a hundred times the bytes of its file.
_one_at_a_time = threading.Lock()


def drawn_anew(content: bytes) -> tuple[bytes, bytes]:
    """Return a picture as a JPEG of at most 2,000 pixels a side, and a thumbnail; Refused for what is no picture."""
    with _one_at_a_time, _opened(content) as picture:
        upright = _flat(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        whole = _jpeg(upright)
        upright.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
        return whole, _jpeg(upright)


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """Open a picture that is not larger than it may be: its head says so before a pixel is unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is below Pillow's
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
        ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process; half a photo is no photo
        if picture.width * picture.height > settings.EVIDENCE_MEGAPIXELS * 1_000_000:
            refuse("too_many_pixels")
        with picture:
            yield picture
    except Image.DecompressionBombError:
        refuse("too_many_pixels")
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        TypeError,
        ArithmeticError,
        LookupError,
        MemoryError,
        struct.error,
    ):
        refuse("damaged")


def _flat(picture: Image.Image) -> Image.Image:
    """Return the pixels, upright and on white where the picture is transparent."""
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than needed
    upright = ImageOps.exif_transpose(picture)
    if upright.mode in {"RGB", "L"}:
        return upright.convert("RGB")
    seen = upright.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    """Return the pixels as a file; what the picture brought along stays behind."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    written = io.BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
