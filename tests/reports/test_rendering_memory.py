"""A process prints one report after the other for weeks: what it holds does not grow with their number."""

import ctypes
import gc
from ctypes.util import find_library

import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from reports.press import attributes, rendering

ROWS = 100
FIGURES = "".join(f'<tr><th>Line {row}</th><td class="n">{row}.{row}</td></tr>' for row in range(ROWS))
PAGE = f'<html lang="vi"><title>t</title><body><h1>x</h1><table>{FIGURES}</table></body></html>'
# Three prints would leave behind about 1,200 bytes a row.
SPARE = ROWS * 200


class Heap(ctypes.Structure):
    """What malloc tells of itself (struct mallinfo2)."""

    _fields_ = [(f"field_{place}", ctypes.c_size_t) for place in range(10)]


def held() -> int:
    """Return the bytes that all libraries hold of the heap, whatever the process keeps in reserve."""
    gc.collect()
    tell = ctypes.CDLL(find_library("c")).mallinfo2
    tell.restype = Heap
    heap = tell()
    return int(heap.field_4 + heap.field_7)


@pytest.mark.skipif(not hasattr(ctypes.CDLL(find_library("c")), "mallinfo2"), reason="only glibc tells what it holds")
def test_printing_again_holds_no_more_memory():
    for _ in range(2):
        rendering.print_html(PAGE)
    before = held()

    for _ in range(3):
        rendering.print_html(PAGE)

    assert held() - before < SPARE


def test_other_fonts_of_the_process_are_left_alone():
    """Their lists share what is in them: whoever freed those would pull it from under the next text."""
    rendering.the_press()
    fonts = FontConfiguration()

    first, second = (
        weasyprint.HTML(string=f"<style>.n {{ font-variant-numeric: tabular-nums }}</style>{PAGE}").write_pdf(
            font_config=fonts
        )
        for _ in range(2)
    )

    assert first == second
    assert len(fonts.font_features) == 1


def test_weasyprint_of_another_version_is_left_alone(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    fonts = FontConfiguration()

    attributes.give_back(fonts, weasyprint)

    assert type(fonts.font_features) is dict
