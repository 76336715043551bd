import ast
import json
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reports.content import compose, printable
from reports.press import rendering
from tests.factories.reports import all_at, source
from tests.reports import printed

pytestmark = pytest.mark.xdist_group("printed")  # one process prints for all of them

ROOT = Path(rendering.STATIC).parent
# Every letter of Vietnamese with its marks, as one typed text; words with ligature letters; signs.
LETTERS = (
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ "
    "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ fi fl ffi 1.000₫ ≥ →"
)
HOSTILE = '</title><script>alert(1)</script><img src="http://127.0.0.1:9/x.png"><link rel="attachment" href="file:///etc/passwd">'


class Printed:
    def __init__(self, content, pdf):
        self.content, self.pdf, self.document = content, pdf, printed.opened(pdf)


@pytest.fixture(scope="module", params=["vi", "en"])
def report(request, django_db_blocker):
    """A printed report in each language, without a database."""
    with django_db_blocker.block():
        given = {**all_at(2), "S1.1": "dk", "O4.3": "Không dùng khuôn", "S1.2": "Chưa cần", "G1.1": 0}
        content = compose(source(given, troubles=["machine_stops"]), request.param)
        return Printed(content, rendering.render_pdf(content).pdf)


def test_report_has_10_to_16_pages_beside_its_investment_sheets_and_stays_small(report):

    assert 10 <= len(report.document.pages) - len(report.content.investments) <= 16
    assert len(report.pdf) < 600_000


def test_report_text_layer_is_exact(report, tmp_path):
    text = printed.words_of(report.pdf, tmp_path)

    assert printed.is_nfc(text)
    for said in (
        report.content.title,
        report.content.overall.headline,
        report.content.overall.sentence,
        report.content.priorities[0].step.text,
    ):
        assert said.replace("-", "- ") in text.replace("- ", "-").replace("-", "- ")  # a line may end after a hyphen


def test_report_is_marked_on_the_cover_and_on_every_page(report, tmp_path):
    pages = printed.text_of(report.pdf, tmp_path).split("\f")[:-1]

    assert all(report.content.mark in " ".join(page.split()) for page in pages)
    assert all(report.content.firm in " ".join(page.split()) for page in pages)


def test_report_numbers_its_pages(report, tmp_path):
    pages = printed.text_of(report.pdf, tmp_path).split("\f")[:-1]

    assert all(f"{place} / {len(pages)}" in page for place, page in enumerate(pages[1:], start=2))


def test_report_says_language_and_title(report):

    assert str(report.document.Root.Lang) == report.content.language
    assert str(report.document.docinfo.Title).startswith(f"{report.content.title} – {report.content.firm} (")
    assert report.content.mark.lower() in str(report.document.docinfo.Title)
    assert bool(report.document.Root.ViewerPreferences.DisplayDocTitle)


def test_report_has_bookmarks_of_parts_and_dimensions(report):
    with report.document.open_outline() as outline:
        parts = {item.title: [child.title for child in item.children] for item in outline.root[0].children} or {
            item.title: [child.title for child in item.children] for item in outline.root
        }

    for block in report.content.blocks:
        assert parts[block.standing.name] == [each.standing.name for each in block.dimensions]


def test_report_header_cells_have_a_scope(report):
    headers = [each for each in printed.elements(report.document) if each.get("/S") == "/TH"]

    assert {str(each.A.Scope) for each in headers} == {"/Row", "/Column"}


def test_report_pictures_have_an_alternative_text_or_are_decoration(report):
    figures = [each for each in printed.elements(report.document) if each.get("/S") == "/Figure"]

    assert [str(each.Alt) for each in figures] == [report.content.overall.headline]


def test_report_says_in_its_table_what_its_strips_show(report):
    page = next(page for page in printed.page_texts(report.pdf) if f"0 {report.content.levels[0].name}" in page)

    for block in printable(report.content).blocks:
        for each in block.dimensions:
            assert f"{each.standing.name} {each.standing.value_text}" in page


def test_report_draws_nothing_that_is_neither_tagged_nor_an_artifact(report):
    pages, held = list(report.document.pages), printed.marked_ids(report.document)

    assert [printed.drawn_ids(page)[0] for page in pages] == [held[page.objgen] for page in pages]


def test_report_running_titles_are_artifacts(report):
    inner = report.document.pages[1:]

    assert all(printed.drawn_ids(page)[1] >= 3 for page in inner)


