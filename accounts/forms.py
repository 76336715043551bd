"""What we ask of a new person beside e-mail and password."""

import unicodedata

from django import forms
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class SignupForm(forms.Form):
    """The name, in one field; django-allauth adds e-mail and password."""

    name = forms.CharField(
        label=_("Full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    field_order = ("name", "email", "password1")

    def clean_name(self) -> str:
        """Write the name one way: composed letters, single spaces."""
        return " ".join(unicodedata.normalize("NFC", self.cleaned_data["name"]).split())

    def signup(self, _request: HttpRequest, user: User) -> None:
        """Keep the name and the language of the page (allauth calls this once the account exists)."""
        user.name = self.cleaned_data["name"]
        user.language = translation.get_language() or user.language
        user.save(update_fields=["name", "language"])
