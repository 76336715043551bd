"""The forms of second factors as we show them."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from accounts.entrance_forms import Plain
from accounts.second_factor import factors


class AppCode(Plain):
    """Six digits that the app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits that the app shows")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "code", "maxlength": "12"}


class OnceOnly(AppCode):
    """A code of the app or a backup code, each of which counts once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code of the app, or a backup code")

    def clean_code(self) -> str:
        """Refuse a code that was used: django-allauth forgets it sooner than our tolerance lets it expire."""
        code = str(super().clean_code())  # type: ignore[misc]  # of the form beside this one
        digits = "".join(filter(str.isdigit, code))
        valid_for = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
        if not cache.add(f"accounts.second_factor.used:{self.user.pk}:{digits}", "y", timeout=valid_for):  # type: ignore[attr-defined]  # the same
            raise get_adapter().validation_error("incorrect_code")
        return code


class ActivateForm(AppCode, totp.ActivateTOTPForm):
    """The first code proves that the app has the key."""

    def clean_code(self) -> str:
        """Keep that this session has shown a code; the person's other sessions have not."""
        code = str(super().clean_code())
        record_authentication(context.request, self.user, factors.METHOD, type=Authenticator.Type.TOTP)
        return code


class AuthenticateForm(OnceOnly, base.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(OnceOnly, base.ReauthenticateForm):
    """The second step once more, in a session that is signed in."""
