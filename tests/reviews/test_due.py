from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from reviews.due import DueState, add_working_days, bounds, due

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY = date(2026, 11, 20)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=HERE)


@pytest.mark.parametrize(
    ("sent", "days", "expected"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 22), 1, date(2026, 11, 23)),
        (FRIDAY, 10, date(2026, 12, 4)),
    ],
)
def test_add_working_days_skips_weekends(sent, days, expected):
    assert add_working_days(sent, days) == expected


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (FRIDAY, DueState.IN_TIME),
        (date(2026, 11, 30), DueState.IN_TIME),  # the sixth working day of ten
        (date(2026, 12, 1), DueState.DUE_SOON),  # the seventh
        (date(2026, 12, 4), DueState.DUE_SOON),
        (date(2026, 12, 5), DueState.OVERDUE),
    ],
)
def test_due_state_follows_the_working_days(today, state):
    assert due(noon(FRIDAY), today, 10).state == state


@pytest.mark.parametrize("days", [1, 3, 10, 15])
def test_bounds_part_the_states_as_due_does(days):
    today = date(2026, 12, 9)
    limits = bounds(today, days)

    for back in range(40):
        sent = noon(today - timedelta(days=back))
        expected = (
            DueState.OVERDUE if sent < limits.overdue else DueState.DUE_SOON if sent < limits.soon else DueState.IN_TIME
        )
        assert due(sent, today, days).state == expected


def test_due_day_is_reckoned_from_the_day_in_viet_nam():
    late_evening_in_utc = datetime(2026, 11, 19, 18, tzinfo=ZoneInfo("UTC"))  # 1 a.m. of Friday

    assert due(late_evening_in_utc, FRIDAY, 1).day == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("today", "age", "words"),
    [
        (FRIDAY, "hôm nay", "còn 14 ngày"),
        (date(2026, 12, 4), "14 ngày trước", "đến hạn hôm nay"),
        (date(2026, 12, 6), "16 ngày trước", "quá hạn 2 ngày"),
    ],
)
def test_due_says_age_and_time_left_in_words(today, age, words):
    with translation.override("vi"):
        seen = due(noon(FRIDAY), today, 10)

    assert (seen.age, seen.words) == (age, words)
