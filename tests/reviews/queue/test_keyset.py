from datetime import timedelta

import pytest

from reviews.models import Review
from reviews.queue import keyset
from reviews.queue.keyset import Mark
from tests.reviews import rows

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def read(*, size, before=None, after=None, oldest_first=False):
    place = keyset.Place(before=before, after=after, oldest_first=oldest_first)
    return keyset.page(Review.objects.all(), place, size=size)


def ids(page):
    return [row.pk for row in page.rows]


def queue(*moments):
    """Rows sent at these moments, as ids newest first; of the same moment the later row first."""
    made = [rows.sent(rows.plant(f"Firm {place}"), at=at).assessment.review for place, at in enumerate(moments)]
    return [one.pk for one in sorted(made, key=lambda one: (one.arrived_at, one.pk), reverse=True)]


def test_pages_hold_each_row_once_although_all_were_sent_at_the_same_moment():
    expected = queue(*[rows.SENT] * 5)

    first = read(size=2)
    second = read(size=2, before=first.older)
    third = read(size=2, before=second.older)

    assert ids(first) + ids(second) + ids(third) == expected
    assert third.older is None


def test_pages_do_not_shift_when_a_newer_row_arrives():
    expected = queue(*(rows.SENT + timedelta(seconds=n) for n in range(4)))
    first = read(size=2)

    queue(rows.SENT + timedelta(days=1))

    assert ids(read(size=2, before=first.older)) == expected[2:]


def test_page_before_the_present_one_comes_back_in_the_same_order():
    expected = queue(*[rows.SENT] * 3, *(rows.SENT + timedelta(seconds=n) for n in (1, 2)))
    first = read(size=2)
    second = read(size=2, before=first.older)

    back = read(size=2, after=second.newer)

    assert ids(back) == expected[:2]
    assert back.newer is None
    assert ids(read(size=2, before=back.older)) == ids(second)


def test_pages_with_the_longest_wait_first_hold_each_row_once_and_come_back():
    expected = queue(*[rows.SENT] * 3, *(rows.SENT + timedelta(seconds=n) for n in (1, 2)))[::-1]

    first = read(size=2, oldest_first=True)
    second = read(size=2, after=first.newer, oldest_first=True)
    third = read(size=2, after=second.newer, oldest_first=True)
    back = read(size=2, before=third.older, oldest_first=True)

    assert ids(first) + ids(second) + ids(third) == expected
    assert (first.older, third.newer, ids(back)) == (None, None, ids(second))


def test_first_page_names_no_newer_one():
    queue(rows.SENT)

    assert (read(size=2).newer, read(size=2).older) == (None, None)


def test_mark_survives_the_way_through_a_url():
    mark = Mark(rows.SENT + timedelta(microseconds=123457), 7)

    assert Mark.read(str(mark)) == mark


@pytest.mark.parametrize("text", ["", "-", "1", "1-", "-1", "a-1", "1-b", "１-1", "9" * 18 + "-1", "9" * 400, "1-1-1"])
def test_mark_of_a_broken_link_is_none(text):
    assert Mark.read(text) is None
