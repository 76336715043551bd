"""A report as files for other programs: all of it as a workbook or as data, to edit as a document, three slides.

Every file is made from the same ``ReportContent`` as page and PDF; nothing is worked out here. A file says of itself
whether it is the firm's own word or verified, and repeats the report's disclaimer. Answers to sensitive questions are
left out unless the firm ticked them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from django.utils import translation

from reports.content import printable, with_used_terms
from reports.content.types import ReportContent
from reports.formats.own_word import own_word

__all__ = ["FORMATS", "JSON", "Format", "made"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. ``is_plan``: it is made of next steps, so a framework without them has none.

    ``is_to_edit``: it is no firm's; changed and passed on, it would look like the report.
    """

    ending: str
    media_type: str
    module: str
    is_plan: bool = False
    is_to_edit: bool = False

    @property
    def write(self) -> Callable[[ReportContent], bytes]:
        """Return what writes it; its library is read at the first use, since most processes never need it."""
        writer: Callable[[ReportContent], bytes] = import_module(f"reports.formats.{self.module}").written
        return writer


JSON = "json"
_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = {
    each.ending: each
    for each in (
        Format("xlsx", f"{_OFFICE}.spreadsheetml.sheet", "xlsx"),
        Format("docx", f"{_OFFICE}.wordprocessingml.document", "docx", is_plan=True, is_to_edit=True),
        Format("pptx", f"{_OFFICE}.presentationml.presentation", "pptx", is_plan=True),
        Format(JSON, "application/json", "json_export"),
    )
}


def made(content: ReportContent, ending: str, *, with_private: bool = False) -> bytes:
    """Return the file of a content, in the content's language."""
    (said,) = with_used_terms(content if with_private else printable(content))
    shown = own_word(said)
    with translation.override(shown.language):
        return FORMATS[ending].write(shown)
