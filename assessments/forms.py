"""What the pages around the questions post; a question's own fields are in ``answer_form``."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Site
from assessments.consents import WORDING_VERSION
from assessments.models import Assessment, Scope, Submission
from questionnaires.document import Framework
from questionnaires.words import Language

MOST_TROUBLES = 2


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


class SendAgainForm(forms.Form):
    """The consent to advisors reading what was answered anew. ``revision`` says which answers the page showed."""

    revision = forms.IntegerField(min_value=0)
    wording_version = forms.ChoiceField(choices=[(WORDING_VERSION, WORDING_VERSION)])
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    agree = forms.BooleanField(
        error_messages={"required": _("Tick the box if you agree; without it nothing is sent.")},
    )

    @property
    def is_misread(self) -> bool:
        """Whether a hidden field is missing or spoilt, which no page of ours posts."""
        return bool(self.errors.keys() - {"agree"})


class StartForm(forms.Form):
    """Which assessment to start, for which plant where there are several, and of which kind the framework takes it."""

    scope = forms.ChoiceField(choices=Scope.choices)
    site = forms.ModelChoiceField(Site.objects.none(), to_field_name="uuid", required=False)
    variant = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what describes the plant best.")},
    )

    def __init__(self, data: Any, *, sites: list[Site], framework: Framework, language: Language) -> None:
        """Offer the plants this person may start for and the framework's variants."""
        super().__init__(data)
        site, variant = self.fields["site"], self.fields["variant"]
        assert isinstance(site, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        assert isinstance(variant, forms.ChoiceField)  # noqa: S101 -- for the type checker
        site.queryset = Site.objects.filter(pk__in=[site.pk for site in sites])
        variant.choices = [(each.id, each.name[language]) for each in framework.variants]
        variant.required = bool(framework.variants)

    @property
    def lacks_variant(self) -> bool:
        """Whether the one thing missing is what describes the plant, which not every button asks."""
        return self.errors.keys() == {"variant"} and not self.data.get("variant")


def chosen_troubles(assessment: Assessment) -> list[str]:
    """Return the ids of what the owner named."""
    return [name for name in (assessment.first_trouble, assessment.second_trouble) if name]
