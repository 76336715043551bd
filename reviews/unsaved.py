"""What somebody wrote on a page of the bench comes back to them where it is refused before anything reads it.

The review went to somebody else, its firm took it back, the role or the session is gone: the words are shown, to be
copied. Nothing of the review is on that page.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

# The fields of words on the pages of the bench, by the names they have there.
LABELS: dict[str, Promise] = {
    "reason": _("Reason, where it differs"),
    "question": _("Question to the firm"),
    "note": _("Private note"),
    "text": _("Your words"),
    "text_vi": _("In Vietnamese"),
    "text_en": _("In English"),
}


def words_come_back[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Show who is refused what they wrote; outside of the gate that sends to the sign-in page.

    A script keeps what was written by itself, and is told no more than that it is refused.
    """

    @wraps(view)
    def gate(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "POST" or request.headers.get("HX-Request") or not _words(request):
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return _page(request, HTTPStatus.UNAUTHORIZED)
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            return _page(request, HTTPStatus.FORBIDDEN)
        except Http404:
            return _page(request, HTTPStatus.NOT_FOUND)

    return gate


def _words(request: HttpRequest) -> list[tuple[Promise, str]]:
    written = ((label, request.POST.get(name, "").strip()) for name, label in LABELS.items())
    return [(label, text) for label, text in written if text]


def _page(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    shown = {"texts": _words(request), "page_written_on": _page_written_on(request)}
    return render(request, "reviews/unsaved.html", shown, status=status)


def _page_written_on(request: HttpRequest) -> str:
    """Return the page from which it was sent, which can be opened again; the queue where no browser says."""
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(came_from).path if is_ours else reverse("reviews:queue")
