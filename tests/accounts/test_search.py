import unicodedata

import pytest

from accounts.search import search_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đường", "duong"),
        ("  Nguyễn   Văn  ", "nguyen van"),
        ("HÒA PHÁT", "hoa phat"),
        ("Hoà", "hoa"),
        ("Cơ khí Ấp 3 – ĐẮK LẮK", "co khi ap 3 – dak lak"),
        ("", ""),
    ],
)
def test_search_key_folds_marks_case_and_blanks(text, key):
    assert search_key(text) == key


def test_search_key_is_the_same_for_composed_and_decomposed_letters():
    name = "Công ty TNHH Nhựa Tân Phú Mẫu"

    assert search_key(unicodedata.normalize("NFD", name)) == search_key(unicodedata.normalize("NFC", name))
