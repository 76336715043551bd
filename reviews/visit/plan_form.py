"""What an advisor plans: when, where, with whom, and which questions are looked at."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reviews.visit.models import SiteVisit
from reviews.visit.visits import Plan


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=False, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], show_hidden_initial=True
    )


def _line(label: Any, longest: int) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.TextInput(attrs={"class": "form-control"}),
        show_hidden_initial=True,
    )


class PlanForm(forms.Form):
    """Nothing here is needed: a list can be printed before anything is agreed with the firm."""

    use_required_attribute = False

    planned_on = _day(_("Day"))
    planned_at = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "form-control"}, format="%H:%M"),
        show_hidden_initial=True,
    )
    address = _line(_("Address"), 200)
    met = _line(_("Whom you meet"), 300)
    began_on = _day(_("First day at the plant"))
    ended_on = _day(_("Last day at the plant"))

    def clean(self) -> dict[str, Any]:
        """Refuse days on which nobody can have been there."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("began_on"), cleaned.get("ended_on")
        if bool(first) != bool(last):
            self.add_error("ended_on" if first else "began_on", gettext("Please give both days, or neither."))
        elif first and last and last < first:
            self.add_error("ended_on", gettext("The last day is before the first one."))
        elif last and last > timezone.localdate():
            self.add_error("ended_on", gettext("This day is still ahead."))
        return cleaned

    def changed(self) -> set[str]:
        """Return what is not as the page showed it, whatever is kept by now; the days of the visit are one thing."""
        names, days = set(self.changed_data), {"began_on", "ended_on"}
        return names | days if names & days else names

    def plan(self) -> Plan:
        """Return what was filled in."""
        return Plan(**{name: self.cleaned_data[name] for name in Plan.__slots__})


def begun_with(visit: SiteVisit) -> dict[str, Any]:
    """Return what is planned so far."""
    return {name: getattr(visit, name) for name in Plan.__slots__}
