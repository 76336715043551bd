"""Administrators look at the log; nobody writes in it by hand."""

from django.contrib import admin

from c4ir_assess.audit.models import AuditEntry
from c4ir_assess.for_administrators import ForAdministrators


@admin.register(AuditEntry)
class AuditEntryAdmin(ForAdministrators):
    """Read-only."""

    list_display = ("chain", "number", "at", "actor", "act", "subject")
    list_filter = ("act",)
    list_select_related = ("chain",)
    search_fields = ("=chain__uuid", "=subject")
    fields = ("chain", "number", "at", "actor", "act", "subject", "facts", "previous", "hash")
    ordering = ("-pk",)
