import pytest

from reports.printed import naming
from tests.factories.reports import report, scored


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


def renamed(card, name):
    card.submission.firm_name = name
    return card


@pytest.mark.parametrize(
    ("firm", "part"),
    [
        ("Công ty TNHH Đường Đỏ", "cong-ty-tnhh-duong-do"),
        ('../../etc/"passwd"\r\nX-Evil: 1', "etcpasswd-x-evil-1"),
        ("Ａ" * 200, ("a" * 60)),
        ("☃", ""),
    ],
)
def test_download_name_is_plain(card, firm, part):
    name = naming.download_name(report(renamed(card, firm)))
    day = name.removesuffix(".pdf")[-10:]

    assert name == "-".join(filter(None, ("tu-danh-gia", part, day))) + ".pdf"


def test_download_name_speaks_the_language_of_the_report(card):
    assert naming.download_name(report(card, "en")).startswith("self-assessment-co-khi-an-mau-20")


def test_sample_name_says_that_it_is_one():
    assert (naming.sample_name("vi"), naming.sample_name("en")) == (
        "tu-danh-gia-ban-mau.pdf",
        "self-assessment-sample.pdf",
    )
