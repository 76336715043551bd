"""What was completed, frozen, and what the engine made of it."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.answers import Response
from assessments.models.assessment import Assessment, Scope
from assessments.querysets import SubmissionQuerySet


class Submission(models.Model):
    """The answers as they were at one moment. Written once; a correction is another submission."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=5, choices=Scope)
    input_hash = models.CharField(max_length=64)
    # Whose answers these are, as it was called then; empty for a quick check without an account.
    firm_name = models.CharField(max_length=160, blank=True)
    place = models.CharField(max_length=400, blank=True)
    # What decided which questions were asked and how they weigh: the variant, and facts of the profile as they were.
    variant = models.CharField(max_length=60, blank=True)
    profile = models.JSONField(default=dict)
    first_trouble = models.CharField(max_length=40, blank=True)
    second_trouble = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField()

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        """Numbered within its assessment."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "number"], name="submission_assessment_number"),
        ]

    def __str__(self) -> str:
        """Return which submission of which assessment."""
        return f"{self.assessment} · {self.number}"


class SubmittedAnswer(models.Model):
    """One frozen answer. Items without an answer have no row."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="answers")
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=15, choices=Response.State)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """One answer an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "item"], name="submitted_answer_item"),
        ]

    def __str__(self) -> str:
        """Return item and state."""
        return f"{self.item} · {self.state}"


class Scorecard(models.Model):
    """What one engine made of one submission's answers. Written once, never updated.

    ``*_exact`` columns hold rationals as text ("9/5"); the decimal columns beside them are for sorting and export.
    """

    class Basis(models.TextChoices):
        """Whose answers were scored."""

        SELF = "self", _("Self-assessed")
        VERIFIED = "verified", _("Verified")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="scorecards")
    basis = models.CharField(max_length=8, choices=Basis)
    scope = models.CharField(max_length=5, choices=Scope)
    engine = models.CharField(max_length=10)
    framework_hash = models.CharField(max_length=64)
    input_hash = models.CharField(max_length=64)
    overall_exact = models.CharField(max_length=60, blank=True)
    overall_value = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    overall_level = models.PositiveSmallIntegerField(null=True)
    coverage = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    explanation = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Scoring the same answers with the same engine twice stores one card."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "basis", "engine", "input_hash"], name="scorecard_once"),
        ]

    def __str__(self) -> str:
        """Return whose card it is."""
        return f"{self.submission} · {self.basis}"


class NodeScore(models.Model):
    """One node's result on a scorecard; null value and level mean: not enough answers to rate it."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="nodes")
    node = models.CharField(max_length=60)
    value_exact = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    level = models.PositiveSmallIntegerField(null=True)
    low = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    coverage = models.DecimalField(max_digits=9, decimal_places=6, null=True)

    class Meta:
        """One result a node."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scorecard", "node"], name="node_score_node"),
        ]

    def __str__(self) -> str:
        """Return node and value."""
        return f"{self.node} · {self.value_exact}"
