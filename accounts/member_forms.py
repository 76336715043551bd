"""What the page of a firm's members posts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organization


class InviteForm(forms.Form):
    """Whom to invite, and as what."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_("The letter goes to this address, and only whoever reads it can accept."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=Membership.Role.choices, initial=Membership.Role.CONTRIBUTOR, widget=forms.Select
    )


class RoleForm(forms.Form):
    """A role."""

    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)


class MemberForm(forms.Form):
    """One of the firm's members."""

    member = forms.ModelChoiceField(Membership.objects.none())

    def __init__(self, data: Any, *, organization: Organization) -> None:
        """Know the members of this firm alone."""
        super().__init__(data)
        field = self.fields["member"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        field.queryset = organization.memberships.select_related("user", "organization")
