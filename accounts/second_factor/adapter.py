"""Where django-allauth asks us about second factors: our words, and the sealing of secrets."""

import logging
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.second_factor import sealing

log = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Apps that show six digits, and backup codes."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Two-step sign-in cannot be switched off."),
        "cannot_generate_recovery_codes": _("Please set up the authenticator app first."),
        "incorrect_code": _("This code is not right. Please type the newest one that the app shows."),
        "unverified_email": _("Please confirm your e-mail address first."),
    }

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
