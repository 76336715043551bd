"""Which language a page speaks: the link's, the cookie's, the person's own choice, else Vietnamese.

Accept-Language is not read: a phone set to English says little about the reader. Links may carry ``?lang=en``; whoever
comes by one keeps that language on the pages that follow.
"""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme


class LanguageMiddleware:
    """Activate the reader's language for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the reader's language."""
        language = chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if request.GET.get("lang") == language != request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME):
            remember(response, language)
        return response


def chosen_language(request: HttpRequest) -> str:
    """Return ``vi`` or ``en``."""
    known = dict(settings.LANGUAGES)
    for language in (request.GET.get("lang"), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)):
        if language in known:
            return language
    if request.user.is_authenticated:
        return request.user.language
    return settings.LANGUAGE_CODE


def remember(response: HttpResponse, language: str) -> None:
    """Keep a language in the reader's cookie."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
        httponly=True,
    )


def local_url(request: HttpRequest, url: str) -> str:
    """Return an address that was handed along, if it is one of this site; else nothing."""
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if is_ours else ""


def way_back(request: HttpRequest) -> str:
    """Return the page to go back to, on this site only and without a language of its own; else the front door."""
    url = local_url(request, request.POST.get("next", ""))
    if not url:
        return "/"
    parts = urlsplit(url)
    query = QueryDict(parts.query)
    kept = [(name, value) for name, values in query.lists() for value in values if name != "lang"]
    return parts._replace(query=urlencode(kept)).geturl()
