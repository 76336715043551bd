"""Administrators see which frameworks are published; they come in by ``manage.py load_frameworks`` alone."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from c4ir_assess.for_administrators import ForAdministrators
from questionnaires.models import FrameworkVersion


@admin.register(FrameworkVersion)
class FrameworkVersionAdmin(ForAdministrators):
    """Read-only: answers refer to these rows for ever."""

    list_display = ("framework", "version", "status", "published_at", "content_hash")
    fields = list_display
    ordering = ("framework", "-published_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[FrameworkVersion]:
        """Leave the documents, which are large and shown nowhere, in the database."""
        return super().get_queryset(request).defer("document")
