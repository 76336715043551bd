"""All that is wrong with a framework document, in one run.

A document may be broken in any way when it comes here: nothing raises, and what one fault hides is told once that is
mended. Pure.
"""

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from questionnaires import asking, bounds, decision_tables, parts, references, roll_up, thresholds
from questionnaires.faults import Complaint, Fault, explain
from questionnaires.framework_shapes import FRAMEWORK, MOST_VARIANTS, SLOT

MOST_FAULTS = 500  # told at once; a document with more is another kind of file
MOST_ITEMS = 1000
MOST_NODES = 500


def validate(document: Any) -> tuple[Fault, ...]:
    """Return every fault of a document, in its order; none means that it can be parsed and published.

    A slot that awaits its document has faults here: there is nothing in it to publish.
    """
    complaints = limited(chain(check_shape(document), check_parts(document)))
    return tuple(explain(document, complaint) for complaint in complaints)


def check_shape(document: Any) -> Iterator[Complaint]:
    """Yield what is missing, unknown, of the wrong kind or out of bounds."""
    return FRAMEWORK(document, ())


def check_slot(document: Any) -> Iterator[Complaint]:
    """Yield what is wrong with a place that is kept for a framework whose official document is not there yet."""
    return SLOT(document, ())


def is_slot(document: Any) -> bool:
    """Whether a document only keeps the place of a framework."""
    return isinstance(document, Mapping) and "awaits" in document


def check_parts(document: Any) -> Iterator[Complaint]:
    """Yield what does not hold between parts, whatever shape they have."""
    if not isinstance(document, Mapping):
        return
    index = parts.index_of(document)
    for found, most, what in (
        (index.items, MOST_ITEMS, "items"),
        (index.nodes, MOST_NODES, "nodes"),
        (index.variants, MOST_VARIANTS, "variants"),
    ):
        if len(found) > most:
            yield (), f"has {len(found)} {what}, the limit is {most}"
            return
    for rules in (references, asking, roll_up, decision_tables, thresholds, bounds):
        yield from rules.check(index)


def limited(complaints: Iterator[Complaint]) -> Iterator[Complaint]:
    """Yield complaints, of very many the first ones and that there are more."""
    yield from islice(complaints, MOST_FAULTS)
    if next(complaints, None):
        yield (), f"has more than {MOST_FAULTS} faults; the others are told once these are mended"
