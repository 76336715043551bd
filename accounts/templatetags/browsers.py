"""A hint for browsers inside other apps."""

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings

from accounts.in_app import is_in_app

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()


@register.inclusion_tag("ui/_in_app.html", takes_context=True)
def open_in_browser(context: dict[str, Any], private_link: str = "", *, is_private: bool = False) -> dict[str, Any]:
    """Say how to open this page in the phone's own browser, where the present one lives inside another app.

    ``is_private`` of a page that only a private link opens, ``private_link`` where that is shown on the page already.
    """
    request: HttpRequest = context["request"]
    return {
        "is_in_app": is_in_app(request.headers.get("User-Agent", "")),
        "is_private": is_private,
        "has_link": bool(private_link),
        "address": f"{settings.BASE_URL}{request.path}",
        "is_known": request.user.is_authenticated,
    }
