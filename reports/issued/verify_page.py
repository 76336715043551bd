"""What the public page says that proves an issued report: facts as they were printed, and where it stands today."""

from dataclasses import dataclass

from django.utils import timezone

from assessments import wording
from questionnaires import library
from reports.content.disclaimer import disclaimer
from reports.issued import issuing
from reports.models import IssuedFile, IssuedReport, SealedContent
from reports.printed import languages


@dataclass(frozen=True, slots=True)
class Proof:
    """A report on the page that proves it. ``level`` is empty unless the firm shows it.

    ``files`` are its PDFs, ``contents`` what it says in each language.
    """

    report: IssuedReport
    state: IssuedReport.State
    framework_title: str
    how: tuple[str, ...]
    level: str
    files: tuple[IssuedFile, ...]
    contents: tuple[SealedContent, ...]
    disclaimer: str

    @property
    def is_signed(self) -> bool:
        """Whether every PDF of it carries a signature."""
        return bool(self.files) and all(file.is_signed for file in self.files)

    @property
    def is_demonstration(self) -> bool:
        """Whether a PDF of it was signed with a certificate that proves nothing."""
        return any(file.is_demonstration for file in self.files)


def find(token: str) -> IssuedReport | None:
    """Return the report that a token leads to; none while its firm keeps its data to itself."""
    open_ones = IssuedReport.objects.filter(submission__assessment__site__organization__restriction__isnull=True)
    return open_ones.select_related("scorecard").filter(token=token).first()


def proof(report: IssuedReport) -> Proof:
    """Say what is proved of a report, in the language of the page."""
    language = languages.of_page()
    framework = library.get(report.scorecard.framework_hash)
    state = issuing.state(report, timezone.localdate())
    shows = report.shows_level and report.level is not None and state != IssuedReport.State.WITHDRAWN
    return Proof(
        report=report,
        state=state,
        framework_title=framework.title[language],
        how=ways(report),
        level=wording.level_title(framework.levels, report.level or 0, language) if shows else "",
        files=tuple(report.files.order_by("language")),
        contents=tuple(report.contents.defer("text").order_by("-language")),
        disclaimer=disclaimer(),
    )


def ways(report: IssuedReport) -> tuple[str, ...]:
    """Return how a report was verified, in words."""
    return tuple(str(way.label) for way in IssuedReport.How if way.value in report.how)
