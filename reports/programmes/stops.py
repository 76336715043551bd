"""Where firms stop: the last question answered of drafts that nobody has touched for two weeks.

These are acts and no answers, but no firm agreed to be watched, so they are shown as closely as results: no number
under ten, no exact one. A firm with several such drafts counts once, with the one touched last.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from assessments.models import Assessment, Response
from programmes.models import Programme
from questionnaires.document import Framework, Item, Node
from reports.programmes import records
from reports.programmes.records import Records, Standing
from reports.programmes.suppression import LEAST, floor, lows

UNTOUCHED_DAYS = 14
MOST_STOPS = 5
NOTHING = ""  # no question was answered


@dataclass(frozen=True, slots=True)
class Stop:
    """A dimension at which firms stopped, None before any answer, its foremost question; how many firms at least."""

    node: Node | None
    firms: int
    question: tuple[Item, int] | None = None


def read(programme: Programme, framework: Framework, found: Records) -> tuple[Stop, ...]:
    """Return where firms stopped that are answering still, most first."""
    ahead = {work.firm for work in found.works if work.standing != Standing.DRAFT}
    last = {firm: item or NOTHING for firm, item in _untouched(programme) if firm not in ahead}
    answering = sum(firm.standing == Standing.DRAFT for firm in found.firms)
    return stops(framework, Counter(last.values()), answering=answering)


def stops(framework: Framework, items: Mapping[str, int], *, answering: int) -> tuple[Stop, ...]:
    """Return what may be shown of counts by the item answered last; ``answering`` is what all of them are at most."""
    nodes = {node.id: node for node in framework.dimensions()}
    counts = {node: sum(items.get(item.id, 0) for item in each.items) for node, each in nodes.items()}
    counts[NOTHING] = sum(items.values()) - sum(counts.values())
    found = (_stop(nodes.get(node), low, items) for node, low in lows(counts, at_most=answering).items())
    return tuple(sorted(filter(None, found), key=lambda stop: stop.firms, reverse=True)[:MOST_STOPS])


def _stop(node: Node | None, low: int, items: Mapping[str, int]) -> Stop | None:
    """Return a dimension with that of its questions at which most firms stopped, as far as they may be shown.

    The dimension is said to have no more than its questions may have together: else they could be worked out from it.
    """
    if node is None or not low:
        return Stop(None, low) if low else None
    counts = {item.id: items.get(item.id, 0) for item in node.items}
    shown = lows(counts, at_most=low + LEAST - 1)
    room = sum(shown.values()) + (LEAST - 1) * (len(counts) - 1)
    firms = min(low, floor(room))
    most = max(node.items, key=lambda item: shown[item.id])
    return Stop(node, firms, (most, shown[most.id]) if shown[most.id] else None) if firms else None


def _untouched(programme: Programme) -> list[tuple[int, str | None]]:
    """Return firm and last item of each such draft, the one touched last at the end."""
    before = timezone.now() - timedelta(days=UNTOUCHED_DAYS)
    drafts = records.of_programme(programme).filter(state=Assessment.State.DRAFT, touched_at__lt=before)
    answers = Response.objects.filter(assessment=OuterRef("pk"), is_confirmed=True).order_by("-answered_at", "-version")
    rows = drafts.annotate(last=Subquery(answers.values("item")[:1])).order_by("touched_at", "pk")
    return list(rows.values_list("site__organization", "last"))
