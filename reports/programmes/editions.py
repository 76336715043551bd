"""Editions of what firms have in common: made anew only when ten firms at least have come, gone or changed.

So nobody finds out what one firm's result is by looking before and after it came. Counted are firms that agreed that
their results count in sector figures, by consent 3, each with its newest result; a firm that has withdrawn is in no
edition that is made from then on.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.db.models import Count

from accounts import consents
from assessments import scores
from assessments.models import NodeScore
from programmes.models import Programme
from questionnaires import library
from questionnaires.document import Framework
from reports.models import FiguresEdition
from reports.programmes import records
from reports.programmes.suppression import LEAST, low, low_of_all, lows, may_follow

GAP_LEVEL = 1  # a dimension on this level or below is a gap
MOST_GAPS = 10
UNRATED = "unrated"


@dataclass(frozen=True, slots=True)
class Card:
    """A firm's newest result."""

    scorecard: int
    level: int | None


@dataclass(frozen=True, slots=True)
class Shown:
    """What an edition says; every number is what there are at least.

    ``levels`` go by the level as text, and UNRATED; 0 is a number that is not shown. ``gaps`` are dimensions, those
    with most firms first.
    """

    firms: int
    levels: Mapping[str, int]
    gaps: tuple[tuple[str, int], ...]


def current(programme: Programme, *, completed: int) -> FiguresEdition | None:
    """Return the edition to show, made now if it is due; ``completed``: how many firms could be counted at most."""
    cards, latest = _cards(programme), _latest(programme)
    if _changed(latest, cards) < LEAST:
        return latest
    return _make(programme, cards, completed)


def shown(edition: FiguresEdition) -> Shown:
    """Return what an edition says."""
    said = edition.shown
    return Shown(firms=said["firms"], levels=said["levels"], gaps=tuple((node, low) for node, low in said["gaps"]))


def tables(framework: Framework, levels: Mapping[str, int], low_on: Mapping[str, int], completed: int) -> Shown:
    """Return what may be shown of these counts: firms by level, and firms by dimension on which they are low.

    Gaps stand in the order of their exact counts, equal ones by chance: a reader learns of two that the first one is
    not less, so both may still be any of their ten numbers. No gap is said to have more firms than there are.
    """
    by_level = lows(levels, at_most=completed)
    firms = low_of_all(by_level, sum(levels.values()), at_most=completed)
    found = list(framework.dimensions())
    SystemRandom().shuffle(found)
    found.sort(key=lambda node: low_on.get(node.id, 0), reverse=True)
    gaps = ((node.id, min(firms, low(low_on.get(node.id, 0), at_most=completed))) for node in found[:MOST_GAPS])
    return Shown(firms, by_level, tuple(gap for gap in gaps if gap[1]))


def _latest(programme: Programme) -> FiguresEdition | None:
    return FiguresEdition.objects.filter(programme=programme).order_by("-pk").first()


def _changed(latest: FiguresEdition | None, cards: Mapping[int, Card]) -> int:
    """Return how many firms came, went or have another result since an edition."""
    before = dict(latest.members) if latest else {}
    now = _members(cards)
    return sum(before.get(firm) != now.get(firm) for firm in before.keys() | now.keys())


def _members(cards: Mapping[int, Card]) -> dict[int, int]:
    return {firm: card.scorecard for firm, card in cards.items()}


@transaction.atomic
def _make(programme: Programme, cards: Mapping[int, Card], completed: int) -> FiguresEdition | None:
    """Make an edition unless it would tell too much beside the latest; of two at once the second finds the first's."""
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    latest = _latest(programme)
    said = _said(programme, cards, completed)
    if latest and not _may_follow(shown(latest), said, changed=_changed(latest, cards)):
        return latest
    members = sorted(_members(cards).items())
    return FiguresEdition.objects.create(programme=programme, members=members, shown=asdict(said))


def _may_follow(before: Shown, after: Shown, *, changed: int) -> bool:
    """Whether no number of both editions moves by more than may be told."""
    gaps, then = dict(after.gaps), dict(before.gaps)
    both = gaps.keys() & then.keys()
    tables = (
        (before.levels, after.levels),
        ({"": before.firms}, {"": after.firms}),
        ({node: then[node] for node in both}, {node: gaps[node] for node in both}),
    )
    return all(may_follow(one, other, changed=changed) for one, other in tables)


def _said(programme: Programme, cards: Mapping[int, Card], completed: int) -> Shown:
    framework = library.get(programme.framework_version.content_hash)
    found = Counter(UNRATED if card.level is None else str(card.level) for card in cards.values())
    names = [*(str(level.value) for level in framework.levels), UNRATED]
    return tables(framework, {name: found[name] for name in names}, _low(cards), completed)


def _cards(programme: Programme) -> dict[int, Card]:
    """Return each firm's newest result, in one query."""
    rows = scores.first_cards().filter(
        submission__assessment__in=records.of_programme(programme),
        submission__assessment__site__organization__in=consents.firms_in_sector_figures(),
    )
    newest: dict[int, tuple[Any, Card]] = {}
    for firm, submission, at, card, level in rows.values_list(
        "submission__assessment__site__organization", "submission", "submission__submitted_at", "pk", "overall_level"
    ):
        order = (at, submission)
        # of one submission the first card is its own, and rows come by card
        if firm not in newest or newest[firm][0] < order:
            newest[firm] = (order, Card(card, level))
    return {firm: card for firm, (_, card) in newest.items()}


def _low(cards: Mapping[int, Card]) -> dict[str, int]:
    """Return of each dimension how many firms are low on it."""
    nodes = NodeScore.objects.filter(scorecard__in=[card.scorecard for card in cards.values()], level__lte=GAP_LEVEL)
    return dict(nodes.values_list("node").annotate(firms=Count("pk")).order_by())
