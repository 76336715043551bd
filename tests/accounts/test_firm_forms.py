"""Bad input to the firm's profile: right, or a clear error beside the field."""

import unicodedata
from datetime import date

import pytest
import time_machine
from django.utils import translation

from accounts.firm_forms import FirmForm

pytestmark = pytest.mark.django_db


def filled(site, **typed) -> FirmForm:
    data = {
        "name": "Cơ khí An Mẫu",
        "sector": "25",
        "headcount_band": "51-100",
        "province": "79",
        "site_name": "Nhà máy 1",
    }
    return FirmForm(data | typed, site=site)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("05/03/2006", date(2006, 3, 5)),
        ("25/12/2006", date(2006, 12, 25)),
        ("25-12-2006", date(2006, 12, 25)),
        ("25.12.2006", date(2006, 12, 25)),
        ("2006-12-25", date(2006, 12, 25)),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_ux_03_date_is_read_day_first(site_a, language, typed, day):
    with translation.override(language):
        form = filled(site_a, founded_on=typed)

        assert form.is_valid(), form.errors
        assert form.cleaned_data["founded_on"] == day


@time_machine.travel("2026-11-22 03:00:00Z", tick=False)
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("25/12/2026", "Ngày này chưa đến."),
        ("23/11/2026", "Ngày này chưa đến."),
        ("31/02/2020", "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 25/12/2009."),
        ("12/25/2020", "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 25/12/2009."),
        ("01/01/0200", "Anh/chị xem lại năm."),
    ],
)
def test_date_that_cannot_be_is_refused_beside_its_field(site_a, typed, message):
    with translation.override("vi"):
        form = filled(site_a, founded_on=typed)

        assert form.errors == {"founded_on": [message]}


@time_machine.travel("2026-11-22 03:00:00Z", tick=False)
def test_date_of_today_is_accepted(site_a):
    assert filled(site_a, founded_on="22/11/2026").is_valid()


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1500", 1500),
        ("1.500", 1500),
        ("1 500", 1500),
        ("1\u00a0500", 1500),
        ("1,500", 1500),
        (" 1.000.000 ", 1_000_000),
    ],
)
def test_headcount_reads_grouped_numbers(site_a, typed, number):
    form = filled(site_a, headcount=typed, headcount_band="over-200")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["headcount"] == number


@pytest.mark.parametrize("typed", ["1,5", "1.5", "-4", "0", "nhiều", "1.50", "1.000,000", "0.500", "1.000.001"])
def test_headcount_that_is_no_number_of_people_is_refused(site_a, typed):
    form = filled(site_a, headcount=typed, headcount_band="over-200")

    assert list(form.errors) == ["headcount"]


def test_headcount_that_contradicts_its_band_is_refused(site_a):
    assert list(filled(site_a, headcount="500", headcount_band="1-10").errors) == ["headcount"]


@pytest.mark.parametrize("typed", ["0100233480", "079085001234", "123"])
def test_tax_code_that_is_wrong_is_refused(site_a, typed):
    assert list(filled(site_a, tax_code=typed).errors) == ["tax_code"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"headcount": "1,5"}, "Nhập số người là số nguyên, ví dụ 45 hoặc 1.500."),
        ({"tax_code": "079085001234"}, "Đây là dãy 12 chữ số của số định danh cá nhân."),
        ({"tax_code": "0100233480"}, "Mã số thuế chưa đúng: cần 10 chữ số"),
    ],
)
def test_refusal_is_said_in_kind_vietnamese_words(site_a, typed, message):
    with translation.override("vi"):
        (said,) = filled(site_a, **typed).errors[next(iter(typed))]

    assert said.startswith(message)


@pytest.mark.parametrize("typed", ["0314409058002", "0314409058-002", "0314409058 – 002", "0314.409.058-002"])
def test_tax_code_of_a_branch_is_written_one_way(site_a, typed):
    form = filled(site_a, tax_code=typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["tax_code"] == "0314409058-002"


@pytest.mark.parametrize(
    "wrong", [{"sector": "99"}, {"province": "02"}, {"headcount_band": "1-5"}, {"revenue_band": "3-21"}, {"name": " "}]
)
def test_choice_that_is_none_of_ours_is_refused(site_a, wrong):
    assert list(filled(site_a, **wrong).errors) == list(wrong)


def test_name_typed_in_separate_marks_may_be_as_long_as_any(site_a):
    assert filled(site_a, name=unicodedata.normalize("NFD", "Ậ" * 160)).is_valid()
    assert list(filled(site_a, name="Ậ" * 161).errors) == ["name"]


def test_everything_beyond_the_first_facts_may_stay_empty(site_a):
    assert filled(site_a).is_valid()
