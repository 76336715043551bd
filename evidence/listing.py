"""The files of an assessment as its people read them: what each one shows, for which questions, how it stands."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assessments import asked, outline
from assessments.models import Assessment
from assessments.outline import Section
from evidence.access import Reach, may_open
from evidence.models import Evidence
from questionnaires.document import Item
from questionnaires.words import Language

SCAN_WORDS = {
    Evidence.Scan.UNSCANNED: "",
    Evidence.Scan.CLEAN: "",
    Evidence.Scan.PENDING: _("Waits for the virus scan; until then only who sent it can open it."),
    Evidence.Scan.INFECTED: _("A virus was found in this file, so it was removed. Please send a clean one."),
    Evidence.Scan.FAILED: _("The virus scan could not read this file, so nobody else can open it."),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question that files may be for, and the page on which it stands."""

    id: str
    ask: str
    node: str
    part: str
    is_sensitive: bool
    hint: str


@dataclass(frozen=True, slots=True)
class Line:
    """One file. ``questions`` are those it supports and that are asked; what its reader may do with it."""

    evidence: Evidence
    questions: tuple[Question, ...]
    may_open: bool
    may_change: bool
    is_for_this: bool

    @property
    def note(self) -> str:
        """Return what is to be said of the scan."""
        return str(SCAN_WORDS[Evidence.Scan(self.evidence.scan)])

    @property
    def has_thumbnail(self) -> bool:
        """Whether there is a small picture to show."""
        return self.may_open and bool(self.evidence.thumbnail)


def questions_within(reach: Reach, language: Language) -> dict[str, Question]:
    """Return the questions within reach, by id, in the framework's order."""
    return {id_: each for id_, each in questions(reach.assessment, language).items() if reach.has(id_)}


def questions(assessment: Assessment, language: Language) -> dict[str, Question]:
    """Return all questions that this firm may be asked, by id, in the framework's order."""
    pages = outline.sections(asked.of_firm(assessment), assessment.scope)
    return {item.id: _question(page, item, language) for page in pages for item in page.items}


def lines(reach: Reach, known: dict[str, Question], item: str = "") -> list[Line]:
    """Return the files within reach, newest first, with those of the given question marked."""
    rows = reach.rows().select_related("added_by").prefetch_related("uses")
    return [_line(row, known, item, may_open=reach.may_open(row), may_change=reach.may_change(row)) for row in rows]


def lines_for_others(assessment: Assessment, known: dict[str, Question], *, of_firm: bool = False) -> list[Line]:
    """Return the files as somebody of another house reads them; only what the firm itself showed if so wished."""
    rows = Evidence.objects.filter(assessment=assessment).select_related("added_by").prefetch_related("uses")
    rows = rows.filter(at_visit=False) if of_firm else rows
    return [_line(row, known, "", may_open=may_open(row, None), may_change=False) for row in rows]


def by_item(assessment: Assessment) -> dict[str, list[Evidence]]:
    """Return the files of each question."""
    found: dict[str, list[Evidence]] = {}
    for row in Evidence.objects.filter(assessment=assessment).select_related("added_by").prefetch_related("uses"):
        for use in row.uses.all():
            found.setdefault(use.item, []).append(row)
    return found


def _question(page: Section, item: Item, language: Language) -> Question:
    hint = item.evidence[language] if item.evidence else ""
    return Question(item.id, item.ask[language], page.id, page.node.name[language], item.sensitive, hint)


def _line(row: Evidence, known: dict[str, Question], item: str, *, may_open: bool, may_change: bool) -> Line:
    used = [use.item for use in row.uses.all()]
    return Line(row, tuple(known[each] for each in known if each in used), may_open, may_change, item in used)
