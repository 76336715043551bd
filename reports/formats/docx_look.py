"""How the Word document looks: its styles, its language, what stands at the head and foot of every page."""

from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from reports.content.types import ReportContent
from reports.formats import look, marks
from reports.formats.cleaning import cleaned
from reports.formats.docx_page import SOFT, TABLE, field, run

# name: size, bold, colour, space before, space after, line height
_PARAGRAPHS: dict[str, tuple[float, bool, str, float, float, float]] = {
    "Normal": (10, False, look.INK, 0, 6, 1.35),
    "Title": (28, True, look.INK, 0, 14, 1.15),
    "Subtitle": (15, False, look.INK, 0, 3, 1.3),
    "Heading 1": (20, True, look.INK, 0, 10, 1.2),
    "Heading 2": (13, True, look.STRONG, 16, 4, 1.25),
    "Heading 3": (10.5, True, look.INK, 12, 4, 1.3),
    "List Bullet": (10, False, look.INK, 0, 3, 1.35),
    "Header": (8, False, look.SOFT, 0, 0, 1.2),
    "Footer": (8, False, look.SOFT, 0, 0, 1.2),
    "Table Text": (9, False, look.INK, 1, 1, 1.22),
    "Table Head": (9, True, look.STRONG, 1, 1, 1.22),
    "After Table": (5, False, look.INK, 0, 4, 1),
    "Lead": (15, True, look.STRONG, 0, 4, 1.3),
    "Quiet": (9, False, look.SOFT, 0, 6, 1.35),
    "Standing": (10, False, look.INK, 0, 3, 1.35),
    "About": (9, False, look.SOFT, 0, 5, 1.35),
    "Cover Mark": (11, True, look.STRONG, 190, 18, 1.3),
    "Brand": (11, True, look.INK, 0, 0, 1.3),
}
_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
<w:name w:val="C4IR Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
<w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="4" w:space="0" w:color="{look.LINE}"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{look.LINE}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{look.LINE}"/>
</w:tblBorders><w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>
<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="12" w:space="0" w:color="{look.ACCENT}"/></w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>"""
_BAND = f"""<w:pgBorders {nsdecls("w")} w:offsetFrom="page">
<w:left w:val="single" w:sz="96" w:space="0" w:color="{look.ACCENT}"/></w:pgBorders>"""


def blank(content: ReportContent) -> Document:
    """Return an empty document in the look of the product, with its properties set."""
    document = docx.Document()
    _set_styles(document, marks.LANGUAGE_TAGS[content.language])
    properties = document.core_properties
    properties.title = cleaned(marks.title(content))[:255]
    properties.subject = marks.subject(content)[:255]
    properties.language = marks.LANGUAGE_TAGS[content.language]
    properties.author = properties.comments = properties.last_modified_by = ""
    return document


def finish(document: Document, content: ReportContent) -> None:
    """Set paper, cover and what runs along every page."""
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(24), Mm(20)
        section.header_distance = section.footer_distance = Mm(11)
    cover: Any = document.sections[0]._sectPr  # noqa: SLF001 -- the library has no borders of pages
    cover.find(qn("w:pgMar")).addnext(parse_xml(_BAND))
    head, foot = document.sections[0].header.paragraphs[0], document.sections[0].footer.paragraphs[0]
    head._p.append(run(content.firm))  # noqa: SLF001 -- as in the body
    _to_the_right(head, marks.mark(content))
    foot._p.append(run(marks.subject(content)))  # noqa: SLF001 -- the same
    _to_the_right(foot)
    foot._p.extend([*field("PAGE"), run(" / "), *field("NUMPAGES")])  # noqa: SLF001 -- the same


def _set_styles(document: Document, language: str) -> None:
    styles: Any = document.styles
    for name, shape in _PARAGRAPHS.items():
        known = name in styles
        style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if not known:
            style.base_style = styles["Normal"]
        _shape(style, *shape)
    styles["Heading 1"].paragraph_format.page_break_before = True
    for name in ("Standing", "About", "Table Head"):  # they begin something, and never end a page
        styles[name].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        tabs = styles[name].paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
    styles["Strong"].font.bold = True
    soft = styles.add_style(SOFT, WD_STYLE_TYPE.CHARACTER)
    soft.font.color.rgb = RGBColor.from_string(look.SOFT)
    styles.element.append(parse_xml(_TABLE_STYLE))
    for tag in styles.element.iter(qn("w:lang")):
        tag.attrib.update({qn("w:val"): language, qn("w:eastAsia"): language, qn("w:bidi"): "ar-SA"})


def _shape(style: Any, size: float, bold: bool, colour: str, before: float, after: float, leading: float) -> None:  # noqa: FBT001 -- a row of the table above
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(size), bold, False
    font.color.rgb = RGBColor.from_string(colour)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), leading
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # those of the theme would win
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), look.FONT)
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)


def _to_the_right(paragraph: Any, text: str = "") -> None:
    """Move what follows to the right edge, where the style has its one tab stop."""
    jump = OxmlElement("w:r")
    jump.append(OxmlElement("w:tab"))
    paragraph._p.append(jump)  # noqa: SLF001 -- as in the body
    if text:
        paragraph._p.append(run(text))  # noqa: SLF001 -- the same
