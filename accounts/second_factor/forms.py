"""The forms of second factors as we show them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.entrance_forms import Plain
from accounts.second_factor import factors

LONGEST_NAME = 60
PASSKEY = _("Passkey")


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
        has_app = factors.APP in self.kinds
        self.fields["code"].label = _("Code of the app, or a backup code") if has_app else _("Backup code")

    @cached_property
    def kinds(self) -> set[str]:
        """Which second factors the person has set up."""
        return factors.kinds(self.user)  # type: ignore[attr-defined]  # of the form beside this one

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
        record_authentication(context.request, self.user, factors.METHOD, type=factors.APP)
        return code


class AuthenticateForm(OnceOnly, base.AuthenticateForm):
    """The second step of signing in."""


class ReauthenticateForm(OnceOnly, base.ReauthenticateForm):
    """The second step once more, in a session that is signed in."""


@contextmanager
def _refused_kindly() -> Iterator[None]:
    """Say in one way that a passkey was not accepted, whatever its check or the parser of a made-up one says."""
    try:
        yield
    except ValidationError as refusal:
        if refusal.code != "incorrect_code":
            raise
        raise get_adapter().validation_error("passkey_refused") from refusal
    except Exception as fault:
        raise get_adapter().validation_error("passkey_refused") from fault


def _name(*, required: bool) -> forms.CharField:
    return forms.CharField(label=_("Name, so that you recognise it"), max_length=LONGEST_NAME, required=required)


class AddPasskeyForm(Plain, webauthn.AddWebAuthnForm):
    """A device's new passkey, under a name that its owner knows it by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name(required=False)
        self.fields["credential"].label = PASSKEY

    def clean(self) -> dict[str, Any]:
        """Keep that this session has shown it; the person's other sessions have not."""
        with _refused_kindly():
            cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("credential"):
            record_authentication(context.request, self.user, factors.METHOD, type=factors.PASSKEY)
        return cleaned


class RenamePasskeyForm(Plain, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = _name(required=True)


class _ShownPasskey(Plain):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].label = PASSKEY

    def clean_credential(self) -> Authenticator:
        with _refused_kindly():
            shown: Authenticator = super().clean_credential()  # type: ignore[misc]  # of the form beside this one
        return shown


class AuthenticatePasskeyForm(_ShownPasskey, webauthn.AuthenticateWebAuthnForm):
    """The second step of signing in, by a passkey."""


class ReauthenticatePasskeyForm(_ShownPasskey, webauthn.ReauthenticateWebAuthnForm):
    """The same once more, in a session that is signed in."""
