"""What is made from results: PDFs, issued reports and the page that proves them, links for a bank or a buyer."""

import secrets
import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from assessments.models import Scorecard, Submission
from programmes.models import Programme


def new_token() -> str:
    """Return what nobody guesses: 256 bits, for the address of the page that proves a report."""
    return secrets.token_urlsafe(32)


class Report(models.Model):
    """One PDF in the private store. Its job tells the progress; the row exists once the file is whole.

    ``language`` is vi, en, or vi-en for both side by side.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="reports")
    language = models.CharField(max_length=5)
    # True: the firm ticked that the answers to sensitive questions are printed, too. Its members alone may open it.
    with_private = models.BooleanField(default=False)
    # Of all that is printed and of what prints it: the same input is the same file, and is not rendered again.
    input_hash = models.CharField(max_length=64, blank=True)
    file = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Rendering twice leaves one row."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scorecard", "language", "with_private"], name="report_once"),
        ]

    def __str__(self) -> str:
        """Return whose report in which language."""
        return f"{self.scorecard} · {self.language}"


class ReadyLetter(models.Model):
    """Somebody wants a letter once a report is there; the row goes when the letter is queued."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="ready_letters")
    language = models.CharField(max_length=5)
    with_private = models.BooleanField(default=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="ready_letters")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Asking twice brings one letter."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scorecard", "language", "with_private", "user"], name="ready_letter_once"),
        ]

    def __str__(self) -> str:
        """Return who waits for what."""
        return f"{self.user} · {self.scorecard} · {self.language}"


class InvestmentFigures(models.Model):
    """The firm's own figures for one larger step: what it measures today, its goal, and what the difference is worth.

    Nothing here is estimated by us; payback is worked out from these figures alone. Money is in VND.
    """

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="investment_figures")
    item = models.CharField(max_length=20)
    unit = models.CharField(max_length=40, blank=True)  # "giờ dừng máy mỗi tháng"
    today = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    goal = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    worth_per_unit = models.DecimalField(max_digits=16, decimal_places=0, null=True, blank=True)  # VND a unit
    price = models.DecimalField(max_digits=16, decimal_places=0, null=True, blank=True)  # VND, as offered to the firm
    entered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One set of figures a step."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "item"], name="investment_figures_once"),
        ]

    def __str__(self) -> str:
        """Return which step of whom."""
        return f"{self.submission} · {self.item}"


class IssuedReport(models.Model):
    """A verified report as it was issued. What it says never changes; its state does.

    ``framework``, ``firm_name`` and ``place`` are as printed. ``how`` lists how it was verified, ``level`` and
    ``level_text`` are the verified ones; the page that proves it shows them only where the firm switched that on.
    """

    class How(models.TextChoices):
        """How values were verified."""

        PAPERS = "papers", pgettext_lazy("how it was verified", "from papers")
        ONLINE = "online", pgettext_lazy("how it was verified", "online")
        PLANT = "plant", pgettext_lazy("how it was verified", "at the plant")

    class State(models.TextChoices):
        """Where a report stands on a day; expired follows from ``valid_until`` and is not stored."""

        VALID = "valid", pgettext_lazy("state of a report", "Valid")
        EXPIRED = "expired", pgettext_lazy("state of a report", "Expired")
        SUPERSEDED = "superseded", pgettext_lazy("state of a report", "Replaced by a newer one")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a report", "Withdrawn")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=40, unique=True)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="issued_reports")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="issued_reports")
    framework = models.CharField(max_length=120)
    firm_name = models.CharField(max_length=200)
    place = models.CharField(max_length=400, blank=True)
    how = models.JSONField(default=list)
    verified_from = models.DateField()
    verified_until = models.DateField()
    items_verified = models.PositiveSmallIntegerField()
    items_total = models.PositiveSmallIntegerField()
    is_partial = models.BooleanField(default=False)
    level = models.PositiveSmallIntegerField(null=True)
    level_text = models.CharField(max_length=200, blank=True)
    advisor_name = models.CharField(max_length=120)
    approver_name = models.CharField(max_length=120, blank=True)
    content_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    valid_until = models.DateField()
    shows_level = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True, max_length=1000)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="supersedes"
    )

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-issued_at", "-pk"]

    def __str__(self) -> str:
        """Return number and firm."""
        return f"{self.number} · {self.firm_name}"


class SealedContent(models.Model):
    """What an issued report says in one language, as canonical JSON. It is written once, and all that is made of it.

    Answers to sensitive questions are no part of it: none of what is issued prints them.
    """

    report = models.ForeignKey(IssuedReport, on_delete=models.CASCADE, related_name="contents")
    language = models.CharField(max_length=2)
    text = models.TextField()
    content_hash = models.CharField(max_length=64)  # SHA-256 of the text; the Vietnamese one is the report's

    class Meta:
        """One text a language."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "language"], name="sealed_content_once"),
        ]

    def __str__(self) -> str:
        """Return which report in which language."""
        return f"{self.report.number} · {self.language}"


class NumberSeries(models.Model):
    """The running number of a year's issued reports: a number that was used is never used again."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Return year and number."""
        return f"{self.year}-{self.last}"


class IssuedFile(models.Model):
    """The signed PDF of an issued report in one language; the bytes never change while the file is there.

    One that was lost is printed anew. A signature holds its moment, so these are other bytes: ``former_hashes`` keeps
    those of the files given out before, which are as genuine.
    """

    report = models.ForeignKey(IssuedReport, on_delete=models.CASCADE, related_name="files")
    language = models.CharField(max_length=5)
    file = models.CharField(max_length=200)
    content_hash = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField()
    is_signed = models.BooleanField(default=False)
    # With the certificate of ./bin/run, which proves nothing.
    is_demonstration = models.BooleanField(default=False)
    former_hashes = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One file a language."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "language"], name="issued_file_once"),
        ]

    def __str__(self) -> str:
        """Return which report in which language."""
        return f"{self.report.number} · {self.language}"


class ShareLink(models.Model):
    """A private link to one result for a bank or a buyer; it ends by itself or is taken back.

    ``for_whom`` is what the firm calls the reader. Only a hash of the link's secret is kept.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="share_links")
    token_hash = models.CharField(max_length=64, unique=True)
    for_whom = models.CharField(max_length=120)
    language = models.CharField(max_length=5)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        """Return for whom it is."""
        return f"{self.for_whom} · {self.submission}"


class ShareOpening(models.Model):
    """Somebody opened a shared result; the firm sees when. Nothing about the reader is kept."""

    class What(models.TextChoices):
        """What was opened."""

        PAGE = "page", _("Result page")
        PDF = "pdf", _("PDF report")

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="openings")
    what = models.CharField(max_length=4, choices=What)
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The newest first."""

        ordering: ClassVar = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        """Return what of which link."""
        return f"{self.link} · {self.what}"


class FiguresEdition(models.Model):
    """What the firms of a programme have in common, as it was shown from one moment on. Written once.

    ``members`` are the firms and scorecards counted, ``shown`` what was made public of them; the exact counts are
    kept nowhere. The next edition waits until enough of the members have changed.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="figures_editions")
    members = models.JSONField(default=list)
    shown = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        """Return of which programme and when."""
        return f"{self.programme} · {self.made_at:%Y-%m-%d}"
