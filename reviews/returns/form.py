"""What an advisor says to all of the questions that go back to a firm."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reviews.returns.returning import MOST_DAYS

DAY = "%Y-%m-%d"  # what a date input holds, whatever the reader's language


class ReturnForm(forms.Form):
    """By when the firm is asked to answer, and a word about all of the questions."""

    use_required_attribute = False

    due_on = forms.DateField(
        label=_("Please answer by"),
        widget=forms.DateInput(attrs={"type": "date"}, format=DAY),
        input_formats=[DAY, "%d/%m/%Y"],
    )
    note = forms.CharField(
        label=_("A word about all of them; the firm will see it (optional)"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_due_on(self) -> date:
        """Keep to the next three months."""
        day: date = self.cleaned_data["due_on"]
        today = timezone.localdate()
        if not today < day <= today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_("Please choose a day within the next three months."))
        return day
