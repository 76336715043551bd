"""What is filled in to assign reviews, to declare an interest, and to keep a view."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from reviews.access import advisors
from reviews.models import SavedView
from reviews.queue import assigning, conflicts
from reviews.queue.filters import QueueFilter
from reviews.queue.listing import NOBODY


class AssignForm(forms.Form):
    """To whom: anybody who advises, or nobody."""

    advisor = forms.ChoiceField(label=_("Advisor"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None) -> None:
        """Offer who advises now."""
        super().__init__(data)
        people = [(str(each.pk), str(each)) for each in advisors()]
        nobody = (NOBODY, pgettext_lazy("view of the queue", "Unassigned"))
        cast("Any", self.fields["advisor"]).choices = [*people, nobody]

    def chosen(self) -> User | None:
        """Return the person, None for nobody."""
        wanted = self.cleaned_data["advisor"]
        return None if wanted == NOBODY else User.objects.get(pk=int(wanted))


class ConflictForm(forms.Form):
    """Whose interest, and why; only an administrator says whose."""

    person = forms.ModelChoiceField(label=_("Who has the interest"), queryset=User.objects.none())
    reason = forms.CharField(
        label=_("What the interest is"),
        help_text=_("For example: a relative works there, or I advised this firm for pay within the last two years."),
        max_length=conflicts.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None, *, by: User) -> None:
        """Offer the staff to an administrator; for everybody else it is their own."""
        super().__init__(data, initial={"person": by})
        if not conflicts.may_declare_for_others(by):
            del self.fields["person"]
            return
        staff = User.objects.filter(is_active=True).exclude(staff_role=User.StaffRole.NONE)
        cast("Any", self.fields["person"]).queryset = staff.order_by("name", "pk")


class HandBackForm(forms.Form):
    """Why an advisor gives up what was assigned to them."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("Why do you hand it back?"),
        help_text=_("Who assigns reads it, and who reviews after you; the firm does not. It helps to say who could."),
        max_length=assigning.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please write a few words.")},
    )


class SaveViewForm(forms.Form):
    """A name for the present filters; what is no filter of the queue is left out of them."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, by: User) -> None:
        """Read filters as this person's queue does."""
        super().__init__(data)
        self.by = by

    def clean_query(self) -> str:
        """Keep valid filters alone."""
        filters = QueueFilter(QueryDict(self.cleaned_data["query"]), user=self.by)
        filters.wanted()
        longest = SavedView._meta.get_field("query").max_length or 0  # noqa: SLF001 -- Django's documented way
        if filters.errors or len(filters.query()) > longest:
            raise forms.ValidationError(_("These filters cannot be kept."))
        return filters.query()
