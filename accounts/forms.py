"""What people tell about themselves: the name when they sign up, a telephone number if they like."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import NameField
from accounts.profile import phone


class SignupForm(forms.Form):
    """The name, in one field; django-allauth adds e-mail and password."""

    name = NameField(label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    field_order = ("name", "email", "password1")

    def signup(self, _request: HttpRequest, user: User) -> None:
        """Keep the name and the language of the page (allauth calls this once the account exists)."""
        user.name = self.cleaned_data["name"]
        user.language = translation.get_language() or user.language
        user.save(update_fields=["name", "language"])


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
