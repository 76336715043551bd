"""The parts a Word document is written from: headings, paragraphs, tables, all of them in named styles.

Elements are made directly: the library walks a table's grid anew for every cell, which makes a long report slow.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from reports.formats.cleaning import cleaned

TABLE, STRONG, SOFT = "C4IRTable", "Strong", "Soft"
TEXT, HEAD = "TableText", "TableHead"
TWIPS = 56.7  # a millimetre

# A cell is one text, or paragraphs made of runs: a text and its character style, None for that of the paragraph.
type Run = tuple[str, str | None]
type Cell = str | Sequence[Sequence[Run]]


class Page:
    """Writes one element after the other."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.body = document.element.body
        self.end = self.body.sectPr
        self.styles = {style.name: style.style_id for style in document.styles}

    def heading(self, text: str, level: int) -> None:
        """Write a heading; levels begin with 1."""
        self.paragraph(text, f"Heading {level}")

    def paragraph(self, text: str, style: str = "Normal") -> None:
        """Write a paragraph; nothing for an empty text."""
        if text:
            self.runs([(text, None)], style)

    def runs(self, runs: Iterable[Run], style: str = "Normal") -> None:
        """Write a paragraph of runs."""
        self._add(_paragraph(runs, self.styles[style]))

    def bullets(self, texts: Iterable[str]) -> None:
        """Write a list."""
        for text in texts:
            self.paragraph(text, "List Bullet")

    def facts(self, rows: Iterable[tuple[str, str]], *, blank: bool = False) -> None:
        """Write labels with what belongs to them; a blank one is a line to write on, else it is left out."""
        shown = [([[(label, STRONG)]], text) for label, text in rows if text or blank]
        if shown:
            self.table((), shown, (45, 125))

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[float]) -> None:
        """Write a table whose heading is repeated on every page; ``widths`` in millimetres."""
        table = _element("w:tbl")
        table.append(_table_settings(widths, has_head=bool(headings)))
        grid = _element("w:tblGrid")
        grid.extend([_element("w:gridCol", w=round(width * TWIPS)) for width in widths])
        table.append(grid)
        if headings:
            table.append(_row(headings, widths, is_head=True))
        table.extend([_row(row, widths) for row in rows])
        self._add(table)
        self._add(_paragraph([], self.styles["After Table"]))

    def _add(self, element: Any) -> None:
        self.end.addprevious(element)


def field(name: str) -> list[Any]:
    """Return the runs of a field that Word keeps up, such as the number of the page."""
    begin, words, end = (_element("w:r") for _ in range(3))
    begin.append(_element("w:fldChar", fldCharType="begin"))
    code = _element("w:instrText")
    code.text = name
    words.append(code)
    end.append(_element("w:fldChar", fldCharType="end"))
    return [begin, words, end]


def run(text: str, style: str | None = None) -> Any:
    """Return a run; line ends become line breaks."""
    made = _element("w:r")
    if style:
        properties = _element("w:rPr")
        properties.append(_element("w:rStyle", val=style))
        made.append(properties)
    for number, line in enumerate(cleaned(text).split("\n")):
        if number:
            made.append(_element("w:br"))
        words = _element("w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = line
        made.append(words)
    return made


def _paragraph(runs: Iterable[Run], style: str) -> Any:
    made = _element("w:p")
    properties = _element("w:pPr")
    properties.append(_element("w:pStyle", val=style))
    made.append(properties)
    made.extend([run(text, look) for text, look in runs])
    return made


def _table_settings(widths: Sequence[float], *, has_head: bool) -> Any:
    settings = _element("w:tblPr")
    settings.append(_element("w:tblStyle", val=TABLE))
    settings.append(_element("w:tblW", w=round(sum(widths) * TWIPS), type="dxa"))
    settings.append(_element("w:tblLayout", type="fixed"))
    settings.append(
        _element(
            "w:tblLook",
            val="0620" if has_head else "0600",
            firstRow=int(has_head),
            lastRow=0,
            firstColumn=0,
            noHBand=1,
            noVBand=1,
        )
    )
    return settings


def _row(cells: Sequence[Cell], widths: Sequence[float], *, is_head: bool = False) -> Any:
    """Return a row that no page break divides; one cell alone reaches over the whole width."""
    row, settings = _element("w:tr"), _element("w:trPr")
    settings.append(_element("w:cantSplit"))
    if is_head:
        settings.append(_element("w:tblHeader"))
    row.append(settings)
    span = len(widths) if len(cells) == 1 else 1
    style = HEAD if is_head else TEXT
    row.extend([_cell(cell, width, span, style) for cell, width in zip(cells, widths, strict=False)])
    return row


def _cell(cell: Cell, width: float, span: int, style: str) -> Any:
    made, settings = _element("w:tc"), _element("w:tcPr")
    settings.append(_element("w:tcW", w=round(width * TWIPS), type="dxa"))
    if span > 1:
        settings.append(_element("w:gridSpan", val=span))
    made.append(settings)
    paragraphs: Sequence[Sequence[Run]] = [[(cell, None)]] if isinstance(cell, str) else cell
    made.extend([_paragraph(runs, style) for runs in paragraphs or [[]]])
    return made


def _element(name: str, **attributes: str | int) -> Any:
    made: Any = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made
