"""The parts that slides are made of: boxes of text that always fit, shapes, tables. Lengths are in points."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from reports.content.types import ReportContent
from reports.formats import look, marks
from reports.formats.cleaning import cleaned
from reports.formats.pptx_fit import LEADING, Fitted, fitted, lines

WIDTH, HEIGHT, MARGIN = 960, 540, 48
INNER = WIDTH - 2 * MARGIN
_TITLE_ONLY = 5  # of the layouts in the library's template
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # Office's "no style, no grid"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Look:
    """How a text is set: its size where there is room, and the least one."""

    most: float = 14
    least: float = 10
    bold: bool = False
    colour: str = look.INK
    align: str = "left"
    middle: bool = False


class Deck:
    """A presentation in the look of the product."""

    def __init__(self, content: ReportContent) -> None:
        self.content = content
        self.tag = marks.LANGUAGE_TAGS[content.language]
        self.show: Any = pptx.Presentation()
        self.show.slide_width, self.show.slide_height = Pt(WIDTH), Pt(HEIGHT)
        _keep_one_layout(self.show)
        _set_theme(self.show)
        properties = self.show.core_properties
        properties.title = cleaned(marks.title(content))[:255]
        properties.subject = marks.subject(content)[:255]
        properties.language = self.tag
        properties.author = properties.last_modified_by = ""

    def slide(self, title: str, notes: str) -> "Slide":
        """Add a slide with its title, what runs along every slide, and what the speaker reads."""
        made = Slide(self, self.show.slides.add_slide(self.show.slide_layouts[0]))
        made.title(title)
        made.running(len(self.show.slides))
        made.slide.notes_slide.notes_text_frame.text = cleaned(notes)
        return made

    def saved(self) -> bytes:
        """Return the file."""
        file = BytesIO()
        self.show.save(file)
        return file.getvalue()


class Slide:
    """One slide."""

    def __init__(self, deck: Deck, slide: Any) -> None:
        self.deck, self.slide = deck, slide

    def title(self, text: str) -> None:
        """Fill the title, which screen readers and outlines look for."""
        shape = self.slide.shapes.title
        _place(shape, Box(MARGIN, 44, INNER, 40))
        self._set(shape.text_frame, text, Box(0, 0, INNER, 40), Look(26, 16, bold=True, middle=True))

    def running(self, number: int) -> None:
        """Say at the head whose word this is, and at the foot what it is made from."""
        content, quiet = self.deck.content, Look(10, 8, colour=look.SOFT)
        self.shape(Box(0, 0, 12, HEIGHT), look.ACCENT)
        self.text(content.firm, Box(MARGIN, 20, 440, 16), quiet)
        marked = Look(10, 8, bold=True, colour=look.STRONG, align="right")
        self.text(marks.mark(content), Box(500, 20, WIDTH - MARGIN - 500, 16), marked)
        self.text(f"{content.date} · {marks.subject(content)}", Box(MARGIN, 514, 780, 16), quiet)
        self.text(f"{number} / 3", Box(840, 514, 72, 16), Look(10, 8, colour=look.SOFT, align="right"))

    def text(self, text: str, box: Box, look_: Look) -> float:
        """Write a text that stays in its box and return where it ends; nothing for an empty one."""
        if not text:
            return box.top
        shape = self.slide.shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
        fit = self._set(shape.text_frame, text, box, look_)
        return box.top + lines(fit.text, box.width, fit.size, bold=look_.bold) * fit.size * LEADING

    def shape(self, box: Box, fill: str, *, round_: bool = False, edge: str = "") -> Any:
        """Draw a rectangle or an ellipse; without a name for screen readers until it is given one."""
        kind = MSO_SHAPE.OVAL if round_ else MSO_SHAPE.RECTANGLE
        shape = self.slide.shapes.add_shape(kind, Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(fill)
        shape._element.remove(shape._element.find(qn("p:style")))  # noqa: SLF001 -- brings Office's shadow
        if edge:
            shape.line.color.rgb, shape.line.width = rgb(edge), Pt(2.25)
        else:
            shape.line.fill.background()
        return shape

    def table(self, rows: list[list[str]], widths: list[float], box: Box, alt: str) -> None:
        """Draw a table with a heading row; every row has its height, and the texts fit in."""
        frame = self.slide.shapes.add_table(
            len(rows), len(widths), Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height)
        )
        describe(frame, alt)
        frame.table._tbl.tblPr.find(qn("a:tableStyleId")).text = _PLAIN_TABLE  # noqa: SLF001 -- the library cannot
        head = 24.0
        for number, width in enumerate(widths):
            frame.table.columns[number].width = Pt(width)
        for number, row in enumerate(rows):
            high = head if number == 0 else (box.height - head) / (len(rows) - 1)
            frame.table.rows[number].height = Pt(high)
            for place, text in enumerate(row):
                self._cell(
                    frame.table.cell(number, place),
                    text,
                    Box(0, 0, widths[place], high),
                    is_head=number == 0,
                    is_name=place == 0,
                )

    def _cell(self, cell: Any, text: str, box: Box, *, is_head: bool, is_name: bool) -> None:
        cell.margin_left, cell.margin_right, cell.margin_top, cell.margin_bottom = Pt(0), Pt(10), Pt(4), Pt(3)
        inner = Box(0, 0, box.width - 10, box.height - 7)
        heading = Look(11, 9, bold=True, colour=look.STRONG)
        self._set(cell.text_frame, text, inner, heading if is_head else Look(13, 8, bold=is_name))
        colour, width = (look.ACCENT, 19050) if is_head else (look.LINE, 9525)
        cell._tc.get_or_add_tcPr().append(  # noqa: SLF001 -- the library has no borders of cells
            parse_xml(
                f'<a:lnB {nsdecls("a")} w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
            )
        )

    def _set(self, frame: Any, text: str, box: Box, look_: Look) -> Fitted:
        """Set a text in the largest size that its box holds."""
        fit = fitted(cleaned(text), box.width, box.height, most=look_.most, least=look_.least, bold=look_.bold)
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE if look_.middle else MSO_ANCHOR.TOP
        for number, line in enumerate(fit.text.split("\n")):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}[
                look_.align
            ]
            paragraph.line_spacing = Pt(fit.size * LEADING)
            run = paragraph.add_run()
            run.text = line
            font = run.font
            font.size, font.bold, font.name = Pt(fit.size), look_.bold, look.FONT
            font.color.rgb = rgb(look_.colour)
            run._r.get_or_add_rPr().set("lang", self.deck.tag)  # noqa: SLF001 -- the library knows few languages
        return fit


def rgb(words: str) -> RGBColor:
    """Return a colour, from six hexadecimal digits."""
    return RGBColor(*bytes.fromhex(words))  # type: ignore[no-untyped-call]  # the library is typed in part


def describe(shape: Any, text: str) -> None:
    """Give a shape the words that a screen reader says for it."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", cleaned(text))  # noqa: SLF001 -- the library cannot


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = (Pt(each) for each in (box.left, box.top, box.width, box.height))


def _keep_one_layout(show: Any) -> None:
    """Drop the layouts that are not used: they are drawn for the other shape of slide."""
    layouts = show.slide_layouts
    for layout in [each for number, each in enumerate(layouts) if number != _TITLE_ONLY]:
        layouts.remove(layout)
    for owner in (show.slide_master, layouts[0]):
        for shape in owner.placeholders:
            shape.left, shape.width = (round(each * WIDTH / 720) for each in (shape.left, shape.width))


def _set_theme(show: Any) -> None:
    """Put our colours and font in the place of Office's, so that what somebody adds looks the same."""
    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colours = {"4F81BD": look.ACCENT, "C0504D": look.LEVELS[2], "9BBB59": look.LEVELS[3], "1F497D": look.INK}
    words = theme.blob.decode()
    for old, new in ({"Calibri": look.FONT} | colours).items():
        words = words.replace(f'"{old}"', f'"{new}"')
    theme.blob = words.encode()
