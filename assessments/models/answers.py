"""Answers, one row each with a version, and what became of each."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.models.assessment import Assessment


class Response(models.Model):
    """The present answer to one item; no row means that it has not been answered."""

    class State(models.TextChoices):
        """Three kinds of answer; none of the last two is ever a zero."""

        ANSWERED = "answered", _("Answered")
        DONT_KNOW = "dont_know", _("Do not know")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="responses")
    item = models.CharField(max_length=60)
    state = models.CharField(max_length=15, choices=State)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The name of a colleague without an account, whom somebody of the firm asked; else empty.
    answered_as = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField()
    # False: filled in from other answers, and open until the owner says that it is right.
    is_confirmed = models.BooleanField(default=True)

    class Meta:
        """One answer an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "item"], name="response_assessment_item"),
        ]

    def __str__(self) -> str:
        """Return item and state."""
        return f"{self.item} · {self.state}"


class ResponseChange(models.Model):
    """One act on an answer: what it came to say, through whom and when. Rows are only ever added.

    ``mutation`` is the name that the sending device gave to the act: sent again, the act is known and done once.
    """

    class Act(models.TextChoices):
        """What was done."""

        SAVED = "saved", pgettext_lazy("act on an answer", "Answered")
        CLEARED = "cleared", pgettext_lazy("act on an answer", "Cleared")
        CONFIRMED = "confirmed", pgettext_lazy("act on an answer", "Confirmed")
        FILLED_IN = "filled_in", pgettext_lazy("act on an answer", "Filled in from other answers")
        # Another answer was there already: this one was kept for the person to choose from, and changed nothing.
        SET_ASIDE = "set_aside", pgettext_lazy("act on an answer", "Answered at the same time, not taken over")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="changes")
    item = models.CharField(max_length=60)
    act = models.CharField(max_length=10, choices=Act)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=15, choices=Response.State, blank=True)
    value = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=120, blank=True)
    mutation = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        """One act on an item a revision, and one act a mutation."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "item", "version"], name="response_change_version"),
            models.UniqueConstraint(
                fields=["assessment", "mutation"],
                condition=Q(mutation__isnull=False),
                name="response_change_mutation",
            ),
        ]

    def __str__(self) -> str:
        """Return what was done to which item."""
        return f"{self.item} · {self.act}"
