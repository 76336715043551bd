"""What the columns and sheets of a framework's workbook are made of. Pure.

A sheet is a list of records, one a row. A column's key is the place of its value in the record, ``ask.vi`` or
``aggregate.method``; its titles are what people see, in the language that the workbook was asked for in. Reading knows
both languages, so a workbook may go from one author to the other.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from questionnaires.document import Method
from questionnaires.words import Text

type Kind = Literal["text", "id", "number", "flag", "ids", "numbers", "weight", "conditions", "choices", "json"]

WORDY = 48  # characters wide, where sentences stand


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``words`` are all that a cell may hold; ``of`` names the sheet whose ids it may hold."""

    key: str
    title: Text
    kind: Kind = "text"
    width: int = 12
    words: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; ``about`` says in the how-to what a row of it is. ``kept`` columns stay in sight when scrolling."""

    key: str
    title: Text
    about: Text
    columns: tuple[Column, ...]
    kept: int = 1


def pair(key: str, vi: str, en: str, width: int = WORDY) -> tuple[Column, Column]:
    """Return the columns of a text in both languages."""
    return (
        Column(f"{key}.vi", Text(f"{vi} (tiếng Việt)", f"{en} (Vietnamese)"), width=width),
        Column(f"{key}.en", Text(f"{vi} (tiếng Anh)", f"{en} (English)"), width=width),
    )


def own(vi: str, en: str, width: int = WORDY) -> tuple[Column, Column]:
    """Return the columns of a record that is itself a pair."""
    return (
        Column("vi", Text(f"{vi} (tiếng Việt)", f"{en} (Vietnamese)"), width=width),
        Column("en", Text(f"{vi} (tiếng Anh)", f"{en} (English)"), width=width),
    )


def ident(key: str = "id", vi: str = "Mã", en: str = "Id", *, of: str = "", width: int = 14) -> Column:
    """Return a column of ids; ``of`` names the sheet that has them."""
    return Column(key, Text(vi, en), "id", width, of=of)


def amount(key: str, vi: str, en: str) -> Column:
    """Return a column of numbers."""
    return Column(key, Text(vi, en), "number")


def aggregate(prefix: str) -> tuple[Column, ...]:
    """Return the columns of how a value comes from its parts."""
    return (
        Column(f"{prefix}.method", Text("Cách tính", "Method"), "text", 20, get_args(Method.__value__)),
        amount(f"{prefix}.min_coverage", "Tỷ lệ trả lời tối thiểu", "Least coverage"),
        Column(f"{prefix}.requires_all", Text("Cần mọi phần", "Needs all parts"), "flag"),
        amount(f"{prefix}.out_of", "Mẫu số", "Out of"),
        amount(f"{prefix}.met", "Ngưỡng qua mức", "Met from"),
        amount(f"{prefix}.at_least", "Đếm từ giá trị", "Counts from"),
        Column(f"{prefix}.rescale.from", Text("Đổi thang: từ", "Rescale: from"), "numbers"),
        Column(f"{prefix}.rescale.to", Text("Đổi thang: sang", "Rescale: to"), "numbers"),
    )
