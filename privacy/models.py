"""Requests about data, copies made for people, and firms that keep everything to themselves for now."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Organization


class Restriction(models.Model):
    """While this row is there, nobody but its members opens anything of the firm, and no figure counts it.

    Rooms below ask by the relation: ``organization__restriction__isnull=True``.
    """

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="restriction")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        """Return which firm is restricted."""
        return str(self.organization)


class DataRequest(models.Model):
    """What somebody asked for about their data, and by when the law wants it answered.

    After an erasure this is all that is left: no name, no address, no firm, only that something was asked and done.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        EXPORT = "export", pgettext_lazy("data request", "A copy of the data")
        CORRECT = "correct", pgettext_lazy("data request", "A correction")
        RESTRICT = "restrict", pgettext_lazy("data request", "A restriction")
        ERASE_PERSON = "erase_person", pgettext_lazy("data request", "Erasing a person's data")
        ERASE_FIRM = "erase_firm", pgettext_lazy("data request", "Erasing a firm's data")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("Request"), max_length=12, choices=Kind)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="data_requests"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="data_requests"
    )
    text = models.TextField(max_length=2000, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    acknowledge_by = models.DateField()
    due_on = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=2000, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rows_erased = models.PositiveIntegerField(null=True, blank=True, editable=False)
    files_erased = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        """The administrators' queue: what is open, the earliest due first."""

        indexes: ClassVar = [models.Index(fields=["done_at", "due_on"], name="data_request_queue")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(acknowledged_at__isnull=False),
                name="data_request_done_is_acknowledged",
            ),
        ]

    def __str__(self) -> str:
        """Return what was asked for and when."""
        return f"{self.kind} · {self.made_at:%Y-%m-%d}"

    def kind_in(self, language: str) -> str:
        """Return what was asked for in the words of a language."""
        with translation.override(language):
            return str(self.get_kind_display())


class Export(models.Model):
    """A copy of everything, in one ZIP of a random name, for the person who asked alone; gone after a day."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exports")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="exports"
    )
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    file = models.CharField(max_length=80, blank=True)  # empty until it is whole
    size = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        """Return whose copy it is."""
        return f"{self.person} · {self.asked_at:%Y-%m-%d}"
