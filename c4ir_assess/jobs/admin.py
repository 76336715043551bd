"""Administrators look at jobs; retrying is a verb and has its own page on the bench."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from c4ir_assess.jobs.models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no parameter at run time
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
    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Every administrator may look; the admin site lets nobody else in."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- the same for everybody
        """Show the room on the first page."""
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody adds one by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody changes one."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody deletes one."""
        return False
