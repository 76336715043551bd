"""A valid answer type -> frozen values. Pure."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

from questionnaires.answer_types import (
    AnswerType,
    Checklist,
    ChecklistLevel,
    Choice,
    FreeText,
    Grid,
    Ladder,
    Lists,
    Multi,
    Named,
    Number,
    Option,
    Scale,
)
from questionnaires.words import text

LADDER: Mapping[str, Any] = {"type": "ladder"}


def answer_type(item: Mapping[str, Any], shared: Mapping[str, Any]) -> AnswerType:
    """Return what can be answered to an item; a name stands for one of the document's shared answer types."""
    given = item.get("answer", LADDER)
    answer: Mapping[str, Any] = shared[given] if isinstance(given, str) else given
    if answer["type"] == "ladder":
        return Ladder(tuple(map(text, item["levels"])), _scale(answer))
    return READERS[answer["type"]](answer)


def _scale(answer: Mapping[str, Any]) -> Scale | None:
    scale = answer.get("scale")
    return Scale(Fraction(scale["to"]), _fraction(scale.get("out_of"))) if scale else None


def _fraction(number: str | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _options(options: Iterable[Mapping[str, Any]], points: str) -> tuple[Option, ...]:
    return tuple(
        Option(
            id=option["id"],
            name=text(option["name"]),
            points=Fraction(0 if option.get("exclusive") else option.get("points", points)),
            is_exclusive=option.get("exclusive", False),
        )
        for option in options
    )


def _choice(answer: Mapping[str, Any]) -> Choice:
    return Choice(_options(answer["options"], "0"), _scale(answer))


def _multi(answer: Mapping[str, Any]) -> Multi:
    return Multi(
        options=_options(answer.get("options", ()), "1"),
        cap=_fraction(answer.get("cap")),
        scale=_scale(answer),
        lists=_lists(answer["options_by"], answer) if "options_by" in answer else None,
    )


def _lists(options_by: Mapping[str, Any], answer: Mapping[str, Any]) -> Lists:
    """Read the lists by profile; each has the answer's scale with its own denominator."""
    ((fact, lists),) = options_by.items()
    to = Fraction(answer.get("scale", {}).get("to", 1))
    return Lists(
        fact=fact.removeprefix("profile."),
        by_value={
            value: (_options(entry["options"], "1"), Scale(to, _fraction(entry.get("out_of"))))
            for value, entry in lists.items()
        },
    )


def _grid(answer: Mapping[str, Any]) -> Grid:
    return Grid(
        rows=tuple(map(_named, answer["rows"])),
        columns=_options(answer["columns"], "0"),
        combine=answer.get("combine", "mean"),
        scale=_scale(answer),
    )


def _named(entry: Mapping[str, Any]) -> Named:
    return Named(entry["id"], text(entry["name"]))


def _number(answer: Mapping[str, Any]) -> Number:
    bins = answer["bins"]
    return Number(
        unit=text(answer["unit"]),
        low=Fraction(answer["low"]),
        high=Fraction(answer["high"]),
        decimals=int(answer["decimals"]),
        points=tuple(map(Fraction, bins["points"])),
        bounds=tuple(map(Fraction, bins.get("above") or bins["from"])),
        is_above="above" in bins,
        scale=_scale(answer),
    )


def _checklist(answer: Mapping[str, Any]) -> Checklist:
    levels = (ChecklistLevel(int(each["level"]), tuple(map(_named, each["attributes"]))) for each in answer["levels"])
    return Checklist(tuple(levels), _scale(answer))


def _free_text(answer: Mapping[str, Any]) -> FreeText:
    return FreeText(int(answer["limit"]))


READERS: Mapping[str, Callable[[Mapping[str, Any]], AnswerType]] = {
    "choice": _choice,
    "multi": _multi,
    "grid": _grid,
    "number": _number,
    "checklist": _checklist,
    "text": _free_text,
}
