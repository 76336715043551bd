"""Shares of a maximum, values that are rescaled, and what is asked and not scored, worked by hand."""

from assessments.scoring.engine import score
from questionnaires.document import Aggregate, Rescale
from tests.scoring import answering
from tests.scoring.answering import CLAUSE, scale
from tests.scoring.one_node import F, band, ladders, scored
from tests.scoring.shapes import asked, framework, given, levels, node

# share_of_maximum


def test_share_of_maximum_divides_by_what_can_be_reached():
    # (3 + 1 + 0.5) / (5 + 3 + 1) = 4.5 / 9 = 1/2
    parts = [asked("a", 5), asked("b", 3), asked("c", answering.choice(CLAUSE))]

    result = scored(node("N", parts, "share_of_maximum"), a=3, b=1, c="partly")

    assert (result.value, result.top, result.explanation.out_of) == (F(1, 2), 1, 9)
    assert [part.contribution for part in result.explanation.parts] == [F(1, 3), F(1, 9), F(1, 18)]


def test_share_of_maximum_multiplies_by_weights_above_and_below():
    # (2 x 3 + 1) / (2 x 5 + 3) = 7/13
    parts = [asked("a", 5, weight="2"), asked("b", 3)]

    assert scored(node("N", parts, "share_of_maximum"), a=3, b=1).value == F(7, 13)


def test_share_of_maximum_so_far_is_out_of_what_is_answered():
    # 3 of 5; with the open ladder to 3: worst 3/8, best 6/8
    result = scored(node("N", ladders(5, 3), "share_of_maximum", min_coverage="0.5"), a=3)

    assert (result.value, *band(result)) == (F(3, 5), F(3, 5), F(3, 8), F(3, 4))
    assert result.explanation.out_of == 5


def test_share_out_of_a_declared_number_keeps_it():
    # 3 + 1 of 8 declared, although 5 + 3 + 3 could be reached
    result = scored(node("N", ladders(5, 3, 3), "share_of_maximum", out_of=F(8)), a=3, b=1, c=0)

    assert (result.value, result.top, result.explanation.out_of) == (F(1, 2), F(11, 8), 8)


def test_share_out_of_a_declared_number_keeps_it_while_something_is_open():
    # 3 of 8 so far; the open ladder to 3 adds nothing at worst, 3/8 at best
    assert band(scored(node("N", ladders(5, 3), "share_of_maximum", out_of=F(8)), a=3)) == (
        F(3, 8), F(3, 8), F(6, 8),
    )  # fmt: skip


def test_share_does_not_count_what_cannot_earn_anything():
    # 3 of 5, and 0 of 0
    parts = [asked("a"), asked("b", answering.choice({"x": "0", "y": "0"}))]

    assert scored(node("N", parts, "share_of_maximum"), a=3, b="x").value == F(3, 5)


def test_share_of_what_cannot_earn_anything_is_nothing():
    result = scored(node("N", [asked("a", answering.choice({"x": "0", "y": "0"}))], "share_of_maximum"), a="x")

    assert (result.value, result.coverage) == (0, 1)


# rescale


def test_rescale_stretches_a_mean_of_tens_to_hundreds():
    # (4 + 6) / 2 = 5 of 10, x 10 = 50
    stretch = Rescale((F(0), F(10)), (F(0), F(100)))

    result = scored(node("N", ladders(10, 10), rescale=stretch), a=4, b=6)

    assert (result.value, result.low, result.high, result.top) == (50, 50, 50, 100)
    assert result.explanation.before_rescale == 5
    assert [part.contribution for part in result.explanation.parts] == [2, 3]  # on the scale of the parts


def test_rescale_moves_a_scale_that_does_not_begin_at_zero():
    # 1 to 5 becomes 0 to 100: 3 is (3 - 1) x 100 / 4 = 50; the open ladder of 5 makes it 1.5 to 4, so 12.5 to 75
    stretch = Rescale((F(1), F(5)), (F(0), F(100)))

    assert scored(node("N", ladders(5, 5), rescale=stretch), a=3, b=3).value == 50
    assert band(scored(node("N", ladders(5, 5), rescale=stretch), a=3)) == (50, F(25, 2), 75)


def test_rescale_comes_after_any_method():
    # (2 + 3) / 10 = 1/2, x 60 + 20 = 50
    stretch = Rescale((F(0), F(1)), (F(20), F(80)))

    assert scored(node("N", ladders(5, 5), "share_of_maximum", rescale=stretch), a=2, b=3).value == 50


def test_node_without_rescale_has_no_value_before_it():
    assert scored(node("N", ladders(5)), a=2).explanation.before_rescale is None


# unscored items


def test_unscored_item_is_asked_and_counts_for_nothing():
    parts = [asked("a"), asked("b", is_scored=False), asked("c", answering.text(), is_scored=False)]

    result = scored(node("N", parts), a=3, b=0)

    assert (*band(result), result.coverage, result.value, result.items, result.open) == (3, 3, 3, 1, 3, 1, 0)
    assert [part.id for part in result.explanation.parts] == ["a"]


def test_node_with_unscored_items_alone_is_as_if_nothing_applied():
    below = [node("A", [asked("a", is_scored=False)]), node("B", [asked("b")])]

    card = score(framework([node("N", below)]), given(a=5, b=2))

    assert (card.nodes["A"].raw, card.nodes["A"].coverage, card.nodes["A"].level) == (None, None, None)
    assert (card.nodes["N"].value, card.nodes["N"].coverage) == (2, 1)


# several methods above each other, as in eu-dmat


def test_questions_of_ten_become_dimensions_of_a_hundred_and_their_mean():
    # q1 4 of 10 ticked -> 4; q2 grid 5, 0, 3 of 5 -> (1 + 0 + 0.6) / 3 x 10 = 16/3; A (4 + 16/3) / 2 x 10 = 140/3
    # q3 partly, yes, no -> 1.5 / 3 x 10 = 5; B 50. Overall (140/3 + 50) / 2 = 145/3 = 48.333: level 2 of 1 to 4
    stretch = Rescale((F(0), F(10)), (F(0), F(100)))
    made = framework(
        [
            node("A", [asked("q1", answering.multi(10, scale=scale("10"))),
                       asked("q2", answering.grid(3, ("0", ".2", ".4", ".6", ".8", "1"), scale=scale("10")))],
                 rescale=stretch),
            node("B", [asked("q3", answering.grid_of_words(3, {"no": "0", "partly": "0.5", "yes": "1"}, scale("10")))],
                 rescale=stretch),
        ],
        aggregate=Aggregate("mean"),
        levels=levels([None, "25", "50", "75"], first=1),
    )  # fmt: skip

    card = score(made, given(q1=list("abcd"), q2={"a": 5, "b": 0, "c": 3}, q3={"a": "partly", "b": "yes", "c": "no"}))

    assert (card.nodes["A"].value, card.nodes["B"].value) == (F(140, 3), 50)
    assert (card.overall.value, card.overall.level) == (F(145, 3), 2)
