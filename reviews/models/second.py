"""What a second advisor makes of the same answers, and what the two came to."""

import uuid
from typing import ClassVar

from django.db import models

from accounts.models import User
from assessments.models import Response, Submission
from reviews.models.review import Review


class SecondOpinion(models.Model):
    """Another advisor judges the same submission without seeing what the first one judged: how far do they agree.

    ``is_sampled``: drawn by chance, not chosen. It changes nothing verified until differences are reconciled.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="second_opinions")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="second_opinions")
    rater = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="second_opinions")
    is_sampled = models.BooleanField(default=False)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    reconciled_at = models.DateTimeField(null=True, blank=True)
    reconciled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reconciled_how = models.TextField(max_length=1000, blank=True)  # what the two came to where they differed

    class Meta:
        """Once a submission and rater."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "rater"], name="second_opinion_once"),
        ]

    def __str__(self) -> str:
        """Return whose opinion on what."""
        return f"{self.review} · {self.rater}"

    @property
    def is_of_earlier(self) -> bool:
        """Whether the firm has sent again since."""
        return self.submission_id != self.submission.assessment.sent_submission_id


class SecondRating(models.Model):
    """One item of a second opinion; ``first_*`` is the first advisor's judgement as it was when both were laid open."""

    opinion = models.ForeignKey(SecondOpinion, on_delete=models.CASCADE, related_name="ratings")
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=15, choices=Response.State)
    value = models.JSONField(null=True, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    first_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    first_state = models.CharField(max_length=15, blank=True)
    first_value = models.JSONField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        """One rating an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opinion", "item"], name="second_rating_once"),
        ]

    def __str__(self) -> str:
        """Return which item."""
        return self.item
