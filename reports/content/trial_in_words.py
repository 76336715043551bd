"""What a trial of other answers makes of a result, before and after, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext, ngettext, pgettext

from assessments import wording
from assessments.answer_words import number_of
from assessments.scoring.types import NodeResult
from questionnaires.document import Node
from questionnaires.words import Language
from reports.content import figures
from reports.content.answers_in_words import changed
from reports.content.explained import ScalePicture
from reports.content.levels_in_words import level_class, picture, reasons
from reports.content.overall import overall
from reports.content.standing import standing
from reports.content.subject import Subject, of_firm, subjects
from reports.trying.what_if import Trial


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A question and what is tried in its answer."""

    item: str
    ask: str
    text: str


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A node before and after. ``depth`` 0 = a block; ``level_text`` is empty where its level stays."""

    name: str
    depth: int
    value_text: str
    level_text: str
    is_changed: bool
    before: ScalePicture | None
    after: ScalePicture | None


@dataclass(frozen=True, slots=True)
class TrialText:
    """What the trial page shows besides the fields.

    ``line`` says all of it in a few words. ``headline_before`` is empty where the trial leaves the headline as it is;
    ``why`` says what holds the level down.
    """

    line: str
    headline: str
    headline_before: str
    value_text: str
    class_text: str
    why: tuple[str, ...]
    before: ScalePicture | None
    after: ScalePicture | None
    changes: tuple[ChangeLine, ...]
    rows: tuple[TrialRow, ...]


type Pair = tuple[Subject | None, Subject | None]  # a node before and after; None: it is not asked


class _Subjects:
    """All nodes before and after, looked up once."""

    def __init__(self, trial: Trial, language: Language) -> None:
        """Read both results."""
        self.language = language
        self._before, self._after = subjects(trial.before, language), subjects(trial.after, language)

    def pair(self, node: str) -> Pair:
        """Return a node before and after."""
        return self._before.get(node), self._after.get(node)


def trial_text(trial: Trial, language: Language, *, node: str = "") -> TrialText:
    """Return the trial in words; ``node`` is shown even where nothing changes in it."""
    with translation.override(language):
        return _text(trial, _Subjects(trial, language), node)


def _text(trial: Trial, both: _Subjects, node: str) -> TrialText:
    language, pair = both.language, both.pair("overall")
    rows = tuple(_rows(trial, both, node))
    headlines = [overall(each, language).headline for each in (trial.before, trial.after)]
    return TrialText(
        line=_line(trial, pair, rows),
        headline=headlines[1],
        headline_before="" if headlines[0] == headlines[1] else headlines[0],
        value_text=_whole(trial, pair),
        class_text=_arrow(*(level_class(each) if each else "" for each in pair)),
        why=reasons(pair[1]) if pair[1] else (),
        before=_picture(pair[0]),
        after=_picture(pair[1]),
        changes=tuple(_changes(trial, language)),
        rows=rows,
    )


def _line(trial: Trial, pair: Pair, rows: Sequence[TrialRow]) -> str:
    """Return the whole before and after, short enough for a line that stays on the screen.

    A framework without a value for the whole has those of its parts.
    """
    if not trial.changes:
        return gettext("Nothing is changed yet")
    told = " · ".join(filter(None, (_levels(pair), _whole(trial, pair)))) or _changed_parts(rows)
    count = len(trial.changes)
    unmoved = ngettext("%(count)s answer changed", "%(count)s answers changed", count) % {"count": count}
    return gettext("Trial: %(result)s") % {"result": told or unmoved}


def _whole(trial: Trial, pair: Pair) -> str:
    """Return the points of the whole, in a quick check between what they lie; nothing where there are none."""
    if pair[1] and pair[1].node.aggregate.method == "none":
        return ""
    ranges = [each.card.range for each in (trial.before, trial.after)]
    values = _arrow(*(wording.span(*each) if each else wording.unrated() for each in ranges))
    if not trial.after.is_quick:
        values = _values(pair)
    has_points = trial.after.card.overall.value is not None
    return gettext("%(values)s points") % {"values": values} if has_points else values


def _arrow(before: str, after: str) -> str:
    return after if before == after else f"{before or '–'} → {after or '–'}"


def _values(pair: Pair) -> str:
    """Return a node's points before and after, with the decimals that tell them apart."""
    old, new = (each.result.value if each else None for each in pair)
    if old is not None and new is not None and old != new and pair[1]:
        return _arrow(*figures.change(old, new, () if pair[1].is_on_share else pair[1].levels))
    return _arrow(*(_value(each) for each in pair))


def _changed_parts(rows: Sequence[TrialRow]) -> str:
    return "; ".join(f"{row.name}: {row.value_text}" for row in rows if row.is_changed and row.depth == 0)


def _value(subject: Subject | None) -> str:
    if subject is None or subject.node.aggregate.method == "none":
        return "–"
    return standing(subject.source, subject.node, subject.language).value_text


def _levels(pair: Pair) -> str:
    """Return a node's level, before and after where it changes; nothing where it has none."""
    old, new = (each.result.level if each else None for each in pair)
    return "" if old is None and new is None else _arrow(_level(old), _level(new))


def _level(level: int | None) -> str:
    if level is None:
        return pgettext("level", "no level")
    return pgettext("level in a sentence", "level %(number)s") % {"number": level}


def _picture(subject: Subject | None) -> ScalePicture | None:
    return picture(subject) if subject else None


def _changes(trial: Trial, language: Language) -> Iterator[ChangeLine]:
    for change in trial.changes:
        text = changed(trial.before.framework, change.item, change.before, change.after, language)
        yield ChangeLine(number_of(change.item), change.item.ask[language], text)


def _rows(trial: Trial, both: _Subjects, wanted: str) -> Iterator[TrialRow]:
    """Yield the blocks, and below each what changed in it."""
    for block in of_firm(trial.after).blocks:
        for node, depth in _walk(block):
            pair = both.pair(node.id)
            row = _row(pair, node.name[both.language], depth)
            if any(pair) and (depth == 0 or row.is_changed or node.id == wanted):
                yield row


def _walk(node: Node, depth: int = 0) -> Iterator[tuple[Node, int]]:
    yield node, depth
    for child in node.children:
        yield from _walk(child, depth + 1)


def _row(pair: Pair, name: str, depth: int) -> TrialRow:
    old, new = (each.result if each else None for each in pair)
    return TrialRow(
        name=name,
        depth=depth,
        value_text="" if pair[1] and pair[1].source.is_quick else _values(pair),
        level_text=_levels(pair),
        is_changed=old is None or new is None or _numbers(old) != _numbers(new),
        before=_picture(pair[0]),
        after=_picture(pair[1]),
    )


def _numbers(result: NodeResult) -> tuple[object, ...]:
    return result.value, result.level, result.low, result.high
