"""What the pages about data ask: a tick, a few words, a name typed as a confirmation."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms import ConsentForm
from accounts.models import Consent, Organization, User
from accounts.search import search_key

ERASE = "erase"


class SectorFiguresForm(ConsentForm):
    """A firm's results count anonymously."""

    purpose = Consent.Purpose.SECTOR_FIGURES


class ContactForm(ConsentForm):
    """A person may be written to about programmes."""

    purpose = Consent.Purpose.CONTACT


class AccountForm(ConsentForm):
    """For people whose account somebody else opened."""

    purpose = Consent.Purpose.ACCOUNT


CONSENT_FORMS: dict[str, type[ConsentForm]] = {
    form.purpose.value: form for form in (AccountForm, SectorFiguresForm, ContactForm)
}


class CorrectForm(forms.Form):
    """What is wrong and cannot be mended on a page."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("What is wrong, and how should it read?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AnswerForm(forms.Form):
    """What the operator did about a request."""

    use_required_attribute = False

    answer = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        help_text=_("The person who asked reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TypedForm(forms.Form):
    """A confirmation by typing a name or an address; marks and case do not matter."""

    use_required_attribute = False

    typed = forms.CharField(
        max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"})
    )

    def __init__(self, data: Any = None, *, expected: str, label: str) -> None:
        """Ask for ``expected`` under ``label``."""
        super().__init__(data)
        self.expected = expected
        self.fields["typed"].label = label

    def clean_typed(self) -> str:
        """Refuse anything else."""
        typed = str(self.cleaned_data["typed"])
        if search_key(typed) != search_key(self.expected):
            raise ValidationError(gettext("This is not what is asked for: %(expected)s") % {"expected": self.expected})
        return typed


class LeaveForm(TypedForm):
    """A person leaves; for each firm that would have no owner it is said what becomes of it."""

    def __init__(self, data: Any = None, *, person: User, firms: Iterable[Organization]) -> None:
        """Ask for the person's address, and about each firm; nothing is chosen beforehand."""
        super().__init__(data, expected=person.email, label=gettext("To confirm, type your e-mail address"))
        self.firms = {f"firm_{firm.pk}": firm for firm in firms}
        for name, firm in self.firms.items():
            self.fields[name] = _heirs(firm, person)
        self.order_fields([*self.firms, "typed"])

    @property
    def firms_go_to(self) -> dict[Organization, User | None]:
        """Return who owns each firm next, None where it is to be erased; only of a valid form."""
        chosen = {firm: self.cleaned_data[name] for name, firm in self.firms.items()}
        return {firm: None if who == ERASE else User.objects.get(pk=who) for firm, who in chosen.items()}


def _heirs(firm: Organization, person: User) -> forms.ChoiceField:
    colleagues = firm.memberships.exclude(user=person).select_related("user").order_by("pk")
    hand_over = gettext("Hand it over to %(name)s, who becomes the owner")
    choices = [(str(each.user_id), hand_over % {"name": each.user}) for each in colleagues]
    return forms.ChoiceField(
        label=gettext("You are the last owner of %(firm)s. What should become of the firm here?") % {"firm": firm},
        choices=[*choices, (ERASE, gettext("Erase the firm with all its data"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext("Please choose what becomes of the firm.")},
    )
