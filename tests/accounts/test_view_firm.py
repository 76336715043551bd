"""The profile of a firm: who may see it, who may change it, what becomes of what is typed."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import Membership, Organization
from tests.factories.accounts import make_user

START = {"name": "Bao bì Mới Mẫu", "sector": "17", "headcount_band": "11-50", "province": "75"}
FULL = START | {"site_name": "Xưởng chính", "tax_code": "0100 233 488", "headcount": "45", "founded_on": "05/03/2006"}


def test_firm_create_makes_firm_plant_and_owner(client_of, db):
    person = make_user()

    response = client_of(person).post(reverse("accounts:firm_create"), START)

    assert (response.status_code, response.url) == (302, reverse("assessments:home"))
    firm = Organization.objects.get()
    assert (firm.name, firm.search_key) == ("Bao bì Mới Mẫu", "bao bi moi mau")
    assert firm.sites.get().province == "75"
    assert firm.memberships.get(user=person).role == Membership.Role.OWNER


def test_firm_create_with_errors_keeps_what_was_typed_and_stores_nothing(client_of, db):
    response = client_of(make_user()).post(reverse("accounts:firm_create"), START | {"sector": ""})

    page = response.content.decode()
    assert response.status_code == 422
    assert "Bao bì Mới Mẫu" in page
    assert 'href="#id_sector"' in page
    assert "<title>Lỗi:" in page
    assert not Organization.objects.exists()


def test_firm_create_of_a_member_leads_to_the_firm(client_of, an, site_a):
    assert client_of(an).get(reverse("accounts:firm_create")).url == reverse("accounts:firm")


@pytest.mark.parametrize("name", ["accounts:firm_create", "accounts:firm", "accounts:firm_edit"])
def test_firm_pages_ask_the_anonymous_to_sign_in(client_of, db, name):
    assert client_of(None).get(reverse(name)).url == f"{reverse('account_login')}?next={reverse(name)}"


@pytest.mark.parametrize("person", ["an", "binh", "cuong"])
def test_firm_shows_itself_to_each_member(client_of, request, site_a, person):
    response = client_of(request.getfixturevalue(person)).get(reverse("accounts:firm"))

    assert response.status_code == 200
    assert "Cơ khí An Mẫu" in response.content.decode()


def test_firm_without_one_leads_to_making_it(client_of, db):
    assert client_of(make_user()).get(reverse("accounts:firm")).url == reverse("accounts:firm_create")


@pytest.mark.parametrize("name", ["accounts:firm", "accounts:firm_edit"])
@pytest.mark.parametrize("wanted", ["other", "unknown", "not-a-uuid"])
def test_firm_of_others_is_not_found(client_of, chi, site_a, site_b, name, wanted):
    site = {"other": str(site_a.uuid), "unknown": str(uuid.uuid4())}.get(wanted, wanted)

    response = client_of(chi).get(reverse(name), {"site": site})

    assert response.status_code == 404
    assert "Cơ khí An Mẫu" not in response.content.decode()


@pytest.mark.parametrize("person", ["binh", "cuong"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_firm_edit_is_for_owners(client_of, request, site_a, person, method):
    response = getattr(client_of(request.getfixturevalue(person)), method)(reverse("accounts:firm_edit"), FULL)

    assert response.status_code == 403
    site_a.organization.refresh_from_db()
    assert site_a.organization.name == "Cơ khí An Mẫu"


def test_firm_edit_of_others_changes_nothing(client_of, chi, site_a, site_b):
    response = client_of(chi).post(f"{reverse('accounts:firm_edit')}?site={site_a.uuid}", FULL)

    assert response.status_code == 404
    site_a.organization.refresh_from_db()
    assert site_a.organization.tax_code == ""


def test_firm_edit_saves_firm_and_plant(client_of, an, site_a):
    response = client_of(an).post(reverse("accounts:firm_edit"), FULL)

    assert response.status_code == 302
    site_a.refresh_from_db()
    firm = site_a.organization
    assert (firm.name, firm.search_key, firm.tax_code, firm.headcount) == (
        "Bao bì Mới Mẫu",
        "bao bi moi mau",
        "0100233488",
        45,
    )
    assert (site_a.name, site_a.province) == ("Xưởng chính", "75")


def test_firm_edit_keeps_two_plants_apart_by_name(client_of, an, site_a):
    site_a.organization.sites.create(name="Xưởng chính", province="79")

    response = client_of(an).post(f"{reverse('accounts:firm_edit')}?site={site_a.uuid}", FULL)

    assert response.status_code == 422
    assert 'href="#id_site_name"' in response.content.decode()


@pytest.mark.parametrize("members", [1, 3])
def test_firm_takes_the_same_number_of_queries_for_any_number_of_members(
    client_of, an, site_a, django_assert_num_queries, members
):
    for _ in range(members):
        Membership.objects.create(user=make_user(), organization=site_a.organization)
    client = client_of(an)

    with django_assert_num_queries(6):
        client.get(reverse("accounts:firm"))


@pytest.mark.parametrize(("name", "method"), [("firm", "post"), ("firm_create", "put"), ("firm_edit", "delete")])
def test_firm_pages_refuse_other_methods(client_of, an, site_a, name, method):
    assert getattr(client_of(an), method)(reverse(f"accounts:{name}")).status_code == 405


def test_year_is_never_grouped(client_of, an, site_a):
    client = client_of(an)
    client.post(reverse("accounts:firm_edit"), FULL)

    page = client.get(reverse("accounts:firm")).content.decode()

    assert "05/03/2006" in page
    assert "2.006" not in page
