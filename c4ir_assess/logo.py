"""The operator's logo: a PNG or SVG file, looked at when the product starts, so that no page meets a bad one."""

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from django.core.exceptions import ImproperlyConfigured

LARGEST = 200_000  # bytes: every visitor's phone loads it
WIDEST = 8.0  # times its height: a longer line of letters is not read beside a name on a phone
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
ACTIVE = {f"{SVG}{name}" for name in ("script", "foreignObject", "animate", "set", "animateTransform", "animateMotion")}
ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Logo:
    """What the file holds. ``ratio``: its width by its height."""

    content: bytes
    media_type: str
    ratio: float

    @property
    def name(self) -> str:
        """Return a file name that another content does not have, so that browsers may keep it for good."""
        ending = "svg" if self.media_type == "image/svg+xml" else "png"
        return f"{hashlib.sha256(self.content).hexdigest()[:16]}.{ending}"

    @property
    def data_uri(self) -> str:
        """Return it as an address that holds it, for a document that fetches nothing."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.content).decode()}"


def read(path: str, *, operator: str) -> Logo | None:
    """Return the logo in a file, None without a path. ImproperlyConfigured: it cannot be shown, with the reason."""
    if not path:
        return None
    if not operator:
        raise ImproperlyConfigured("OPERATOR_LOGO is set, but OPERATOR_NAME is empty: a logo is shown beside a name")
    try:
        content = Path(path).read_bytes()
    except OSError as fault:
        raise ImproperlyConfigured(f"OPERATOR_LOGO={path} cannot be read: {fault.strerror}") from fault
    try:
        return _looked_at(content)
    except ValueError as fault:
        raise ImproperlyConfigured(f"OPERATOR_LOGO={path} cannot be shown: {fault}") from fault


def _looked_at(content: bytes) -> Logo:
    if len(content) > LARGEST:
        raise ValueError(f"it has {len(content):,} bytes, at most {LARGEST:,} are shown")
    is_png = content.startswith(PNG)
    ratio = _of_png(content) if is_png else _of_svg(content)
    if not 1 / WIDEST <= ratio <= WIDEST:
        raise ValueError(f"it is {ratio:.1f} times as wide as high")
    return Logo(content, "image/png" if is_png else "image/svg+xml", ratio)


def _of_png(content: bytes) -> float:
    from PIL import Image  # noqa: PLC0415 -- most processes never need it

    try:
        with Image.open(io.BytesIO(content)) as image:
            image.verify()
            width, height = image.size
    except (OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise ValueError("it is not a whole PNG") from fault
    return width / height


def _of_svg(content: bytes) -> float:
    """Return the ratio of an SVG that stands alone: it runs nothing, and fetches nothing from elsewhere."""
    if b"<!ENTITY" in content:
        raise ValueError("it has entities")
    try:
        root = ET.fromstring(content)  # noqa: S314 -- the operator's own file, without entities
    except ET.ParseError as fault:
        raise ValueError("it is neither a PNG nor an SVG") from fault
    if root.tag != f"{SVG}svg":
        raise ValueError("it is neither a PNG nor an SVG")
    if found := next(_faults(root), ""):
        raise ValueError(found)
    return _ratio(root)


def _faults(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        if element.tag in ACTIVE:
            yield f"it has an element {element.tag.removeprefix(SVG)}"
        if ELSEWHERE.search(element.text or "") and element.tag == f"{SVG}style":
            yield "its style refers to another file"
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2].lower()
            if plain.startswith("on"):
                yield f"it has an attribute {plain}"
            if plain == "href" and not value.strip().startswith(("#", "data:image/")):
                yield f"it refers to {value}"
            if ELSEWHERE.search(value):
                yield f"it refers to another file in {plain}"


def _ratio(root: ET.Element) -> float:
    numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())[2:] or [root.get("width"), root.get("height")]
    try:
        width, height = (float(re.sub(r"(px|mm|cm|pt)$", "", each or "")) for each in numbers)
        return width / height
    except (ValueError, ZeroDivisionError) as fault:
        raise ValueError("it says neither its viewBox nor its width and height") from fault
