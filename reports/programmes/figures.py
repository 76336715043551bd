"""A programme's figures in words, for the page, the workbook and the PDF alike: they never say different things."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

from accounts.profile.size_class import HeadcountBand
from assessments import wording
from assessments.scoring.rounding import half_up
from programmes.models import Programme
from questionnaires import library
from questionnaires.document import Framework
from questionnaires.words import Language
from reports.models import FiguresEdition
from reports.programmes import counting, editions, groups, records, stops
from reports.programmes.records import Firm, Standing, Step
from reports.programmes.suppression import LEAST

ALIKE = "–"


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the way. ``share`` is of the firms that joined; None where nobody counts, or it is not said."""

    label: str
    firms: str
    share: Fraction | None
    percent: str
    first: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class CountLine:
    """A number of firms beside what it counts. ``share`` is how long its bar is."""

    label: str
    count: str
    share: Fraction
    level: int | None = None
    below: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class WayLine:
    """How long the way from a step to another takes, and of how many assessments; in words and as numbers."""

    label: str
    days: str
    assessments: str
    median: Decimal | None
    counted: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """Firms by a fact about them: the name of each group and its count at every step. ``kept``: groups set apart."""

    id: str
    title: str
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Together:
    """What firms have in common, of an edition."""

    firms: str
    made_on: str
    levels: tuple[CountLine, ...]
    gaps: tuple[CountLine, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it, in one language. ``joined`` is how many firms take part, ``lead`` what there is to say at first."""

    language: Language
    title: str
    operator: str
    partner: str
    dates: str
    framework: str
    as_of: str
    is_trial: bool
    joined: int
    lead: str
    steps: tuple[StepLine, ...]
    standings: tuple[CountLine, ...]
    ways: tuple[WayLine, ...]
    step_names: tuple[str, ...]
    groupings: tuple[Grouping, ...]
    together: Together | None
    stops: tuple[CountLine, ...]
    site_operator: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What was read of a programme, before it is put into words."""

    programme: Programme
    framework: Framework
    found: records.Records
    edition: FiguresEdition | None
    stopped: tuple[stops.Stop, ...]


def read(programme: Programme) -> Counted:
    """Count a programme as it is now; the same few queries whatever its size."""
    found = records.read(programme)
    framework = library.get(programme.framework_version.content_hash)
    completed = sum(Step.COMPLETED in firm.taken for firm in found.firms)
    edition = editions.current(programme, completed=completed)
    return Counted(programme, framework, found, edition, stops.read(programme, framework, found))


def in_words(counted: Counted, language: Language) -> Figures:
    """Return the figures in one language."""
    programme, framework, firms = counted.programme, counted.framework, counted.found.firms
    with translation.override(language):
        return Figures(
            language=language,
            title=programme.name,
            operator=programme.operator,
            partner=programme.partner,
            dates=f"{_day(programme.starts_on)} – {_day(programme.ends_on)}",
            framework=f"{framework.title[language]} {framework.version}",
            as_of=_day(timezone.localdate()),
            is_trial=framework.is_trial,
            joined=len(firms),
            lead=_lead({each.step: each.firms for each in counting.steps(firms)}),
            steps=tuple(_step_lines(counting.steps(firms))),
            standings=tuple(_standing_lines(firms)),
            ways=tuple(map(_way, counting.ways(counted.found))),
            step_names=tuple(str(step.label) for step in Step),
            groupings=_groupings(firms),
            together=_together(counted.edition, framework, language) if counted.edition else None,
            stops=tuple(_stop_lines(counted.stopped, language)),
            site_operator=settings.OPERATOR_NAME,
        )


def _lead(counts: Mapping[Step, int]) -> str:
    said = ngettext(
        "%(joined)s firm takes part: %(completed)s completed the assessment, %(sent)s sent it for review, "
        "%(issued)s received the verified report.",
        "%(joined)s firms take part: %(completed)s completed the assessment, %(sent)s sent it for review, "
        "%(issued)s received the verified report.",
        counts[Step.JOINED],
    )
    return said % {step.value: wording.number(count) for step, count in counts.items()}


def _step_lines(steps: Iterable[counting.StepCount]) -> Iterable[StepLine]:
    yield StepLine(gettext("Invited"), pgettext("number of firms invited", "not counted"), None, "", None, None)
    joined = 0
    for each in steps:
        joined = joined or each.firms
        share = Fraction(each.firms, joined) if joined else Fraction(0)
        percent = "" if each.step == Step.JOINED or not joined else wording.share(share)
        first, latest = (timezone.localdate(moment) if moment else None for moment in (each.first, each.latest))
        yield StepLine(str(each.step.label), wording.number(each.firms), share, percent, first, latest)


def _standing_lines(firms: tuple[Firm, ...]) -> Iterable[CountLine]:
    counts = counting.standings(firms)
    most = max(counts.values())
    for standing in Standing:
        share = Fraction(counts[standing], most) if most else Fraction(0)
        yield CountLine(str(standing.label), wording.number(counts[standing]), share)


def _way(way: counting.WayCount) -> WayLine:
    label = pgettext("from a step to the next", "%(before)s → %(after)s") % {
        "before": way.before.label,
        "after": way.after.label,
    }
    counted = ngettext("%(number)s assessment", "%(number)s assessments", way.assessments)
    said = counted % {"number": wording.number(way.assessments)}
    median = None if way.days is None else half_up(Fraction(way.days).limit_denominator(1000), 1)
    return WayLine(label, _days(median), said, median, way.assessments)


def _days(days: Decimal | None) -> str:
    if days is None:
        return ALIKE
    if days < 1:
        return gettext("under 1 day")
    whole = int(days) if days == int(days) else days
    return ngettext("%(days)s day", "%(days)s days", 1 if whole == 1 else 2) % {"days": wording.number(whole)}


def _groupings(firms: tuple[Firm, ...]) -> tuple[Grouping, ...]:
    def grouping(
        name: str, title: str, names: dict[str, str], group_of: Callable[[Firm], str], kept: int = 0
    ) -> Grouping:
        counted = counting.by(firms, group_of, names)
        rows = tuple((names.get(each.group, each.group), tuple(each.steps[step] for step in Step)) for each in counted)
        return Grouping(name, title, rows, kept)

    return (
        grouping(
            "sector",
            gettext("By sector"),
            _names(groups.SectorGroup.choices),
            lambda firm: firm.sector,
            len(groups.KEY_INDUSTRIES),
        ),
        grouping("size", gettext("By number of employees"), _names(HeadcountBand.choices), lambda firm: firm.headcount),
        grouping("area", gettext("By area"), _names(groups.Area.choices), lambda firm: firm.place.area),
        grouping("park", gettext("By industrial park"), _names(groups.Park.choices), lambda firm: firm.place.park),
    )


def _names(choices: Iterable[tuple[str, object]]) -> dict[str, str]:
    return {str(value): str(label) for value, label in choices}


def _together(edition: FiguresEdition, framework: Framework, language: Language) -> Together | None:
    said = editions.shown(edition)
    if not said.firms:
        return None
    titles = {
        str(level.value): wording.level_title(framework.levels, level.value, language) for level in framework.levels
    }
    titles[editions.UNRATED] = pgettext("firms by level", "Not enough answers")
    blocks = {node.id: block.name[language] for block in framework.blocks for node in block.walk()}
    names = {node.id: node.name[language] for node in framework.dimensions()}
    most = max(said.levels.values())
    return Together(
        firms=wording.number(said.firms),
        made_on=_day(edition.made_at),
        levels=tuple(_line(titles[level], low, most, level=_level(level)) for level, low in said.levels.items()),
        gaps=tuple(_line(names[node], low, said.firms, below=blocks[node]) for node, low in said.gaps),
    )


def _level(text: str) -> int | None:
    return None if text == editions.UNRATED else int(text)


def _stop_lines(stopped: tuple[stops.Stop, ...], language: Language) -> Iterable[CountLine]:
    most = max((stop.firms for stop in stopped), default=LEAST)
    for stop in stopped:
        name = stop.node.name[language] if stop.node else gettext("Before the first answer")
        yield _line(name, stop.firms, most, below=_question(stop, language))


def _question(stop: stops.Stop, language: Language) -> str:
    if stop.question is None:
        return ""
    item, low = stop.question
    return f"{item.ask[language]} ({at_least(low)})"


def _line(label: str, low: int, most: int, *, level: int | None = None, below: str = "") -> CountLine:
    return CountLine(label, at_least(low), Fraction(low, most), level, below, is_hidden=not low)


def at_least(low: int) -> str:
    """Return a number of firms as it is shown."""
    if not low:
        return pgettext("number of firms", "not shown")
    return pgettext("number of firms", "at least %(low)s") % {"low": wording.number(low)}


def _day(moment: date | datetime | None) -> str:
    if moment is None:
        return ""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return str(date_format(day, "SHORT_DATE_FORMAT"))
