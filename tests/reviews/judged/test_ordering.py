import pytest

from reviews.judged.ordering import FAR, Facts, Sign, in_order, next_open, signs

LEVELS = {"a": 1, "b": 4, "c": None, "d": 2, "e": 0}


def some(random, items):
    return {item for item in items if random.random() < 0.25}


def any_facts(random):
    """Facts of a questionnaire of up to sixty questions, each sign about as often as not."""
    items = [f"i{number}" for number in range(random.randint(1, 60))]
    levels = {item: random.choice([None, 0, 1, 2, 2, 2, 3, 4, 5]) for item in items}
    last = {item: random.randint(0, 5) for item in some(random, items)}
    named = {name: some(random, items) for name in ("changed", "contradicting", "shown", "unsure")}
    return Facts(levels=levels, last=last, **named)


@pytest.mark.soak(300, 30_000)
def test_order_holds_every_question_once_whatever_is_found(campaign):
    for _ in range(campaign.n):
        facts = any_facts(campaign.random)

        assert sorted(in_order(facts.levels, signs(facts))) == sorted(facts.levels)


@pytest.mark.soak(300, 30_000)
def test_order_goes_by_the_most_pressing_sign_then_by_the_framework(campaign):
    for _ in range(campaign.n):
        facts = any_facts(campaign.random)
        found, place = signs(facts), list(facts.levels).index

        ranks = [(found[item][0] if item in found else 99, place(item)) for item in in_order(facts.levels, found)]

        assert ranks == sorted(ranks)


@pytest.mark.soak(300, 30_000)
def test_going_on_visits_every_open_question_once_and_no_other(campaign):
    for _ in range(campaign.n):
        order = [f"i{number}" for number in range(campaign.random.randint(1, 40))]
        left = some(campaign.random, order) | {order[-1]}
        here, visited = campaign.random.choice([*order, ""]), []
        left.discard(here)
        to_visit = set(left)
        while (here := next_open(order, here, left.__contains__)) is not None:
            visited.append(here)
            left.discard(here)

        assert sorted(visited) == sorted(to_visit)


def test_next_open_question_is_the_first_after_this_one_and_then_from_the_top():
    order = ["a", "b", "c", "d"]

    assert next_open(order, "b", {"a", "b", "d"}.__contains__) == "d"
    assert next_open(order, "d", {"a", "b", "d"}.__contains__) == "a"
    assert next_open(order, "b", {"b"}.__contains__) is None


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"changed": {"a"}}, {"a": (Sign.CHANGED,)}),
        ({"contradicting": {"a", "d"}}, {"a": (Sign.CONTRADICTION,), "d": (Sign.CONTRADICTION,)}),
        ({"unsure": {"c"}}, {"c": (Sign.UNSURE,)}),
        ({"last": {"a": 3, "d": 3, "c": 0}}, {"a": (Sign.FAR_FROM_LAST,)}),
        ({"changed": {"c"}, "unsure": {"c"}}, {"c": (Sign.CHANGED, Sign.UNSURE)}),
    ],
)
def test_sign_is_found(facts, found):
    assert signs(Facts(levels=LEVELS, shown={"b"}, **facts)) == found


def test_high_level_without_anything_shown_is_a_sign():
    assert signs(Facts(levels=LEVELS)) == {"b": (Sign.NOTHING_SHOWN,)}


def test_same_level_eight_times_in_a_row_is_a_sign_of_each():
    levels = {f"i{number}": 2 for number in range(8)} | {"last": 1}

    assert signs(Facts(levels=levels)) == {f"i{number}": (Sign.SAME_LEVEL,) for number in range(8)}


def test_levels_are_far_apart_up_and_down():
    for before in (1 - FAR, 1 + FAR):
        assert signs(Facts(levels={"a": 1}, last={"a": before})) == {"a": (Sign.FAR_FROM_LAST,)}
