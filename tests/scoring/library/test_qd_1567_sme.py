"""Decision 1567/QD-BKHCN, SME annex, worked by hand: sub-scores of groups 2, 3 and 7, and never a total."""

import functools
from fractions import Fraction
from pathlib import Path

import pytest

import questionnaires
from accounts.profile import vsic
from accounts.profile.industry import industry
from assessments.scoring.engine import score
from assessments.scoring.types import Answer, ScoringInputError
from questionnaires.loading import load_folder
from questionnaires.parsing import parse
from tests.factories.questionnaires import shipped_framework

FOLDER = Path(questionnaires.__file__).parent / "frameworks" / "qd-1567-sme"
F = Fraction
STEEL = {"industry": "steel"}

# 7 providers + 4 + 4 + (1 + 1 + 1 + 2) + 5 channels + 4 = 29 points at most
BEST_2 = {
    "2.1": ["vnpt", "viettel", "fpt", "google", "microsoft", "amazon", "other"],
    "2.2": "full",
    "2.3": "advanced",
    "2.4": ["virus_protection", "regular_backup", "policy_and_access", "comprehensive"],
    "2.5": ["email", "social_media", "own_app", "chatbot", "website"],
    "2.6": "full",
}
WORST_2 = {"2.1": ["none"], "2.2": "none", "2.3": "none", "2.4": ["none"], "2.5": ["none"], "2.6": "none"}
# 4 x 4 = 16 points at most
BEST_3 = {"3.1": "applied", "3.2": "clear_strategy", "3.3": "dedicated_team", "3.4": "investment_plan"}
WORST_3 = {"3.1": "unknown", "3.2": "none", "3.3": "nobody", "3.4": "none"}
TOOLS = [
    "barcode_warehouse",
    "online_ordering",
    "cashless_payment",
    "weighbridge_link",
    "handheld_devices",
    "origin_lookup",
    "business_email",
    "website",
    "accounting_software",
    "crm",
    "digital_advertising",
    "chatbot",
    "business_forecast",
]
UNSCORED = {
    "1.1": "from_50_to_199",
    "1.2": "over_10",
    "4.1": ["budget", "people"],
    "4.2": ["training"],
    "5.1": ["cost"],
    "6.1": "Cần người hướng dẫn tận nơi",
    "7.1": "steel",
}


@functools.cache
def document():
    loaded = load_folder(FOLDER)
    assert not loaded.faults, "\n".join(map(str, loaded.faults))
    return loaded.document


@functools.cache
def framework():
    return parse(document())


@functools.cache
def items():
    return {item.id: item for item in framework().items()}


def answer(given):
    return Answer("dont_know") if given == "dk" else Answer("answered", given)


def card(given, *, profile=STEEL):
    return score(framework(), {id_: answer(value) for id_, value in given.items()}, profile=profile)


def group(name, given, *, profile=STEEL):
    return card(given, profile=profile).nodes[name]


def test_seven_groups_with_the_official_numbers():
    numbers = {block.id: [item.id for item in block.items] for block in framework().blocks}

    assert numbers == {
        "g1": ["1.1", "1.2"],
        "g2": ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"],
        "g3": ["3.1", "3.2", "3.3", "3.4"],
        "g4": ["4.1", "4.2", "4.3", "4.4"],
        "g5": ["5.1", "5.2", "5.3"],
        "g6": ["6.1"],
        "g7": ["7.1", "7.2"],
    }
    assert [id_ for id_, item in items().items() if not item.is_scored] == sorted(UNSCORED)


def test_group_2_is_0_when_there_is_nothing():
    found = group("g2", WORST_2)

    assert (found.value, found.low, found.high, found.coverage) == (0, 0, 0, 1)


def test_group_2_is_100_when_there_is_everything():
    # 29 / 29
    assert group("g2", BEST_2).value == 100


def test_group_2_in_between():
    given = {
        "2.1": ["vnpt", "google", "other"],  # 3
        "2.2": "medium",  # 2
        "2.3": "dashboard",  # 2
        "2.4": ["virus_protection", "comprehensive"],  # 1 + 2
        "2.5": ["email", "social_media"],  # 2
        "2.6": "low",  # 1
    }

    # 3 + 2 + 2 + 3 + 2 + 1 = 13; 13 / 29 x 100 = 44.8…
    assert group("g2", given).value == F(1300, 29)


