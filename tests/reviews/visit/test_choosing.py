from fractions import Fraction

import pytest

from reviews.judged.ordering import Sign
from reviews.visit import choosing
from tests.factories.questionnaires import shipped_framework


def any_case(random):
    """Shares, signs and what is settled, of up to sixty questions."""
    items = [f"i{number}" for number in range(random.randint(1, 60))]
    shares = {item: Fraction(random.choice([0, 1, 1, 2, 5]), 40) for item in items}
    signs = {
        item: tuple(sorted(random.sample(list(Sign), random.randint(1, 3)))) for item in items if random.random() < 0.4
    }
    return shares, signs, {item for item in items if random.random() < 0.3}


@pytest.mark.soak(300, 30_000)
def test_list_is_never_longer_than_asked_and_holds_only_open_questions_that_weigh(campaign):
    for _ in range(campaign.n):
        shares, signs, settled = any_case(campaign.random)
        most = campaign.random.randint(0, 12)

        found = choosing.suggested(shares, signs, settled, most)

        left = [item for item in shares if shares[item] and item not in settled]
        assert len(found) == len(set(found)) == min(most, len(left))
        assert set(found) <= set(left)


@pytest.mark.soak(300, 30_000)
def test_list_is_the_same_each_time_and_whatever_is_left_out_is_surer_or_weighs_less(campaign):
    for _ in range(campaign.n):
        shares, signs, settled = any_case(campaign.random)

        found = choosing.suggested(shares, signs, settled)

        def urgency(item, shares=shares, signs=signs):
            return shares[item] / choosing.confidence(signs.get(item, ()))

        left = set(shares) - settled - set(found)
        assert found == choosing.suggested(dict(shares), dict(signs), set(settled))
        assert [urgency(item) for item in found] == sorted(map(urgency, found), reverse=True)
        assert max(map(urgency, left), default=0) <= min(map(urgency, found), default=0) or len(found) < choosing.MOST


def test_of_two_equally_sure_answers_the_weightier_comes_first_and_of_two_equal_ones_the_earlier():
    shares = {"a": Fraction(1, 10), "b": Fraction(2, 10), "c": Fraction(2, 10)}

    assert choosing.suggested(shares, {}, ()) == ["b", "c", "a"]
    assert choosing.suggested(shares, {"a": (Sign.CONTRADICTION,)}, ()) == ["a", "b", "c"]


def test_shares_are_those_of_the_whole_result_and_stand_for_every_question():
    framework = shipped_framework()

    found = choosing.shares(framework)

    assert list(found) == [item.id for item in framework.items()]
    for block in framework.blocks:
        inside = [item.id for node in block.walk() for item in node.items]
        assert sum(found[item] for item in inside) == block.weight / sum(each.weight for each in framework.blocks)
