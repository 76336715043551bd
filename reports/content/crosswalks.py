"""The answers in the terms of other models: values of their dimensions, drafts of their answers, never a total."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext, ngettext

from assessments import wording
from assessments.answer_words import value_words
from assessments.scoring.crosswalk import TargetResult, profile
from assessments.scoring.drafting import Drafted, drafted
from assessments.scoring.rounding import half_up
from questionnaires.crosswalks import Crosswalk, Draft
from questionnaires.words import Language
from reports.content.source import Source
from reports.content.subject import asked
from reports.content.types import DraftLine, ModelLine, OtherModel

# Place of each question.
type Known = Mapping[str, int]

FINE = 10  # a scale up to here is shown with one decimal
RUN = 3  # this many questions in a row are written as a span


def others(source: Source, language: Language) -> tuple[OtherModel, ...]:
    """Return the other models that the operator shows, in the operator's order; none for a quick check."""
    if source.is_quick:
        return ()
    known = {item.id: place for place, item in enumerate(source.framework.items())}
    return tuple(made for key in settings.CROSSWALKS if (made := _other(source, known, key, language)))


def _other(source: Source, known: Known, key: str, language: Language) -> OtherModel | None:
    draft = next((each for each in source.framework.drafts if each.framework == key), None)
    if draft and draft.framework in source.others:
        return _draft(source, known, draft, language)
    crosswalk = next((each for each in source.framework.crosswalks if each.key == key), None)
    return _model(source, known, crosswalk, language) if crosswalk else None


def _model(source: Source, known: Known, crosswalk: Crosswalk, language: Language) -> OtherModel:
    other = source.others.get(crosswalk.framework)
    results = profile(asked(source), crosswalk, source.scored).targets
    first = crosswalk.targets[0]
    return OtherModel(
        key=crosswalk.key,
        title=other.title[language] if other else gettext("Dimensions common in international models (indicative)"),
        note=gettext("Each dimension on a scale from %(low)s to %(high)s.")
        % {"low": wording.number(int(first.low)), "high": wording.number(int(first.high))},
        lines=tuple(_line(known, each, language) for each in results),
    )


def _line(known: Known, result: TargetResult, language: Language) -> ModelLine:
    target, items = result.target, (*result.answered, *result.open)
    reach = target.high - target.low
    return ModelLine(
        name=target.name[language],
        value_text=gettext("not enough data yet") if result.value is None else _value(result.value, target.high),
        share=None if result.value is None else (result.value - target.low) / reach,
        items=_spans(known, items),
        counted=f"{len(result.answered)} / {len(items)}",
    )


def _value(value: Fraction, high: Fraction) -> str:
    return wording.number(half_up(value, 1 if high <= FINE else 0))


def _draft(source: Source, known: Known, draft: Draft, language: Language) -> OtherModel:
    target = source.others[draft.framework]
    lines = tuple(_draft_line(known, each, language) for each in drafted(draft, target, source.scored))
    filled = sum(not line.is_open for line in lines)
    note = ngettext(
        "The answers suggest %(filled)s of %(all)s answer; the rest is for you to give. Nothing is added up here.",
        "The answers suggest %(filled)s of %(all)s answers; the rest is for you to give. Nothing is added up here.",
        filled,
    )
    return OtherModel(
        key=draft.framework,
        title=target.title[language],
        note=note % {"filled": filled, "all": len(lines)},
        drafts=lines,
        framework=draft.framework,
    )


def _draft_line(known: Known, each: Drafted, language: Language) -> DraftLine:
    is_open = each.value is None
    return DraftLine(
        item=each.item.id,
        ask=each.item.ask[language],
        text=gettext("left for you to answer") if is_open else value_words(each.item, each.value, language),
        items=_spans(known, each.items),
        is_open=is_open,
    )


def _spans(known: Known, items: Iterable[str]) -> str:
    """Write questions in the framework's order, three or more in a row as a span: "S1.1–S1.3, T3.1"."""
    places = sorted((known[item], item) for item in set(items) if item in known)
    return ", ".join(_written(places))


def _written(places: list[tuple[int, str]]) -> Iterator[str]:
    for _, group in groupby(enumerate(places), key=lambda pair: pair[1][0] - pair[0]):
        names = [name for _, (_, name) in group]
        yield from [f"{names[0]}–{names[-1]}"] if len(names) >= RUN else names
