"""The queue's filters. They live in the URL, so that a view of the queue can be sent to a colleague."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.profile import former_provinces, provinces, size_class, vsic
from accounts.search import search_key
from reviews.due import DueState
from reviews.queue import Wanted

if TYPE_CHECKING:
    from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, in words, and the query of the queue without it."""

    label: object
    value: object
    without: str


class QueueFilter(forms.Form):
    """What to keep of the queue. A value that is not offered is said so beside its field and filters nothing."""

    state = forms.ChoiceField(required=False, choices=[("", _("All")), *DueState.choices], widget=forms.HiddenInput)
    q = forms.CharField(label=_("Name of the firm"), required=False, max_length=100, widget=forms.SearchInput)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[("", _("All sectors")), *vsic.CHOICES])
    province = forms.ChoiceField(
        label=_("Province or city"), required=False, choices=[("", _("All provinces")), *provinces.CHOICES]
    )
    headcount = forms.ChoiceField(
        label=_("Number of employees"),
        required=False,
        choices=[("", _("All sizes")), *size_class.HeadcountBand.choices],
    )

    @property
    def helper(self) -> FormHelper:
        """Return how the form is drawn: one row on a computer, stacked on a phone."""
        helper = FormHelper()
        helper.form_method = "get"
        helper.form_class = "queue-filter"
        helper.disable_csrf = True
        fields = (
            Div(Field(name), css_class=f"queue-filter-{name}") for name in ("q", "sector", "province", "headcount")
        )
        helper.layout = Layout("state", *fields, Div(Submit("", _("Filter")), css_class="queue-filter-act"))
        return helper

    def wanted(self) -> Wanted:
        """Return what the valid fields ask for."""
        self.full_clean()
        given: dict[str, str] = self.cleaned_data
        return Wanted(
            state=given.get("state", ""),
            words=tuple(search_key(given.get("q", "")).split()),
            former=former_provinces.province_of(given.get("q", "")),
            sector=given.get("sector", ""),
            province=given.get("province", ""),
            headcount=given.get("headcount", ""),
        )

    def chips(self) -> list[Chip]:
        """Return the filters in force, in the order of the form."""
        return [
            Chip(field.label, self._words(field, self.cleaned_data[name]), self._without(name))
            for name, field in self.fields.items()
            if name != "state" and self.cleaned_data.get(name)
        ]

    def _without(self, name: str) -> str:
        query = cast("QueryDict", self.data).copy()
        for gone in (name, "before", "after"):
            query.pop(gone, None)
        return f"?{query.urlencode()}"

    @staticmethod
    def _words(field: forms.Field, value: str) -> Any:
        return dict(cast("Any", field.choices)).get(value, value) if isinstance(field, forms.ChoiceField) else value
