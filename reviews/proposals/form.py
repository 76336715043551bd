"""What the advisor says beside a verified result: how and when it was verified, and a word to the approver."""

from typing import Any

from django import forms
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reviews.models import ItemReview, Review
from reviews.proposals.proposing import LONGEST
from reviews.visit.models import SiteVisit


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"])


class ProposeForm(forms.Form):
    """How, from when to when, and a note. What was judged already fills the first three in."""

    use_required_attribute = False

    how = forms.MultipleChoiceField(
        label=_("How was it verified?"),
        choices=ItemReview.Ground.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one way.")},
    )
    verified_from = _day(_("First day"))
    verified_until = _day(_("Last day"))
    note = forms.CharField(
        label=_("To the approver (optional)"),
        help_text=_("Private: the firm never reads it, and it is not in the report."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order, and days ahead."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("verified_from"), cleaned.get("verified_until")
        if first and last and last < first:
            self.add_error("verified_until", gettext("The last day is before the first one."))
        elif last and last > timezone.localdate():
            self.add_error("verified_until", gettext("This day is still ahead."))
        return cleaned


def begun_with(review: Review) -> dict[str, Any]:
    """Return what is known: the ways that judgements rest on, and the days on which they or a visit were made."""
    made = review.items.aggregate(first=Min("at"), last=Max("at"))
    days = [timezone.localdate(at) for at in made.values() if at]
    grounds = set(review.items.exclude(ground="").values_list("ground", flat=True))
    visit = SiteVisit.objects.filter(review=review, began_on__isnull=False).first()
    if visit:
        grounds.add(ItemReview.Ground.PLANT)
        days += [day for day in (visit.began_on, visit.ended_on) if day]
    return {
        "how": [way for way in ItemReview.Ground.values if way in grounds],
        "verified_from": min(days, default=None),
        "verified_until": max(days, default=None),
    }


def said(label: Any, hint: Any, longest: int = LONGEST) -> forms.CharField:
    """Return the field of one text that somebody else reads."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please write a few words.")},
    )


class AnswerForm(forms.Form):
    """The advisor's answer to what the firm objects."""

    use_required_attribute = False
    prefix = "answer"

    text = said(
        _("Your answer"),
        _("The firm and the approver read it. If the firm is right, take the proposal back and change the answer."),
    )


class RecallForm(forms.Form):
    """Why an advisor takes the own proposal back."""

    use_required_attribute = False
    prefix = "recall"

    text = said(_("Why do you take it back?"), _("Kept in the history of this assessment; the firm does not read it."))
