"""What people tell about themselves: the name when they sign up, a telephone number if they like."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts import consents
from accounts.consent_wording import WORDING_VERSION, Wording, wording
from accounts.models import Consent, User
from accounts.names import NameField
from accounts.profile import phone


class ConsentForm(forms.Form):
    """A box that nobody ticks beforehand. The page posts which words stood beside it, and in which language."""

    purpose: ClassVar[Consent.Purpose]

    agree = forms.BooleanField(
        label=_("Consent"),
        error_messages={"required": _("Please tick the box if you agree; without it this cannot be done.")},
    )

    def clean(self) -> dict[str, Any] | None:
        """Refuse a tick beside words that are not in force, or not known."""
        cleaned = super().clean()
        is_known = self.data.get("wording_language") in dict(settings.LANGUAGES)
        if "agree" in self.cleaned_data and not (is_known and self.data.get("wording_version") == WORDING_VERSION):
            self.add_error(
                "agree", _("These words have changed since you opened the page. Please read them once more.")
            )
        return cleaned

    @property
    def wording(self) -> Wording:
        """Return the words to show beside the box."""
        return wording(self.purpose)

    @property
    def words(self) -> consents.Shown:
        """Return the words that a person agreed to; only of a valid form."""
        return consents.shown(self.purpose, self.data["wording_language"])


class SignupForm(ConsentForm):
    """The name, in one field, and the consent that an account needs; django-allauth adds e-mail and password."""

    purpose = Consent.Purpose.ACCOUNT

    name = NameField(label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    field_order = ("name", "email", "password1", "agree")

    def signup(self, _request: HttpRequest, user: User) -> None:
        """Keep the name and the language of the page (allauth calls this once the account exists)."""
        user.name = self.cleaned_data["name"]
        user.language = translation.get_language() or user.language
        user.save(update_fields=["name", "language"])
        consents.give(by=user, purpose=self.purpose, words=self.words)


class PhoneField(forms.CharField):
    """A telephone number as people type it in Viet Nam: 0912 345 678, +84 912 345 678, 024 3825 5555."""

    def clean(self, value: Any) -> str:
        """Return the number in E.164, or nothing."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return phone.read(typed)
        except ValueError as fault:
            raise ValidationError(
                _("This is not a telephone number. Please enter it like 0912 345 678 or 024 3825 5555.")
            ) from fault


class PersonForm(forms.Form):
    """How colleagues and advisors call a person."""

    use_required_attribute = False

    name = NameField(
        label=_("Full name"),
        max_length=120,
        help_text=_("Colleagues and advisors see it beside your answers."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneField(
        label=_("Telephone (optional)"),
        required=False,
        max_length=30,
        help_text=_("So that an advisor can call about what you have sent for review."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
