from fractions import Fraction

import pytest

from assessments import scores
from assessments.scoring.types import Answer
from reviews.judged import judgements, verifying
from reviews.models import ItemReview
from tests.factories import assessments, judged, proposals, questionnaires
from tests.factories.judged import agree, ask, change

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(site_a, an, dung):
    return judged.review(site_a, by=an, advisor=dung, answers=assessments.all_at(2) | {"S1.3": "dk"})


def items():
    return list(questionnaires.shipped_framework().items())


def settle(review, verified):
    """Judge many items at once, as their verbs would."""
    proposals.judge(review, verified)


def blocks_of():
    framework = questionnaires.shipped_framework()
    return {block.id: [item for node in block.walk() for item in node.items] for block in framework.blocks}


def test_nothing_is_verified_before_anything_is_judged(review):
    found = verifying.of_review(review)

    assert (found.answers, found.items_verified, found.items_total, found.is_full) == ({}, 0, 60, False)
    assert (found.keys_verified, found.keys_total) == (0, 20)


def test_verified_answers_are_those_agreed_and_changed(review):
    agree(review, "S1.1")
    change(review, "S1.2", 0)
    ask(review, "S2.1", reason="")

    assert verifying.verified_answers(review) == {"S1.1": Answer("answered", 2), "S1.2": Answer("answered", 0)}


def test_level_noted_beside_a_question_is_not_verified_yet(review):
    judged.judge(review, "S1.1", "asked", 1, question="Có sổ không?")

    assert verifying.verified_answers(review) == {}


def test_agreeing_that_nobody_knows_verifies_nothing(review):
    agree(review, "S1.3")

    found = verifying.of_review(review)
    assert found.answers == {"S1.3": Answer("dont_know")}
    assert found.items_verified == 0


def test_not_applicable_is_verified(review):
    change(review, "S1.1", "Nhà máy không có")

    assert verifying.of_review(review).items_verified == 1


def test_differences_say_by_how_many_levels(review):
    change(review, "S1.1", 0)
    change(review, "S1.2", "dk")
    agree(review, "S2.1")

    found = {each.item.id: each.levels for each in verifying.of_review(review).differences}
    assert found == {"S1.1": -2, "S1.2": None}


def test_shares_are_counted_by_block(review):
    agree(review, "S1.1")

    shares = {each.block.id: (each.verified, each.total, each.percent) for each in verifying.of_review(review).blocks}
    assert shares == {"S": (1, 9, 11), "P": (0, 9, 0), "O": (0, 18, 0), "T": (0, 15, 0), "G": (0, 9, 0)}


def test_result_is_verified_in_full_with_all_keys_and_four_fifths_of_each_block(review):
    wanted = {}
    for own in blocks_of().values():
        least = -(-len(own) * 4 // 5)
        wanted |= {item.id: 2 for item in sorted(own, key=lambda item: not item.key)[:least]}
    settle(review, wanted)

    assert verifying.of_review(review).is_full


@pytest.mark.parametrize("which", ["key", "block"])
def test_result_is_verified_in_part_without_one_more(review, which):
    wanted = {item.id: 2 for item in items()}
    if which == "key":
        del wanted[next(item.id for item in items() if item.key)]
    else:
        for item in [item for item in blocks_of()["P"] if not item.key][:2]:
            del wanted[item.id]
    settle(review, wanted)

    found = verifying.of_review(review)
    assert found.is_full is False
    assert found.keys_verified == (19 if which == "key" else 20)


@pytest.mark.soak(15, 400)
def test_counts_are_those_of_the_judgements_whatever_they_are(review, campaign):
    for _ in range(campaign.n):
        random = campaign.random
        marks = {item.id: random.choice(["", "same", "other", "na", "dk", "asked"]) for item in items()}
        settle(review, {item: _what(mark) for item, mark in marks.items() if mark not in {"", "asked"}})
        ItemReview.objects.filter(review=review, item__in=[i for i, m in marks.items() if m == "asked"]).delete()

        found = verifying.of_review(review)

        settled = {item for item, mark in marks.items() if mark in {"same", "other", "na"}}
        assert found.items_verified == len(settled)
        assert found.keys_verified == sum(item.id in settled for item in items() if item.key)
        for each in found.blocks:
            own = {item.id for item in blocks_of()[each.block.id]}
            assert (each.verified, each.total) == (len(own & settled), len(own))
            assert each.percent <= each.share * 100 < each.percent + 1
        assert found.is_full == (
            all(item.id in settled for item in items() if item.key)
            and all(each.share >= Fraction(4, 5) for each in found.blocks)
        )
        assert set(found.answers) == settled | {item for item, mark in marks.items() if mark == "dk"}
        ItemReview.objects.filter(review=review).delete()


def _what(mark):
    return {"same": 2, "other": 4, "na": "không có", "dk": "dk"}[mark]


def test_preview_is_what_the_engine_makes_of_the_verified_answers_and_is_not_stored(review):
    settle(review, {item.id: 1 for item in items()})
    before = review.assessment.sent_submission.scorecards.count()

    card = verifying.preview(verifying.of_review(review))

    assert (card.overall.value, card.overall.level) == (1, 1)
    assert review.assessment.sent_submission.scorecards.count() == before


def test_preview_leaves_open_what_is_not_judged(review):
    settle(review, {item.id: 1 for item in blocks_of()["S"]})

    card = verifying.preview(verifying.of_review(review))

    assert card.nodes["S"].value == 1
    assert (card.nodes["P"].value, card.overall.value) == (None, None)


def test_both_sides_stand_beside_each_other_by_node(review):
    scores.store_self(submission=review.assessment.sent_submission)
    settle(review, {item.id: 1 for item in items()})

    found = {
        each.node.id: (each.own.value, each.verified.value) for each in verifying.compared(verifying.of_review(review))
    }

    assert found["P1"] == (2, 1)
    assert next(iter(found)) == "overall"


def test_question_that_a_verified_answer_hides_is_not_counted(site_a, an, dung):
    document = questionnaires.every_type_document()
    values = {"has_software": "used", "which_software": ["plan"]}
    review = judged.review_of(document, site_a, values, by=an, advisor=dung, variant="flow")
    asked = {item.id for item in judgements.read(review).framework.items()}

    change(review, "has_software", assessments.Given("answered", "no"))

    left = {item.id for item in judgements.read(review).framework.items()}
    assert "which_software" in asked - left
    assert "which_software" not in verifying.of_review(review).answers


def test_own_words_are_not_counted(site_a, an, dung):
    document = questionnaires.every_type_document()
    review = judged.review_of(
        document, site_a, {"has_software": "used", "wishes": "Ít giấy tờ"}, by=an, advisor=dung, variant="flow"
    )
    total = verifying.of_review(review).items_total

    agree(review, "wishes")

    found = verifying.of_review(review)
    assert (found.items_verified, found.items_total) == (0, total)
