"""Two documents that cannot be confused, in every format."""

from dataclasses import replace
from fractions import Fraction

import pytest

from reports.content import compose
from reports.content.verified_types import Compared
from reports.formats import FORMATS
from tests.factories.reports import all_at, source
from tests.reports.formats import reading
from tests.reports.formats.conftest import NUMBER, verification
from tests.reports.formats.reading import all_text, parts

MARK = "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN"
COMPARED = Compared(
    verified=Fraction(3, 2), verified_text="1,5", verified_level=1, verified_level_text="mức 1 · Bước đầu"
)


@pytest.fixture(scope="module")
def verified(content):
    standing = replace(content.overall.standing, compared=COMPARED)
    overall = replace(content.overall, standing=standing)
    return replace(content, overall=overall, verification=verification(), mark="", demo_mark="")


@pytest.mark.parametrize("ending", FORMATS)
def test_self_assessment_is_marked_and_names_no_operator(content, settings, ending):
    settings.OPERATOR_NAME = "Trung tâm Mẫu"
    file = reading.made(content, ending)

    assert MARK in all_text(file, ending)
    assert "Trung tâm Mẫu" not in all_text(file, ending)


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pptx"])
def test_title_of_the_file_carries_the_mark(content, verified, ending):
    titles = [parts(reading.made(each, ending))["docProps/core.xml"].decode() for each in (content, verified)]

    assert MARK in titles[0]
    assert (NUMBER in titles[1], MARK in titles[1]) == (True, False)


@pytest.mark.parametrize("ending", FORMATS)
def test_verified_report_has_its_number_and_leads_with_what_was_verified(verified, ending):
    text = all_text(reading.made(verified, ending), ending)

    assert {NUMBER, "22/11/2027", "Doanh nghiệp tự đánh giá: 2,0"} <= {
        each for each in (NUMBER, "22/11/2027", "Doanh nghiệp tự đánh giá: 2,0") if each in text
    }
    assert "ức 1 · Bước đầu" in text
    assert MARK not in text


@pytest.mark.parametrize("ending", ["docx", "pptx"])
def test_headline_of_a_verified_report_stands_before_the_firms_own(verified, ending):
    text = all_text(reading.made(verified, ending), ending)

    assert text.index("Mức 1 · Bước đầu") < text.index("Doanh nghiệp tự đánh giá: 2,0", text.index("Mức 1 · Bước đầu"))


@pytest.mark.parametrize("ending", FORMATS)
def test_partly_verified_report_leads_with_the_firms_own(verified, ending):
    partly = replace(verified, verification=verification(is_partial=True))

    text = all_text(reading.made(partly, ending), ending)

    assert partly.overall.headline in text
    assert f"Báo cáo đã xác nhận số {NUMBER}" not in text
    assert ending == "json" or f"Báo cáo xác nhận một phần số {NUMBER}" in text


@pytest.mark.parametrize("ending", FORMATS)
def test_every_file_says_what_a_report_is_not(content, ending):
    assert content.disclaimer in all_text(reading.made(content, ending), ending)


@pytest.mark.parametrize("ending", FORMATS)
def test_sensitive_answers_are_left_out_unless_ticked(ending):
    whole = compose(source({**all_at(2), "P3.3": 5}), "vi")
    (secret,) = (each.text for each in whole.answers if each.item == "P3.3")

    assert secret not in all_text(reading.made(whole, ending), ending)
    assert ending == "pptx" or secret in all_text(reading.made(whole, ending, with_private=True), ending)
