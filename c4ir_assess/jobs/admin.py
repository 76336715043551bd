"""Administrators look at jobs; retrying is a verb and has its own page on the bench."""

from django.contrib import admin

from c4ir_assess.for_administrators import ForAdministrators
from c4ir_assess.jobs.models import Job


@admin.register(Job)
class JobAdmin(ForAdministrators):
    """Read-only: only a lease may change a job."""

    list_display = ("task", "state", "attempts", "queue", "created_at", "finished_at", "error")
    list_filter = ("state", "task", "queue")
    fields = (
        "uuid",
        "task",
        "args",
        "dedup_key",
        "state",
        "attempts",
        "losses",
        "queue",
        "due_at",
        "published_at",
        "lease_until",
        "error",
        "created_at",
        "finished_at",
    )
    search_fields = ("uuid", "dedup_key")
    ordering = ("-pk",)
