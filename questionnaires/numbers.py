"""Numbers of a document, which are decimal text, in comparisons that must not fail on anything else. Pure."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from questionnaires.faults import Complaint, Place
from questionnaires.shapes import DECIMAL, WHOLE


def decimal(value: Any) -> Fraction | None:
    """Return a number of the document, None for anything that is none."""
    return Fraction(value) if isinstance(value, str) and DECIMAL.fullmatch(value) else None


def whole_number(value: Any) -> int | None:
    """Return a whole number of the document, None for anything that is none."""
    return int(value) if isinstance(value, str) and WHOLE.fullmatch(value) else None


def decimals(value: str) -> int:
    """Return how many decimals a number needs."""
    return len(value.partition(".")[2].rstrip("0"))


def plain(value: Fraction) -> str:
    """Write a number for a message, with as many decimals as a document may have."""
    return f"{float(value):.6f}".rstrip("0").rstrip(".")


def rising(bounds: list[Any], place: Place) -> Iterator[Complaint]:
    """Complain about every bound that is not above the one before."""
    found = [decimal(bound) for bound in bounds]
    for order in range(1, len(found)):
        lower, bound = found[order - 1], found[order]
        if lower is not None and bound is not None and bound <= lower:
            yield (*place, order), f"must rise: {bounds[order]} is not above {bounds[order - 1]}"
