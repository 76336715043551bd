"""Where django-allauth asks us: our words for its errors, and the language of its e-mails."""

import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.email_verification import verify_email_indirectly
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import entrance_links, numbers, people, texting
from accounts.forms import PhoneField
from accounts.models import User
from accounts.receivers import knows_the_password, signed_in_just_now

log = logging.getLogger(__name__)

WRONG = _("The e-mail address, the number or the password is not right.")
LOGIN_CODE = "account/email/login_code"
UNSENT = _("The e-mail could not be sent. Please ask for it again in a few minutes.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by e-mail, sign-in by e-mail or by a mobile number."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This address already belongs to your account."),
        "email_password_mismatch": WRONG,
        "phone_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "email_taken": _("There is already an account with this e-mail address. Please sign in."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right. Please compare it with the newest e-mail or message."),
        "incorrect_password": _("This password is not right."),
        "invalid_login": WRONG,
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
        person = User.objects.filter(email=email.lower()).first()
        if person and template_prefix == LOGIN_CODE:
            context |= {"link": entrance_links.link(person)}
        with translation.override(person.language if person else translation.get_language()):
            try:
                super().send_mail(template_prefix, email, context)
            except (SMTPException, OSError) as fault:
                log.warning("e-mail not sent", extra={"mail": template_prefix, "fault": type(fault).__name__})
                messages.error(self.request, UNSENT)

    def send_notification_mail(self, template_prefix: str, user: User, *_more: Any, **_named: Any) -> None:
        """Tell of second factors alone, which somebody else may have changed; the page tells of the rest."""
        if template_prefix.startswith("mfa/"):
            self.send_mail(template_prefix, user.email, {"request": self.request})

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask nobody for a password anew who signed in a moment ago, as somebody led to a second factor has."""
        return bool(super().is_reauthentication_required(app=app, **kwargs)) and not signed_in_just_now(self.request)

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        """Understand numbers as people type them in Viet Nam."""
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> User | None:
        """Return whom a number may let in."""
        return numbers.find(phone)

    def send_verification_code_sms(self, user: User, phone: str, code: str, **_kwargs: Any) -> None:
        """Send a code to a proved number; for one that is merely noted, to the account's e-mail address."""
        if not numbers.goes_by_message(user, phone):
            self.send_mail(LOGIN_CODE, user.email, {"request": self.request, "code": code})
            return
        try:
            numbers.send_code(person=user, number=phone, code=code)
        except texting.NotSentError as fault:
            log.warning("message not sent", extra={"fault": str(fault)})

    def set_phone_verified(self, user: User, phone: str) -> None:
        """After a sign-in: a code that went by e-mail has proved the address, one to a number nothing new."""
        if not numbers.goes_by_message(user, phone):
            verify_email_indirectly(self.request, user, user.email)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        """Return a person's number, and whether it was proved."""
        return (user.phone, user.phone_verified_at is not None) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:  # noqa: FBT001 -- django-allauth's signature
        """Note a number; proving it is ours, so django-allauth never says here that it was."""
        assert not verified  # noqa: S101 -- see accounts.number_proof
        people.update_person(person=user, name=user.name, phone=phone)
