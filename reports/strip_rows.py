"""The level strips of a result page: one row a dimension, by block or with the largest gap first."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

import charts
from reports import drawing, headline
from reports.content.types import DimensionText, ReportContent, Standing
from reports.headline import Lead

type Order = Literal["block", "gap"]


@dataclass(frozen=True, slots=True)
class Row:
    """One dimension: what leads at it, its strip, and to which block it belongs."""

    standing: Standing
    lead: Lead
    block: str
    picture: SafeString


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under the block that they belong to; all of them together, without a block, where they are sorted."""

    standing: Standing | None
    lead: Lead | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """All that is drawn.

    ``table`` has the same rows by block, ``names`` and ``numbers`` are the axis with and without names of levels.
    """

    order: Order
    groups: tuple[RowGroup, ...]
    table: tuple[RowGroup, ...]
    names: SafeString
    numbers: SafeString
    key: tuple[tuple[SafeString, str], ...]
    has_targets: bool
    has_sector: bool

    @property
    def is_by_block(self) -> bool:
        """Whether the rows stand under their blocks."""
        return self.order == "block"


def order_of(request: HttpRequest) -> Order:
    """Return the order that was asked for; by block unless it was another that there is."""
    return "gap" if request.GET.get("order") == "gap" else "block"


def draw(content: ReportContent, order: Order = "block") -> Rows:
    """Draw the rows of all dimensions."""
    axis = drawing.axis(content)
    groups = tuple(_group(content, block.standing, block.dimensions) for block in content.blocks)
    rows = [row for group in groups for row in group.rows]
    return Rows(
        order=order,
        groups=groups if order == "block" else (RowGroup(None, None, tuple(sorted(rows, key=_by_gap))),),
        table=groups,
        names=mark_safe(charts.axis_names(axis)),
        numbers=drawing.axis_numbers(content),
        key=drawing.key(content),
        has_targets=any(row.standing.compared.target is not None for row in rows),
        has_sector=any(row.standing.compared.sector_median is not None for row in rows),
    )


def _group(content: ReportContent, block: Standing, dimensions: Iterable[DimensionText]) -> RowGroup:
    rows = tuple(_row(content, block, each.standing) for each in dimensions)
    return RowGroup(block, headline.of_node(block, content), rows)


def _row(content: ReportContent, block: Standing, standing: Standing) -> Row:
    return Row(
        standing=standing,
        lead=headline.of_node(standing, content),
        block="" if block.node == standing.node else block.name,
        picture=drawing.strip_row(content, standing),
    )


def _by_gap(row: Row) -> tuple[bool, Fraction, Fraction]:
    """Sort by what is missing to the target, most first, then the lowest; what is not rated comes last."""
    value, target = row.lead.value, row.standing.compared.target
    if value is None:
        return True, Fraction(0), Fraction(0)
    return False, Fraction(0) if target is None else value - target, value
