"""Other answers on a result: read from the fields of the page, scored by the engine, compared, never stored."""

import random

import pytest
from django.http import QueryDict

from assessments.answers import Given
from assessments.scoring.types import Answer
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.parsing import parse
from reports.content.subject import of_firm
from reports.content.trial_in_words import trial_text
from reports.trying.what_if import tried
from reports.trying.what_if_fields import read, sections, tried_items
from tests.factories.library import LIBRARY, firm_framework, random_answers, source
from tests.factories.questionnaires import library_framework
from tests.factories.reports import all_at, block_at
from tests.scoring.any_documents import Author

AWAY = Given("not_applicable", reason="không có")


def form(made, language="vi", **options):
    items = {item.id for item in tried_items(of_firm(made), quick=made.is_quick)}
    return sections(of_firm(made), made.scored, items=items, language=language, **options)


def questions(made, **options):
    return {each.id: each for section in form(made, **options) for group in section.groups for each in group.questions}


def posted(made, language="vi", **changes):
    """Return what a browser posts: everything as the page shows it but for ``changes``, by field."""
    data = QueryDict(mutable=True)
    for question in questions(made, language=language).values():
        for piece in question.pieces:
            data.setlist(piece.name, shown(piece))
    for name, values in changes.items():
        data.setlist(name, values)
    return data


def shown(piece):
    if piece.kind == "typed":
        return [piece.typed.text]
    marked = [option.value for option in piece.options if option.is_checked]
    return marked or ([piece.options[0].value] if piece.kind == "select" else [])


def reading(made, data, language="vi"):
    return read(list(tried_items(of_firm(made), quick=made.is_quick)), made.scored, data, language)


def trial(made, **changes):
    """Return the trial of a post that changes these fields."""
    return tried(made, reading(made, posted(made, **changes)).answers)


def every_type(seed):
    chance = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    framework = parse(Author(chance).document())
    return source(framework, random_answers(chance, firm_framework(framework), answered=chance.choice([0.5, 1])))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", LIBRARY)
def test_unchanged_answers_give_the_same_card(name, seed, language):
    chance = random.Random(f"{name} {seed}")  # noqa: S311 -- repeatable on purpose
    answers = random_answers(chance, firm_framework(library_framework(name)), answered=(1, 0.8, 0.3)[seed])
    made = source(name, answers)

    found = reading(made, posted(made, language), language)

    assert (found.answers, found.problems) == ({}, {})
    assert tried(made, found.answers).after.card == made.card


def test_unchanged_answers_of_any_framework_give_the_same_card():
    for seed in range(60):
        made = every_type(seed)
        found = reading(made, posted(made))
        assert (found.answers, found.problems) == ({}, {})
        assert tried(made, found.answers).after.card == made.card
        trial_text(tried(made, found.answers), "vi")


def test_trial_leaves_the_result_alone():
    made = source("c4ir-smc", all_at(2))

    found = trial(made, **{"T3.1-choice": ["4"]})

    assert found.before is made
    assert made.scored["T3.1"] == Answer("answered", 2)
    assert found.after.card.nodes["T3"].value > made.card.nodes["T3"].value


def test_changes_are_told_with_both_answers():
    made = source("c4ir-smc", all_at(1))

    text = trial_text(trial(made, **{"T3.1-choice": ["3"]}), "vi")

    assert [(each.item, each.text) for each in text.changes] == [("T3.1", "mức 1 → mức 3")]
    assert text.line == "Thử: mức 1 · 1,00 → 1,03 điểm"


def test_headline_says_the_level_before_and_after():
    made = source("c4ir-smc", {**block_at(S=3, P=1, O=3, T=3, G=3), "P1.1": 0, "P2.1": 0})

    text = trial_text(trial(made, **{"P1.1-choice": ["1"]}), "vi")

    assert (text.headline, text.headline_before) == ("Mức 2 · Có chuẩn chung", "Mức 1 · Bước đầu")
    assert text.line == "Thử: mức 1 → mức 2 · 2,56 → 2,58 điểm"


def test_rows_are_the_blocks_and_below_them_what_changed():
    made = source("c4ir-smc", all_at(2))

    rows = trial_text(trial(made, **{"T3.1-choice": ["5"]}), "vi").rows

    assert [row.depth for row in rows] == [0, 0, 0, 0, 1, 0]
    assert [row.name for row in rows if row.is_changed] == ["Công nghệ và dữ liệu", "Dữ liệu và hệ thống"]
    assert rows[4].value_text == "2,0 → 3,0"


