"""Choosing who gives a second opinion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from reviews.models import Review
from reviews.second import asking


class AskForm(forms.Form):
    """One person, of those who can be asked; nobody asks themselves, for they have the review before them."""

    rater: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label=_("Who gives the second opinion"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": _("Please choose a person."),
            "invalid_choice": _("This person cannot be asked."),
        },
    )

    def __init__(self, *args: object, review: Review, by: User) -> None:
        """Offer who can be asked about this review."""
        super().__init__(*args)  # type: ignore[arg-type]  # the one positional argument of a form is its data
        chosen = self.fields["rater"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        chosen.queryset = asking.candidates(review).exclude(pk=by.pk)
