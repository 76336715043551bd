"""What a question looks like in the workbook: its lines, each with a code that says what its cell means. No database.

A code is ``item|field|value`` with the fields of ``answer_fields``. A line with a value is ticked; in one without, the
answer itself is written.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessments import answer_fields
from assessments.answer_fields import NOTHING, OPTION
from assessments.answers import Given, Recorded, reason_in
from questionnaires.answer_types import Checklist, Choice, FreeText, Grid, Ladder, Multi, Number
from questionnaires.answer_types import Option as AnswerOption
from questionnaires.document import Item
from questionnaires.words import Language, Text

VERSION = "version"  # the field that tells which stored answer the workbook was made with
REASON = "reason"
DONT_KNOW = Text("Không biết, cần hỏi thêm", "Do not know, need to ask")
NOT_APPLICABLE = Text("Không áp dụng cho nhà máy", "Does not apply to the plant")
WHY = Text("Lý do không áp dụng", "Why it does not apply")
FOR_EXAMPLE = Text("ví dụ", "for example")
NONE = Text("Không có ý nào ở trên", "None of these")
LEVEL = Text("Mức", "Level")
ONE = Text("Đánh dấu x vào một ô.", "Put an x into one box.")
SEVERAL = Text("Đánh dấu x vào mọi ý đúng.", "Put an x beside everything that is right.")
EACH_ROW = Text("Mỗi dòng ghi một trong", "In each line write one of")
ONE_NUMBER = Text("Ghi một số.", "Write a number.")
OWN_WORDS = Text("Viết theo lời của mình; có thể để trống.", "In your own words; may stay empty.")
ONLY_SOMETIMES = Text(
    "Câu này chỉ tính khi câu trả lời khác dẫn tới; không chắc thì để trống.",
    "This question counts only where another answer leads to it; leave it empty if unsure.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a question; ``closed`` are the words of which one is written in its cell."""

    item: str
    field: str
    value: str
    text: str
    closed: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Return what tells the line when it is read."""
        return f"{self.item}|{self.field}|{self.value}"


def lines(item: Item, language: Language) -> tuple[Line, ...]:
    """Return the lines of a question in their order; the last three are the special answers and a reason."""
    special = (
        Line(item.id, "choice", "dont_know", DONT_KNOW[language]),
        Line(item.id, "choice", "not_applicable", NOT_APPLICABLE[language]),
        Line(item.id, REASON, "", _why(item, language)),
    )
    return (*_answers(item, language), *special)


def filled(item: Item, given: Given | Recorded, language: Language) -> dict[str, str]:
    """Return what stands in the cells of an answer: code -> an x, or what is written."""
    if given.state != "answered":
        reason = {f"{item.id}|{REASON}|": reason_in(item, given.reason, language)} if given.reason else {}
        return {f"{item.id}|choice|{given.state}": "x"} | reason
    if isinstance(item.answer, Grid):
        names = {column.id: column.name[language] for column in item.answer.columns}
        return {f"{item.id}|row.{row}|": names[str(column)] for row, column in given.value.items()}
    written = answer_fields.written(item.answer, given.value, language)
    is_typed = isinstance(item.answer, Number | FreeText)
    return {
        f"{item.id}|{field}|{'' if is_typed else value}": value if is_typed else "x"
        for field, values in written.items()
        for value in values
    }


def hint(item: Item, language: Language) -> str:
    """Return how the question is answered."""
    sometimes = f" {ONLY_SOMETIMES[language]}" if item.applies_when and item.applies_when.answers else ""
    return f"{_how(item, language)}{sometimes}"


def column_names(columns: Sequence[AnswerOption], language: Language) -> tuple[str, ...]:
    """Return the words of which one is written in each row of a grid."""
    return tuple(column.name[language] for column in columns)


def none_of(item: str, language: Language) -> Line:
    """Return the line that says that nothing of a list is right."""
    return Line(item, "option", NOTHING, NONE[language])


def _how(item: Item, language: Language) -> str:
    match item.answer:
        case Multi() | Checklist():
            return SEVERAL[language]
        case Grid(columns=columns):
            return f"{EACH_ROW[language]}: {' / '.join(column_names(columns, language))}."
        case Number():
            return ONE_NUMBER[language]
        case FreeText():
            return OWN_WORDS[language]
    return ONE[language]


def _answers(item: Item, language: Language) -> Iterator[Line]:  # noqa: C901 -- one case a type is the shortest table
    match item.answer:
        case Ladder(levels=levels):
            for number, text in enumerate(levels):
                yield Line(item.id, "choice", str(number), f"{LEVEL[language]} {number}: {text[language]}")
        case Choice(options=options):
            for option in options:
                yield Line(item.id, "choice", f"{OPTION}{option.id}", option.name[language])
        case Multi():
            yield from _ticks(item.id, item.answer, language)
        case Grid(rows=rows, columns=columns):
            for row in rows:
                yield Line(item.id, f"row.{row.id}", "", row.name[language], closed=column_names(columns, language))
        case Checklist(levels=steps):
            for step in steps:
                for met in step.attributes:
                    words = f"{LEVEL[language]} {step.level}: {met.name[language]}"
                    yield Line(item.id, f"level.{step.level}", met.id, words)
            yield Line(item.id, "none", NOTHING, NONE[language])
        case Number(unit=unit, low=low, high=high):
            bounds = f"{answer_fields.bound(low)} – {answer_fields.bound(high)}"
            yield Line(item.id, "number", "", f"{unit[language]} ({bounds})")
        case FreeText():
            yield Line(item.id, "text", "", "")


def _ticks(item: str, multi: Multi, language: Language) -> Iterator[Line]:
    for option in multi.options:
        yield Line(item, "option", option.id, option.name[language])
    if not any(option.is_exclusive for option in multi.options):
        yield none_of(item, language)


def _why(item: Item, language: Language) -> str:
    examples = "; ".join(reason[language] for reason in item.na_reasons)
    return f"{WHY[language]} ({FOR_EXAMPLE[language]}: {examples})" if examples else WHY[language]