def test_row_of_the_part_that_the_person_came_from_is_there_unchanged():
    made = source("c4ir-smc", all_at(2))

    rows = trial_text(tried(made, {}), "vi", node="S1").rows

    assert [(row.name, row.is_changed) for row in rows if row.depth] == [("Lãnh đạo và chiến lược", False)]


def test_answer_can_be_left_open():
    made = source("c4ir-smc", all_at(2))

    found = trial(made, **{"S1.1-choice": [""], "S1.2-choice": [""]})

    assert found.after.card.nodes["S1"].value is None
    assert trial_text(found, "vi").changes[0].text.endswith("→ Chưa trả lời")


def test_not_applicable_can_be_tried_where_it_leaves_the_score():
    made = source("c4ir-smc", all_at(2))

    found = trial(made, **{"O4.3-choice": ["not_applicable"]})

    assert found.after.card.nodes["O4"].not_applicable == 1
    assert all(option.value != "not_applicable" for option in questions(made)["S1.1"].pieces[0].options)


def test_stored_not_applicable_and_unknown_answers_are_kept():
    made = source("c4ir-smc", {**all_at(2), "S1.1": AWAY, "S1.2": Given("dont_know")})

    found = trial(made, **{"S1.3-choice": ["4"]})

    assert [each.item.id for each in found.changes] == ["S1.3"]
    assert found.after.answers["S1.1"] == AWAY


def test_ticks_say_what_is_new_and_what_is_gone():
    made = source("qd-1567-sme", {"2.1": ["vnpt", "viettel"]})

    text = trial_text(trial(made, **{"2.1-option": ["vnpt", "fpt"]}), "vi")

    assert text.changes[0].text == "thêm: FPT · bớt: Viettel"


def test_no_ticks_at_all_leave_the_answer_open():
    made = source("qd-1567-sme", {"2.1": ["vnpt"]})

    assert reading(made, posted(made, **{"2.1-option": []})).answers == {"2.1": None}


def test_ticks_that_exclude_each_other_are_refused_in_words():
    made = source("qd-1567-sme", {"2.1": ["vnpt"]})

    found = reading(made, posted(made, **{"2.1-option": ["vnpt", "none"]}))

    assert found.answers == {}
    assert "2.1" in found.problems


def test_rows_of_a_grid_are_told_one_by_one():
    made = source("eu-dmat", {"q4": {"a": 0, "b": 2}})

    text = trial_text(trial(made, **{"q4-row.a": ["3"], "q4-row.c": ["1"]}), "en")

    assert text.changes[0].text.count("→") == 2
    assert "Not answered →" in text.changes[0].text


def test_unscored_questions_are_not_on_the_page():
    assert "1.1" not in questions(source("qd-1567-sme", {}))


def test_questions_of_a_quick_check_are_its_own():
    made = source("c4ir-smc", all_at(2, "quick"), scope="quick")

    text = trial_text(trial(made, **{"S1.1-choice": ["5"]}), "vi")

    assert len(questions(made)) == len(all_at(2, "quick"))
    assert text.line == "Thử: 1,5–2,5 → 1,7–2,7 điểm"
    assert {row.value_text for row in text.rows} == {""}
    assert "mức" not in text.line


def test_framework_without_a_value_of_the_whole_shows_its_parts():
    answers = {"2.1": ["vnpt"], "2.2": "low", "2.3": "manual", "2.4": [], "2.5": []}
    made = source("qd-1567-sme", answers)

    text = trial_text(trial(made, **{"2.2-choice": ["option-full"]}), "vi")

    assert text.line.startswith("Thử: Hạ tầng và ứng dụng công nghệ số: ")
    assert text.value_text == ""


@pytest.mark.parametrize(
    "changes",
    [{"S1.1-choice": ["7"]}, {"S1.1-choice": ["option-a"]}, {"S1.1-choice": ["-1"]}, {"S1.1-choice": ["²"]}],
)
def test_what_no_page_posts_is_refused(changes):
    made = source("c4ir-smc", all_at(2))

    with pytest.raises(InvalidAnswer):
        reading(made, posted(made, **changes))


def test_form_opens_the_block_of_the_part_that_the_person_came_from():
    made = source("c4ir-smc", all_at(2))

    assert [section.id for section in form(made, node="O4") if section.is_open] == ["O"]
    assert not any(section.is_open for section in form(made))


def test_form_keeps_what_was_posted():
    made = source("c4ir-smc", all_at(2))

    question = questions(made, data=posted(made, **{"S1.1-choice": ["5"]}))["S1.1"]

    assert [option.value for option in question.pieces[0].options if option.is_checked] == ["5"]
