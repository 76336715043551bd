"""Codes for posters: easy to read, typed any way, counted when wrong; and the QR code beside them."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments import wrong_codes
from c4ir_assess import qr
from programmes import codes


@pytest.mark.parametrize("typed", ["{0}", "{1}", " {0} ", "{2}", "{3}"])
def test_code_is_understood_however_it_is_typed(programme, client, typed):
    code = programme.code
    said = typed.format(code, code.lower(), f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:].lower()}")

    answer = client.get(reverse("programmes:code"), {"code": said})

    assert answer.url == reverse("programmes:invitation", args=[programme.token])


def test_code_in_the_address_leads_there(programme, client):
    assert client.get(f"/p/{programme.code.lower()}/").url == reverse("programmes:invitation", args=[programme.token])


def test_no_letter_of_a_code_is_taken_for_another():
    assert set("01258BILOSUVZ") & set(codes.ALPHABET) == set()
    assert all(set(codes.new_code()) <= set(codes.ALPHABET) for _ in range(100))


@pytest.mark.django_db
def test_wrong_code_is_told_and_stays_in_its_field(client):
    answer = client.get("/p/AAAAAA/")

    assert answer.status_code == 404
    assert "Không có chương trình nào với mã này" in answer.content.decode()
    assert 'value="AAAAAA"' in answer.content.decode()


@pytest.mark.django_db
def test_empty_code_asks_for_one(client):
    assert client.get("/p/").status_code == 200


def test_trying_codes_is_stopped(programme, client):
    for _ in range(wrong_codes.MOST_AN_HOUR):
        client.get("/p/AAAAAA/")

    assert client.get(f"/p/{programme.code}/").status_code == 429
    assert Client(REMOTE_ADDR="198.51.100.7").get(f"/p/{programme.code}/").status_code == 302


def test_a_room_full_of_owners_types_the_right_code(programme, client):
    for _ in range(wrong_codes.MOST_AN_HOUR + 1):
        answer = client.get(f"/p/{programme.code}/")

    assert answer.status_code == 302


def modules(svg: str) -> set[tuple[int, int]]:
    return {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg)}


def test_qr_code_has_its_three_eyes_and_its_quiet_zone():
    svg = qr.svg("https://assess.example.org/join/" + "x" * 32 + "/", "words")
    size, dark = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1]), modules(svg)

    eye = {(x, y) for x in range(7) for y in range(7) if x in {0, 6} or y in {0, 6} or (2 <= x <= 4 and 2 <= y <= 4)}
    low, high = qr.QUIET, size - qr.QUIET - 7
    for across, down in ((low, low), (high, low), (low, high)):
        assert {(x - across, y - down) for x, y in dark if 0 <= x - across < 7 and 0 <= y - down < 7} == eye
    assert all(qr.QUIET <= place < size - qr.QUIET for module in dark for place in module)


def test_qr_code_has_no_style_and_no_script():
    assert "style" not in qr.svg("https://example.org/", "words")


@pytest.mark.parametrize(("language", "words"), [("vi", "Quét bằng máy ảnh hoặc Zalo"), ("en", "Scan with the camera")])
def test_poster_speaks_the_language_asked_for_whatever_the_staffs_own(language, words, programme, client_of, admin):
    client = client_of(admin)

    shown = client.get(reverse("programmes:poster", args=[programme.uuid, language])).content.decode()

    with translation.override(language):
        assert programme.name in shown
    assert words in shown
    assert f'<html lang="{language}">' in shown
    assert programme.code_shown in shown
    assert "django_language" not in client.cookies
