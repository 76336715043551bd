"""What each fact about a firm is good for: shown beside its field, and again where it is missing."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "tax_code": _("So that a verified report can name the firm without doubt. Not needed for a self-assessment."),
    "founded_on": _("Some support programmes ask for the age of a firm."),
    "headcount": _("People in social insurance, average of the year: this decides the size class."),
    "revenue_band": _("A band is enough; with it we tell the size class of Decree 80/2021, which programmes go by."),
    "capital_band": _("Revenue or capital: one of the two is enough."),
    "sells_to_fdi": _("Their suppliers are asked for other things first."),
    "commune": _("So that an advisor knows where to come. By the new names since July 2025."),
    "old_area": _("Former province or district: older papers still carry it."),
    "industrial_park": _("If the plant is in one."),
    "production_kind": _("Some models weigh their parts by it."),
}
