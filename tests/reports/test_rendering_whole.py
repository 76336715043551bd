"""Nothing of a printed report is lost, cut off or outside the tags, whatever was typed."""

import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from reports.content import compose, printable
from reports.press import rendering
from tests.factories.reports import source
from tests.reports import printed
from tests.reports.invented import END

pytestmark = pytest.mark.xdist_group("printed")  # one process prints for all of them
RIGHT_MARGIN = 17 * 72 / 25.4  # points; the running header ends there, too
FILLED, ABOVE_THE_FOOTER = 0.33, 0.93


@pytest.mark.parametrize("which", ["proof", "both", "crowded", "bare"])
def test_no_text_lies_outside_its_page(which, request, tmp_path):
    assert _outside(request.getfixturevalue(which).pdf, tmp_path) == []


@pytest.mark.parametrize("which", ["both", "crowded", "bare"])
def test_no_text_runs_into_the_margin(which, request, tmp_path):
    assert _outside(request.getfixturevalue(which).pdf, tmp_path, margin=RIGHT_MARGIN) == []


@pytest.mark.parametrize("which", ["both", "bare"])
def test_no_page_is_nearly_empty(which, request, tmp_path):
    reached = [_lowest(page) for page in _pages(request.getfixturevalue(which).pdf, tmp_path)]

    assert [place for place, share in enumerate(reached, start=1) if share < FILLED] == []


@pytest.mark.parametrize("which", ["proof", "both", "crowded", "bare"])
def test_every_report_is_tagged_whole(which, request):
    document = request.getfixturevalue(which).document

    assert [printed.drawn_ids(page)[0] for page in document.pages] == printed.held(document)


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


def _fonts(document):
    return [font for page in document.pages for font in page.Resources.get("/Font", pikepdf.Dictionary()).values()]


def _outside(pdf, folder, margin=0.0):
    """Return the words that lie, even in part, outside their page; what is written across on purpose is none."""
    return [
        said
        for width, height, words in _pages(pdf, folder)
        for said, box in words
        if not _is_in(box, width - margin, height)
    ]


def _is_in(box, width, height):
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= width and bottom <= height


def _lowest(page):
    """Return how far down a page its text reaches above the footer, as a share of its height."""
    _, height, words = page
    return max(bottom for _, (*_, bottom) in words if bottom < height * ABOVE_THE_FOOTER) / height


def _pages(pdf, folder):
    """Return width, height and the words with their boxes of each page."""
    file = folder / "boxes.pdf"
    file.write_bytes(pdf)
    made = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True, timeout=60).stdout
    pages = []
    for line in made.decode().splitlines():
        numbers = [float(each) for each in re.findall(r'="([-\d.]+)"', line)]
        if line.lstrip().startswith("<page"):
            pages.append((*numbers, []))
        elif line.lstrip().startswith("<word"):
            pages[-1][2].append((re.sub(r"<[^>]*>", "", line).strip(), numbers))
    return pages
