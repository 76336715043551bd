"""What a firm shows beside its answers, and what is still on its way here."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models import Assessment, Delegation


class Evidence(models.Model):
    """One photo or file. ``stored`` and ``thumbnail`` are random names in the private store; both files are whole.

    pending --scan--> clean | infected | failed; without a scanner it is unscanned for good.
    """

    class Kind(models.TextChoices):
        """What is kept; every picture is kept as a JPEG that was drawn anew here."""

        PICTURE = "jpg", _("Photo")
        PDF = "pdf", "PDF"
        WORKBOOK = "xlsx", "Excel"
        DOCUMENT = "docx", "Word"

    class Scan(models.TextChoices):
        """What the virus scanner said."""

        UNSCANNED = "unscanned", pgettext_lazy("state of a virus scan", "Not scanned")
        PENDING = "pending", pgettext_lazy("state of a virus scan", "Waits to be scanned")
        CLEAN = "clean", pgettext_lazy("state of a virus scan", "Clean")
        INFECTED = "infected", pgettext_lazy("state of a virus scan", "Infected")
        FAILED = "failed", pgettext_lazy("state of a virus scan", "Could not be scanned")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=150)
    caption = models.CharField(_("Caption"), max_length=120, blank=True)
    kind = models.CharField(max_length=4, choices=Kind)
    stored = models.CharField(max_length=32, unique=True)
    thumbnail = models.CharField(max_length=32, blank=True)
    size = models.PositiveIntegerField()
    scan = models.CharField(max_length=10, choices=Scan)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    delegation = models.ForeignKey(Delegation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    added_as = models.CharField(max_length=120, blank=True)  # the name that a colleague without an account gave
    added_at = models.DateTimeField()
    # By an advisor at the plant: it is not the firm's to change, nor a second rater's to see.
    at_visit = models.BooleanField(default=False)

    class Meta:
        """Newest first on every page."""

        ordering: ClassVar = ["-added_at", "-pk"]

    def __str__(self) -> str:
        """Return its name."""
        return self.name

    @property
    def who(self) -> str:
        """Return who added it: a member, or a colleague under the name given; nothing once that is forgotten."""
        return str(self.added_by or self.added_as)


class EvidenceUse(models.Model):
    """A question that a piece of evidence supports; one piece may support several."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    item = models.CharField(max_length=60)

    class Meta:
        """Once a question."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "item"], name="evidence_use_once"),
        ]

    def __str__(self) -> str:
        """Return what supports what."""
        return f"{self.evidence} · {self.item}"


class Upload(models.Model):
    """A file that is on its way in pieces: the first ``offset`` bytes lie in ``stored``, the next ones go behind them.

    Once the whole is taken in, ``evidence`` names it, so that a last piece that is sent twice is answered the same.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="uploads")
    item = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    caption = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the whole, where the device can tell it
    stored = models.CharField(max_length=32, unique=True)
    offset = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Never more than there is, and always somebody's."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(offset__lte=models.F("size")), name="upload_offset_within_size"),
            models.CheckConstraint(
                condition=models.Q(by__isnull=False) | models.Q(delegation__isnull=False), name="upload_has_a_sender"
            ),
        ]

    def __str__(self) -> str:
        """Return how far it is."""
        return f"{self.name} · {self.offset}/{self.size}"
