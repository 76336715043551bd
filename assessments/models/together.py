"""What others bring: a part given to a colleague, support received between two rounds."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment


class Delegation(models.Model):
    """A part of an assessment that a colleague without an account fills in, by a link or a code that expires."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="delegations")
    node = models.CharField(max_length=60)
    meant_for = models.CharField(max_length=120, blank=True)  # whom the sender thought of
    name = models.CharField(max_length=120, blank=True)  # what the colleague who opened it is called
    note = models.CharField(max_length=400, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A code leads to one part."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code_hash"], condition=~Q(code_hash=""), name="delegation_code"),
        ]

    def __str__(self) -> str:
        """Return which part is with whom."""
        return f"{self.node} · {self.name or self.meant_for}"


class Support(models.Model):
    """Help that a plant had between the round before and this one."""

    class Kind(models.TextChoices):
        """What kind of help."""

        ADVICE = "advice", _("Advice by an expert")
        TRAINING = "training", _("Training")
        GRANT = "grant", _("Grant")
        LOAN = "loan", _("Loan")
        TECHNOLOGY = "technology", _("Software or machines")
        OTHER = "other", _("Something else")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="supports")
    kind = models.CharField(max_length=10, choices=Kind)
    provider = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        """One line a kind and provider."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "kind", "provider"], name="support_once"),
        ]

    def __str__(self) -> str:
        """Return what help from whom."""
        return f"{self.kind} · {self.provider}"
