"""Where django-allauth asks us about second factors: our words, and the sealing of secrets."""

import logging
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.second_factor import sealing

log = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Apps that show six digits, passkeys, and backup codes."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Two-step sign-in cannot be switched off."),
        "cannot_generate_recovery_codes": _("Please set up a passkey or the authenticator app first."),
        "incorrect_code": _("This code is not right. Please type the newest one that the app shows."),
        "passkey_refused": _("This passkey was not accepted. Please try once more, or take another way."),
        "unverified_email": _("Please confirm your e-mail address first."),
    }

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 -- its name there
        """Return what a new passkey is called before its owner says otherwise."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the site as a device lists it beside its passkeys; they hold for this host alone."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is kept."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret; one of another SECRET_KEY fits no code, so that the person is told so on an ordinary page."""
        try:
            return sealing.unseal(encrypted_text)
        except sealing.NotOursError:
            log.warning("second factor sealed under another SECRET_KEY")
            return str(generate_totp_secret())