def test_advanced_analysis_earns_4_where_a_dashboard_earns_2():
    # 2 / 29 x 100 and 4 / 29 x 100: there is no option worth 3
    assert group("g2", {**WORST_2, "2.3": "dashboard"}).value == F(200, 29)
    assert group("g2", {**WORST_2, "2.3": "advanced"}).value == F(400, 29)


@pytest.mark.parametrize("item", ["2.1", "2.4", "2.5"])
def test_nothing_ticked_is_worth_as_much_as_the_option_none(item):
    # BEST_2 without its 7, 5 or 5 points, answered in full in both ways
    missing = {"2.1": 7, "2.4": 5, "2.5": 5}[item]

    for nothing in ([], ["none"]):
        found = group("g2", {**BEST_2, item: nothing})
        assert (found.value, found.coverage) == (F((29 - missing) * 100, 29), 1)


@pytest.mark.parametrize(("item", "other"), [("2.1", "vnpt"), ("2.4", "virus_protection"), ("2.5", "email")])
def test_none_beside_another_option_is_refused(item, other):
    with pytest.raises(ScoringInputError, match=item):
        card({item: ["none", other]})


def test_group_3_is_0_at_worst():
    assert group("g3", WORST_3).value == 0


def test_group_3_is_100_at_best():
    # 16 / 16
    assert group("g3", BEST_3).value == 100


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # 2 + 3 + 2 + 1 = 8 of 16
        ({"3.1": "basic", "3.2": "under_way", "3.3": "owner", "3.4": "unclear"}, F(50)),
        # 3 + 2 + 3 + 3 = 11 of 16
        ({"3.1": "good", "3.2": "first_plan", "3.3": "it_department", "3.4": "per_quarter_or_year"}, F("68.75")),
        # 1 + 1 + 0 + 0 = 2 of 16
        ({"3.1": "heard", "3.2": "considering", "3.3": "nobody", "3.4": "none"}, F("12.5")),
    ],
)
def test_group_3_in_between(given, expected):
    assert group("g3", given).value == expected


def test_six_of_the_steel_tools_out_of_14():
    found = group("g7", {"7.2": TOOLS[:6]})

    # 6 / 14 x 100 = 42.857…
    assert (found.value, found.low, found.high, found.coverage) == (F(300, 7), F(300, 7), F(300, 7), 1)


def test_all_steel_tools_stay_below_100():
    # 13 tools were found, the industry's maximum is 14: 13 / 14 x 100 = 92.857…
    assert len(TOOLS) == 13
    assert group("g7", {"7.2": TOOLS}).value == F(650, 7)


def test_no_steel_tool_is_0():
    assert group("g7", {"7.2": []}).value == 0


def test_tools_not_told_yet_may_be_none_or_all():
    found = group("g7", {"7.1": "steel"})

    assert (found.value, found.low, found.high, found.coverage) == (None, 0, F(650, 7), 0)


@pytest.mark.parametrize("profile", [{}, {"industry": "paper"}, {"size": "small"}])
def test_industry_without_a_list_leaves_7_2_out(profile):
    found = group("g7", {"7.1": "paper"}, profile=profile)

    assert (found.value, found.level, found.low, found.high, found.coverage) == (None, None, None, None, None)


def test_industry_without_a_list_changes_no_other_group():
    given = {**BEST_2, **WORST_3}
    with_list, without = card(given), card(given, profile={"industry": "paper"})

    for name in ("g2", "g3"):
        assert without.nodes[name] == with_list.nodes[name]


@pytest.mark.parametrize(
    "given", [{}, {**WORST_2, **WORST_3, "7.2": []}, {**BEST_2, **BEST_3, **UNSCORED, "7.2": TOOLS}]
)
def test_overall_has_no_value(given):
    found = card(given).overall

    assert (found.value, found.level, found.low, found.high) == (None, None, None, None)


