"""What an advisor writes about blocks, and ready texts for it."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from accounts.models import User
from reviews.models.review import Review


class Finding(models.Model):
    """What an advisor wrote about a block, for the report; in both languages, so that every edition has it."""

    class Kind(models.TextChoices):
        """What it is."""

        STRENGTH = "strength", pgettext_lazy("kind of finding", "Strength")
        GAP = "gap", pgettext_lazy("kind of finding", "Gap")
        RECOMMENDATION = "recommendation", pgettext_lazy("kind of finding", "Recommendation")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="findings")
    node = models.CharField(max_length=60)
    kind = models.CharField(max_length=15, choices=Kind)
    text_vi = models.TextField(max_length=600)
    text_en = models.TextField(max_length=600, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order they were written."""

        indexes: ClassVar = [models.Index(fields=["review", "node", "id"], name="finding_of_block")]

    def __str__(self) -> str:
        """Return what it says."""
        return self.text_vi


class FindingBrick(models.Model):
    """A ready text for findings, in both languages; ``node`` empty = fits every block of the framework."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    framework = models.CharField(max_length=60)
    node = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=15, choices=Finding.Kind)
    text_vi = models.TextField(max_length=600)
    text_en = models.TextField(max_length=600)
    is_active = models.BooleanField(default=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        """Found by framework and block."""

        indexes: ClassVar = [models.Index(fields=["framework", "node", "kind"], name="brick_of_block")]

    def __str__(self) -> str:
        """Return what it says."""
        return self.text_vi
