from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from reviews.due import DueState, add_working_days, conditions, due, working_days_between
from reviews.models import Review
from tests.reviews import rows

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY = date(2026, 11, 27)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=HERE)


@pytest.mark.parametrize(
    ("sent", "days", "expected"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 29), 1, date(2026, 11, 30)),
        (FRIDAY, 10, date(2026, 12, 11)),
    ],
)
def test_add_working_days_skips_weekends(sent, days, expected):
    assert add_working_days(sent, days) == expected


@pytest.mark.parametrize(
    ("sent", "days", "expected"),
    [
        (date(2026, 11, 23), 1, date(2026, 11, 25)),  # the 24th is the day of Vietnamese culture
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year is a Friday
        (date(2027, 2, 3), 5, date(2027, 2, 17)),  # Tết, and the days off for its weekend
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # a Saturday that is worked for the Monday before National Day
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
    ],
)
def test_add_working_days_knows_the_public_holidays_of_viet_nam(sent, days, expected):
    assert add_working_days(sent, days) == expected
    assert working_days_between(sent, expected) == days
    assert working_days_between(expected, sent) == -days


def review(**clock) -> Review:
    """A review that arrived on Friday, as its clock stands."""
    return Review(**{"arrived_at": noon(FRIDAY), "due_on": None, "days_left": None, "closed_at": None} | clock)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (FRIDAY, DueState.IN_TIME),
        (date(2026, 12, 7), DueState.IN_TIME),  # the sixth working day of ten
        (date(2026, 12, 8), DueState.DUE_SOON),  # the seventh: 70 %
        (date(2026, 12, 11), DueState.DUE_SOON),
        (date(2026, 12, 12), DueState.OVERDUE),
    ],
)
def test_ux_38_due_state_follows_the_working_days(today, state):
    assert due(review(due_on=date(2026, 12, 11)), today, 10).state == state


@pytest.mark.parametrize(
    ("clock", "state"),
    [({"days_left": 6}, DueState.PAUSED), ({"closed_at": noon(FRIDAY)}, DueState.CLOSED)],
)
def test_ux_38_clock_that_does_not_run_is_never_overdue(clock, state):
    assert due(review(**clock), date(2027, 12, 5), 10).state == state


@pytest.mark.django_db
@pytest.mark.both_databases
@pytest.mark.parametrize("today", [date(2026, 12, 9), date(2026, 12, 12)])  # the other is a Saturday
def test_conditions_part_the_reviews_as_due_does(today):
    for ahead in range(-10, 20):
        rows.sent(rows.plant(f"Firm {ahead}"), at=noon(today))
    kept = list(Review.objects.order_by("pk"))
    for place, each in enumerate(kept):
        each.due_on = today + timedelta(days=place - 10)
    kept[0].due_on, kept[1].due_on = None, None
    kept[1].closed_at = noon(today)
    Review.objects.bulk_update(kept, ["due_on", "closed_at"])

    found = {each.pk: state for state, q in conditions(today).items() for each in Review.objects.filter(q)}

    assert found == {each.pk: due(each, today).state for each in kept}


@pytest.mark.parametrize(
    ("today", "age", "words"),
    [
        (FRIDAY, "hôm nay", "còn 10 ngày làm việc"),
        (date(2026, 12, 11), "14 ngày trước", "đến hạn hôm nay"),
        (date(2026, 12, 13), "16 ngày trước", "quá hạn 1 ngày làm việc"),  # a Sunday
        (date(2026, 12, 15), "18 ngày trước", "quá hạn 2 ngày làm việc"),
    ],
)
def test_ux_38_due_says_age_and_time_left_in_words(today, age, words):
    with translation.override("vi"):
        seen = due(review(due_on=date(2026, 12, 11)), today, 10)

    assert (seen.age, seen.words) == (age, words)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ({"days_left": 6}, "dừng, còn 6 ngày làm việc"),
        ({"days_left": -2}, "dừng, đã quá hạn 2 ngày làm việc"),
        ({"closed_at": noon(FRIDAY)}, "đã xong"),
    ],
)
def test_ux_38_due_says_in_words_that_the_clock_stands_still(clock, words):
    with translation.override("vi"):
        assert due(review(**clock), FRIDAY, 10).words == words
