"""What stands on which page of the printed report, and that nothing is lost or cut off, whatever was typed."""

import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from reports.content import compose, printable
from reports.press import rendering
from reports.press.words import WORDS
from tests.factories.reports import all_at, source
from tests.reports import printed
from tests.reports.invented import END, largest, verified

ROOT = rendering.STATIC.parent
TEMPLATES = ROOT / "templates" / "reports" / "pdf"
MARK = "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN"
ARTIFACT = "BẢN MINH HOẠ"


class Printed:
    """A report printed once for all tests of this module."""

    def __init__(self, content, folder, **how):
        self.content, self.rendered = content, rendering.render_pdf(content, **how)
        self.pdf, self.document = self.rendered.pdf, printed.opened(self.rendered.pdf)
        self.pages = [" ".join(page.split()) for page in printed.text_of(self.pdf, folder).split("\f")[:-1]]

    @property
    def text(self):
        return " ".join(self.pages)

    def page_with(self, words):
        return next(page for page in self.pages if words in page)


@pytest.fixture(scope="module")
def proof(tmp_path_factory, django_db_blocker):
    """A verified report, signed for show: everything that a report can hold is there."""
    with django_db_blocker.block():
        content = verified(compose(source({**all_at(2), "S1.1": "dk"}, troubles=["machine_stops"]), "vi"))
        return Printed(content, tmp_path_factory.mktemp("proof"), demo_certificate=True)


