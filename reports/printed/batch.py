"""The reports of many firms at once, for the advisor to whom they were sent: which there are, and all in one ZIP."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from accounts.models import User
from assessments import report_requests, scores
from assessments.exchange_tables import FORMULA
from assessments.models import Assessment, Scorecard, Submission
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from programmes.models import Programme
from reports.models import Report
from reports.press import fingerprint
from reports.printed import files, naming
from reports.printed.languages import Edition
from reviews.access import submissions_within_reach
from reviews.queue import listing

type State = Literal["ready", "working", "failed", "missing"]

MOST = 500
QUEUE = "batch"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports: of what the reader's queue keeps under a filter."""

    reader: User
    filter: listing.Wanted
    edition: Edition

    @property
    def programme(self) -> Programme | None:
        """Return the programme whose firms alone are wanted."""
        return self.filter.programme


@dataclass(frozen=True, slots=True)
class Line:
    """One submission, and how far its report is."""

    assessment: Assessment
    scorecard: Scorecard | None
    report: Report | None
    state: State

    @property
    def submission(self) -> Submission:
        """Return what was sent."""
        return cast("Submission", self.assessment.sent_submission)  # what is in review has it


@dataclass(frozen=True, slots=True)
class Batch:
    """All that was asked for, the newest first. ``is_cut``: there are more than go into one ZIP."""

    lines: tuple[Line, ...]
    is_cut: bool

    def count(self, *states: State) -> int:
        """Count the reports that stand so."""
        return sum(line.state in states for line in self.lines)

    @property
    def ready(self) -> int:
        """Count what can be downloaded now."""
        return self.count("ready")

    @property
    def working(self) -> int:
        """Count what a worker will make."""
        return self.count("working")

    @property
    def failed(self) -> int:
        """Count what could not be made."""
        return self.count("failed")

    @property
    def to_make(self) -> int:
        """Count what somebody has to ask for."""
        return self.count("missing", "failed")


def read(wanted: Wanted, *, today: date) -> Batch:
    """Return the reports of what was sent, has not been taken back and has a report to make; in a few queries."""
    rows = Assessment.objects.filter(review__in=listing.found(wanted.reader, wanted.filter, today))
    cards = scores.first_cards().defer("explanation").select_related("submission")
    found = (
        rows.select_related("site__organization", "sent_submission")
        .prefetch_related(Prefetch("sent_submission__scorecards", queryset=cards, to_attr="self_cards"))
        .order_by("-sent_at", "-pk")[: MOST + 1]
    )
    lines = tuple(_lines(list(found), wanted.edition))
    return Batch(lines[:MOST], is_cut=len(lines) > MOST)


@transaction.atomic
def prepare(batch: Batch, *, edition: Edition) -> int:
    """Queue what is not there, behind all that people wait for; return how many."""
    due = [line.scorecard for line in batch.lines if line.scorecard and line.state in {"missing", "failed"}]
    for scorecard in due:
        report_requests.request_report(scorecard=scorecard, language=edition, queue=QUEUE, by_person=True)
    return len(due)


def archive(batch: Batch, *, reader: User, opening: Callable[[Submission, Report], None]) -> Iterator[bytes]:
    """Yield a ZIP of what is there, one file in memory at a time, with a list of everything at its end.

    A firm may take its submission back while this runs: each one is asked for again right before it goes, and
    ``opening`` is told of it.
    """
    sink, listed = _Sink(), []
    with ZipFile(sink, "w", ZIP_STORED) as zipped:
        for number, line in enumerate(batch.lines, 1):
            name, content = _file(line, number, reader)
            if line.report and content:
                opening(line.submission, line.report)
                zipped.writestr(_entry(name), content)
            listed.append((number, line, name if content else ""))
            yield sink.take()
        zipped.writestr(_entry(f"{pgettext('file name', 'list')}.csv"), manifest(listed), ZIP_DEFLATED)
    yield sink.take()


def manifest(listed: Iterable[tuple[int, Line, str]]) -> bytes:
    """Return the list of a ZIP's content for a spreadsheet, which takes nothing in it for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(map(gettext, ("Number", "File", "Firm", "Plant", "Completed on", "Pages")))
    for number, line, name in listed:
        submission = line.submission
        day = date_format(timezone.localdate(submission.submitted_at), "SHORT_DATE_FORMAT")
        pages = line.report.pages if name and line.report else ""
        said = name or gettext("not in this file: there is no report yet, or it was taken back")
        writer.writerow([number, said, _plain(submission.firm_name), _plain(submission.place), day, pages])
    return text.getvalue().encode("utf-8-sig")


def _lines(assessments: list[Assessment], edition: Edition) -> Iterator[Line]:
    cards = {each.pk: _card(each) for each in assessments}
    known = [card for card in cards.values() if card]
    # jobs before rows: what is seen as done has its row
    jobs = outbox.look_up_all([report_requests.job_key(card, edition) for card in known])
    rows = Report.objects.filter(scorecard__in=known, language=edition, with_private=False)
    made = {row.scorecard_id: row for row in rows}
    for each in assessments:
        card = cards[each.pk]
        if card is None:
            yield Line(each, None, None, "working")
        elif report_requests.has_report(card):
            row = made.get(card.pk)
            yield Line(each, card, row, _state(row, jobs.get(report_requests.job_key(card, edition))))


def _card(assessment: Assessment) -> Scorecard | None:
    cards: list[Scorecard] = cast("Any", assessment.sent_submission).self_cards  # prefetched above
    return cards[0] if cards else None


def _state(row: Report | None, job: Job | None) -> State:
    if job and job.state in {Job.State.QUEUED, Job.State.RUNNING}:
        return "working"
    if row and row.input_hash.startswith(fingerprint.press()):
        return "ready"
    return "failed" if job and job.state == Job.State.FAILED else "missing"


def _file(line: Line, number: int, reader: User) -> tuple[str, bytes]:
    """Return a report's name in the ZIP and its content, nothing if it may not or cannot be read now."""
    if line.report is None or line.state != "ready":
        return "", b""
    sent = submissions_within_reach(reader).filter(pk=line.submission.pk)
    rows = Report.objects.select_related("scorecard__submission")
    row = rows.filter(pk=line.report.pk, scorecard__submission__in=sent).first()
    if row is None:
        return "", b""
    try:
        with files.open_file(row.file) as opened:
            return f"{number:03}-{naming.download_name(row)}", opened.read()
    except FileNotFoundError:
        return "", b""


def _entry(name: str) -> ZipInfo:
    return ZipInfo(name, date_time=timezone.localtime().timetuple()[:6])


def _plain(text: str) -> str:
    return f"'{text}" if text.lstrip()[:1] in FORMULA and text.strip() else text


class _Sink(io.RawIOBase):
    """A file that is given away piece by piece while it is being written, so it cannot be gone back in."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._written.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        taken, self._written = b"".join(self._written), []
        return taken
