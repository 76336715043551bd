"""All texts of a file, read with other libraries than wrote it where there are some."""

import io
import json
import zipfile
from functools import cache

import docx as word
import openpyxl
from docx.oxml.ns import qn
from pptx import Presentation

from reports import formats


def workbook(file):
    return openpyxl.load_workbook(io.BytesIO(file))


def xlsx(file):
    """Return the texts of all cells."""
    sheets = workbook(file).worksheets
    return [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]


def part(file, name):
    with zipfile.ZipFile(io.BytesIO(file)) as held:
        return held.read(name)


def parts(file):
    """Return the XML of a file, by name."""
    with zipfile.ZipFile(io.BytesIO(file)) as held:
        return {name: held.read(name) for name in held.namelist() if name.endswith((".xml", ".rels"))}


def docx(file):
    """Return the texts of all paragraphs of the body."""
    body = word.Document(io.BytesIO(file)).element.body
    return ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))]


def slides(file):
    return list(Presentation(io.BytesIO(file)).slides)


def pptx(file):
    """Return the texts of slides, tables and notes."""
    found = []
    for slide in slides(file):
        found.append(slide.notes_slide.notes_text_frame.text)
        for shape in slide.shapes:
            found += [shape.text_frame.text] if shape.has_text_frame else []
            found += [cell.text for row in shape.table.rows for cell in row.cells] if shape.has_table else []
            found += [str(name) for name in shape.chart.plots[0].categories] if shape.has_chart else []
    return found


def data(file):
    """Return the texts of all values."""

    def texts(value):
        if isinstance(value, dict | list):
            for each in value.values() if isinstance(value, dict) else value:
                yield from texts(each)
        elif isinstance(value, str):
            yield value

    return list(texts(json.loads(file)))


# A content never changes, and neither does its file.
made = cache(formats.made)


READ = {"xlsx": xlsx, "docx": docx, "pptx": pptx, "json": data}


def all_text(file, ending):
    return "\n".join(READ[ending](file))
