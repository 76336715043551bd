"""What the pages behind a secret address have in common: no search engine, no copy, no trace in the next page's log.

They are open to everybody who holds the address, so each client's address opens only so many of them in a minute.
"""

import re
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

MOST_A_MINUTE = 60
MINUTE = 60
_PROGRAM = re.compile(r"bot\b|crawler|spider|preview|facebookexternalhit|whatsapp|slurp|curl/|wget/", re.IGNORECASE)
_TOKEN = re.compile(r"[\w-]{20,64}", re.ASCII)


type View = Callable[[HttpRequest, str], HttpResponseBase]


def public_page(view: View) -> View:
    """Open a view to whoever holds its token, at a human pace; it gets an empty token for one that cannot be."""

    @wraps(view)
    def gate(request: HttpRequest, token: str) -> HttpResponseBase:
        if is_too_fast(request):
            return _unlisted(render(request, "reports/too_fast.html", status=429))
        return _unlisted(view(request, token if _TOKEN.fullmatch(token) else ""))

    return gate


def is_too_fast(request: HttpRequest) -> bool:
    """Count an opening for the client's address, each of many at once; nothing of what was opened is kept."""
    key = f"public_page:{get_adapter(request).get_client_ip(request)}:{timezone.now():%Y%m%d%H%M}"
    is_first = cache.add(key, 1, 2 * MINUTE)  # the key is of one minute; it never ends while it is counted
    return (1 if is_first else cache.incr(key)) > MOST_A_MINUTE


def is_person(request: HttpRequest) -> bool:
    """Whether a person seems to read: no HEAD, no fetching ahead, no program that draws previews."""
    ahead = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return (
        request.method == "GET"
        and "prefetch" not in ahead.lower()
        and not _PROGRAM.search(request.headers.get("User-Agent", ""))
    )


def _unlisted(response: HttpResponseBase) -> HttpResponseBase:
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    # Not "no-referrer": a form of the page, such as the choice of a language, would be sent from nowhere and refused.
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "private, no-store"
    return response
