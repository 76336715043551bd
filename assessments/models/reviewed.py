"""What a review asks of a firm: questions sent back with a day to answer by, and each act on the assessment."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from assessments.models.assessment import Assessment
from assessments.models.results import Submission


class Return(models.Model):
    """Some questions of a submission, sent back to the firm; only these may it answer anew. Open until it sends again.

    ``answered_by_submission`` is the submission in which they came back.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="returns")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="returns")
    note = models.TextField(max_length=2000, blank=True)  # to the firm, about all of them
    due_on = models.DateField()
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    answered_by_submission = models.OneToOneField(
        Submission, on_delete=models.SET_NULL, null=True, blank=True, related_name="answers_return"
    )

    class Meta:
        """One open return an assessment."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment"], condition=Q(closed_at__isnull=True), name="return_one_open"),
        ]

    def __str__(self) -> str:
        """Return what was sent back by when."""
        return f"{self.assessment} · {self.due_on}"


class ReturnedItem(models.Model):
    """One question sent back: what the advisor asks, and what the firm writes beside its answer."""

    back = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=60)
    question = models.TextField(max_length=1000)
    reply = models.TextField(max_length=1000, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once a return."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["back", "item"], name="returned_item_once"),
        ]

    def __str__(self) -> str:
        """Return which question."""
        return self.item


class Event(models.Model):
    """One act that moved an assessment from a state to another: who and when. Rows are only ever added."""

    class Act(models.TextChoices):
        """The acts that move."""

        STARTED = "start", pgettext_lazy("act on an assessment", "Started")
        COMPLETED = "complete", pgettext_lazy("act on an assessment", "Completed")
        CORRECTED = "correct", pgettext_lazy("act on an assessment", "Opened for corrections")
        SENT = "send_for_review", pgettext_lazy("act on an assessment", "Sent for review")
        TAKEN_BACK = "take_back", pgettext_lazy("act on an assessment", "Taken back")
        RETURNED = "return_items", pgettext_lazy("act on an assessment", "Questions sent back to the firm")
        SENT_AGAIN = "send_again", pgettext_lazy("act on an assessment", "Answered and sent again")
        PROPOSED = "propose", pgettext_lazy("act on an assessment", "Proposed for issue")
        SENT_BACK = "send_back", pgettext_lazy("act on an assessment", "Sent back to the advisor")
        APPROVED = "approve", pgettext_lazy("act on an assessment", "Issued")
        REOPENED = "reopen", pgettext_lazy("act on an assessment", "Withdrawn and opened again")
        RELEASED = "release", pgettext_lazy("act on an assessment", "Let go")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="events")
    act = models.CharField(max_length=20, choices=Act)
    state = models.CharField(max_length=10, choices=Assessment.State)  # after it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.TextField(max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Read newest first, of one assessment; counted by act and time."""

        indexes: ClassVar = [
            models.Index(fields=["assessment", "-at", "-id"], name="event_of_assessment"),
            models.Index(fields=["act", "at"], name="event_by_act"),
        ]

    def __str__(self) -> str:
        """Return what was done."""
        return f"{self.assessment_id} · {self.act}"
