"""Which sections a printed report has, and what stands on which of its pages."""

import re
from dataclasses import replace

import pytest

from reports.content import compose
from reports.press import rendering
from reports.press.paper import left_column
from reports.press.words import WORDS
from tests.factories.reports import all_at, source
from tests.reports.invented import verified
from tests.reports.printed import Printed

pytestmark = pytest.mark.xdist_group("printed")  # one process prints for all of them
TEMPLATES = rendering.STATIC.parent / "templates" / "reports" / "pdf"


def test_every_section_that_has_something_to_say_is_printed(proof):
    content = proof.content

    for said in (
        content.since_last.sentence,
        content.plan[0].title,
        content.learning.total_text,
        content.investments[0].formula,
        content.disclaimer,
    ):
        assert said in proof.text


@pytest.mark.parametrize(
    ("field", "empty", "heading"),
    [
        ("since_last", None, "So với lần trước"),
        ("plan", (), "Lộ trình 12 tháng"),
        ("learning", None, "Con người: ai cần học gì"),
        ("investments", (), "Phiếu đầu tư"),
        ("glossary", (), "Từ ngữ trong báo cáo"),
        ("others", (), "Nhìn theo các bộ tiêu chí khác"),
        ("disclaimer", "", "Báo cáo này không phải là gì"),
    ],
)
def test_section_with_nothing_to_say_is_left_out(field, empty, heading):
    content = verified(compose(source(), "vi"))
    without = replace(content, blocks=(), **{field: empty})

    assert heading in rendering.render_html(replace(content, blocks=()))
    assert heading not in rendering.render_html(without)


def test_investment_sheet_has_a_page_of_its_own(proof):
    pages = [page for page in proof.pages if "Vốn và vay" in page]

    assert len(pages) == len(proof.content.investments)


def test_summary_is_one_page_that_says_what_to_do(proof):
    summary = proof.page_with("Trong báo cáo này")

    assert "Tóm tắt" in summary
    assert all(priority.step.text in summary for priority in proof.content.priorities)


@pytest.mark.parametrize(("language", "strips"), [("vi", "20 khía cạnh"), ("en", "20 dimensions")])
def test_summary_of_a_quick_check_is_one_page_too(language, strips, tmp_path):
    content = compose(source(all_at(1, "quick"), scope="quick"), language)
    pages = Printed(content, tmp_path).pages

    assert all(priority.name in pages[1] for priority in content.priorities)
    assert strips in pages[1]  # in the list of contents
    assert strips in pages[2]


def test_contents_lead_to_the_pages_they_name(proof):
    page = next(each for each in proof.document.pages if "/Annots" in each)
    links = [each for each in page.Annots if each.get("/Subtype") == "/Link"]

    assert len(links) >= 10
    assert all(str(link.Contents).strip() for link in links)


def test_verified_report_has_at_most_20_pages(proof):
    assert 10 <= len(proof.pages) <= 20


def test_report_with_nothing_to_rate_offers_no_step(bare):
    assert "Ai lead" not in bare.text
    assert "Lộ trình 12 tháng" not in bare.text


def test_templates_use_only_words_that_exist():
    used = {word for file in TEMPLATES.glob("*.html") for word in re.findall(r"\bw\.(\w+)", file.read_text())}

    assert used <= set(WORDS)


@pytest.mark.parametrize(
    ("rows", "left"), [([], 0), ([30], 1), ([8, 9, 20, 20], 2), ([20, 5, 5, 20], 2), ([40, 3, 3], 1), ([3, 3, 40], 2)]
)
def test_tables_on_other_models_stand_in_two_columns_of_about_the_same_depth(rows, left):
    assert left_column(rows) == left
