"""People and firms for tests; one call each, no surprises."""

import itertools

from accounts import firms
from accounts.consent_wording import WORDING_VERSION
from accounts.models import Membership, Site, User

# What the sign-up page posts beside name, address and password.
AGREED = {"agree": "on", "wording_version": WORDING_VERSION, "wording_language": "vi"}

_numbers = itertools.count(1)


def make_user(name: str = "", *, role: str = "", password: str | None = None, **fields) -> User:
    number = next(_numbers)
    return User.objects.create_user(
        f"person{number}@example.org", password, name=name or f"Person {number}", staff_role=role, **fields
    )


def make_firm(
    *, owner: User | None = None, name: str = "Nhựa Tân Phú Mẫu", sector: str = "22", province: str = "79"
) -> Site:
    return firms.create_firm(
        by=owner or make_user(),
        name=name,
        sector=sector,
        headcount_band="51-100",
        province=province,
        site_name="Nhà máy 1",
    )


def join(user: User, site: Site, role: str) -> User:
    Membership.objects.create(user=user, organization=site.organization, role=role)
    return user
