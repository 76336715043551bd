"""What people were told, and how they want to hear of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import Organization, User
from assessments.models import Assessment, Submission
from programmes.models import Programme


def new_key() -> str:
    """Return a key that no other notice has."""
    return uuid.uuid4().hex


class Kind(models.TextChoices):
    """What there is to tell; ``rules`` says in which words and where it leads. None tells a score or a level."""

    RECEIVED = "received"
    TAKEN_UP = "taken_up"
    RETURNED = "returned"
    RETURN_DUE = "return_due"
    PROPOSED = "proposed"
    OBJECTION_ENDS = "objection_ends"
    OBJECTION_ANSWERED = "objection_answered"
    LOOKED_AT_AGAIN = "looked_at_again"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    PROGRAMME_ENDS = "programme_ends"
    VISIT_PLANNED = "visit_planned"
    # From here on to the staff.
    ASSIGNED = "assigned"
    FIRM_ANSWERED = "firm_answered"
    OBJECTED = "objected"
    TO_APPROVE = "to_approve"
    MAY_ISSUE = "may_issue"
    CAME_BACK = "came_back"
    SECOND_ASKED = "second_asked"
    REVIEW_DUE = "review_due"
    NO_ADVISOR = "no_advisor"
    REVIEW_ISSUED = "review_issued"
    SECOND_DONE = "second_done"
    TAKEN_AWAY = "taken_away"
    FIRM_TOOK_BACK = "firm_took_back"
    HANDED_BACK = "handed_back"


class Notice(models.Model):
    """One thing that one person is told, about what a firm does or what is done for it.

    It holds no text: words, place and whether it still holds follow from ``kind`` and what it points to. ``subject`` is
    the uuid of the return, proposal, report or second opinion that it is about. ``key`` lets a thing be told once.
    ``digest_on`` is the day of the letter that tells of it together with others; empty: it has a letter of its own, or
    none. ``read_at`` is when it was first opened, or over before that. ``mailed_at`` stays empty where no letter went.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=Kind)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, null=True, blank=True, related_name="notices")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    subject = models.UUIDField(null=True, blank=True)
    who = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=120, unique=True, default=new_key, editable=False)
    created_at = models.DateTimeField()
    digest_on = models.DateField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A person reads their own, the newest first; each page counts what they have not read."""

        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at", "-id"], name="notice_newest"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["person", "digest_on"], name="notice_digest"),
        ]

    def __str__(self) -> str:
        """Return who is told what."""
        return f"{self.person_id} · {self.kind}"


class Preference(models.Model):
    """How a person wants to hear; without a row as the defaults say. Steps of an assessment are always written of."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, related_name="notice_preference")
    reminders = models.BooleanField(default=True)
    digest = models.BooleanField(default=True)

    def __str__(self) -> str:
        """Return whose choice it is."""
        return f"{self.person_id}"
