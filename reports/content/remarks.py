"""What is strong in a block and what is missing, in the firm's own answers; nothing is said that was not answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext

from assessments import wording
from assessments.answer_words import value_words
from questionnaires.document import Item, Node
from questionnaires.words import Language
from reports.content import withholding
from reports.content.source import Source

CLEARLY = Fraction(1, 2)  # points: half a level apart
MOST = 3
QUOTED = 2


@dataclass(frozen=True, slots=True)
class _Apart:
    """A dimension clearly above or below the mean it is held against."""

    node: Node
    value: Fraction
    text: str
    mean: Fraction


def strengths(source: Source, block: Node, language: Language) -> tuple[str, ...]:
    """Return the dimensions clearly above their block or the plant, the highest first; else the best answers there are.

    Where every answer is at the lowest level, what there is to say is that the start is known.
    """
    apart = sorted((one for one in _apart(source, block) if one.value > one.mean), key=lambda one: -one.value)
    if apart:
        return tuple(_remark(source, one, language, best=True) for one in apart[:MOST])
    best = sorted(_answered(source, block), key=lambda pair: -pair[2])
    quoted = [_quote(source, node, item, language) for node, item, level in _one_a_node(best) if level > 0]
    return tuple(quoted[:QUOTED]) or _known(source, block)


def gaps(source: Source, block: Node, language: Language) -> tuple[str, ...]:
    """Return the dimensions clearly below, the lowest first; else the lowest answers, where they are not all alike."""
    apart = sorted((one for one in _apart(source, block) if one.value < one.mean), key=lambda one: one.value)
    if apart:
        return tuple(_remark(source, one, language, best=False) for one in apart[:MOST])
    answered = _answered(source, block)
    lowest, highest = (find((level for *_, level in answered), default=0) for find in (min, max))
    least = [each for each in answered if each[2] == lowest < highest]
    return tuple(_quote(source, node, item, language) for node, item, _ in list(_one_a_node(least))[:QUOTED])


def _apart(source: Source, block: Node) -> list[_Apart]:
    """Return the dimensions that differ by half a level from their block, else from the whole plant."""
    block_value, plant_value = source.card.nodes[block.id].value, _plant(source)
    means = (
        (block_value, gettext("%(value)s points; the whole part %(mean)s")),
        (plant_value, gettext("%(value)s points; the whole plant %(mean)s")),
    )
    found = []
    for node in block.walk():
        value = source.card.nodes[node.id].value if node.items and node.id in source.card.nodes else None
        near = [(mean, text) for mean, text in means if mean is not None and value is not None]
        far = [(mean, text) for mean, text in near if value is not None and abs(value - mean) >= CLEARLY]
        if value is not None and far:
            found.append(_Apart(node, value, text=far[0][1], mean=far[0][0]))
    return found


def _plant(source: Source) -> Fraction | None:
    """Return the value of the whole; one that counts withheld answers only as exact as it is printed anyway."""
    if source.whole and source.whole.value is not None:
        return withholding.near(source.whole.value)
    return source.card.overall.value


def _remark(source: Source, one: _Apart, language: Language, *, best: bool) -> str:
    """Say where a dimension stands, with its best or its lowest answer that is not sensitive, if there is one."""
    answered = [(item, level) for _, item, level in _answered(source, one.node)]
    chosen = (max if best else min)(answered, key=lambda pair: pair[1], default=None)
    numbers = {
        "value": wording.value_of(source.framework, one.node, one.value),
        "mean": wording.distance(one.mean),
    }
    start = f"{one.node.name[language]} ({one.text % numbers})"
    if chosen is None:
        return f"{start}."
    return f"{start}: {_words(source, chosen[0], language)}"


def _answered(source: Source, node: Node) -> list[tuple[Node, Item, int]]:
    """Return the answered questions that have levels and are not sensitive."""
    return [
        (leaf, item, given.value)
        for leaf in node.walk()
        for item in leaf.items
        if item.steps and not item.sensitive and (given := source.answers.get(item.id)) and given.value is not None
    ]


def _one_a_node(answers: Iterable[tuple[Node, Item, int]]) -> Iterable[tuple[Node, Item, int]]:
    """Return the first answer of each dimension."""
    first: dict[str, tuple[Node, Item, int]] = {}
    for each in answers:
        first.setdefault(each[0].id, each)
    return first.values()


def _quote(source: Source, node: Node, item: Item, language: Language) -> str:
    return f"{node.name[language]}: {_words(source, item, language)}"


def _words(source: Source, item: Item, language: Language) -> str:
    return value_words(item, source.answers[item.id].value, language)


def _known(source: Source, block: Node) -> tuple[str, ...]:
    result = source.card.nodes[block.id]
    asked = result.items - result.not_applicable
    if result.open or not asked:
        return ()
    text = gettext("All %(asked)s questions of this part are answered: it is clear where to begin.")
    return (text % {"asked": asked},)
