"""The answers in the terms of other models: on the page and on one page of the report, and never as a whole."""

import functools
import re
from dataclasses import replace
from fractions import Fraction

import pytest

from questionnaires.crosswalks import Crosswalk, Target
from reports import drawing
from reports.content import compose, printable
from reports.content.crosswalks import others
from reports.press import rendering
from tests.factories import library
from tests.factories.reports import all_at, source
from tests.reports.printed import page_texts
from tests.scoring.answering import lists, multi
from tests.scoring.shapes import WORDS, asked, framework, node

pytestmark = pytest.mark.xdist_group("crosswalks")  # one process prints for all of them

ALL = ("qd-1567-sme", "impuls", "cmmm", "eu-dmat")


def made(answers=None, language="vi", **options):
    return compose(source(answers, others=ALL, **options), language)


def other(content, key):
    return next(each for each in content.others if each.key == key)


def test_models_come_in_the_order_of_the_operator(settings):
    settings.CROSSWALKS = ["siri", "qd-1567-sme", "cmmm"]

    assert [each.key for each in made().others] == ["siri", "qd-1567-sme", "cmmm"]


@pytest.mark.parametrize("keys", [["none"], [], ["lighthouse-os"]])
def test_operator_may_show_none(settings, keys):
    settings.CROSSWALKS = keys

    assert made().others == ()


def test_official_criteria_of_the_country_come_first():
    assert made().others[0].framework == "qd-1567-sme"


def test_quick_check_speaks_to_no_other_model():
    assert made(scope="quick").others == ()


def test_draft_is_left_out_while_its_framework_is_not_there():
    assert "qd-1567-sme" not in {each.key for each in compose(source(), "vi").others}


def test_model_that_is_not_ours_to_name_has_a_neutral_heading():
    content = made()

    assert other(content, "siri").title == "Các khía cạnh thường gặp trong mô hình quốc tế (tham khảo)"
    assert "SIRI" not in str(content.others).upper().replace("KEY='SIRI'", "")


def test_values_are_on_each_models_own_scale():
    content = made(all_at(2))

    assert {line.value_text for line in other(content, "impuls").lines} == {"2,0", "chưa đủ dữ liệu"}
    assert {line.value_text for line in other(content, "dmat").lines} == {"40"}


def test_few_answers_say_that_they_are_too_few():
    content = made({"S1.1": 3})

    assert {line.value_text for line in other(content, "impuls").lines} == {"chưa đủ dữ liệu"}
    assert all(line.share is None for line in other(content, "impuls").lines)


def test_line_names_its_questions_and_how_many_are_answered():
    (skills,) = (line for line in other(made(), "cmmm").lines if line.name == "Kỹ năng của người lao động")

    assert (skills.items, skills.counted) == ("P1.1–P2.3", "6 / 6")


def test_draft_line_tells_the_words_of_its_option_or_that_it_is_open():
    lines = {line.item: line for line in other(made(all_at(2), language="en"), "qd-1567-sme").drafts}

    assert lines["2.1"].is_open
    assert lines["3.2"].text == "Under way"
    assert lines["3.2"].items == "S1.1, S1.3"


def test_nothing_is_derived_for_the_whole_of_another_model():
    words = " ".join(str(each) for each in made().others).lower()

    assert not re.search(r"tổng điểm|xếp loại|overall level: |newcomer|mức chung: ", words)


def test_printed_lines_do_not_follow_from_sensitive_answers():
    """T5.1 is sensitive, and 2.4 of the other framework follows from it."""
    safe, unsafe = made({**all_at(2), "T5.1": 5}), made({**all_at(2), "T5.1": 0})

    assert safe.others != unsafe.others
    assert printable(safe).others == printable(unsafe).others


def test_page_has_a_bar_for_every_line():
    content = made()

    assert [len(lines) for _, lines in drawing.others(content)] == [len(each.lines) for each in content.others]


@functools.cache
def printed_pages(level, language):
    """Print the report without its appendix of answers, which costs most."""
    content = printable(made(all_at(level), language=language))
    return page_texts(rendering.render_pdf(replace(content, blocks=tuple(map(without_answers, content.blocks)))).pdf)


def without_answers(block):
    return replace(block, dimensions=tuple(replace(each, answers=()) for each in block.dimensions))


@pytest.mark.parametrize(("level", "language"), [(0, "en"), (5, "vi")])
def test_report_has_one_page_on_other_models_after_the_priorities(language, level):
    texts = printed_pages(level, language)
    heading = {"vi": "Nhìn theo các bộ tiêu chí khác", "en": "In the terms of other criteria"}[language]

    listed = 2  # cover, and the summary with the list of contents
    (place,) = [number for number, text in enumerate(texts[listed:], start=listed) if heading in text]
    first = {"vi": "Những việc nên làm trước", "en": "What to do first"}[language]
    after = {"vi": "Cách tính và giới hạn", "en": "Method and limits"}[language]
    assert any(first in text for text in texts[listed:place]) == (level == 0)  # at the top no step is left
    assert after in texts[place + 1]


def test_cover_and_summary_say_nothing_about_other_models():
    cover, summary = printed_pages(5, "vi")[:2]

    assert not re.search("1567|IMPULS|CMMM|39116|DMA", cover + summary)


def test_questions_that_a_firm_is_not_asked_are_neither_answered_nor_open(settings):
    settings.CROSSWALKS = ["m"]

    told = {firm: others(_two_lists(firm), "en")[0].lines[0].counted for firm in ("steel", "garment", "wood")}

    assert told == {"steel": "2 / 2", "garment": "2 / 2", "wood": "1 / 1"}


def _two_lists(industry):
    """A firm's answers to a question for everybody, and to one with lists for two industries."""
    mapped = {"maps": {"m": ("x",)}}
    items = [asked("q1", **mapped), asked("q2", multi(0, lists=lists(steel=(2, None), garment=(3, None))), **mapped)]
    target = Target("x", WORDS, Fraction(0), Fraction(5))
    made = framework([node("N", items)], crosswalks=(Crosswalk("m", "m", (target,)),))
    return library.source(made, {"q1": 3, "q2": ["a"]}, profile={"industry": industry})
