"""Work to be done, written in the transaction that makes it necessary. The broker only wakes workers up."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from c4ir_assess.jobs.querysets import JobQuerySet


class Job(models.Model):
    """One piece of work for a worker.

    queued --claim--> running --finish--> done
      ^                 |
      +--lease expired--+--third loss, last failure--> failed --retry--> queued
    """

    class State(models.TextChoices):
        """Where the work stands."""

        QUEUED = "queued", pgettext_lazy("state of a job", "Queued")
        RUNNING = "running", pgettext_lazy("state of a job", "Running")
        DONE = "done", pgettext_lazy("state of a job", "Done")
        FAILED = "failed", pgettext_lazy("state of a job", "Failed")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    task = models.CharField(max_length=100)
    queue = models.CharField(max_length=20, default="score")
    args = models.JSONField(default=dict)
    dedup_key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    losses = models.PositiveSmallIntegerField(default=0)  # attempts whose worker was lost
    due_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.UUIDField(null=True, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        """The relay looks for queued jobs that are due and for leases that ran out."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="running", lease_token__isnull=False, lease_until__isnull=False)
                | (~models.Q(state="running") & models.Q(lease_token__isnull=True, lease_until__isnull=True)),
                name="job_lease_while_running",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at"], name="job_state_due"),
        ]

    def __str__(self) -> str:
        """Return task and state."""
        return f"{self.task} · {self.state}"
