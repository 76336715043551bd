"""What is known of a firm and its plant, and what is missing, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from accounts.models import Organization, Site
from accounts.profile.reasons import REASONS

_OF_FIRM = ("tax_code", "sector", "founded_on", "headcount", "revenue_band", "capital_band", "sells_to_fdi")
_OF_PLANT = ("province", "commune", "old_area", "industrial_park", "production_kind")


@dataclass(frozen=True)
class Fact:
    """One line of the profile: its name, and either what is known or what it would be good for."""

    label: str
    text: str


def of_firm(firm: Organization) -> list[Fact]:
    """Return what is known of a firm, its size class among it."""
    known = _known(firm, _OF_FIRM)
    if firm.headcount is None:
        known.append(Fact(_label(firm, "headcount_band"), firm.get_headcount_band_display()))
    if firm.size_class:
        known.append(Fact(_("Size class by Decree 80/2021"), str(firm.size_class.label)))
    return known


def of_plant(site: Site) -> list[Fact]:
    """Return what is known of a plant."""
    return _known(site, _OF_PLANT)


def missing(site: Site) -> list[Fact]:
    """Return what would help, each with its reason; a fact that people prefer not to tell is not asked again."""
    firm = site.organization
    of_firm = ("tax_code", "founded_on", "headcount", *_amount_wanted(firm), "sells_to_fdi")
    wanted = [(firm, name) for name in of_firm] + [(site, name) for name in ("commune", "production_kind")]
    return [Fact(_label(row, name), str(REASONS[name])) for row, name in wanted if not _shown(row, name)]


def _amount_wanted(firm: Organization) -> tuple[str, ...]:
    """Return the amount that would settle the size class; one of the two is asked for at a time."""
    if firm.size_class:
        return ()
    return ("capital_band",) if firm.revenue_band else ("revenue_band",)


def _known(row: Organization | Site, names: tuple[str, ...]) -> list[Fact]:
    shown = ((name, _shown(row, name)) for name in names)
    return [Fact(_label(row, name), text) for name, text in shown if text]


def _label(row: Organization | Site, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # noqa: SLF001 -- a documented name


def _shown(row: Organization | Site, name: str) -> str:
    """Return one fact as people read it, nothing if it is not known."""
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return str(date_format(value, "SHORT_DATE_FORMAT"))
    if isinstance(value, int):
        return str(number_format(value))
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)
