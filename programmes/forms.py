"""What the pages of programmes post."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organization, User
from accounts.names import NameField
from assessments.cards import reader_language
from programmes import codes
from programmes.models import Programme
from programmes.wording import WORDING_VERSION
from questionnaires import library
from questionnaires.models import FrameworkVersion

DAY = {"inputmode": "numeric", "autocomplete": "off"}
NO_DAY = {"invalid": _("Enter a date as day/month/year, for example 25/12/2009.")}
LONGEST_OFFER = 600


class VersionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameter at run time
    """A published framework version, by its title and number."""

    def label_from_instance(self, obj: FrameworkVersion) -> str:
        """Return title and number."""
        return f"{library.get(obj.content_hash).title[reader_language()]} {obj.version}"


class OfferField(forms.CharField):
    """A few plain sentences."""

    widget = forms.Textarea(attrs={"rows": 4})


class ProgrammeForm(forms.Form):
    """All that firms will read of a programme, in both languages."""

    use_required_attribute = False

    name_vi = NameField(label=_("Name in Vietnamese"), max_length=120)
    name_en = NameField(label=_("Name in English"), max_length=120)
    operator = NameField(
        label=_("Who runs it"), max_length=160, help_text=_("The office that answers for it, as its papers name it.")
    )
    partner = NameField(
        label=_("Partner (optional)"),
        required=False,
        max_length=160,
        help_text=_("A partner learns how many firms take part, nothing else. Leave it empty if there is none."),
    )
    offer_vi = OfferField(
        label=_("What a firm gets, in Vietnamese"),
        max_length=LONGEST_OFFER,
        help_text=_("Two or three sentences. Firms decide by them."),
    )
    offer_en = OfferField(label=_("What a firm gets, in English"), max_length=LONGEST_OFFER)
    starts_on = forms.DateField(
        label=_("First day"),
        help_text=_("From this day on firms can join, and nothing above can be changed any more."),
        widget=forms.DateInput(attrs=DAY),
        error_messages=NO_DAY,
    )
    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs=DAY), error_messages=NO_DAY)
    framework_version = VersionField(
        FrameworkVersion.objects.none(),
        label=_("Question set"),
        empty_label=_("Choose…"),
        help_text=_("Assessments started from the programme's page use this version."),
    )

    def __init__(self, data: Any = None, *, programme: Programme | None = None) -> None:
        known = {name: getattr(programme, name) for name in self.base_fields} if programme else {}
        super().__init__(data, initial=known)
        version = self.fields["framework_version"]
        assert isinstance(version, VersionField)  # noqa: S101 -- for the type checker
        published = FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED)
        version.queryset = published.defer("document").order_by("framework", "version")

    @property
    def helper(self) -> FormHelper:
        """Say how crispy-forms draws it."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        names = Fieldset(str(_("Who and what")), "name_vi", "name_en", "operator", "partner", "offer_vi", "offer_en")
        helper.layout = Layout(names, Fieldset(str(_("When")), "starts_on", "ends_on", "framework_version"))
        return helper

    def clean_ends_on(self) -> date:
        """Let the last day come after the first, and not lie in the past."""
        last: date = self.cleaned_data["ends_on"]
        first = self.cleaned_data.get("starts_on")
        if first and last < first:
            raise ValidationError(_("The last day lies before the first."))
        if last < timezone.localdate():
            raise ValidationError(_("The last day lies in the past."))
        return last


class JoinForm(forms.Form):
    """A firm's act of joining; never ticked beforehand. The hidden fields say which words were shown."""

    firm = forms.ModelChoiceField(Organization.objects.none(), to_field_name="uuid")
    wording_version = forms.CharField()
    language = forms.ChoiceField(choices=settings.LANGUAGES)
    agree = forms.BooleanField(error_messages={"required": _("Tick the box if you agree; without it you do not join.")})

    @property
    def is_stale(self) -> bool:
        """Whether the page showed other words than those in force."""
        return self.is_bound and self.data.get("wording_version") != WORDING_VERSION


class CodeForm(forms.Form):
    """The code on a poster."""

    code = forms.CharField(max_length=40, strip=True)

    def clean_code(self) -> str:
        """Return the code as it is kept."""
        return codes.read_code(self.cleaned_data["code"])


class AssignForm(forms.Form):
    """Who of the staff is to work for a programme."""

    user = forms.ModelChoiceField(
        User.objects.none(), label=_("Add a person"), empty_label=_("Choose…"), widget=forms.Select()
    )

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        super().__init__(data)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- for the type checker
        staff = User.objects.filter(is_active=True).exclude(staff_role=User.StaffRole.NONE)
        field.queryset = staff.exclude(assignments__programme=programme).order_by("name", "pk")
        field.widget.attrs["class"] = "form-select"
