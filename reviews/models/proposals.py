"""What is proposed for issue, and what became of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from assessments.models import Scorecard, Submission
from reviews.models.review import Review


class Proposal(models.Model):
    """An advisor proposes to issue a verified result; an approver, another person, issues it or sends it back.

    The firm is shown both results and may object until ``object_until``; an objection is answered before issue.
    """

    class Decision(models.TextChoices):
        """What became of it."""

        ISSUED = "issued", pgettext_lazy("decision on a proposal", "Issued")
        SENT_BACK = "sent_back", pgettext_lazy("decision on a proposal", "Sent back")
        TAKEN_BACK = "taken_back", pgettext_lazy("decision on a proposal", "Taken back by the firm")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="proposals")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="proposals")
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="proposals")
    # The verified answers as proposed, by item: what an issued report says of them does not change with later work.
    verified = models.JSONField()
    how = models.JSONField(default=list)
    verified_from = models.DateField()
    verified_until = models.DateField()
    items_verified = models.PositiveSmallIntegerField()
    items_total = models.PositiveSmallIntegerField()
    is_partial = models.BooleanField()
    note = models.TextField(_("To the approver"), max_length=2000, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField()
    object_until = models.DateField()
    agreed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    objection = models.TextField(max_length=2000, blank=True)
    objected_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    objected_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True)  # of the advisor to the objection; the firm reads it
    answered_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        """One open proposal a review."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review"], condition=Q(decision=""), name="proposal_one_open"),
        ]

    def __str__(self) -> str:
        """Return what is proposed."""
        return f"{self.review} · {self.proposed_at:%Y-%m-%d}"
