"""What is left of a picture: its pixels, upright, and nothing that it brought along."""

import io

import pytest
from PIL import Image

from evidence import pictures
from evidence.refusals import Refused
from tests.evidence import samples


def opened(content):
    return Image.open(io.BytesIO(content))


def test_metadata_is_stripped_place_camera_and_comment():
    for content in pictures.drawn_anew(samples.photo()):
        assert dict(opened(content).getexif()) == {}
        assert b"SECRET" not in content
        assert b"Exif" not in content


@pytest.mark.parametrize(("orientation", "turned"), [(1, False), (3, False), (6, True), (8, True)])
def test_photo_is_turned_upright(orientation, turned):
    whole, _ = pictures.drawn_anew(samples.photo(orientation=orientation))
    assert opened(whole).size == ((40, 60) if turned else (60, 40))


def test_black_half_is_where_the_camera_says():
    whole, _ = pictures.drawn_anew(samples.photo(orientation=6))  # the left goes to the top
    picture = opened(whole)
    assert picture.getpixel((20, 10))[0] < 50
    assert picture.getpixel((20, 50))[0] > 200


def test_large_picture_is_shrunk():
    whole, thumbnail = pictures.drawn_anew(samples.picture(size=(4000, 3000)))
    assert (opened(whole).size, opened(thumbnail).size) == ((2000, 1500), (240, 180))


def test_transparent_parts_become_white():
    whole, _ = pictures.drawn_anew(samples.picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)))
    assert opened(whole).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16", "CMYK"])
def test_picture_of_any_colours_is_drawn(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    whole, _ = pictures.drawn_anew(samples.picture(kind, mode=mode, colour=0))
    assert opened(whole).mode == "RGB"


def test_page_hidden_in_a_picture_is_gone():
    hidden = samples.picture(comment=b"<script>x()</script>") + b"<script>y()</script>"
    whole, thumbnail = pictures.drawn_anew(hidden)
    assert b"script" not in whole + thumbnail


def test_more_pixels_than_allowed_are_refused(settings):
    settings.EVIDENCE_MEGAPIXELS = 1
    with pytest.raises(Refused, match="too_many_pixels"):
        pictures.drawn_anew(samples.picture(size=(1001, 1000)))


@pytest.mark.soak(60, 5000)
def test_damaged_picture_is_refused_or_drawn_and_nothing_else(campaign):
    whole = {kind: samples.picture(kind, size=(64, 64)) for kind in ("JPEG", "PNG", "WEBP")}
    for _ in range(campaign.n):
        content = bytearray(campaign.random.choice(list(whole.values())))
        for _ in range(campaign.random.randint(1, 20)):
            content[campaign.random.randrange(len(content))] = campaign.random.randrange(256)
        try:
            pictures.drawn_anew(bytes(content[: campaign.random.randint(1, len(content))]))
        except Refused:
            continue
