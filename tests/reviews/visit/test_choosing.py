from fractions import Fraction

import pytest

from reviews.judged.ordering import Sign
from reviews.visit import choosing
from tests.factories.questionnaires import library_framework


def any_case(random):
    """Shares, signs, what is settled and which are key questions, of up to sixty questions."""
    items = [f"i{number}" for number in range(random.randint(1, 60))]
    shares = {item: Fraction(random.choice([0, 1, 1, 2, 5]), 40) for item in items}
    signs = {
        item: tuple(sorted(random.sample(list(Sign), random.randint(1, 3)))) for item in items if random.random() < 0.4
    }
    settled, keys = ({item for item in items if random.random() < part} for part in (0.3, random.choice([0, 0.3])))
    return shares, signs, settled, keys


@pytest.mark.soak(300, 30_000)
def test_list_is_never_longer_than_asked_and_holds_only_open_questions_that_weigh_or_are_key(campaign):
    for _ in range(campaign.n):
        shares, signs, settled, keys = any_case(campaign.random)
        most = campaign.random.randint(0, 12)

        found = choosing.suggested(shares, signs, settled, keys, most)

        left = [item for item in shares if (shares[item] or item in keys) and item not in settled]
        assert len(found) == len(set(found)) == min(most, len(left))
        assert set(found) <= set(left)


@pytest.mark.soak(300, 30_000)
def test_list_is_the_same_each_time_and_whatever_comes_later_or_is_left_out_is_surer_or_weighs_less(campaign):
    for _ in range(campaign.n):
        shares, signs, settled, keys = any_case(campaign.random)

        found = choosing.suggested(shares, signs, settled, keys)

        left = [item for item in shares if item not in settled and item not in found and (shares[item] or item in keys)]
        assert found == choosing.suggested(dict(shares), dict(signs), set(settled), set(keys))
        for place, item in enumerate(found):
            for other in [*found[place + 1 :], *left]:
                assert may_stand_before(item, other, shares, signs, keys)


def may_stand_before(item, other, shares, signs, keys):
    """Whether nothing says that the other one comes first."""
    sure, other_sure = (choosing.confidence(signs.get(each, ())) for each in (item, other))
    if sure == other_sure:
        return (item in keys, shares[item]) >= (other in keys, shares[other])
    if other in keys:
        return sure < other_sure
    return item in keys or shares[item] / sure >= shares[other] / other_sure


def test_of_two_equally_sure_answers_the_weightier_comes_first_and_of_two_equal_ones_the_earlier():
    shares = {"a": Fraction(1, 10), "b": Fraction(2, 10), "c": Fraction(2, 10)}

    assert choosing.suggested(shares, {}, (), ()) == ["b", "c", "a"]
    assert choosing.suggested(shares, {"a": (Sign.CONTRADICTION,)}, (), ()) == ["a", "b", "c"]


def test_open_key_question_comes_before_others_that_are_as_sure_and_after_those_that_are_much_less_sure():
    shares = {"a": Fraction(3, 10), "b": Fraction(1, 10), "key": Fraction(1, 20), "unscored key": Fraction(0)}
    keys = {"key", "unscored key"}

    assert choosing.suggested(shares, {}, (), keys) == ["key", "unscored key", "a", "b"]
    assert choosing.suggested(shares, {"a": (Sign.UNSURE,)}, (), keys) == ["a", "key", "unscored key", "b"]
    assert choosing.suggested(shares, {}, {"key"}, keys) == ["unscored key", "a", "b"]


@pytest.mark.parametrize("name", ["c4ir-smc", "impuls", "cmmm"])
def test_shares_are_parts_of_the_whole_and_those_of_a_block_together_what_it_weighs(name):
    framework = library_framework(name)

    found = choosing.shares(framework)

    assert list(found) == [item.id for item in framework.items()]
    whole = sum(block.weight for block in framework.blocks)
    for block in framework.blocks:
        inside = [item.id for node in block.walk() for item in node.items]
        assert sum(found[item] for item in inside) == block.weight / whole


def test_of_two_blocks_with_as_many_questions_those_of_the_heavier_one_come_first():
    shares = choosing.shares(library_framework("c4ir-smc"))  # O weighs 25 of 100, G 10

    found = choosing.suggested(shares, {}, (), (), len(shares))

    assert max(map(found.index, (item for item in shares if item.startswith("O")))) < min(
        map(found.index, (item for item in shares if item.startswith("G")))
    )
