import pytest

from accounts.profile import former_provinces, provinces


def test_former_provinces_are_the_29_that_are_no_more():
    former = [name for names in former_provinces.NAMES.values() for name in names]

    assert len(former) == 63 - len(provinces.CHOICES) == 29
    assert set(former_provinces.NAMES) <= {code for code, _ in provinces.CHOICES}
    assert set(former).isdisjoint(name for _, name in provinces.CHOICES)


@pytest.mark.parametrize("text", ["Bình Dương", "binh duong", "BÌNH  DƯƠNG"])
def test_former_province_is_found_however_it_is_typed(text):
    assert former_provinces.province_of(text) == "79"


@pytest.mark.parametrize("text", ["Bà Rịa - Vũng Tàu", "ba ria vung tau", "ba ria", "Vũng Tàu"])
def test_former_province_of_two_parts_is_found_by_each(text):
    assert former_provinces.province_of(text) == "79"


@pytest.mark.parametrize(
    ("text", "code"),
    [("dong nai", "75"), ("TP Đồng Nai", "75"), ("ho chi minh", "79"), ("TPHCM", "79"), ("nai", ""), ("", "")],
)
def test_province_of_today_is_known_however_it_is_typed(text, code):
    assert provinces.code_of(text) == code


@pytest.mark.parametrize("text", ["", "duong", "Tây Ninh"])
def test_former_province_of_other_text_is_none(text):
    assert former_provinces.province_of(text) == ""
