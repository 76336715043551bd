"""The answers of a result as compact fields to try others in, and back again.

The fields have the names that questions' cards post, so that one place reads both.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext, pgettext

from assessments import answer_fields, card_answers
from assessments.answer_words import number_of
from assessments.answers import canonical
from assessments.card_answers import Option, Typed
from assessments.scoring.answer_values import fault
from assessments.scoring.types import Answer
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.document import Framework, Item, Node
from questionnaires.words import Language
from reports.trying.raising import deciding_items

NOT_APPLICABLE = "not_applicable"
DONT_KNOW = "dont_know"

type Marked = Callable[[str], list[str]]  # a field's name -> what is marked or typed in it
type Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Piece:
    """One control: a list to choose from, boxes to tick, or a field to type in."""

    kind: Literal["select", "ticks", "typed"]
    name: str
    label: str = ""
    options: tuple[Option, ...] = ()
    typed: Typed | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its controls; ``problem`` says what could not be understood in them."""

    id: str
    number: str
    ask: str
    pieces: tuple[Piece, ...]
    problem: str = ""

    @property
    def is_single(self) -> bool:
        """Whether one control is the whole answer, so that the question is its label."""
        return len(self.pieces) == 1 and self.pieces[0].kind != "ticks"


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of a dimension."""

    id: str
    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A block with its dimensions; an open one is not folded away."""

    id: str
    name: str
    groups: tuple[Group, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What was posted: answers in place of the stored ones (None: left open), and what could not be understood."""

    answers: Mapping[str, Answer | None]
    problems: Mapping[str, str]


def tried_items(framework: Framework, *, quick: bool) -> Iterator[Item]:
    """Yield the questions whose answers can change something: those that count or decide whether others are asked."""
    deciding = deciding_items(framework)
    return (item for item in framework.items(quick=quick) if item.is_scored or item.id in deciding)


def read(items: Iterable[Item], stored: Answers, data: QueryDict, language: Language) -> Read:
    """Return what was posted; a question whose fields are as the page shows them keeps its stored answer.

    Raises InvalidAnswer for what no page of ours posts.
    """
    answers: dict[str, Answer | None] = {}
    problems: dict[str, str] = {}
    for item in items:
        marked = _marked_in(data, item)
        if _fields(item, marked) == _fields(item, _shown(item, stored.get(item.id), language).__getitem__):
            continue
        try:
            answers[item.id] = _read_one(item, marked)
        except ValidationError as wrong:
            problems[item.id] = wrong.messages[0]
    return Read(answers, problems)


def sections(
    framework: Framework,
    stored: Answers,
    *,
    items: set[str],
    language: Language,
    data: QueryDict | None = None,
    problems: Mapping[str, str] | None = None,
    node: str = "",
) -> tuple[Section, ...]:
    """Return the whole form: as posted, else with the stored answers. The block of ``node`` is open."""
    problems = problems or {}

    def question(item: Item) -> Question:
        marked = _marked_in(data, item) if data is not None else _shown(item, stored.get(item.id), language).__getitem__
        pieces = tuple(_pieces(item, stored.get(item.id), marked, language))
        return Question(item.id, number_of(item), item.ask[language], pieces, problems.get(item.id, ""))

    def group(leaf: Node) -> Group:
        questions = tuple(question(item) for item in leaf.items if item.id in items)
        return Group(leaf.id, leaf.name[language], questions)

    made = (
        (block, tuple(filter(_has_questions, (group(leaf) for leaf in block.walk() if leaf.items))))
        for block in framework.blocks
    )
    return tuple(
        Section(block.id, block.name[language], groups, _is_open(block, groups, node, problems))
        for block, groups in made
        if groups
    )


def _has_questions(group: Group) -> bool:
    return bool(group.questions)


def _is_open(block: Node, groups: tuple[Group, ...], node: str, problems: Mapping[str, str]) -> bool:
    asked = {question.id for group in groups for question in group.questions}
    return any(each.id == node for each in block.walk()) or not asked.isdisjoint(problems)


def _marked_in(data: QueryDict, item: Item) -> Marked:
    return lambda name: [each for each in data.getlist(f"{item.id}-{name}") if each]


class _Shown(dict[str, list[str]]):
    """What is marked in each field; nothing in the others."""

    def __missing__(self, name: str) -> list[str]:
        return []


def _shown(item: Item, answer: Answer | None, language: Language) -> _Shown:
    """Return what the page marks for an answer; "do not know" is a choice only where all choices are in one list."""
    if answer is None:
        return _Shown()
    if answer.state == "answered":
        return _Shown(answer_fields.written(item.answer, answer.value, language))
    is_marked = answer.state == NOT_APPLICABLE or answer_fields.is_radio(item.answer)
    return _Shown(choice=[answer.state]) if is_marked else _Shown()


def _fields(item: Item, marked: Marked) -> dict[str, set[str]]:
    return {name: set(marked(name)) for name in ("choice", *answer_fields.names(item.answer))}


def _read_one(item: Item, marked: Marked) -> Answer | None:
    chosen = marked("choice")
    if NOT_APPLICABLE in chosen:
        return Answer("not_applicable")
    if DONT_KNOW in chosen:
        return Answer("dont_know")
    value = answer_fields.read(item.answer, marked)
    if value is None:
        return None
    if wrong := fault(item.answer, value):
        raise InvalidAnswer(f"{item.id}: the answer {wrong}")
    return Answer("answered", canonical(item.answer, value))


def _pieces(item: Item, stored: Answer | None, marked: Marked, language: Language) -> Iterator[Piece]:
    """Yield a question's controls. That it does not apply can be tried where that leaves the score or was said."""
    may_leave = bool(item.na_reasons) or (stored is not None and stored.state == NOT_APPLICABLE)
    words, is_away = pgettext("answer", "Not applicable"), NOT_APPLICABLE in marked("choice")
    away = Option(NOT_APPLICABLE, words, is_away, is_alone=True)
    if answer_fields.is_radio(item.answer):
        yield _select(item, "choice", "", _choices(item, stored, marked, language, away if may_leave else None), marked)
        return
    yield from _own_pieces(item, marked, language)
    if may_leave:
        yield Piece("ticks", f"{item.id}-choice", options=(away,))


def _choices(
    item: Item, stored: Answer | None, marked: Marked, language: Language, away: Option | None
) -> tuple[Option, ...]:
    rows = card_answers.rows(item.answer, marked, language)
    said = Option(DONT_KNOW, pgettext("answer", "Do not know"), DONT_KNOW in marked("choice"))
    is_unsure = stored is not None and stored.state == DONT_KNOW
    return (*([said] if is_unsure else []), *_numbered(item, rows), *([away] if away else []))


def _numbered(item: Item, rows: tuple[Option, ...]) -> tuple[Option, ...]:
    """Put a ladder's numbers before its words: in a list they are what tells the steps apart."""
    if not item.levels:
        return rows
    return tuple(Option(row.value, f"{row.value} · {row.text}", row.is_checked) for row in rows)


def _own_pieces(item: Item, marked: Marked, language: Language) -> Iterator[Piece]:
    if ticks := card_answers.ticks(item.answer, marked, language):
        yield Piece("ticks", f"{item.id}-option", options=ticks)
    none_met = card_answers.none_met(item.answer, marked)
    for group in card_answers.groups(item.answer, marked, language):
        if none_met is None:
            yield _select(item, group.field, group.text, group.options, marked)
        else:
            yield Piece("ticks", f"{item.id}-{group.field}", group.text, group.options)
    if none_met:
        yield Piece("ticks", f"{item.id}-none", options=(none_met,))
    if "number" in answer_fields.names(item.answer):
        yield Piece("typed", f"{item.id}-number", typed=card_answers.typed(item.answer, marked, language))


def _select(item: Item, field: str, label: str, options: tuple[Option, ...], marked: Marked) -> Piece:
    nothing = Option("", gettext("Not answered"), not marked(field))
    return Piece("select", f"{item.id}-{field}", label, (nothing, *options))
