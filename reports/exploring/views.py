"""Exploring a result: the only page with the chart library, so that the result itself stays light."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.access import or_sign_in
from reports.exploring.rounds import read_explore


@require_safe
@or_sign_in
@never_cache
def explore(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the figures of a result in charts that can be changed, and in a table."""
    return render(request, "reports/explore.html", {"page": read_explore(request, uuid)})
