"""What the page for exploring a result works with: values of this round, of earlier ones, and what they aim at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from assessments import access, rounds, scores, wording
from assessments.models import Assessment, Scope, Scorecard, Submission
from assessments.rounds import Round
from questionnaires import library
from reports import headline, strip_rows
from reports.content import build_report_content, printable
from reports.content.source import read
from reports.content.types import ReportContent, Standing
from reports.content.withholding import outward
from reports.printed import languages
from reports.strip_rows import Rows

type Kind = Literal["self", "verified", "earlier", "target", "sector"]

# Older ones make a chart that nobody can read.
MOST_EARLIER = 4


@dataclass(frozen=True, slots=True)
class Series:
    """One value a node, as a number for the chart and as it is written in the table; ``told`` is what is passed on."""

    key: str
    name: str
    kind: Kind
    values: Mapping[str, Fraction | None]
    texts: Mapping[str, str]
    told: Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a block or, below it, a dimension, with the text of each series."""

    node: str
    name: str
    is_block: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplorePage:
    """Everything on the page; ``data`` is what the chart is drawn from."""

    submission: Submission
    content: ReportContent
    rows: Rows
    series: tuple[Series, ...]
    lines: tuple[Line, ...]
    data: Mapping[str, Any]


def read_explore(request: HttpRequest, uuid: UUID) -> ExplorePage:
    """Read the page of a full result on levels that this person may read; else 404."""
    submission = access.get_submission(request, uuid)
    assessment = access.get_assessment(request, submission.assessment.uuid)
    scorecard = scores.self_scorecard(submission)
    if scorecard is None or scorecard.scope != Scope.FULL:
        raise Http404
    content = build_report_content(scorecard, languages.of_page())
    if content.values:
        raise Http404
    series = (*_told(content), *_earlier(assessment))
    return ExplorePage(
        submission=submission,
        content=content,
        rows=strip_rows.draw(content),
        series=series,
        lines=_lines(content, series),
        data=data(content, series),
    )


def data(content: ReportContent, series: Iterable[Series]) -> dict[str, Any]:
    """Return what the chart is drawn from, as plain values for JSON.

    A ``private`` dimension is left out of a picture to be passed on, which is drawn from what is ``told``.
    """
    private = {each.standing.node for block in printable(content).blocks for each in block.dimensions if each.withheld}
    return {
        "mark": content.short_mark,
        "date": content.date,
        "language": content.language,
        "levels": [[level.value, level.name] for level in content.levels],
        "parts": [
            {
                "node": block.standing.node,
                "name": block.standing.name,
                "dimensions": [
                    {"node": standing.node, "name": standing.name, "private": standing.node in private}
                    for standing in (each.standing for each in block.dimensions)
                ],
            }
            for block in content.blocks
        ],
        "series": [
            {
                "key": each.key,
                "name": each.name,
                "kind": each.kind,
                "values": _numbers(each.values),
                "told": _numbers(each.told),
                "texts": dict(each.texts),
            }
            for each in series
        ],
    }


def _numbers(values: Mapping[str, Fraction | None]) -> dict[str, float | None]:
    return {node: None if value is None else float(value) for node, value in values.items()}


def _told(content: ReportContent) -> tuple[Series, ...]:
    """Return the series of this round with what of them may be passed on."""
    known = {each.key: each.values for each in own_series(printable(content))}
    return tuple(replace(each, told=known.get(each.key, {})) for each in own_series(content))


def own_series(content: ReportContent) -> tuple[Series, ...]:
    """Return what is known of this round, what leads first; series without a value are left out."""
    standings = [each for block in content.blocks for each in (block.standing, *(d.standing for d in block.dimensions))]
    name = pgettext("series of a chart", "Self-assessed, %(when)s") % {"when": content.date}
    own = _series("self", name, "self", {each: (each.value, each.value_text) for each in standings})
    made = [own]
    if content.verification:
        verified = {each: (each.compared.verified, each.compared.verified_text) for each in standings}
        found = _series("verified", pgettext("key of a chart", "Verified by an advisor"), "verified", verified)
        made = [found, own] if headline.is_led_by_verified(content) else [own, found]
    targets = {each: (each.compared.target, each.compared.target_text) for each in standings}
    made.append(_series("target", pgettext("key of a chart", "Target"), "target", targets))
    sector = {each: (each.compared.sector_median, each.compared.sector_text) for each in standings}
    made.append(_series("sector", pgettext("series of a chart", "Middle of the sector"), "sector", sector))
    return tuple(each for each in made if any(value is not None for value in each.values.values()))


def _series(key: str, name: str, kind: Kind, found: Mapping[Standing, tuple[Fraction | None, str]]) -> Series:
    values = {standing.node: value for standing, (value, _) in found.items()}
    return Series(key, name, kind, values, {standing.node: text for standing, (_, text) in found.items()}, values)


def _earlier(assessment: Assessment) -> tuple[Series, ...]:
    """Return the rounds of the same plant before this one, the newest of them first."""
    known = rounds.rounds_of(assessment)
    here = next((each.number for each in known if each.is_this), 0)
    before = [each for each in reversed(known) if each.number < here and each.done_at]
    return tuple(filter(None, map(_of_round, before[:MOST_EARLIER])))


def _of_round(known: Round) -> Series | None:
    submission = known.assessment.submissions.select_related("assessment").order_by("-number").first()
    row = scores.self_scorecard(submission) if submission else None
    return _of_scorecard(row, known) if row else None


def _of_scorecard(row: Scorecard, known: Round) -> Series:
    framework, nodes = library.get(row.framework_hash), scores.stored(row).scorecard.nodes
    told = outward(read(row)).card.nodes
    day = "" if known.done_at is None else date_format(known.done_at, "SHORT_DATE_FORMAT")
    named = {node.id: node for node in framework.root.walk() if node.id in nodes}
    return Series(
        key=f"round-{known.number}",
        name=gettext("Round %(number)s, %(when)s") % {"number": known.number, "when": day},
        kind="earlier",
        values={id_: nodes[id_].value for id_ in named},
        texts={id_: wording.value_of(framework, node, nodes[id_].value) for id_, node in named.items()},
        told={id_: each.value for id_, each in told.items()},
    )


def _lines(content: ReportContent, series: tuple[Series, ...]) -> tuple[Line, ...]:
    lines = []
    for block in content.blocks:
        standings = [block.standing, *(each.standing for each in block.dimensions)]
        for place, standing in enumerate(standings):
            if place and standing.node == block.standing.node:
                continue
            cells = tuple(each.texts.get(standing.node) or "–" for each in series)
            lines.append(Line(standing.node, standing.name, is_block=not place, cells=cells))
    return tuple(lines)
