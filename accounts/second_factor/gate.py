"""Staff come no further than to their own sign-in before they have shown a second factor."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.second_factor import factors

# Nothing of a firm is here: proving to be oneself, leaving, the language, pages for machines.
OPEN = {
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_reauthenticate",
    "account_email",
    "account_email_verification_sent",
    "account_logout",
    "accounts:set_language",
    "livez",
    "readyz",
}

# Setting the first one up; a further one is added by who has shown the first.
SETTING_UP = {"mfa_add_webauthn", "mfa_activate_totp"}


class SecondFactorMiddleware:
    """Lead the staff to setting up or showing their second factor, whatever they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Do nothing before the address is resolved."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Redirect, or let pass."""
        if settings.STAFF_SECOND_FACTOR != "mandatory" or not request.user.is_authenticated:
            return None
        assert request.resolver_match  # noqa: S101 -- Django resolves before it asks
        name = request.resolver_match.view_name
        if not request.user.is_reviewer or name in OPEN:
            return None
        kinds = factors.kinds(request.user)
        if not kinds:
            return None if name in SETTING_UP else redirect("mfa_activate_totp")
        return None if factors.was_shown(request, request.user) else _ask(request, kinds)


def _ask(request: HttpRequest, kinds: set[str]) -> HttpResponse:
    """Ask for the second factor in a session that began without; a form that was posted is not repeated."""
    back = request.get_full_path() if request.method == "GET" else "/"
    page = "mfa_reauthenticate_webauthn" if factors.PASSKEY in kinds else "mfa_reauthenticate"
    return redirect(f"{reverse(page)}?{urlencode({'next': back})}")
