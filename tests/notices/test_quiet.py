"""No letter goes out between 21:00 and 07:30 in Viet Nam."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from notices import quiet

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(text):
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=HERE)


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        ("24T20:59:59", "24T20:59:59"),
        ("24T21:00:00", "25T07:30:00"),
        ("24T23:59:59", "25T07:30:00"),
        ("25T00:00:00", "25T07:30:00"),
        ("25T07:29:59", "25T07:30:00"),
        ("25T07:30:00", "25T07:30:00"),
        ("25T12:00:00", "25T12:00:00"),
    ],
)
def test_letter_waits_for_the_morning(moment, goes):
    assert quiet.after_quiet(at(moment)) == at(goes)


def test_night_is_that_of_viet_nam_whatever_the_clock_of_the_server():
    assert quiet.is_quiet(datetime(2026, 11, 24, 14, 0, tzinfo=ZoneInfo("UTC")))
    assert not quiet.is_quiet(datetime(2026, 11, 24, 13, 59, tzinfo=ZoneInfo("UTC")))


@pytest.mark.parametrize(("moment", "day"), [("24T00:10:00", 24), ("24T06:59:59", 24), ("24T07:00:00", 25)])
def test_day_whose_letter_tells_of_it(moment, day):
    assert quiet.digest_day(at(moment)) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("moment", "goes"),
    [
        ("24T07:10:00", "24T07:30:00"),
        ("24T07:26:00", "24T07:45:00"),
        ("24T13:56:00", "24T14:15:00"),
        ("24T20:39:59", "24T20:45:00"),
        ("24T20:50:00", "25T07:30:00"),
        ("24T23:58:00", "25T07:30:00"),
    ],
)
def test_late_letter_goes_at_a_full_quarter_of_an_hour_by_day(moment, goes):
    assert quiet.late_letter(at(moment)) == at(goes)
