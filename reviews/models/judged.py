"""What an advisor makes of single answers."""

from typing import ClassVar

from django.db import models
from django.utils.translation import pgettext_lazy

from accounts.models import User
from assessments.models import Response
from reviews.models.review import Review


class ItemReview(models.Model):
    """What an advisor verified of one item, and why; later judgements replace earlier ones, ``version`` counts them.

    ``note`` is private and never leaves the bench. ``reason`` is for the firm, needed where the verified answer is
    another than the firm's; ``question`` is a draft until questions are sent back. ``seen_*`` is the firm's answer as
    it was judged: where the firm has changed it since, the judgement is out of date.
    """

    class Outcome(models.TextChoices):
        """What became of the firm's answer."""

        AGREED = "agreed", pgettext_lazy("outcome of a review", "Agreed")
        CHANGED = "changed", pgettext_lazy("outcome of a review", "Changed")
        ASKED = "asked", pgettext_lazy("outcome of a review", "To be asked")

    class Ground(models.TextChoices):
        """What a judgement rests on."""

        PAPERS = "papers", pgettext_lazy("how it was verified", "from papers")
        ONLINE = "online", pgettext_lazy("how it was verified", "online")
        PLANT = "plant", pgettext_lazy("how it was verified", "at the plant")

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, choices=Outcome)
    ground = models.CharField(max_length=10, choices=Ground, blank=True)
    state = models.CharField(max_length=15, choices=Response.State, blank=True)
    value = models.JSONField(null=True, blank=True)
    reason = models.TextField(max_length=1000, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    question = models.TextField(max_length=1000, blank=True)
    seen_state = models.CharField(max_length=15, blank=True)
    seen_value = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    mutation = models.UUIDField(null=True, blank=True)  # the name that the device gave to the act, if it gave one
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # True: typed while the firm sat beside and confirmed.
    with_firm = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """One judgement an item."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "item"], name="item_review_once"),
        ]

    def __str__(self) -> str:
        """Return what was made of which item."""
        return f"{self.item} · {self.outcome}"


class ContradictionNote(models.Model):
    """Why answers that rarely go together are right all the same, by the advisor who looked into it; staff reads it."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="contradiction_notes")
    contradiction = models.CharField(max_length=60)  # its id in the framework
    note = models.TextField(max_length=1000)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Once a contradiction."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "contradiction"], name="contradiction_note_once"),
        ]

    def __str__(self) -> str:
        """Return which contradiction."""
        return self.contradiction
