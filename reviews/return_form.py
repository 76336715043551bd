"""What an advisor says to all of the questions that go back to a firm."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.returning import MOST_DAYS


class ReturnForm(forms.Form):
    """By when the firm is asked to answer, and a word about all of the questions."""

    due_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_due_on(self) -> date:
        """Keep to the next three months."""
        day: date = self.cleaned_data["due_on"]
        today = timezone.localdate()
        if not today < day <= today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_("Please choose a day within the next three months."))
        return day
