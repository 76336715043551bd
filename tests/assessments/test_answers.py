"""What may be answered, and the hash of a frozen set of answers. No database."""

import hashlib
import random
import unicodedata
from types import SimpleNamespace

import pytest

from assessments.answers import Given, checked, input_hash, is_proposal, reason_in
from c4ir_assess.exceptions import InvalidAnswer
from tests.factories.questionnaires import shipped_framework

ITEMS = {item.id: item for item in shipped_framework().items()}
LADDER, WITH_REASONS = ITEMS["S1.1"], ITEMS["O6.2"]


def recorded(item, state="answered", value=2, reason=""):
    return SimpleNamespace(item=item, state=state, value=value, reason=reason)


def hash_of(*rows, framework_hash="f", scope="full", troubles=("a", "b")):
    return input_hash(framework_hash=framework_hash, scope=scope, troubles=troubles, answers=rows)


@pytest.mark.parametrize("level", range(6))
def test_checked_level_of_the_ladder_is_kept(level):
    assert checked(LADDER, Given("answered", level)) == Given("answered", level)


@pytest.mark.parametrize(
    "given",
    [
        Given("answered", -1),
        Given("answered", 6),
        Given("answered", None),
        Given("answered", value=True),
        Given("answered", 2.0),
        Given("answered", "2"),
        Given("answered", 2, reason="because"),
        Given("dont_know", 2),
        Given("dont_know", reason="because"),
        Given("not_applicable"),
        Given("not_applicable", reason="  \n "),
        Given("not_applicable", reason="x" * 301),
        Given("not_applicable", 2, reason="because"),
        Given("maybe"),
    ],
)
def test_checked_anything_else_is_refused(given):
    with pytest.raises(InvalidAnswer):
        checked(LADDER, given)


def test_checked_reason_is_composed_and_trimmed():
    reason = unicodedata.normalize("NFD", "  Nhà máy \n không có khuôn ")

    assert checked(LADDER, Given("not_applicable", reason=reason)).reason == "Nhà máy không có khuôn"


def test_not_applicable_is_a_proposal_only_where_the_item_lists_no_reasons():
    assert is_proposal(LADDER, "not_applicable")
    assert not is_proposal(WITH_REASONS, "not_applicable")
    assert not is_proposal(LADDER, "dont_know")


def test_reason_of_the_items_list_is_read_in_either_language():
    listed = WITH_REASONS.na_reasons[1]

    assert reason_in(WITH_REASONS, listed.vi, "en") == listed.en
    assert reason_in(WITH_REASONS, listed.en, "vi") == listed.vi
    assert reason_in(WITH_REASONS, "own words", "vi") == "own words"


def test_input_hash_is_the_same_in_every_order():
    rows = [recorded(item, value=n % 6) for n, item in enumerate(ITEMS)]
    shuffled = random.Random(7).sample(rows, len(rows))  # noqa: S311 -- any order will do

    assert hash_of(*rows, troubles=("a", "b")) == hash_of(*shuffled, troubles=("b", "a"))


def test_input_hash_never_changes_between_releases():
    rows = [recorded("S1.1"), recorded("S1.2", "not_applicable", None, "Chưa có"), recorded("S1.3", "dont_know", None)]

    canonical = (
        '{"answers":[["S1.1","answered",2,""],["S1.2","not_applicable",null,"Chưa có"],["S1.3","dont_know",null,""]],'
        '"framework":"f","scope":"full","troubles":["a","b"]}'
    )
    assert hash_of(*rows) == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize(
    "other",
    [
        {"framework_hash": "g"},
        {"scope": "quick"},
        {"troubles": ()},
    ],
)
def test_input_hash_tells_what_scoring_reads_apart(other):
    assert hash_of(recorded("S1.1"), **other) != hash_of(recorded("S1.1"))


@pytest.mark.parametrize(
    "other",
    [recorded("S1.2"), recorded("S1.1", value=3), recorded("S1.1", "dont_know", None), recorded("S1.1", reason="x")],
)
def test_input_hash_tells_answers_apart(other):
    assert hash_of(other) != hash_of(recorded("S1.1"))
