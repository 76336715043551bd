"""What staff did with a version on its way to being published, and what it would do to past submissions."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from questionnaires.models import FrameworkVersion


class Draft(models.Model):
    """Where a version came from, and whose eyes saw what of it.

    ``differences_seen`` and ``effect_seen`` are the content hash that was looked at: a new upload has another one, and
    has to be looked at again.
    """

    version = models.OneToOneField(FrameworkVersion, on_delete=models.CASCADE, related_name="draft")
    file_name = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    differences_seen = models.CharField(max_length=64, blank=True)
    effect_seen = models.CharField(max_length=64, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        """Return which version it is about."""
        return str(self.version)


class Effect(models.Model):
    """How levels of past submissions would change under one draft's content. Counts alone: no firm is in it.

    A worker goes through the submissions by their keys, from ``cursor`` to ``last``, and adds to ``counts``;
    where one job is not enough, ``jobs`` of them follow each other.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="effects")
    content_hash = models.CharField(max_length=64)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    last = models.BigIntegerField()
    cursor = models.BigIntegerField(default=0)
    jobs = models.PositiveIntegerField(default=1)
    counts = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest one of a content counts."""

        indexes: ClassVar = [models.Index(fields=["content_hash", "-id"], name="effect_of_content")]

    def __str__(self) -> str:
        """Return which version it is about and how far it is."""
        return f"{self.version} · {self.done}/{self.total}"
