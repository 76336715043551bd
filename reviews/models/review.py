"""Who has what a firm sent, who has an interest in the firm, and which views of the queue a person keeps."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Organization, Site, User
from assessments.models import Assessment


class Review(models.Model):
    """One assessment with the advisors, from the day it was sent; it stays through returns and corrections.

    The clock runs while it is theirs: then ``due_on`` is set. While the firm acts, or all is done, ``due_on`` is empty
    and ``days_left`` keeps how many working days remain. ``site`` and ``state`` are the assessment's: the plant never
    changes, the state is written in the transaction of each act that changes it. So a queue of very many reviews is
    filtered and counted without looking at their assessments.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.CASCADE, related_name="review")
    advisor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews")
    assigned_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    assigned_at = models.DateTimeField(null=True, blank=True)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="reviews")
    state = models.CharField(max_length=15, default=Assessment.State.IN_REVIEW)
    arrived_at = models.DateTimeField()  # when it was last put with the advisors
    due_on = models.DateField(null=True, blank=True)
    days_left = models.SmallIntegerField(null=True, blank=True)
    # The first judgement: from then on somebody has begun.
    begun_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # issued, or taken back by the firm

    class Meta:
        """The queue: by clock, by advisor."""

        indexes: ClassVar = [
            models.Index(fields=["closed_at", "due_on", "id"], name="review_by_clock"),
            # All that the work of each advisor is counted by: the rows themselves are not read.
            models.Index(
                fields=["advisor", "closed_at", "due_on", "state"], condition=Q(closed_at=None), name="review_open"
            ),
            models.Index(fields=["-arrived_at", "-id"], name="review_newest"),
        ]

    def __str__(self) -> str:
        """Return what is reviewed."""
        return str(self.assessment)


class HandBack(models.Model):
    """An advisor gave a review up that was assigned to them, and says why to those who assign; staff reads it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="hand_backs")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=1000)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Return why."""
        return self.reason


class Conflict(models.Model):
    """A person of the staff has an interest in a firm: they do not review it, and the approver reads that it is so."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="conflicts")
    reason = models.CharField(max_length=300)
    declared_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        """Once a firm and person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "user"], name="conflict_once"),
        ]

    def __str__(self) -> str:
        """Return whose interest in what."""
        return f"{self.user} · {self.organization}"


class SavedView(models.Model):
    """Filters of the queue that a person of the staff keeps under a name."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=600)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A name once a person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_name"),
        ]

    def __str__(self) -> str:
        """Return its name."""
        return self.name
