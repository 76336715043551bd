"""A programme, who of the staff works for it, and which firms take part by an act of their own."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization
from programmes import codes
from programmes.querysets import ParticipationQuerySet, ProgrammeQuerySet
from questionnaires.models import FrameworkVersion


class Programme(models.Model):
    """A support programme with its dates; from its first day on nothing of it changes but its end and its staff.

    A firm agrees to the operator, the partner and the purpose that it reads. They must not become others afterwards.
    """

    # Set by with_counts().
    firms: int
    partings: int

    class State(models.TextChoices):
        """Where a programme stands by its dates."""

        PLANNED = "planned", pgettext_lazy("state of a programme", "Planned")
        RUNNING = "running", pgettext_lazy("state of a programme", "Running")
        ENDED = "ended", pgettext_lazy("state of a programme", "Ended")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_vi = models.CharField(_("Name in Vietnamese"), max_length=120)
    name_en = models.CharField(_("Name in English"), max_length=120)
    operator = models.CharField(_("Who runs it"), max_length=160)
    partner = models.CharField(_("Partner"), max_length=160, blank=True)
    offer_vi = models.TextField(_("What a firm gets, in Vietnamese"), max_length=600)
    offer_en = models.TextField(_("What a firm gets, in English"), max_length=600)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    framework_version = models.ForeignKey(
        FrameworkVersion, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("Question set")
    )
    token = models.CharField(max_length=codes.TOKEN_LENGTH, unique=True, default=codes.new_token, editable=False)
    code = models.CharField(max_length=codes.CODE_LENGTH, unique=True, default=codes.new_code, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        """A programme has at least one day."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="programme_dates"),
        ]

    def __str__(self) -> str:
        """Return the name in the reader's language."""
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_vi

    @property
    def offer(self) -> str:
        """Return what a firm gets, in the reader's language."""
        return self.offer_en if get_language() == "en" else self.offer_vi

    @property
    def code_shown(self) -> str:
        """Return the code in two halves."""
        return codes.shown_code(self.code)

    @property
    def state(self) -> State:
        """Return where the programme stands today."""
        return self.state_on(timezone.localdate())

    def state_on(self, day: date) -> State:
        """Return where the programme stands on a day; an end before the last day counts at once."""
        if self.ended_at is not None or day > self.ends_on:
            return self.State.ENDED
        return self.State.PLANNED if day < self.starts_on else self.State.RUNNING


class Assignment(models.Model):
    """A person of the staff works for a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments")
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    assigned_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once a programme and person."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "user"], name="assignment_programme_user"),
        ]

    def __str__(self) -> str:
        """Return who works for what."""
        return f"{self.user} · {self.programme}"


class Participation(models.Model):
    """A firm's place in a programme, with the words agreed to. Parting sets a date; coming back is a new row."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="participations")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="participations")
    wording = models.TextField()
    wording_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    joined_at = models.DateTimeField(auto_now_add=True)
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        """One open place a firm and programme."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "organization"], condition=Q(left_at__isnull=True), name="participation_open_once"
            ),
        ]

    def __str__(self) -> str:
        """Return which firm takes part in what."""
        return f"{self.organization} · {self.programme}"
