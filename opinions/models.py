"""Opinion rounds: who was asked on which side of the plant, and what each person thinks. No firm's answer is here."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models import Assessment, Response


class OpinionRound(models.Model):
    """One asking of several people. One link and one code lead all of them in while it is open."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="opinion_rounds")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    keys_made_at = models.DateTimeField(default=timezone.now)  # link and code end some time after that
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One open round an assessment."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(closed_at__isnull=True), name="opinion_round_open_once"
            ),
        ]

    def __str__(self) -> str:
        """Return which round of which assessment."""
        return f"{self.assessment} · {self.opened_at:%Y-%m-%d}"


class Participant(models.Model):
    """One person who gives opinions, known by the session alone."""

    class Side(models.TextChoices):
        """From where somebody sees the plant."""

        MANAGEMENT = "management", _("Management")
        SHOP_FLOOR = "shop_floor", _("Shop floor")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    round = models.ForeignKey(OpinionRound, on_delete=models.CASCADE, related_name="participants")
    side = models.CharField(max_length=10, choices=Side)
    name = models.CharField(max_length=120, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Return which side."""
        return f"{self.round} · {self.side}"


class Opinion(models.Model):
    """What one person thinks of one item."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="opinions")
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=15, choices=Response.State)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        """One opinion a person and item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["participant", "item"], name="opinion_participant_item"),
        ]

    def __str__(self) -> str:
        """Return item and state."""
        return f"{self.item} · {self.state}"