def test_ux_46_report_passes_the_checker_of_pdf_ua(report, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(report.pdf)
    checker = Path(sys.executable).with_name("pdfua")
    checked = subprocess.run([checker, "check", "--format", "json", file], capture_output=True, check=False, timeout=60)

    assert checked.returncode == 0, checked.stdout.decode()
    assert json.loads(checked.stdout)["findings"] == []


@printed.has_tool("qpdf")
def test_report_is_sound(report, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(report.pdf)

    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True, timeout=60)


def test_report_embeds_one_family_of_fonts_only(report):
    fonts = {
        str(font.BaseFont).rpartition("+")[2]
        for page in report.document.pages
        for font in page.Resources.get("/Font", {}).values()
    }

    assert len(fonts) == 2
    assert all("Inter" in font for font in fonts)


def test_report_leaves_sensitive_answers_out(tmp_path):
    content = compose(source(all_at(5)), "vi")
    html = rendering.render_html(content)

    assert all(answer.text not in html for answer in content.answers if answer.sensitive)


def test_report_tells_nothing_of_a_dimension_that_asks_only_about_sensitive_matters():
    given = {**all_at(4), "T5.1": 0, "T5.2": 0, "T5.3": 0}
    content = compose(source(given), "vi")
    html = rendering.render_html(content)
    security = next(each for block in content.blocks for each in block.dimensions if each.standing.node == "T5")

    said = "Nội dung bảo mật: không in ở đây; xem trên trang kết quả."
    assert f'<h2>{security.standing.name}</h2></th><td colspan="2" class="soft">{said}</td>' in html
    assert [word for word in ("mức 0", "<b>0,0", ">0,0</text>", security.next_step.text) if word in html] == []


def test_same_content_gives_the_same_bytes():
    html = '<html lang="vi"><title>t</title><body><h1>Ắ</h1><table><tr><th>1</th><td>2</td></tr></table></body></html>'

    assert rendering.print_html(html).pdf == rendering.print_html(html).pdf


def test_ux_04_every_vietnamese_letter_is_found_again(tmp_path):
    html = f'<html lang="vi"><title>t</title><body><p>{LETTERS}</p><p><b>{LETTERS}</b></p></body></html>'
    text = printed.words_of(rendering.print_html(html).pdf, tmp_path)

    assert [word for word in LETTERS.split() if word not in text.split()] == []


def test_loose_marks_are_joined_before_printing():
    content = replace(printable(compose(source(), "vi")), firm="Cơ khí An Mẫu")

    assert "Cơ khí An Mẫu" in rendering.render_html(content)


def test_hostile_names_are_printed_as_they_are_typed(tmp_path):
    content = replace(printable(compose(source(), "vi")), firm=HOSTILE, place="{{ content }}{% now 'Y' %}")
    html = rendering.render_html(content)

    assert "<script" not in html
    assert "{{ content }}" in html


def test_hostile_reason_appears_literally(tmp_path):
    html = rendering.render_html(compose(source({**all_at(2), "S1.1": "<b>mua</b> & bán"}), "vi"))

    assert "&lt;b&gt;mua&lt;/b&gt; &amp; bán" in html


@pytest.mark.logs_errors("WeasyPrint says which address it was refused")
@pytest.mark.parametrize(
    "probe",
    [
        '<img alt="x" src="http://127.0.0.1:{port}/x.png">',
        '<link rel="stylesheet" href="http://127.0.0.1:{port}/x.css">',
        '<object data="http://127.0.0.1:{port}/x.svg" type="image/svg+xml"></object>',
        '<p style="background-image: url(http://127.0.0.1:{port}/x.png)">x</p>',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="http://127.0.0.1:{port}/x.png"/></svg>',
    ],
)
def test_printing_asks_nobody_on_the_network(probe):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        page = probe.replace("{port}", str(listening.getsockname()[1]))
        rendering.print_html(f'<html lang="vi"><title>t</title><body>{page}<p>x</p></body></html>')

        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.mark.logs_errors("WeasyPrint says which file it was refused")
@pytest.mark.parametrize(
    "probe",
    [
        '<link rel="attachment" href="file://{file}">',
        '<object data="file://{file}" type="image/svg+xml"></object>',
        '<img alt="x" src="file://{file}">',
    ],
)
def test_printing_reads_no_file_of_this_machine(probe, tmp_path):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><title>s</title><text y="9">SECRET</text></svg>')
    page = probe.replace("{file}", str(secret))

    pdf = rendering.print_html(f'<html lang="vi"><title>t</title><body><p>x</p>{page}</body></html>').pdf

    assert "SECRET" not in printed.words_of(pdf, tmp_path)
    assert "/EmbeddedFiles" not in printed.opened(pdf).Root.get("/Names", {})


def test_only_rendering_imports_weasyprint():
    importing = [
        str(file.relative_to(ROOT))
        for room in ("accounts", "assessments", "c4ir_assess", "charts", "questionnaires", "reports", "reviews")
        for file in (ROOT / room).rglob("*.py")
        if any("weasyprint" in name for name in _imports(file))
    ]

    assert importing == ["reports/press/rendering.py"]


def test_a_web_process_does_not_load_weasyprint():
    code = (
        "import django; django.setup(); import reports.views, c4ir_assess.urls, sys; print('weasyprint' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, timeout=60
    )

    assert said.stdout.split()[-1] == "False"


def _imports(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
