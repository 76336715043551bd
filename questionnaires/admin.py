"""Administrators see which frameworks are published; they come in by ``manage.py load_frameworks`` alone."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from questionnaires.models import FrameworkVersion


@admin.register(FrameworkVersion)
class FrameworkVersionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # no parameter at run time
    """Read-only: answers refer to these rows for ever."""

    list_display = ("framework", "version", "status", "published_at", "content_hash")
    fields = list_display
    ordering = ("framework", "-published_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[FrameworkVersion]:
        """Leave the documents, which are large and shown nowhere, in the database."""
        return super().get_queryset(request).defer("document")

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
