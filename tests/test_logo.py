"""The operator's logo is looked at before anybody sees it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ImproperlyConfigured
from PIL import Image

from c4ir_assess import logo

if TYPE_CHECKING:
    from pathlib import Path

START = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def svg(inside: str = "", attributes: str = 'viewBox="0 0 240 80"') -> bytes:
    return START + f"{attributes}>{inside}</svg>".encode()


def png(width: int = 30, height: int = 20) -> bytes:
    file = io.BytesIO()
    Image.new("RGBA", (width, height), "#0b6e69").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def kept(tmp_path: Path):
    """Return a function that writes a file and reads the logo in it."""

    def read(content: bytes) -> logo.Logo | None:
        file = tmp_path / "logo"
        file.write_bytes(content)
        return logo.read(str(file), operator="Trung tâm Mẫu")

    return read


@pytest.mark.parametrize(
    ("content", "media_type", "ratio"),
    [
        (svg("<style>.a{fill:url(#b)}</style><use xlink:href='#c'/>"), "image/svg+xml", 3),
        (b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' ''>" + svg(), "image/svg+xml", 3),
        (svg(attributes='viewBox="0,0,10,40"'), "image/svg+xml", 0.25),
        (svg(attributes='width="50mm" height="20mm"'), "image/svg+xml", 2.5),
        (svg("<image href='data:image/png;base64,AA=='/>"), "image/svg+xml", 3),
        (png(), "image/png", 1.5),
    ],
)
def test_svg_and_png_are_taken_as_they_are(kept, content, media_type, ratio):
    found = kept(content)

    assert (found.content, found.media_type, found.ratio) == (content, media_type, ratio)
    assert found.name.endswith(".png" if media_type == "image/png" else ".svg")
    assert found.data_uri.startswith(f"data:{media_type};base64,")


def test_another_content_has_another_name(kept):
    assert kept(svg()).name != kept(svg("<g/>")).name


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"GIF89a", "neither a PNG nor an SVG"),
        (b"", "neither a PNG nor an SVG"),
        (b"<html/>", "neither a PNG nor an SVG"),
        (png()[:40], "not a whole PNG"),
        (logo.PNG, "not a whole PNG"),
        (png(90, 10), "9.0 times as wide as high"),
        (svg(attributes=""), "neither its viewBox"),
        (svg(attributes='viewBox="0 0 10 0"'), "neither its viewBox"),
        (svg(attributes='viewBox="0 0 nan nan"'), "times as wide as high"),
        (svg(attributes='width="100%" height="100%"'), "neither its viewBox"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("&a;"), "has entities"),
        (svg("<g><script>1</script></g>"), "an element script"),
        (svg("<foreignObject/>"), "an element foreignObject"),
        (svg("<path onclick='1'/>"), "an attribute onclick"),
        (svg("<a href='https://elsewhere.example'/>"), "refers to https://elsewhere.example"),
        (svg("<image xlink:href='file:///etc/passwd'/>"), "refers to file:///etc/passwd"),
        (svg("<path style='fill:url(https://elsewhere.example/a)'/>"), "another file in style"),
        (svg("<style>@import 'https://elsewhere.example/a.css';</style>"), "style refers to another file"),
        (svg('<style>.a{fill:url( "//elsewhere.example/a")}</style>'), "style refers to another file"),
        (svg("x" * logo.LARGEST), "at most 200,000"),
    ],
)
def test_what_cannot_be_shown_ends_the_start_with_the_reason(kept, content, said):
    with pytest.raises(ImproperlyConfigured, match=r"^OPERATOR_LOGO=.* cannot be shown: ") as refused:
        kept(content)
    assert said in str(refused.value)


def test_no_path_is_no_logo():
    assert logo.read("", operator="") is None


def test_logo_needs_a_name(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="OPERATOR_NAME is empty"):
        logo.read(str(tmp_path / "logo.svg"), operator="")


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ImproperlyConfigured, match=r"logo\.svg cannot be read: No such file"):
        logo.read(str(tmp_path / "logo.svg"), operator="Trung tâm Mẫu")
