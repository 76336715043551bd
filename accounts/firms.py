"""The only writers of firms and plants."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import Membership, Organization, Site, User
from accounts.search import search_key


@transaction.atomic
def create_firm(
    *, by: User, name: str, sector: str, headcount_band: str, province: str, site_name: str, is_demo: bool = False
) -> Site:
    """Make a firm with its first plant; the person becomes its owner."""
    name = _tidy(name)
    organization = Organization.objects.create(
        name=name, search_key=search_key(name), sector=sector, headcount_band=headcount_band, is_demo=is_demo
    )
    Membership.objects.create(user=by, organization=organization, role=Membership.Role.OWNER)
    return Site.objects.create(organization=organization, name=_tidy(site_name), province=province)


@transaction.atomic
def update_firm(*, site: Site, firm_facts: Mapping[str, Any], site_facts: Mapping[str, Any]) -> None:
    """Write facts of a firm and of one of its plants; the names in the mappings are the models' fields."""
    organization = site.organization
    for row, facts in ((organization, firm_facts), (site, site_facts)):
        for field, value in facts.items():
            setattr(row, field, _tidy(value) if isinstance(value, str) else value)
    organization.search_key = search_key(organization.name)
    organization.save(update_fields=[*firm_facts, "search_key"])
    site.save(update_fields=list(site_facts))


def _tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
