"""What is asked about a firm: three facts to start with, the others later, each with its reason beside it."""

import re
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Site
from accounts.names import NameField
from accounts.profile import provinces, size_class, tax_code, vsic
from accounts.profile.reasons import REASONS

UNCHOSEN = [("", _("Choose…"))]
OLDEST = date(1900, 1, 1)
WHOLE = re.compile(r"[1-9]\d{0,2}([.,\s])\d{3}(\1\d{3})*|\d+")  # grouped by one kind of mark, or not at all
HEADCOUNT_MOST = 1_000_000


class FirmStartForm(forms.Form):
    """The three facts with which an assessment can start."""

    name = NameField(
        label=_("Name of the firm"),
        max_length=160,
        help_text=_("As it should appear on the result and on the PDF."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    sector = forms.ChoiceField(label=_("What does the firm make?"), choices=[*UNCHOSEN, *vsic.CHOICES])
    headcount_band = forms.ChoiceField(
        label=_("How many people work there?"), choices=[*UNCHOSEN, *size_class.HeadcountBand.choices]
    )
    province = forms.ChoiceField(
        label=_("Where is the plant?"),
        choices=[*UNCHOSEN, *provinces.CHOICES],
        help_text=_("The 34 provinces and cities since July 2025. Binh Duong and Ba Ria – Vung Tau: TP Hồ Chí Minh."),
    )

    @property
    def helper(self) -> FormHelper:
        """Say how crispy-forms draws it."""
        return _helper(Layout("name", "sector", "headcount_band", "province"))


class WholeNumberField(forms.IntegerField):
    """A number of people: 1500, 1.500 and 1 500 are the same; 1,5 is not a number of people."""

    def to_python(self, value: Any) -> int | None:
        """Return the number, None if nothing was typed."""
        typed = str(value or "").strip()
        if not typed:
            return None
        if not WHOLE.fullmatch(typed):
            raise ValidationError(_("Enter a whole number of people, for example 45 or 1.500."), code="invalid")
        return int(re.sub(r"\D", "", typed))


class TaxCodeField(forms.CharField):
    """A firm's tax code with its check digit."""

    def clean(self, value: Any) -> str:
        """Return the code as papers write it."""
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return tax_code.read(typed)
        except tax_code.CitizenIdError as fault:
            raise ValidationError(
                _("These are the 12 digits of a citizen's identity number. A firm's tax code has 10 digits, or 13.")
            ) from fault
        except ValueError as fault:
            raise ValidationError(
                _(
                    "This is not a valid tax code: 10 digits such as 0100233488, or 13 for a branch such as "
                    "0314409058-002. Please compare it with the registration."
                )
            ) from fault


class FirmForm(FirmStartForm):
    """Everything else, none of it compulsory."""

    tax_code = TaxCodeField(
        label=_("Tax code"),
        required=False,
        max_length=20,
        help_text=REASONS["tax_code"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    founded_on = forms.DateField(
        label=_("Date of foundation"),
        required=False,
        help_text=format_lazy("{} {}", _("Day/month/year, for example 25/12/2009."), REASONS["founded_on"]),
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Enter a date as day/month/year, for example 25/12/2009.")},
    )
    headcount = WholeNumberField(
        label=_("Exact number of employees"),
        required=False,
        min_value=1,
        max_value=HEADCOUNT_MOST,
        help_text=REASONS["headcount"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    revenue_band = forms.ChoiceField(
        label=_("Yearly revenue"),
        required=False,
        choices=[*UNCHOSEN, *size_class.MoneyBand.choices],
        help_text=REASONS["revenue_band"],
    )
    capital_band = forms.ChoiceField(
        label=_("Total capital"),
        required=False,
        choices=[*UNCHOSEN, *size_class.MoneyBand.choices],
        help_text=REASONS["capital_band"],
    )
    sells_to_fdi = forms.TypedChoiceField(
        label=_("Does the firm sell to foreign-invested firms?"),
        required=False,
        choices=[*UNCHOSEN, ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        help_text=REASONS["sells_to_fdi"],
    )
    site_name = NameField(
        label=_("Name of the plant"), max_length=120, help_text=_("To tell plants apart where a firm has several.")
    )
    commune = NameField(label=_("Ward or commune"), required=False, max_length=120, help_text=REASONS["commune"])
    old_area = NameField(
        label=_("Area before July 2025"), required=False, max_length=120, help_text=REASONS["old_area"]
    )
    industrial_park = NameField(
        label=_("Industrial park"), required=False, max_length=120, help_text=REASONS["industrial_park"]
    )
    production_kind = forms.ChoiceField(
        label=_("Kind of production"),
        required=False,
        choices=[*UNCHOSEN, *Site.ProductionKind.choices],
        help_text=REASONS["production_kind"],
    )

    FIRM_FIELDS = (
        "name",
        "sector",
        "headcount_band",
        "tax_code",
        "founded_on",
        "headcount",
        "revenue_band",
        "capital_band",
        "sells_to_fdi",
    )
    SITE_FIELDS = ("province", "commune", "old_area", "industrial_park", "production_kind")

    def __init__(self, data: Any = None, *, site: Site) -> None:
        self.site = site
        super().__init__(data, initial=self._known())

    def _known(self) -> dict[str, Any]:
        firm = {name: getattr(self.site.organization, name) for name in self.FIRM_FIELDS}
        place = {name: getattr(self.site, name) for name in self.SITE_FIELDS}
        sells = {True: "yes", False: "no", None: ""}[self.site.organization.sells_to_fdi]
        return firm | place | {"site_name": self.site.name, "sells_to_fdi": sells}

    @property
    def helper(self) -> FormHelper:
        """Say how crispy-forms draws it."""
        return _helper(
            Layout(
                Fieldset(str(_("The firm")), "name", "sector", "headcount_band", "tax_code", "founded_on"),
                Fieldset(str(_("Size")), "headcount", "revenue_band", "capital_band", "sells_to_fdi"),
                Fieldset(
                    str(_("The plant")),
                    "site_name",
                    "province",
                    "commune",
                    "old_area",
                    "industrial_park",
                    "production_kind",
                ),
            )
        )

    def clean_site_name(self) -> str:
        """Let two plants of a firm be told apart."""
        name: str = self.cleaned_data["site_name"]
        others = self.site.organization.sites.exclude(pk=self.site.pk)
        if others.filter(name=name).exists():
            raise ValidationError(_("Another plant of this firm has this name."))
        return name

    def clean_founded_on(self) -> date | None:
        """Refuse a day that has not come, and one before there were firms of this kind."""
        day: date | None = self.cleaned_data["founded_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This date lies in the future."))
        if day and day < OLDEST:
            raise ValidationError(_("Please check the year."))
        return day

    def clean_headcount(self) -> int | None:
        """Let the exact number and the band say the same."""
        exact: int | None = self.cleaned_data["headcount"]
        band = self.data.get("headcount_band", "")
        if exact is not None and band and not size_class.fits(exact, band):
            raise ValidationError(_("This number does not fit the band chosen above."))
        return exact

    def firm_facts(self) -> dict[str, Any]:
        """Return what belongs to the firm, by the model's field names."""
        return {name: self.cleaned_data[name] for name in self.FIRM_FIELDS}

    def site_facts(self) -> dict[str, Any]:
        """Return what belongs to the plant, by the model's field names."""
        return {name: self.cleaned_data[name] for name in self.SITE_FIELDS} | {"name": self.cleaned_data["site_name"]}


def _helper(layout: Layout) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = layout
    return helper
