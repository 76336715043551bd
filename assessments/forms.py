"""What the pages of answering post."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Site
from assessments.answers import REASON_LENGTH, Given
from assessments.consents import WORDING_VERSION
from assessments.models import Assessment, Scope, Submission
from c4ir_assess.exceptions import InvalidAnswer
from questionnaires.document import Item, Language

OTHER = "other"
MOST_TROUBLES = 2


class AnswerForm(forms.Form):
    """One question's fields; every name on the page begins with the item's id.

    ``choice`` is a level or one of the two special answers, ``listed`` a reason of the item's own list, ``reason`` own
    words. ``version`` and ``seen`` say which answer the page showed, so that what was not touched is not posted as new.
    """

    choice = forms.CharField(required=False)
    listed = forms.CharField(required=False)
    reason = forms.CharField(
        required=False,
        max_length=REASON_LENGTH,
        error_messages={"max_length": _("The reason may have at most %(limit_value)d characters.")},
    )
    version = forms.IntegerField(required=False, min_value=0)
    seen = forms.CharField(required=False)

    def __init__(self, data: Any, *, item: Item, language: Language) -> None:
        """Read one item's fields out of the whole page."""
        super().__init__(data, prefix=item.id)
        self.item = item
        self.language = language

    def clean(self) -> dict[str, Any]:
        """Ask for the reason that "not applicable" needs."""
        if self.errors.keys() - {"reason"}:
            raise InvalidAnswer(f"{self.item.id}: fields that no page of ours posts")
        if self.cleaned_data["choice"] == "not_applicable" and "reason" not in self.errors and not self._reason():
            self.add_error("reason", _("Please say briefly why this does not apply; then the answer is saved."))
        return self.cleaned_data

    @property
    def is_touched(self) -> bool:
        """Whether the person gave an answer that the page did not show already."""
        choice = self.cleaned_data["choice"]
        return bool(choice) and (choice == "not_applicable" or choice != self.cleaned_data["seen"])

    @property
    def base_version(self) -> int:
        """Return the version of the answer that the page showed."""
        return self.cleaned_data["version"] or 0

    @property
    def reason_error(self) -> str:
        """Return what is wrong with the reason, in words."""
        return " ".join(str(error) for error in self.errors.get("reason", []))

    def given(self) -> Given:
        """Return the answer; raise InvalidAnswer if no page of ours offers it."""
        choice = self.cleaned_data["choice"]
        if choice == "dont_know":
            return Given("dont_know")
        if choice == "not_applicable":
            return Given("not_applicable", reason=self._reason())
        if choice.isascii() and choice.isdigit() and len(choice) < 3:  # noqa: PLR2004 -- no ladder has 100 levels
            return Given("answered", int(choice))
        raise InvalidAnswer(f"{self.item.id}: no such answer")

    def _reason(self) -> str:
        """Return the listed reason in the reader's language, else the person's own words."""
        listed = self.cleaned_data["listed"]
        if listed in {"", OTHER} or not self.item.na_reasons:
            return str(self.cleaned_data.get("reason", ""))
        places = [str(place) for place in range(len(self.item.na_reasons))]
        if listed not in places:
            raise InvalidAnswer(f"{self.item.id}: no such reason")
        return self.item.na_reasons[int(listed)][self.language]


class TroublesForm(forms.Form):
    """What hurts most: two of the list at most, none is fine."""

    troubles = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, choices: list[tuple[str, str]], initial: list[str] | None = None) -> None:
        """Offer the framework's troubles in the reader's language."""
        super().__init__(data, initial={"troubles": initial or []})
        field = self.fields["troubles"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- for the type checker
        field.choices = choices

    def clean_troubles(self) -> list[str]:
        """Keep the question to what hurts most."""
        chosen: list[str] = self.cleaned_data["troubles"]
        if len(chosen) > MOST_TROUBLES:
            raise forms.ValidationError(_("Please keep the two that trouble you most; untick the others."))
        return chosen


class SendForm(forms.Form):
    """The consent to advisors reading one submission; never ticked beforehand.

    The hidden fields say which submission the page showed, and which words in which language.
    """

    submission = forms.UUIDField()
    wording_version = forms.CharField()
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    agree = forms.BooleanField(
        error_messages={"required": _("Tick the box if you agree; without it nothing is sent.")},
    )

    def names(self, submission: Submission) -> bool:
        """Whether this is the submission that the page showed, with the words that are in force."""
        shown = (self.cleaned_data.get("submission"), self.cleaned_data.get("wording_version"))
        return shown == (submission.uuid, WORDING_VERSION)

    @property
    def is_misread(self) -> bool:
        """Whether a hidden field is missing or spoilt, which no page of ours posts."""
        return bool(self.errors.keys() - {"agree"})


class StartForm(forms.Form):
    """Which assessment to start, and for which plant where there are several."""

    scope = forms.ChoiceField(choices=Scope.choices)
    site = forms.ModelChoiceField(Site.objects.none(), to_field_name="uuid", required=False)

    def __init__(self, data: Any, *, sites: list[Site]) -> None:
        """Offer the plants this person may start for."""
        super().__init__(data)
        field = self.fields["site"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        field.queryset = Site.objects.filter(pk__in=[site.pk for site in sites])


def chosen_troubles(assessment: Assessment) -> list[str]:
    """Return the ids of what the owner named."""
    return [name for name in (assessment.first_trouble, assessment.second_trouble) if name]
