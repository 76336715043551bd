"""UX-45: a name is one field, a number is typed any way, an address has no district, and nothing is asked twice."""

import re

import pytest
from django.urls import reverse

from accounts import firms
from accounts.profile import provinces

pytestmark = pytest.mark.django_db


def fields(page: str) -> list[str]:
    main = page.split("<main", 1)[1]
    return re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]*name="(\w+)"', main)


def test_ux_45_name_is_one_field(client):
    page = client.get("/accounts/signup/").content.decode()

    assert [name for name in fields(page) if "name" in name] == ["name"]
    assert re.search(r'<input[^>]*name="name"[^>]*autocomplete="name"', page)


def test_ux_45_address_has_a_province_of_34_and_a_commune_and_no_district(client_of, an, site_a):
    page = client_of(an).get(reverse("accounts:firm_edit")).content.decode()

    assert {"province", "commune"} <= set(fields(page))
    assert [name for name in fields(page) if "district" in name] == []
    assert "Quận" not in page
    assert len(provinces.CHOICES) == 34


@pytest.mark.parametrize("typed", ["0912345678", "0912 345 678", "+84 912 345 678", "84912345678"])
def test_ux_45_number_is_stored_one_way_and_shown_another(client_of, an, typed):
    client = client_of(an)

    client.post("/person/", {"name": an.name, "phone": typed})

    an.refresh_from_db()
    assert an.phone == "+84912345678"
    assert 'value="0912 345 678"' in client.get("/person/").content.decode()


def test_ux_45_what_is_known_of_the_person_is_there_already(client_of, an):
    an.phone = "+84912345678"
    an.save()

    page = client_of(an).get("/person/").content.decode()

    assert f'value="{an.name}"' in page
    assert 'value="0912 345 678"' in page


def test_ux_45_what_is_known_of_the_firm_is_there_already(client_of, an, site_a):
    facts = {"name": "Cơ khí An Mẫu", "sector": "25", "headcount_band": "51-100", "tax_code": "0100233488"}
    place = {"province": "79", "commune": "Phường Thủ Đức", "name": "Nhà máy 1"}
    firms.update_firm(site=site_a, firm_facts=facts, site_facts=place)

    page = client_of(an).get(reverse("accounts:firm_edit")).content.decode()

    for value in ("Cơ khí An Mẫu", "0100233488", "Phường Thủ Đức", "Nhà máy 1"):
        assert f'value="{value}"' in page
    for value in ("25", "51-100", "79"):
        assert f'<option value="{value}" selected' in page


def test_ux_45_who_has_a_firm_is_not_asked_for_it_again(client_of, an, site_a):
    assert client_of(an).get(reverse("accounts:firm_create")).url == reverse("accounts:firm")
