"""A number out of a cell: one that the program stored as a number, or one that somebody typed as text."""

from decimal import Decimal

from django.core.exceptions import ValidationError

from assessments import answer_fields
from assessments.scoring.answer_values import fault
from questionnaires.answer_types import Number
from questionnaires.workbook import cells
from questionnaires.workbook.spreadsheet import Cell


def read_number(number: Number, cell: Cell) -> Decimal:
    """Return the number; ValidationError, in words for the person, for what is none or lies outside."""
    if cell.kind != "number":
        typed = answer_fields.read(number, lambda name: [cell.text] if name == "number" else [])
        if typed is None:
            raise ValidationError(answer_fields.out_of_bounds(number))
        return Decimal(typed)
    stored = cells.number(cell.text)
    if fault(number, stored):
        raise ValidationError(answer_fields.out_of_bounds(number))
    return Decimal(stored)
