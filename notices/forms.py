"""How a person wants to hear."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PreferenceForm(forms.Form):
    """Two switches; what is about a step of an assessment is always written."""

    reminders = forms.BooleanField(
        label=_("Remind me by e-mail"),
        help_text=_("Before a day passes: questions to answer, a proposed result, a report or a programme that ends."),
        required=False,
    )
    digest = forms.BooleanField(
        label=_("One e-mail a day"),
        help_text=_("What can wait comes together in the morning. Otherwise each comes by itself."),
        required=False,
    )
