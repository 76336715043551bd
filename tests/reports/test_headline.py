"""The one rule of what leads: a test for each kind of document."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from reports import drawing, headline, pages
from reports.content import compose
from reports.content.verified_types import Compared, Verification
from tests.charts.pictures import parsed
from tests.factories.reports import source

CHECKED = Compared(
    verified=Fraction(1),
    verified_text="1,0",
    verified_level_text="mức 1 · Bước đầu",
    verified_level=1,
    target=Fraction(3),
)
ISSUED = Verification(
    number="SMC-2026-000123",
    issued_text="22/11/2026",
    valid_until_text="22/11/2027",
    how_text="tại nhà máy",
    items_text="60 / 60 câu",
    is_partial=False,
    advisor="Lê Thị Dung",
    approver="Phạm Văn Em",
    operator="C4IR",
    verify_url="https://example.test/v/1",
    self_line="Doanh nghiệp tự đánh giá: 2,0",
)


def content(verification=None, compared=CHECKED):
    """Return a result at level 2 of which an advisor has said level 1; ``verification`` issues it."""
    made = compose(source(), "vi")
    blocks = tuple(
        replace(
            block,
            standing=replace(block.standing, compared=compared),
            dimensions=tuple(replace(d, standing=replace(d.standing, compared=compared)) for d in block.dimensions),
        )
        for block in made.blocks
    )
    overall = replace(made.overall, standing=replace(made.overall.standing, compared=compared))
    mark = made.short_mark if verification is None else "Chuyên gia xác nhận"
    return replace(made, blocks=blocks, overall=overall, verification=verification, short_mark=mark)


def html(made, template):
    with translation.override("vi"):
        pictures = pages.draw(made)
        return render_to_string(f"reports/{template}.html", {"content": made, "pictures": pictures})


def strips(made):
    return [drawing.strip_row(made, each.standing) for block in made.blocks for each in block.dimensions]


def diamonds(svg):
    return [path for path in parsed(svg).iter() if path.tag.endswith("path") and path.get("d", "").endswith("z")]


def test_self_assessment_leads_with_the_firm_s_own_value():
    lead = headline.of_whole(content())

    assert (lead.level_text, lead.value_text, lead.level, lead.beside) == ("Mức 2 · Có chuẩn chung", "2,0", 2, "")


def test_self_assessment_shows_nothing_verified():
    made = content()
    page = html(made, "_overall") + html(made, "_strips")

    assert "xác nhận" not in page.lower()
    assert "1,0" not in page
    assert [mark for picture in strips(made) for mark in diamonds(picture)] == []


def test_verified_report_leads_with_the_verified_value_and_names_the_other():
    with translation.override("vi"):
        lead = headline.of_whole(content(ISSUED))

    assert (lead.level_text, lead.value_text, lead.level) == ("Mức 1 · Bước đầu", "1,0", 1)
    assert lead.beside == "Doanh nghiệp tự đánh giá: 2,0"


def test_verified_report_has_both_values_on_the_page_the_verified_first():
    made = content(ISSUED)
    page = html(made, "_overall")

    assert page.index("Mức 1 · Bước đầu") < page.index("Doanh nghiệp tự đánh giá: 2,0")
    assert "chưa kiểm chứng" not in page
    assert "Mức 1 / 5" in page
    assert [len(diamonds(picture)) for picture in strips(made)] == [1] * 20


def test_report_of_which_too_little_is_verified_leads_with_the_firm_s_own_value():
    with translation.override("vi"):
        lead = headline.of_whole(content(replace(ISSUED, is_partial=True)))

    assert (lead.value_text, lead.beside) == ("2,0", "Chuyên gia xác nhận: 1,0")


def test_node_that_nobody_verified_is_the_firm_s_own_where_its_own_leads():
    made = content(replace(ISSUED, is_partial=True), Compared())
    lead = headline.of_node(made.blocks[0].standing, made)

    assert (lead.value_text, lead.beside, lead.is_verified) == ("2,0", "", False)


@pytest.mark.parametrize("is_whole", [True, False])
def test_firm_s_own_value_never_takes_the_place_of_a_verified_one(is_whole):
    made = content(ISSUED, Compared())
    with translation.override("vi"):
        lead = headline.of_whole(made) if is_whole else headline.of_node(made.blocks[0].standing, made)

    assert (lead.value, lead.value_text, lead.level, lead.band_text) == (None, "chưa xác nhận", None, "")
    assert (lead.level_text, "ự đánh giá: 2,0" in lead.beside) == ("Chưa xác nhận" if is_whole else "", True)


def test_node_that_is_withheld_keeps_the_words_that_say_so():
    made = content(ISSUED, Compared())
    withheld = replace(made.blocks[0].standing, value=None, value_text="để riêng", level=None, level_text="")

    assert headline.of_node(withheld, made) == headline.Lead(None, "để riêng", None, "", "")


def test_strip_of_what_nobody_verified_has_no_bar():
    made = content(ISSUED, Compared())

    assert drawing.strip(made, made.blocks[0].standing).leading is None


def test_table_shows_what_the_strips_show():
    page = html(content(ISSUED), "_strips")
    table = page[page.index("<table") :]

    assert "Mục tiêu" in table
    assert table.count("Tự đánh giá: 2,0") == 25