@pytest.fixture(scope="module")
def both(tmp_path_factory, django_db_blocker):
    """A self-assessment in two languages."""
    with django_db_blocker.block():
        made = source({**all_at(3), "O4.1": 1, "O4.3": "Không dùng khuôn"})
        return Printed(compose(made, "vi"), tmp_path_factory.mktemp("both"), other=compose(made, "en"))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory, django_db_blocker):
    """The longest texts in every place where a person types, in letters that few fonts have."""
    with django_db_blocker.block():
        return Printed(largest(compose(source(all_at(1)), "vi")), tmp_path_factory.mktemp("crowded"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory, django_db_blocker):
    """Nothing but "not applicable"."""
    with django_db_blocker.block():
        made = source(dict.fromkeys(all_at(0), "Không dùng"))
        return Printed(compose(made, "vi"), tmp_path_factory.mktemp("bare"))


# Two documents that cannot be confused.


def test_verified_report_is_never_called_a_self_assessment(proof):
    assert MARK not in proof.text
    assert "tự đánh giá – chưa" not in str(proof.document.docinfo.Title)


def test_verified_report_says_number_on_every_page(proof):
    assert [page for page in proof.pages if proof.content.verification.number not in page] == []


def test_verified_report_says_on_its_cover_how_it_was_verified(proof):
    proven = proof.content.verification

    for said in (proven.issued_text, proven.valid_until_text, proven.how_text, proven.items_text, proven.advisor):
        assert said in proof.pages[0]


def test_verified_report_says_where_it_can_be_checked(proof):
    assert proof.content.verification.verify_url in proof.pages[0].replace(" ", "")


def test_verified_report_has_a_code_of_at_least_25_mm(proof):
    code = next(each for each in printed.elements(proof.document) if "QR" in str(each.get("/Alt", "")))
    left, top, right, bottom = (float(each) for each in code.A.BBox)

    assert min(right - left, bottom - top) * 25.4 / 96 >= 25


def test_verified_report_leads_with_the_verified_value(proof):
    summary, compared = proof.page_with("Tóm tắt"), proof.content.overall.standing.compared

    assert 0 < summary.find("Mức 1 · Bước đầu") < summary.find(proof.content.verification.self_line)
    assert f"{compared.verified_text} Mức 1 / 5" in summary


def test_verified_report_prints_reason_and_findings(proof):
    answer = next(each for each in proof.content.answers if each.verified_reason)

    assert answer.verified_text in proof.text
    assert answer.verified_reason in proof.text
    assert all(finding.text in proof.text for block in proof.content.blocks for finding in block.findings)


def test_verified_report_without_an_operator_is_called_a_demonstration_copy(proof):
    assert proof.pages[0].startswith("Bản minh hoạ")
    assert all("Bản minh hoạ ·" in page for page in proof.pages[1:])


def test_operator_stands_on_verified_reports_only(settings):
    settings.OPERATOR_NAME = "Trung tâm Thử"
    content = compose(source(), "vi")

    assert "Trung tâm Thử" not in rendering.render_html(content)
    assert rendering.render_html(verified(content)).count("Trung tâm Thử") >= 3


def test_self_assessment_has_no_number_and_no_code(both):
    assert "Số báo cáo" not in both.text
    assert not [each for each in printed.elements(both.document) if "QR" in str(each.get("/Alt", ""))]


def test_partly_verified_report_says_so():
    content = verified(compose(source(), "vi"))
    partly = replace(content.verification, is_partial=True, self_line="Tự đánh giá: 2,0 · xác nhận một phần (20/60)")
    html = rendering.render_html(replace(content, mark="XÁC NHẬN MỘT PHẦN (20/60)", verification=partly))

    assert f'data-right="XÁC NHẬN MỘT PHẦN (20/60) · {partly.number}"' in html
    assert '<p class="cover-mark">XÁC NHẬN MỘT PHẦN (20/60)</p>' in html
    assert partly.self_line in html


def test_demonstration_is_written_across_every_page_as_an_artifact(proof):
    # Slanting letters come one by one.
    assert [page for page in proof.pages if "MINHHOẠ" not in page.replace(" ", "")] == []
    assert [printed.drawn_ids(page)[0] for page in proof.document.pages] == _held(proof.document)


def test_other_documents_have_nothing_across(both):
    assert ARTIFACT not in both.text


# Sections.


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


def test_contents_lead_to_the_pages_they_name(proof):
    page = next(each for each in proof.document.pages if "/Annots" in each)
    links = [each for each in page.Annots if each.get("/Subtype") == "/Link"]

    assert len(links) >= 10
    assert all(str(link.Contents).strip() for link in links)


def test_verified_report_has_at_most_20_pages(proof):
    assert 10 <= len(proof.pages) <= 20


# Two languages.


def test_bilingual_report_says_everything_twice(both):
    for said in ("Tóm tắt", "Summary", "Chiến lược và quản trị", "Strategy and governance"):
        assert said in both.text


def test_bilingual_report_marks_the_english_as_english():
    made = source()
    html = rendering.render_html(compose(made, "vi"), other=compose(made, "en"))

    assert '<html lang="vi">' in html
    assert '<span class="en" lang="en">Summary</span>' in html


def test_bilingual_report_says_numbers_once(both):
    assert "2,9 2.9" not in both.text


def test_bilingual_report_is_marked_in_both_languages_on_every_page(both):
    assert [page for page in both.pages if MARK not in page or "SELF-ASSESSED – NOT VERIFIED" not in page] == []


# Nothing lost, nothing cut.


@pytest.mark.parametrize("which", ["proof", "both", "crowded", "bare"])
def test_no_text_lies_outside_its_page(which, request, tmp_path):
    assert _outside(request.getfixturevalue(which).pdf, tmp_path) == []


@pytest.mark.parametrize("which", ["proof", "both", "crowded", "bare"])
def test_every_report_is_tagged_whole(which, request):
    document = request.getfixturevalue(which).document

    assert [printed.drawn_ids(page)[0] for page in document.pages] == _held(document)


@pytest.mark.parametrize("which", ["proof", "both"])
def test_every_edition_passes_the_checker_of_pdf_ua(which, request, tmp_path):
    assert printed.findings(request.getfixturevalue(which).pdf, tmp_path) == []


@pytest.mark.parametrize("which", ["proof", "both", "crowded", "bare"])
def test_every_report_stays_small(which, request):
    assert len(request.getfixturevalue(which).pdf) < 600_000


@pytest.mark.parametrize("which", ["proof", "both", "crowded", "bare"])
def test_every_font_is_embedded_and_cut_down(which, request):
    for font in _fonts(request.getfixturevalue(which).document):
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_name_of_200_letters_without_a_space_is_there_whole(crowded):
    assert "W" * 200 in crowded.pages[0].replace(" ", "")


def test_longest_texts_are_there_whole(crowded):
    typed = [answer for answer in crowded.content.answers if not answer.sensitive]

    assert crowded.text.count(END) >= len(typed) + len(crowded.content.blocks)


def test_joined_letters_stay_joined(crowded):
    assert printed.is_nfc(crowded.text)


def test_pictures_are_dropped_and_other_scripts_stay():
    content = printable(compose(source(), "vi"))
    html = rendering.render_html(replace(content, firm="Cơ khí 👍🏽😀 An Mẫu", place="مصنع · 工厂"))

    assert "Cơ khí  An Mẫu" in html
    assert "مصنع · □□" in html


def test_marks_that_turn_letters_round_are_dropped():
    html = rendering.render_html(replace(printable(compose(source(), "vi")), firm="An\u202eMẫu\u2066\u0007"))

    assert "AnMẫu" in html


def test_report_with_nothing_to_rate_offers_no_step(bare):
    assert "Ai lead" not in bare.text
    assert "Lộ trình 12 tháng" not in bare.text


# The templates.


def test_templates_use_only_words_that_exist():
    used = {word for file in TEMPLATES.glob("*.html") for word in re.findall(r"\bw\.(\w+)", file.read_text())}

    assert used <= set(WORDS)


def _held(document):
    held = printed.marked_ids(document)
    return [held[page.objgen] for page in document.pages]


def _fonts(document):
    return [font for page in document.pages for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()]


def _outside(pdf, folder):
    """Return the words that lie, even in part, outside their page; what is written across on purpose is none."""
    file = folder / "boxes.pdf"
    file.write_bytes(pdf)
    made = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True, timeout=60).stdout
    lost, size = [], (0.0, 0.0)
    for line in made.decode().splitlines():
        numbers = [float(each) for each in re.findall(r'="([-\d.]+)"', line)]
        if line.lstrip().startswith("<page"):
            size = (numbers[0], numbers[1])
        elif line.lstrip().startswith("<word") and not _is_inside(numbers, size):
            lost.append(re.sub(r"<[^>]*>", "", line).strip())
    return lost


def _is_inside(box, size):
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1]
