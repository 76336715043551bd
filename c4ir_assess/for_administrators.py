"""What the admin site shows is looked at, unless a page below says otherwise: whatever has a verb is written by it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class ForAdministrators(admin.ModelAdmin):  # type: ignore[type-arg]  # no parameter at run time
    """Every administrator may look; the admin site lets nobody else in."""

    show_full_result_count = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Let every administrator look."""
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- the same for everybody
        """Show the room on the first page."""
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody adds one by hand, unless a class below says so."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody changes one by hand, unless a class below says so."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002 -- the same for everybody
        """Nobody deletes one: answers hang on it."""
        return False
