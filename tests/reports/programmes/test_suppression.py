"""What a reader can work out who knows all that is shown, the most there can be, and the rule: ten choices are left."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.programmes import editions, stops
from reports.programmes.suppression import LEAST, floor, low, low_of_all, lows, may_follow
from tests.factories.questionnaires import shipped_framework

# The machine may be busy with other tests.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=8)


def shown(counts, at_most):
    return tuple(lows(dict(enumerate(counts)), at_most=at_most).values())


@pytest.mark.parametrize(("cells", "at_most"), [(1, 9), (1, 43), (1, 60), (2, 20), (2, 43), (2, 60), (3, 39), (4, 24)])
def test_every_cell_keeps_ten_possibilities_whatever_the_reader_tries(cells, at_most):
    worlds = defaultdict(list)
    for counts in itertools.product(range(at_most + 1), repeat=cells):
        if sum(counts) <= at_most:
            worlds[shown(counts, at_most)].append(counts)

    for said, possible in worlds.items():
        for cell in range(cells):
            assert len({counts[cell] for counts in possible}) >= LEAST, said


@pytest.mark.parametrize(("cells", "at_most"), [(1, 43), (2, 20), (2, 43), (2, 60), (3, 39), (4, 24)])
def test_cells_and_what_they_are_together_keep_ten_possibilities_each(cells, at_most):
    worlds = defaultdict(list)
    for counts in itertools.product(range(at_most + 1), repeat=cells):
        if sum(counts) <= at_most:
            said = lows(dict(enumerate(counts)), at_most=at_most)
            together = low_of_all(said, sum(counts), at_most=at_most)
            worlds[tuple(said.values()), together].append((*counts, sum(counts)))

    assert any(together > sum(said) for said, together in worlds) == (cells > 2)
    for (said, together), possible in worlds.items():
        assert together <= min(possible, key=sum)[-1]
        for place in range(cells + 1):
            assert len({counts[place] for counts in possible}) >= LEAST, (said, together)


@pytest.mark.parametrize(("most", "at_most"), [(39, 48), (40, 40)])
def test_order_of_gaps_leaves_ten_possibilities_for_each(most, at_most):
    worlds = defaultdict(list)
    for counts in itertools.product(range(most + 1), repeat=3):
        for order in itertools.permutations(range(3)):
            if sorted(counts, reverse=True) == [counts[place] for place in order]:
                worlds[order, tuple(low(counts[place], at_most=at_most) for place in order)].append(counts)

    for said, possible in worlds.items():
        for place in range(3):
            assert len({counts[place] for counts in possible}) >= LEAST, said


@patient
@given(COUNTS, st.integers(0, 30))
def test_each_of_ten_neighbours_would_show_the_same(counts, more):
    at_most = max(LEAST - 1, sum(counts)) + more
    said = shown(counts, at_most)

    for cell, added in itertools.product(range(len(said)), range(LEAST)):
        other = [*said[:cell], said[cell] + added, *said[cell + 1 :]]
        assert sum(other) <= at_most
        assert shown(other, at_most) == said


@patient
@given(COUNTS, st.integers(0, 30))
def test_no_number_is_more_than_there_are_nor_under_ten(counts, more):
    said = shown(counts, sum(counts) + more)

    assert all(0 <= each <= count for each, count in zip(said, counts, strict=True))
    assert all(each % LEAST == 0 for each in said)


@patient
@given(COUNTS, st.integers(0, 30))
def test_no_number_is_lowered_by_twenty(counts, more):
    said = shown(counts, sum(counts) + more)

    assert all(count - each < 2 * LEAST for each, count in zip(said, counts, strict=True))


@patient
@given(st.integers(0, 200), st.integers(0, 60), st.integers(0, 60))
def test_two_looks_leave_ten_possibilities_for_what_was_added_between(before, added, others):
    first, second, changed = floor(before), floor(before + added), added + others
    possible = {now - then for now in range(second, second + LEAST) for then in range(first, first + LEAST)}

    if may_follow({"": first}, {"": second}, changed=changed):
        assert len({each for each in possible if 0 <= each <= changed}) >= LEAST


def test_look_that_would_tell_what_was_added_has_to_wait():
    assert not may_follow({"a": 0}, {"a": 20}, changed=11)
    assert not may_follow({"a": 10}, {"a": 10}, changed=9)
    assert may_follow({"a": 0, "b": 10}, {"a": 10, "b": 10}, changed=11)


def test_numbers_that_leave_no_room_lower_the_largest():
    assert lows({"a": 10, "b": 20, "c": 10}, at_most=40) == {"a": 10, "b": 10, "c": 10}
    assert lows({"a": 10, "b": 20, "c": 10}, at_most=49) == {"a": 10, "b": 20, "c": 10}


def test_all_firms_at_one_level_does_not_say_all():
    assert low(60, at_most=60) == 50


def said_of(levels, low_on, completed):
    return editions.tables(shipped_framework(), levels, low_on, completed)


def dimension(number):
    return list(shipped_framework().dimensions())[number]


def test_gaps_are_those_with_most_firms_in_the_order_of_their_exact_counts():
    counts = {dimension(number).id: 20 + number % 7 for number in range(len(list(shipped_framework().dimensions())))}

    said = said_of({"1": 60}, counts, 100)

    shown_ones = [counts[node] for node, _ in said.gaps]
    assert shown_ones == sorted(counts.values(), reverse=True)[:10]
    assert {firms for _, firms in said.gaps} == {20}


def test_equal_gaps_stand_in_any_order():
    first, second = dimension(0).id, dimension(1).id

    seen = {said_of({"1": 60}, {first: 20, second: 20}, 100).gaps[0][0] for _ in range(100)}

    assert seen == {first, second}


def test_gap_is_said_to_have_no_more_firms_than_there_are_said_to_be():
    said = said_of({"0": 9, "1": 15, "2": 9, "3": 0}, {dimension(0).id: 33}, 40)

    assert (said.firms, said.gaps) == (30, ((dimension(0).id, 30),))
    assert said_of({"0": 20}, {dimension(0).id: 20}, 20).gaps == ((dimension(0).id, 10),)


def test_look_at_gaps_that_would_tell_what_was_added_has_to_wait():
    before, after = said_of({"1": 60}, {"O1": 29}, 100), said_of({"1": 61}, {"O1": 40}, 100)

    assert not editions._may_follow(before, after, changed=11)
    assert editions._may_follow(before, after, changed=20)


def test_ten_gaps_are_shown_at_most():
    every = {node.id: 50 for node in shipped_framework().dimensions()}

    assert len(said_of({"1": 60}, every, 100).gaps) == 10


def at(counts, answering=100):
    """Where firms stop: counts by dimension and place of the item in it."""
    items = {dimension(node).items[item].id: count for (node, item), count in counts.items()}
    return [
        (stop.node and stop.node.id, stop.firms, stop.question and (stop.question[0].id, stop.question[1]))
        for stop in stops.stops(shipped_framework(), items, answering=answering)
    ]


def test_stop_names_the_question_at_which_ten_firms_stopped():
    node = dimension(2)

    assert at({(2, 0): 14, (2, 1): 3, (4, 0): 9}) == [(node.id, 10, (node.items[0].id, 10))]


def test_dimension_is_lowered_where_its_questions_could_be_worked_out():
    every = {(2, place): 9 for place in range(len(dimension(2).items))}
    (_, firms, question), *_ = at(every)

    assert question is None
    assert firms <= 9 * (len(every) - 1)


def test_firms_that_answered_nothing_stop_before_the_first_answer():
    assert stops.stops(shipped_framework(), {stops.NOTHING: 12}, answering=30) == (stops.Stop(None, 10),)
