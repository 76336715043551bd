"""What a person does well to know before starting: how long it takes, whom to have beside them, and which papers.

All of it comes from the framework: the people are those whom its steps name most often, the papers what it calls
evidence.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from questionnaires.document import Framework, Item, Node
from questionnaires.words import Text

MOST_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class PartToPrepare:
    """One part: who knows its answers, and what may be looked up for it."""

    name: Text
    people: tuple[Text, ...]
    papers: tuple[Text, ...]


def to_prepare(framework: Framework) -> tuple[PartToPrepare, ...]:
    """Return the parts of a framework; one that names neither people nor papers has none."""
    parts = (PartToPrepare(block.name, _people(block), _papers(block)) for block in framework.blocks)
    return tuple(part for part in parts if part.people or part.papers)


def _people(block: Node) -> tuple[Text, ...]:
    """Return those who lead the most steps of a part; who leads a single one only where nobody leads more."""
    named = Counter(step.leads for item in _items(block) for step in item.steps.values()).most_common(MOST_PEOPLE)
    return tuple(text for place, (text, count) in enumerate(named) if count > 1 or place == 0)


def _papers(block: Node) -> tuple[Text, ...]:
    """Return the evidence of the key questions, one for each dimension."""
    return tuple(item.evidence for item in _items(block) if item.key and item.evidence)


def _items(block: Node) -> Iterable[Item]:
    return (item for node in block.walk() for item in node.items)
