"""The PDFs of a result as its page lists them: which are there, and how far the others are."""

from dataclasses import dataclass
from typing import Literal

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import pgettext

from accounts.models import User
from assessments import report_requests
from assessments.models import Scorecard
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from questionnaires import library
from reports.models import Report
from reports.printed import languages, ready_letters
from reports.printed.languages import Edition

type Progress = Literal["ready", "working", "failed", "none"]


@dataclass(frozen=True, slots=True)
class Pdf:
    """One report, and how far it is.

    ``place`` is the place of a waiting one in the queue, 1 for the next one. ``is_too_large``: it broke a limit, so
    that trying again would change nothing. ``will_write``: the reader gets a letter when it is there.
    """

    language: Edition
    progress: Progress
    report: Report | None
    place: int = 1
    is_too_large: bool = False
    will_write: bool = False

    @property
    def name(self) -> str:
        """Return in which language it is, in the reader's."""
        return edition_name(self.language)

    @property
    def first_language(self) -> str:
        """Return the code of the language that it begins with."""
        return languages.EDITIONS[self.language][0]


@dataclass(frozen=True, slots=True)
class Pdfs:
    """The reports in all editions, that of the page first; none where there is no report to make.

    ``private`` is the one in the page's language that prints private answers, too, where there are such questions.
    """

    each: tuple[Pdf, ...]
    private: Pdf | None = None
    private_answers: int = 0
    is_unticked: bool = False

    @property
    def is_working(self) -> bool:
        """Whether a worker still has something to do, so that asking again makes sense."""
        return any(pdf.progress == "working" for pdf in (*self.each, *filter(None, [self.private])))


def edition_name(edition: Edition) -> str:
    """Return what an edition is called in the reader's language."""
    names = {
        "vi": pgettext("edition of a report", "Vietnamese"),
        "en": pgettext("edition of a report", "English"),
        "vi-en": pgettext("edition of a report", "Vietnamese and English side by side"),
    }
    return names[edition]


def pdfs(scorecard: Scorecard | None, *, reader: User | AnonymousUser, is_unticked: bool = False) -> Pdfs:
    """Return how far the reports of a scorecard are; ``is_unticked``: private answers were asked for without a tick."""
    if scorecard is None or not report_requests.has_report(scorecard):
        return Pdfs(())
    sensitive = sum(item.sensitive for item in library.get(scorecard.framework_hash).items())
    ordered = sorted(languages.EDITIONS, key=lambda edition: edition != languages.of_page())
    shown = _Shown(scorecard, reader)
    return Pdfs(
        tuple(shown.pdf(edition) for edition in ordered),
        private=shown.pdf(ordered[0], with_private=True) if sensitive else None,
        private_answers=sensitive,
        is_unticked=is_unticked,
    )


class _Shown:
    """Rows, jobs and letters of one scorecard, each asked for once."""

    def __init__(self, scorecard: Scorecard, reader: User | AnonymousUser) -> None:
        self.scorecard = scorecard
        keys = [self._key(edition, private) for edition in languages.EDITIONS for private in (False, True)]
        self.jobs = outbox.look_up_all(keys)  # before the rows: what is seen as done has its row
        self.made = {(row.language, row.with_private): row for row in scorecard.reports.all()}
        self.letters: set[tuple[str, bool]] = set()
        if isinstance(reader, User) and any(_is_active(job) for job in self.jobs.values()):
            letters = ready_letters.wished_by(reader, scorecard)
            self.letters = set(letters.values_list("language", "with_private"))

    def pdf(self, edition: Edition, *, with_private: bool = False) -> Pdf:
        """Return one line. A report that is there is not hidden by the batch that looks whether it is still right."""
        report, job = self.made.get((edition, with_private)), self.jobs.get(self._key(edition, with_private))
        if job and _is_active(job) and not (report and outbox.is_patient(job)):
            place = outbox.place(job) if job.state == Job.State.QUEUED else 1
            will_write = (edition, with_private) in self.letters
            return Pdf(edition, "working", report, place=place, will_write=will_write)
        if job and job.state == Job.State.FAILED:
            return Pdf(edition, "failed", report, is_too_large=job.error.startswith("LimitExceeded"))
        return Pdf(edition, "ready" if report else "none", report)

    def _key(self, edition: str, with_private: bool) -> str:  # noqa: FBT001 -- one of a pair
        return report_requests.job_key(self.scorecard, edition, with_private=with_private)


def _is_active(job: Job) -> bool:
    return job.state in {Job.State.QUEUED, Job.State.RUNNING}
