"""The only writers of firms and plants."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts import members
from accounts.models import SEARCH_KEY_LENGTH, Membership, Organization, Site, User
from accounts.names import tidy
from accounts.search import search_key


@transaction.atomic
def create_firm(
    *, by: User, name: str, sector: str, headcount_band: str, province: str, site_name: str, is_demo: bool = False
) -> Site:
    """Make a firm with its first plant; the person becomes its owner.

    Nobody of the operator's staff owns a firm: they would read its answers without its consent.
    Asked twice for the same name by the same person, as by a double tap, it returns the plant made first.
    """
    if User.objects.select_for_update(no_key=True).get(pk=by.pk).is_reviewer:
        raise PermissionDenied
    key = _key(name)
    owned = by.memberships.filter(role=Membership.Role.OWNER, organization__search_key=key)
    if made := Site.objects.filter(organization__memberships__in=owned).order_by("pk").first():
        return made
    organization = Organization.objects.create(
        name=tidy(name), search_key=key, sector=sector, headcount_band=headcount_band, is_demo=is_demo
    )
    owner = Membership.objects.create(user=by, organization=organization, role=Membership.Role.OWNER)
    members.record(owner, by=by, role=owner.role)
    return Site.objects.create(organization=organization, name=tidy(site_name), province=province)


@transaction.atomic
def update_firm(*, site: Site, firm_facts: Mapping[str, Any], site_facts: Mapping[str, Any]) -> None:
    """Write facts of a firm and of one of its plants; the names in the mappings are the models' fields."""
    organization = site.organization
    for row, facts in ((organization, firm_facts), (site, site_facts)):
        for field, value in facts.items():
            setattr(row, field, tidy(value) if isinstance(value, str) else value)
    organization.search_key = _key(organization.name)
    organization.save(update_fields=[*firm_facts, "search_key"])
    site.save(update_fields=list(site_facts))


@transaction.atomic
def hand_over(*, organization: Organization, to: User, by: User) -> None:
    """Make a member an owner, because the last owner leaves; PermissionDenied for anybody else."""
    if not organization.memberships.filter(user=to).update(role=Membership.Role.OWNER):
        raise PermissionDenied
    members.record(organization.memberships.get(user=to), by=by, role=Membership.Role.OWNER)


def _key(name: str) -> str:
    """Letters of some scripts come apart into three; what does not fit the column finds nobody anyway."""
    return search_key(tidy(name))[:SEARCH_KEY_LENGTH]
