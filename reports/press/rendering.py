"""From what a report says to a PDF. The only module that imports WeasyPrint, and only when a page is to be printed.

Fonts and stylesheet are read once a process: parsing them anew costs a third of a second a report. The fonts are whole
TrueType files; the split files of the web pages garble Vietnamese in WeasyPrint.
"""

import atexit
import gc
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from c4ir_assess import qr
from reports import drawing
from reports.content import printable, with_used_terms
from reports.content.types import ReportContent
from reports.press import attributes, bilingual, glyphs, limits, tagging
from reports.press import paper as pdf_pages
from reports.press.paper import Paper

STATIC = Path(settings.BASE_DIR) / "static"
VARIANT = "pdf/ua-1"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A whole PDF and its number of pages."""

    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class Press:
    """What every report needs and none changes."""

    html: Any
    fonts: Any
    stylesheet: Any
    fetcher: Any


def render_pdf(
    content: ReportContent,
    *,
    other: ReportContent | None = None,
    with_private: bool = False,
    demo_certificate: bool = False,
) -> Rendered:
    """Render a report. The same content gives the same bytes."""
    return print_html(render_html(content, other=other, with_private=with_private, demo_certificate=demo_certificate))


def render_html(
    content: ReportContent,
    *,
    other: ReportContent | None = None,
    with_private: bool = False,
    demo_certificate: bool = False,
) -> str:
    """Render the document that is printed, in the content's language; with ``other``, the same in a second one beside.

    Answers to sensitive questions are left out, unless the firm ticked that they are printed. ``demo_certificate``: a
    certificate that proves nothing signs it, which every page says.
    """
    said = [each if with_private else printable(each) for each in (content, other) if each is not None]
    shown, *beside = map(_laid_out, with_used_terms(*said))
    for twin in beside:
        shown = bilingual.pair(shown, twin, twin.content.language)
    with translation.override(content.language):
        html = render_to_string(
            "reports/pdf/report.html",
            {
                "paper": shown,
                "content": shown.content,
                "w": shown.words,
                "is_bilingual": other is not None,
                "across": shown.words["across"] if demo_certificate else "",
                **_pictures(shown),
            },
        )
    return glyphs.printable(html)


def _laid_out(content: ReportContent) -> Paper:
    with translation.override(content.language):
        return pdf_pages.lay_out(content)


def _pictures(shown: Paper) -> dict[str, SafeString]:
    content, title = shown.content, bilingual.in_one_line(shown.words["code"])
    pictures = {
        "disc": drawing.disc(content),
        "range": drawing.quick_range(content),
        "axis": drawing.axis_numbers(content),
    }
    if content.verification is not None:
        pictures["qr"] = qr.svg(content.verification.verify_url, title)
    return pictures


def print_html(html: str) -> Rendered:
    """Print a document; nothing is fetched, neither from the network nor from files: pictures are within.

    LimitExceeded when it would take more than one report may.
    """
    press = the_press()
    limits.require_size(html)
    with limits.watched():
        document = press.html(string=html, url_fetcher=press.fetcher).render(
            font_config=press.fonts, stylesheets=[press.stylesheet], pdf_variant=VARIANT
        )
        limits.require_pages(len(document.pages))
        pdf = document.write_pdf(finisher=tagging.finish, pdf_variant=VARIANT)
    return Rendered(pdf=pdf, pages=len(document.pages))


@cache
def the_press() -> Press:
    """Set the press up, once a process."""
    import weasyprint  # noqa: PLC0415 -- two seconds and 60 MB that only a worker should pay
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 -- the same
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 -- the same

    fonts = FontConfiguration()
    attributes.give_back(fonts, weasyprint)
    own_files = URLFetcher(allowed_protocols=("file",))
    stylesheet = weasyprint.CSS(
        string=stylesheet_text(), base_url=str(STATIC / "css" / "report.css"), url_fetcher=own_files, font_config=fonts
    )
    atexit.register(_put_away, os.getpid())
    return Press(
        html=weasyprint.HTML, fonts=fonts, stylesheet=stylesheet, fetcher=URLFetcher(allowed_protocols=("data",))
    )


def _put_away(owner: int) -> None:
    """Let the fonts' temporary folder go before Python takes its modules apart; forked children share it."""
    if os.getpid() == owner:
        the_press.cache_clear()


def stylesheet_text() -> str:
    """Return the report's stylesheet after the tokens, whose @font-face rules (split web fonts) are left out."""
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    root = re.search(r":root \{.*?\n\}", tokens, re.DOTALL)
    if root is None:
        raise ValueError("tokens.css has no :root block")
    return root[0] + "\n" + (STATIC / "css" / "report.css").read_text(encoding="utf-8")


def look_for_garbage_seldom() -> None:
    """Set a process up that prints for good: what is there is not looked at again, and what is new in larger lots.

    Nearly all that a report makes lives until it is printed. It takes a tenth less time so; in lots twice as large it
    would take no less, and 40 MB more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 1)


def warm_up() -> None:
    """Load everything a first report would wait for: called in the parent, so that worker processes inherit it."""
    print_html('<html lang="vi"><title>.</title><body><h1>Ắ</h1><p>ơ</p></body></html>')
