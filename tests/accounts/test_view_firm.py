"""The profile of a firm: who may see it, who may change it, what becomes of what is typed."""

import re
import uuid

import pytest
from django.urls import reverse

from accounts.models import Membership, Organization
from tests.factories.accounts import make_firm, make_user

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

    with django_assert_num_queries(8):
        client.get(reverse("accounts:firm"))


@pytest.mark.parametrize(("name", "method"), [("firm", "post"), ("firm_create", "put"), ("firm_edit", "delete")])
def test_firm_pages_refuse_other_methods(client_of, an, site_a, name, method):
    assert getattr(client_of(an), method)(reverse(f"accounts:{name}")).status_code == 405


def page_of(client) -> str:
    return client.get(reverse("accounts:firm")).content.decode()


def test_firm_says_what_is_missing_and_what_for(client_of, an, site_a):
    page = page_of(client_of(an))

    assert "Thông tin có thể bổ sung" in page
    assert "Một số chương trình hỗ trợ xét theo số năm hoạt động." in page


def test_firm_asks_no_more_for_what_is_known_or_not_told(client_of, an, site_a):
    client = client_of(an)
    rest = {"revenue_band": "not-said", "capital_band": "not-said", "sells_to_fdi": "no", "commune": "Phường Sài Gòn"}
    client.post(reverse("accounts:firm_edit"), FULL | rest | {"production_kind": "discrete"})

    page = page_of(client)

    assert "Không muốn nêu" in page
    assert "Thông tin có thể bổ sung" not in page
    assert reverse("accounts:firm_edit") in page


def test_firm_shows_the_size_class_once_it_is_settled(client_of, an, site_a):
    client = client_of(an)
    assert "Quy mô theo" not in page_of(client).split("Thông tin có thể bổ sung")[0]

    client.post(reverse("accounts:firm_edit"), FULL | {"revenue_band": "20-50"})

    known, missing = page_of(client).split("Thông tin có thể bổ sung")
    assert ">Nhỏ<" in known
    assert "nguồn vốn" not in missing


@pytest.mark.parametrize("person", ["binh", "cuong"])
def test_firm_offers_no_editing_to_those_who_may_not(client_of, request, site_a, person):
    assert reverse("accounts:firm_edit") not in page_of(client_of(request.getfixturevalue(person)))


def test_firm_shows_a_large_headcount_grouped(client_of, an, site_a):
    client = client_of(an)
    client.post(reverse("accounts:firm_edit"), FULL | {"headcount": "1500", "headcount_band": "over-200"})

    assert "<dd>1.500</dd>" in page_of(client)


def test_firm_leads_to_the_other_plants_of_the_person_alone(client_of, an, site_a, site_b):
    other = make_firm(owner=an, name="Bao bì An Mẫu")
    client = client_of(an)
    assert f"?site={other.uuid}" in page_of(client)

    page = client.get(reverse("accounts:firm"), {"site": str(other.uuid)}).content.decode()

    assert "<h1>Bao bì An Mẫu</h1>" in page
    assert str(site_b.uuid) not in page


def test_firm_edit_shows_each_error_beside_its_field_and_keeps_the_input(client_of, an, site_a):
    typed = FULL | {"founded_on": "25/12/2926", "headcount": "1,5", "tax_code": "0100233480"}

    page = client_of(an).post(reverse("accounts:firm_edit"), typed).content.decode()

    assert "<title>Lỗi:" in page
    for field, value in (("founded_on", "25/12/2926"), ("headcount", "1,5"), ("tax_code", "0100233480")):
        assert f'href="#id_{field}"' in page
        assert f'value="{value}"' in page
        assert re.search(rf'<input[^>]*id="id_{field}"[^>]*>', page)[0].count('aria-invalid="true"') == 1


def test_firm_edit_gives_each_optional_field_its_reason(client_of, an, site_a):
    page = client_of(an).get(reverse("accounts:firm_edit")).content.decode()

    for field in ("tax_code", "headcount", "revenue_band", "capital_band", "sells_to_fdi", "production_kind"):
        assert re.search(rf'id="id_{field}_helptext"[^>]*>\s*\S', page), field


@pytest.mark.parametrize("name", ["accounts:firm", "accounts:firm_edit", "accounts:person"])
def test_own_pages_hold_no_english(client_of, an, site_a, name):
    body = client_of(an).get(reverse(name)).content.decode().split("<main", 1)[1].split("</main>")[0]
    words = re.sub(r"<[^>]+>", " ", body)

    assert (
        re.findall(r"\b(the|firm|plant|and|with|of|save|cancel|choose|yes|no|over|people)\b", words, re.IGNORECASE)
        == []
    )


def test_year_is_never_grouped(client_of, an, site_a):
    client = client_of(an)
    client.post(reverse("accounts:firm_edit"), FULL)

    page = client.get(reverse("accounts:firm")).content.decode()

    assert "05/03/2006" in page
    assert "2.006" not in page


def test_firm_create_is_not_for_staff(client_of, dung):
    assert client_of(dung).get(reverse("accounts:firm_create")).status_code == 403
