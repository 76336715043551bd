"""A secret on its way from the answer that made it to the page that tells it: for a minute, in that person's browser.

Nothing of it is kept here, so nothing of it is left here if the page is never opened.
"""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

COOKIE: Final = "link_made"
SECONDS = 60


def hand_over[R: HttpResponseBase](response: R, secret: str, *, path: str) -> R:
    """Let the browser bring a secret to the page at ``path``, and to no other."""
    response.set_signed_cookie(
        COOKIE,
        secret,
        salt=path,
        max_age=SECONDS,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def take(request: HttpRequest) -> str:
    """Return the secret that was handed over to this page, empty if there is none."""
    given = request.get_signed_cookie(COOKIE, default="", salt=request.path, max_age=SECONDS)
    return given or ""


def forget[R: HttpResponseBase](response: R, *, path: str) -> R:
    """Let the browser forget what it was handed over."""
    response.delete_cookie(COOKIE, path=path, samesite="Strict")
    return response