def test_groups_4_and_5_have_no_value_whatever_is_said():
    given = {"4.3": "ready", "4.4": "taking_part", "5.2": "very_high", "5.3": "very_successful"}

    for name in ("g1", "g4", "g5", "g6"):
        found = group(name, {**UNSCORED, **given})
        assert (found.value, found.level, found.low, found.high) == (None, None, None, None)


def test_no_node_has_a_level():
    found = card({**BEST_2, **BEST_3, **UNSCORED, "7.2": TOOLS})

    assert {node.level for node in found.nodes.values()} == {None}


def test_levels_are_the_official_names_for_reference():
    found = [(level.value, level.name.vi, level.lower) for level in framework().levels]

    assert found == [
        (1, "Khởi động", 0),
        (2, "Xuất phát", 10),
        (3, "Tăng tốc", 30),
        (4, "Tối ưu", 70),
        (5, "Tinh anh", 90),
    ]


def test_unscored_answers_change_nothing():
    given = {"2.2": "high", "2.3": "manual", "3.1": "good", "7.2": TOOLS[:3]}
    without, with_them = card(given), card({**given, **UNSCORED})

    for name in ("g2", "g3", "g4", "g5", "g7", "overall"):
        assert numbers(with_them.nodes[name]) == numbers(without.nodes[name])


def numbers(found):
    return found.raw, found.value, found.low, found.high, found.coverage, found.open


def test_open_and_dont_know_are_no_zero():
    given = {"3.1": "applied", "3.2": "considering", "3.3": "owner"}

    for more in ({}, {"3.4": "dk"}):
        found = group("g3", {**given, **more})
        # (4 + 1 + 2) / 12 over what is answered; 7 / 16 at worst, (7 + 4) / 16 at best
        assert found.value == F(700, 12)
        assert (found.low, found.high, found.coverage) == (F("43.75"), F("68.75"), F(3, 4))


def test_below_60_percent_only_the_band_is_shown():
    found = group("g3", {"3.1": "applied", "3.2": "considering"})

    # 2 of 4 answered; 5 / 16 at worst, (5 + 8) / 16 at best
    assert (found.value, found.coverage) == (None, F(1, 2))
    assert (found.low, found.high) == (F("31.25"), F("81.25"))


def test_group_2_with_two_questions_open():
    given = {
        "2.1": ["fpt", "microsoft"],  # 2 of 7
        "2.2": "high",  # 3 of 4
        "2.3": "manual",  # 1 of 4
        "2.4": ["virus_protection", "regular_backup"],  # 2 of 5
    }
    found = group("g2", given)

    # 8 of 20 over what is answered; 8 / 29 at worst, (8 + 5 + 4) / 29 at best
    assert (found.value, found.low, found.high) == (40, F(800, 29), F(1700, 29))


def test_each_draft_from_c4ir_smc_names_an_option():
    (draft,) = (draft for draft in shipped_framework().drafts if draft.framework == "qd-1567-sme")

    assert [each.item for each in draft.answers] == [id_ for id_ in items() if id_[0] in "23"]
    for each in draft.answers:
        for rule in each.rules:
            options = [option for option in items()[each.item].answer.options if is_meant(rule, option)]
            assert len(options) == 1, f"{each.item}: {rule}"
            assert not options[0].is_exclusive


def is_meant(rule, option):
    """Whether a rule of a draft means this option: by its points, or by its name in both languages."""
    return rule.points == option.points if rule.tick is None else rule.tick == option.name


def test_points_of_choices_that_are_drafted_tell_the_option():
    for id_ in ("2.2", "2.3", "2.6", "3.1", "3.2", "3.3", "3.4"):
        points = [option.points for option in items()[id_].answer.options]
        assert sorted(set(points)) == points, id_


def test_industries_of_plants_are_industries_of_the_decision():
    told = {found for division, _ in vsic.CHOICES if (found := industry(division))}
    of_the_decision = {option.id for option in items()["7.1"].answer.options} - {"other"}

    assert len(of_the_decision) == 25
    assert told | set(items()["7.2"].answer.lists.by_value) <= of_the_decision


def test_everything_not_confirmed_is_said():
    source = framework().source

    assert source.fidelity == "indicative"
    for word in ("tổng điểm", "từng phương án", "năm mức", "13 công cụ", "0,5 điểm"):
        assert any(word in text.vi for text in source.unconfirmed), word
