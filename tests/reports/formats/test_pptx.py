"""Three slides: titles, words for who does not see, nothing beyond its box however long the texts are."""

from dataclasses import replace

import pytest
from pptx.util import Pt

from reports.content.plan_types import PlanPhase
from reports.formats.pptx_fit import LEADING, fitted, lines
from tests.reports.formats import reading

LONG = "Đường ống khí nén của xưởng đúc thứ hai " * 30
ENDLESS = "Ứ" * 200


def shown(content):
    return reading.slides(reading.made(content, "pptx"))


@pytest.fixture(scope="module")
def slides(content):
    return shown(content)


def test_there_are_three_slides_with_titles(slides):
    assert [slide.shapes.title.text_frame.text for slide in slides] == [
        "Nhà máy đang ở đâu",
        "Các khía cạnh, trên thang từ 0 đến 5",
        "Những việc nên làm trước và lộ trình 12 tháng",
    ]


def test_charts_can_be_edited_and_say_their_figures_in_words(slides):
    charts = [shape for shape in slides[1].shapes if shape.has_chart]

    assert len(charts) == 5
    assert all(shape.chart.part.chart_workbook.xlsx_part for shape in charts)
    assert "Lãnh đạo và chiến lược 2,0" in charts[0]._element.xpath(".//p:cNvPr")[0].get("descr")


def test_axes_are_fixed(slides):
    axes = [shape.chart.value_axis for shape in slides[1].shapes if shape.has_chart]

    assert {(axis.minimum_scale, axis.maximum_scale) for axis in axes} == {(0, 5.4)}


def test_every_slide_says_whose_word_it_is_and_the_speaker_what_it_is_not(slides, content):
    for slide in slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN" in texts
        assert content.disclaimer in slide.notes_slide.notes_text_frame.text


def texts_of(slide):
    """Yield each text with its box and the size it is set in, all in points."""
    for shape in slide.shapes:
        if shape.has_text_frame and shape.text_frame.text:
            yield shape.text_frame, shape.width / Pt(1), shape.height / Pt(1)
        if shape.has_table:
            for row in shape.table.rows:
                for column, cell in zip(shape.table.columns, row.cells, strict=True):
                    yield cell.text_frame, column.width / Pt(1) - 10, row.height / Pt(1) - 7


def overflowing(slide):
    for frame, width, height in texts_of(slide):
        font = frame.paragraphs[0].runs[0].font
        size = font.size / Pt(1)
        if lines(frame.text, width, size, bold=font.bold) * size * LEADING > height + 0.5:
            yield frame.text


@pytest.mark.parametrize(
    "text", [LONG, ENDLESS, "工場" * 100, "🏭" * 100, "ا" * 200], ids=["long", "endless", "wide", "pictures", "rtl"]
)
def test_no_text_is_larger_than_its_box(content, text):
    step = replace(content.priorities[0].step, text=text, leads=text, measure=text, cost=text)
    phases = tuple(
        PlanPhase(text, text, tuple(replace(line, name=text) for line in each.lines)) for each in content.plan
    )
    overall = replace(content.overall, headline=text, sentence=text, value_line=text, detail=text)
    priorities = tuple(replace(each, name=text, step=step) for each in content.priorities)
    changes = {"firm": text, "disclaimer": text, "overall": overall, "priorities": priorities, "plan": phases}
    slides = shown(replace(content, **changes))

    assert [found for slide in slides for found in overflowing(slide)] == []


def test_every_shape_lies_on_the_slide(slides):
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= Pt(960)
            assert shape.top + shape.height <= Pt(540)


def test_what_a_slide_has_no_room_for_is_whole_in_the_notes(content):
    step = replace(content.priorities[0].step, text=LONG)
    slides = shown(replace(content, priorities=(replace(content.priorities[0], step=step), *content.priorities[1:])))

    assert LONG.strip() in slides[2].notes_slide.notes_text_frame.text
    assert "…" in slides[2].shapes[-1].text_frame.text or any("…" in frame.text for frame, *_ in texts_of(slides[2]))


def test_nothing_left_to_do_is_said(content):
    texts = [
        shape.text_frame.text
        for shape in shown(replace(content, priorities=(), plan=()))[2].shapes
        if shape.has_text_frame
    ]

    assert any(text.startswith("Mọi câu đã trả lời") or "mức cao nhất" in text for text in texts)


def test_text_is_set_as_large_as_its_box_allows():
    assert fitted("ngắn", 300, 40, most=20, least=10).size == 20
    assert 10 <= fitted(LONG[:300], 300, 90, most=20, least=8).size < 20


def test_text_that_fits_in_no_size_ends_at_a_word():
    cut = fitted(LONG, 200, 30, most=12, least=10)

    assert cut.is_cut
    assert cut.text.endswith("…")
    assert LONG.startswith(cut.text[:-1] + " ")
