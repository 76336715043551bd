"""Sheets for larger steps: the firm's own figures, the formula worked out by hand, and what is said of odd figures."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.content import compose
from reports.content.investments import larger
from reports.content.planned import planned
from reports.content.source import Figures
from tests.factories.reports import all_at, source

# T2.1 at level 2: counters and current sensors on machines, 20 to 120 million VND.
ANSWERS = {**all_at(5), "T2.1": 2, "T2.2": 2, "T2.3": 2}
FIGURES = Figures(
    unit="giờ dừng máy mỗi tháng", today=Decimal(60), goal=Decimal(20), worth=Decimal(500000), price=Decimal(90000000)
)


def sheet(figures=None, language="vi"):
    made = source(ANSWERS)
    (found,) = compose(replace(made, figures={"T2.1": figures} if figures else {}), language).investments
    return found


def test_step_above_50_million_has_a_sheet():
    made = sheet()

    assert (made.item, made.node, made.name, made.step.cost) == ("T2.1", "T2", "Kết nối", "20–120 triệu đồng")


def test_step_of_50_million_or_less_has_none():
    assert compose(source({**all_at(5), "T2.1": 0, "T2.2": 0, "T2.3": 0}), "vi").investments == ()


def test_sheet_without_figures_leaves_lines_and_says_what_is_missing():
    made = sheet()

    assert (made.unit, made.today_text, made.goal_text, made.worth_text, made.price_text) == ("",) * 5
    assert (made.formula, made.worked_out, made.payback_text) == ("", "", "")
    assert made.lacking == (
        "Doanh nghiệp còn cần điền: con số hiện tại, mục tiêu, giá trị của một đơn vị trong một tháng, giá được chào."
    )


def test_payback_is_worked_out_from_the_firms_figures_alone():
    """90 million ÷ ((60 − 20) × 500,000) = 90 ÷ 20 = 4.5 months."""
    made = sheet(FIGURES)

    assert (made.today_text, made.goal_text, made.price_text) == ("60", "20", "90.000.000 đồng")
    assert made.worked_out == (
        "90.000.000 đồng ÷ ((60 − 20) × 500.000 đồng) = 90.000.000 đồng ÷ 20.000.000 đồng = 4,5 tháng"
    )
    assert made.payback_text == "Theo các con số này, hoàn vốn sau khoảng 4,5 tháng."
    assert made.lacking == ""


def test_payback_in_english_has_english_numbers():
    made = sheet(FIGURES, "en")

    assert (
        made.worked_out == "VND 90,000,000 ÷ ((60 − 20) × VND 500,000) = VND 90,000,000 ÷ VND 20,000,000 = 4.5 months"
    )
    assert made.formula.startswith("Months to pay back = price ÷")


def test_figure_that_is_to_rise_pays_back_just_as_well():
    assert sheet(replace(FIGURES, today=Decimal("12.5"), goal=Decimal("52.5"))).payback_text.endswith("4,5 tháng.")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"goal": Decimal(60)}, "Mục tiêu đang bằng con số hiện tại"),
        ({"worth": Decimal(0)}, "Giá trị của một đơn vị đang là 0"),
        ({"price": Decimal(0)}, "Giá được chào đang là 0"),
        ({"price": None}, "Doanh nghiệp còn cần điền: giá được chào."),
    ],
)
def test_figures_that_give_no_payback_are_said_kindly(change, said):
    made = sheet(replace(FIGURES, **change))

    assert made.lacking.startswith(said)
    assert (made.formula, made.worked_out, made.payback_text) == ("", "", "")


def test_payback_beyond_ten_years_asks_for_a_second_look():
    """90 million ÷ (40 × 10,000) = 225 months."""
    made = sheet(replace(FIGURES, worth=Decimal(10000)))

    assert made.payback_text.startswith("Theo các con số này, sau hơn mười năm mới hoàn vốn (225 tháng).")


def test_payback_of_ten_years_is_still_said_as_it_is():
    """96 million ÷ (40 × 20,000) = 120 months."""
    made = sheet(replace(FIGURES, worth=Decimal(20000), price=Decimal(96000000)))

    assert made.payback_text == "Theo các con số này, hoàn vốn sau khoảng 120 tháng."


def test_payback_within_a_month_is_said_in_words():
    assert sheet(replace(FIGURES, price=Decimal(1000))).payback_text == (
        "Theo các con số này, chưa đến một tháng là hoàn vốn."
    )


def test_report_prints_priorities_those_with_figures_and_three_at_least():
    """At level 2 every next step is a larger one, and twelve pages of empty sheets would help nobody."""
    made = source(all_at(2))
    steps = planned(made)
    every = [each.item.id for each in larger(steps)]
    first = {each.item for each in made.priorities} & set(every)
    last = every[-1]

    assert len(every) > len(first) + 2
    assert {each.item for each in compose(made, "vi").investments} >= first
    assert len(compose(made, "vi").investments) == max(3, len(first))
    entered = replace(made, figures={last: FIGURES, "S1.1": Figures()})
    assert last in {each.item for each in compose(entered, "vi").investments}
