"""Level strips of a scorecard: the same picture on the result page, on the bench and in the PDF."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Protocol

from django.utils.translation import gettext, pgettext

import charts
from assessments.scoring.types import NodeResult
from questionnaires.document import Framework


class Stands(Protocol):
    """Anything that says where a dimension stands."""

    @property
    def value(self) -> Fraction | None:
        """The value, None while not rated."""

    @property
    def level(self) -> int | None:
        """The level, None while not rated."""

    @property
    def low(self) -> Fraction | None:
        """The value if every open answer were the worst."""

    @property
    def high(self) -> Fraction | None:
        """The value if every open answer were the best."""


def strip(stands: Stands, *, label: str, value_text: str) -> charts.Strip:
    """Return one row; label and value come ready in the reader's language."""
    return charts.Strip(
        label=label, value_text=value_text, value=stands.value, level=stands.level, low=stands.low, high=stands.high
    )


def fit(framework: Framework, results: Iterable[NodeResult]) -> bool:
    """Whether values lie on the scale of the levels, so that they can be drawn on it.

    Results that do not say where their scale ends are from before there were others.
    """
    return all(result.top in (None, framework.levels[-1].value) for result in results)


def words(
    *,
    is_open: bool,
    is_rated: bool = True,
    is_verified: bool = False,
    has_target: bool = False,
    has_sector: bool = False,
) -> charts.Words:
    """Return what the key says: nothing about marks that are drawn nowhere."""
    return charts.Words(
        self_assessed=pgettext("key of a chart", "Self-assessed") if is_rated else "",
        band=gettext("Questions open: the result lies in this range") if is_open else "",
        verified=pgettext("key of a chart", "Verified by an advisor") if is_verified else "",
        target=pgettext("key of a chart", "Target") if has_target else "",
        median=pgettext("key of a chart", "Most of the sector, with its middle") if has_sector else "",
    )


def title(dimensions: int) -> str:
    """Return the picture's name for those who do not see it."""
    return gettext("Level strips of %(count)s dimensions") % {"count": dimensions}
