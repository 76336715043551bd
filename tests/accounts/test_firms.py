"""The writers of firms: one firm for a double tap, names written one way."""

import threading
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from accounts import firms
from accounts.models import Membership, Organization, Site
from tests.factories.accounts import join, make_user

FACTS = {"sector": "22", "headcount_band": "11-50", "province": "79", "site_name": "Nhà máy 1"}


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_second_tap_waits_for_the_first_and_finds_its_firm():
    owner, is_made, is_done = make_user(), threading.Event(), threading.Event()

    def first_tap() -> Site:
        with closing(connection), transaction.atomic():
            made = firms.create_firm(by=owner, name="Nhựa Mẫu", **FACTS)
            is_made.set()
            is_done.wait(timeout=1)  # uncommitted as long as the second tap could overtake
            return made

    def second_tap() -> Site:
        with closing(connection):
            is_made.wait(timeout=20)
            found = firms.create_firm(by=owner, name="Nhựa Mẫu", **FACTS)
            is_done.set()
            return found

    with ThreadPoolExecutor(2) as taps:
        made, found = taps.submit(first_tap), taps.submit(second_tap)

    assert made.result() == found.result()
    assert (Organization.objects.count(), Site.objects.count(), Membership.objects.count()) == (1, 1, 1)


@pytest.mark.django_db
def test_two_people_may_make_firms_of_the_same_name():
    firms.create_firm(by=make_user(), name="Nhựa Mẫu", **FACTS)
    firms.create_firm(by=make_user(), name="Nhựa Mẫu", **FACTS)

    assert Organization.objects.filter(name="Nhựa Mẫu").count() == 2


@pytest.mark.django_db
def test_firm_of_the_same_name_owned_by_another_is_not_taken_for_ones_own(site_a):
    colleague = join(make_user(), site_a, Membership.Role.READ_ONLY)

    assert firms.create_firm(by=colleague, name="Cơ khí An Mẫu", **FACTS) != site_a


@pytest.mark.django_db
def test_one_person_may_have_two_firms(an, site_a):
    firms.create_firm(by=an, name="Bao bì An Mẫu", **FACTS)

    assert an.memberships.filter(role=Membership.Role.OWNER).count() == 2


@pytest.mark.django_db
def test_names_are_kept_in_composed_letters_and_single_blanks():
    typed = unicodedata.normalize("NFD", "  Cơ  khí Đường Mẫu ")

    firm = firms.create_firm(by=make_user(), name=typed, **FACTS).organization

    assert (firm.name, firm.search_key) == ("Cơ khí Đường Mẫu", "co khi duong mau")


@pytest.mark.django_db
@pytest.mark.parametrize("letter", ["각", "ß", "Ậ"])
def test_any_name_that_fits_can_be_kept(letter):
    firm = firms.create_firm(by=make_user(), name=letter * 160, **FACTS).organization

    firm.refresh_from_db()
    assert firm.name == letter * 160


def test_staff_makes_no_firm(dung):
    with pytest.raises(PermissionDenied):
        firms.create_firm(by=dung, name="Nhựa Mẫu", **FACTS)

    assert not Organization.objects.exists()
