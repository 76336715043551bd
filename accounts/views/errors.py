"""The two error pages that must come up when nothing else does: no database, no session, only settings and words."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.template.loader import render_to_string

from accounts.context_processors import operator


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django names it so
    """Refuse what cannot be understood."""
    return HttpResponseBadRequest(render_to_string("400.html", operator(request)))


def server_error(request: HttpRequest) -> HttpResponse:
    """Own up to a fault of ours, and say whom to call."""
    return HttpResponseServerError(render_to_string("500.html", operator(request)))
