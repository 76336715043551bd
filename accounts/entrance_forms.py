"""django-allauth's forms as we show them: no placeholder in place of a label, one password field, our own hints."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.profile import phone

EMAIL = _("E-mail")
EMAIL_OR_NUMBER = _("E-mail or mobile number")
NEW_PASSWORD = _("New password")
PASSWORD_HINT = _("At least 10 characters; a short sentence is easy to remember.")


class Plain(forms.Form):
    """What all of them share: visible labels, mistakes explained by us and not by the browser."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in {"email", "login"}:
                field.label = EMAIL if name == "email" else EMAIL_OR_NUMBER
                field.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class NewPassword(Plain):
    """A form that sets a password: typed once, with what makes it good said beforehand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        self.fields["password1"].help_text = PASSWORD_HINT
        self.fields["password1"].label = NEW_PASSWORD


class Code(Plain):
    """A form for the six digits that were sent; a phone offers them above its keyboard."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The six digits that we sent")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "code", "maxlength": "12"}


class LoginForm(Plain, allauth.LoginForm):
    """E-mail or number, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""  # the page links to the reset below its button

    def clean_login(self) -> str:
        """Write a number one way; what is neither address nor number lets nobody in, and is told like a wrong one."""
        typed = str(super().clean_login())
        try:
            return typed if "@" in typed else phone.read(typed)
        except ValueError:
            return typed


class SignupForm(NewPassword, allauth.SignupForm):
    """Name, e-mail, password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Choose a password")


class RequestLoginCodeForm(Plain, allauth.RequestLoginCodeForm):
    """Where to send a code to sign in with: one field for address and number."""

    login = forms.CharField(max_length=254, strip=True)

    field_order = ("login",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address, self.number = self.fields.pop("email"), self.fields.pop("phone")

    def clean_login(self) -> str:
        """Find the person by what was typed, and count the request; whether there is one is told to nobody."""
        typed = str(self.cleaned_data["login"])
        if "@" in typed:
            self.cleaned_data["email"] = self.address.clean(typed)
            self.clean_email()
        else:
            self.cleaned_data["phone"] = self.number.clean(typed)
            self.clean_phone()
        return typed


class NumberCodeForm(Code):
    """The code that proves a number."""

    code = forms.CharField(max_length=12, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}))


class ConfirmLoginCodeForm(Code, allauth.ConfirmLoginCodeForm):
    """The code that signs in."""


class ConfirmEmailVerificationCodeForm(Code, allauth.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""


class ConfirmPasswordResetCodeForm(Code, allauth.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""


class ResetPasswordForm(Plain, allauth.ResetPasswordForm):
    """Where to send the code for a new password."""


class ResetPasswordKeyForm(NewPassword, allauth.ResetPasswordKeyForm):
    """A new password instead of a forgotten one."""


class SetPasswordForm(NewPassword, allauth.SetPasswordForm):
    """The first password of a person who signed in by codes until now."""


class ChangePasswordForm(NewPassword, allauth.ChangePasswordForm):
    """A new password by a person who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Present password")
        self.fields["oldpassword"].help_text = ""


class ReauthenticateForm(Plain, allauth.ReauthenticateForm):
    """The password once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""


class AddEmailForm(Plain, allauth.AddEmailForm):
    """A new address, asked for on the page of addresses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class ChangeEmailForm(Plain, allauth.ChangeEmailForm):
    """Another address, when the code went to a wrong one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("The right e-mail address")
