"""Chains of entries, each of which holds the hash of the one before. Rows are only ever added."""

import uuid
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import pgettext_lazy

START = "0" * 64  # what the first entry of a chain names as the hash before it


class Act(models.TextChoices):
    """What is written down: what the staff does with a firm's data, and what changes who may."""

    OPENED = "opened", pgettext_lazy("act in the audit log", "Opened")
    LISTED = "listed", pgettext_lazy("act in the audit log", "Read a list")
    EXPORTED = "exported", pgettext_lazy("act in the audit log", "Exported")
    MOVED = "moved", pgettext_lazy("act in the audit log", "Changed the state")
    JUDGED = "judged", pgettext_lazy("act in the audit log", "Judged an answer")
    FINDING = "finding", pgettext_lazy("act in the audit log", "Finding of an advisor")
    ASSIGNED = "assigned", pgettext_lazy("act in the audit log", "Assigned")
    CONFLICT = "conflict", pgettext_lazy("act in the audit log", "Interest declared or lifted")
    ROLE = "role", pgettext_lazy("act in the audit log", "Changed a role")
    AGREED = "agreed", pgettext_lazy("act in the audit log", "Consent given")
    WITHDRAWN = "withdrawn", pgettext_lazy("act in the audit log", "Consent withdrawn")
    SHARED = "shared", pgettext_lazy("act in the audit log", "Shared")
    UNSHARED = "unshared", pgettext_lazy("act in the audit log", "Ended sharing")
    FILE_ADDED = "file_added", pgettext_lazy("act in the audit log", "Evidence added")
    FILE_CHANGED = "file_changed", pgettext_lazy("act in the audit log", "Evidence changed")
    FILE_REMOVED = "file_removed", pgettext_lazy("act in the audit log", "Evidence removed")
    ORDERED = "ordered", pgettext_lazy("act in the audit log", "Had reports made")
    REQUEST = "request", pgettext_lazy("act in the audit log", "Request about data")
    RESTRICTED = "restricted", pgettext_lazy("act in the audit log", "Use of the data restricted or let again")
    CHECKED = "checked", pgettext_lazy("act in the audit log", "Had the log checked")
    ERASED = "erased", pgettext_lazy("act in the audit log", "Erased")


class AddedOnlyError(TypeError):
    """Somebody tried to change or remove what is only ever added."""


class AddedOnly(models.QuerySet["AuditEntry"]):
    """Entries cannot be changed or removed through the models, not even many at once."""

    def update(self, **columns: Any) -> NoReturn:
        """Refuse."""
        raise AddedOnlyError(f"audit entries are not changed: {sorted(columns)}")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AddedOnlyError("audit entries are not removed")


class AuditChain(models.Model):
    """One organization's chain, under its uuid, or the operator's own; ``length`` and ``head`` are its last entry's."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default=START)

    def __str__(self) -> str:
        """Return whose it is."""
        return str(self.uuid)


class AuditEntry(models.Model):
    """One act. ``actor`` is a person's number, ``facts`` are ids, codes and counts: nothing that must be erased."""

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True, blank=True)
    act = models.CharField(max_length=20, choices=Act)
    subject = models.UUIDField(null=True, blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AddedOnly.as_manager()

    class Meta:
        """Numbered without a gap in each chain."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_entry_number"),
        ]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        """Return which entry of which chain."""
        return f"{self.chain_id} · {self.number} · {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add a new row; refuse to change one."""
        if not self._state.adding:
            raise AddedOnlyError("audit entries are not changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AddedOnlyError("audit entries are not removed")


class AuditCheck(models.Model):
    """A check of a chain that somebody asked for, done by a worker. Faults are kept up to a number of them."""

    MOST_FAULTS = 50

    chain = models.ForeignKey(AuditChain, on_delete=models.CASCADE, related_name="checks")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    entries = models.PositiveBigIntegerField(default=0)  # how many there were when it was done
    faults = models.JSONField(default=list)  # number of the entry, what is wrong with it, the detail of that sentence
    fault_count = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        """Return which check of which chain."""
        return f"{self.chain_id} · {self.asked_at:%Y-%m-%d %H:%M}"
