from fractions import Fraction

import pytest

from charts import Standing, Zone, level_scale
from tests.charts.pictures import all_of, parsed, texts

ZONES = (Zone("0", 0, 0.5), Zone("1", 0.5, 0.99), Zone("2", 0.99, 1))


def chart(value=None, **options):
    band = {name: options.pop(name) for name in ("low", "high") if name in options}
    return parsed(level_scale(Standing(value, **band), **options))


def circles(root):
    return [(circle.get("fill"), float(circle.get("cx"))) for circle in all_of(root, "circle")]


def test_scale_is_hidden_from_readers_who_have_the_figures_in_words():
    assert chart(0.5).get("aria-hidden") == "true"


def test_mark_lies_at_the_value():
    places = [circles(chart(value))[0][1] for value in (Fraction(0), Fraction(1, 2), Fraction(1))]

    assert places[1] == pytest.approx((places[0] + places[2]) / 2, abs=0.01)


def test_trial_has_a_filled_mark_beside_the_hollow_one():
    hollow, filled = circles(chart(0.25, tried=Standing(0.75)))

    assert hollow[0] != filled[0]
    assert hollow[1] < filled[1]


def test_trial_that_changes_nothing_has_one_mark():
    assert len(circles(chart(0.25, tried=Standing(0.25)))) == 1


def test_zones_have_their_labels_where_there_is_room():
    assert texts(chart(0.25, zones=ZONES)) == ["0", "1"]


def test_level_that_begins_at_the_very_end_has_its_label():
    assert texts(chart(0.25, zones=(Zone("4", 0, 1), Zone("5", 1, 1)))) == ["4", "5"]


def test_scale_without_labels_is_lower():
    heights = [float(chart(0.25, zones=zones).get("viewBox").split()[3]) for zones in ((), ZONES)]

    assert heights[0] < heights[1]


def test_band_without_width_is_shown_where_there_is_no_value():
    hatched = [len(all_of(chart(value, low=0.2, high=0.2), "rect")) for value in (None, 0.2)]

    assert hatched == [2, 0]


def test_any_level_has_a_colour():
    assert len({level_scale(Standing(0.5, level=level)) for level in (None, 3, 5, 9)}) == 3
