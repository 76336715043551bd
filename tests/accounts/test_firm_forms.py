"""Bad input to the firm's profile: right, or a clear error beside the field."""

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
def test_date_is_read_day_first(site_a, language, typed, day):
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


@pytest.mark.parametrize(("typed", "number"), [("1500", 1500), ("1.500", 1500), ("1 500", 1500), ("1,500", 1500)])
def test_headcount_reads_grouped_numbers(site_a, typed, number):
    form = filled(site_a, headcount=typed, headcount_band="over-200")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["headcount"] == number


@pytest.mark.parametrize("typed", ["1,5", "1.5", "-4", "0", "nhiều", "1.50", "9999999999"])
def test_headcount_that_is_no_number_of_people_is_refused(site_a, typed):
    form = filled(site_a, headcount=typed)

    assert list(form.errors) == ["headcount"]


def test_headcount_that_contradicts_its_band_is_refused(site_a):
    assert list(filled(site_a, headcount="500", headcount_band="1-10").errors) == ["headcount"]


@pytest.mark.parametrize("typed", ["0100233480", "079085001234", "123"])
def test_tax_code_that_is_wrong_is_refused(site_a, typed):
    assert list(filled(site_a, tax_code=typed).errors) == ["tax_code"]


def test_everything_beyond_the_first_facts_may_stay_empty(site_a):
    assert filled(site_a).is_valid()
