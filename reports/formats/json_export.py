"""A report as data for other programs: canonical JSON, described by ``docs/report.schema.json``. Pure."""

from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from questionnaires.canonical import canonical_json
from reports.content.types import ReportContent

FORMAT = "c4ir-report"
# Raised when a reader of the older form would misread the newer one; a further field alone does not raise it.
VERSION = 1
DIGITS = 6


def written(content: ReportContent) -> bytes:
    """Return the JSON in UTF-8; the same content gives the same bytes."""
    return canonical_json(as_data(content)).encode(errors="replace")


def as_data(content: ReportContent) -> dict[str, Any]:
    """Return what is written: which format this is, whose word it is, and the report."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "basis": _basis(content),
        "report": _plain(content),
    }


def _basis(content: ReportContent) -> str:
    if content.verification is None:
        return "self"
    return "partial" if content.verification.is_partial else "verified"


def _plain(value: Any) -> Any:
    """Return a value in the terms of JSON; a fraction keeps its exact form beside the decimal one."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if field.repr}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Fraction):
        return {"exact": str(value), "decimal": round(float(value), DIGITS)}
    return value
