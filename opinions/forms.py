"""What a participant is asked before the questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import NameField
from opinions.models import Participant


class JoinForm(forms.Form):
    """From where the person sees the plant; the name is nobody's business unless it is given."""

    use_required_attribute = False

    side = forms.ChoiceField(
        label=_("Where do you work?"),
        choices=[
            (Participant.Side.MANAGEMENT.value, _("In management or the office")),
            (Participant.Side.SHOP_FLOOR.value, _("On the shop floor: production, maintenance, warehouse")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose where you work; opinions are compared by it.")},
    )
    name = NameField(
        label=_("Your name (optional)"),
        required=False,
        max_length=120,
        help_text=_("Nobody is shown what a single person answered, with or without a name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
