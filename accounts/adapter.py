"""Where django-allauth asks us: our words for its errors, and the language of its e-mails."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.receivers import knows_the_password

log = logging.getLogger(__name__)

UNSENT = _("The e-mail could not be sent. Please ask for it again in a few minutes.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by e-mail."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This address already belongs to your account."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "email_taken": _("There is already an account with this e-mail address. Please sign in."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right. Please compare it with the newest e-mail."),
        "incorrect_password": _("This password is not right."),
        "invalid_login": _("The e-mail address or the password is not right."),
        "max_email_addresses": _("An account has at most %d e-mail addresses."),
        "rate_limited": _("Please wait a moment before you ask for another code."),
        "same_as_current": _("This is the address that the code went to already."),
        "too_many_login_attempts": _("Too many attempts. Please try again in a few minutes."),
        "unknown_email": _("There is no account with this e-mail address."),
        "unverified_primary_email": _("Please confirm your e-mail address first."),
    }

    def login(self, request: HttpRequest, user: User) -> None:
        """Read the password anew: a code may just have ended it, and the session will hang on its hash."""
        if not knows_the_password(request, user):
            user.refresh_from_db(fields=["password"])
        super().login(request, user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write in the reader's own language, else in that of the page; a silent mail server is no error page."""
        person = User.objects.filter(email=email.lower()).only("language").first()
        with translation.override(person.language if person else translation.get_language()):
            try:
                super().send_mail(template_prefix, email, context)
            except (SMTPException, OSError) as fault:
                log.warning("e-mail not sent", extra={"mail": template_prefix, "fault": type(fault).__name__})
                messages.error(self.request, UNSENT)
