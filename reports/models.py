"""Rendered reports: one file a scorecard and language, and one more where private answers were to be printed."""

import uuid
from typing import ClassVar

from django.db import models

from assessments.models import Scorecard


class Report(models.Model):
    """One PDF in the private store. Its job tells the progress; the row exists once the file is whole."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="reports")
    language = models.CharField(max_length=2)
    # True: the firm ticked that the answers to sensitive questions are printed, too. Its members alone may open it.
    with_private = models.BooleanField(default=False)
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
