"""What is asked to make a private link."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.names import NameField
from reports.printed.languages import EDITIONS
from reports.shared.links import DAYS, USUAL_DAYS

_EDITION_NAMES = {"vi": _("Vietnamese"), "en": _("English"), "vi-en": _("Vietnamese and English side by side")}


class ShareLinkForm(forms.Form):
    """Who is to read it, in which language, for how long."""

    use_required_attribute = False

    for_whom = NameField(
        label=_("For whom?"),
        max_length=120,
        help_text=_("For your own list, for example “Vietcombank Bien Hoa, Ms Lan”. The reader does not see it."),
        error_messages={"required": _("Please say for whom the link is.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the report"),
        choices=[(edition, _EDITION_NAMES[edition]) for edition in EDITIONS],
        initial="vi",
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        coerce=int,
        initial=USUAL_DAYS,
        choices=[(days, format_lazy("{} {}", days, ngettext_lazy("day", "days", days))) for days in DAYS],
        widget=forms.RadioSelect,
    )
