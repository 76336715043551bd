"""UX-27: names are found without marks, in any case and form of letters, with đ for d, and by former provinces."""

import re
import unicodedata

import pytest
from django.urls import reverse

from tests.factories.accounts import join, make_firm, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_of, admin):
    return client_of(admin)


@pytest.fixture(autouse=True)
def people_and_firms(db):
    owner = make_user("Nguyễn Văn Đường")
    make_firm(owner=owner, name="Cơ khí Đường Sắt Mẫu", province="79")
    make_firm(owner=make_user("Nguyen Van Duong"), name="Co khi Duong Sat", province="01")
    make_firm(owner=make_user("Trần Bình"), name="Dệt Hòa Bình Mẫu", province="48")


def found(client, model: str, words: str) -> list[str]:
    page = client.get(reverse(f"admin:accounts_{model}_changelist"), {"q": words}).content.decode()
    return re.findall(r'<th class="field-\w+[^"]*"><a[^>]*>([^<]+)</a></th>', page)


@pytest.mark.parametrize("typed", ["duong sat", "Đường Sắt", "DUONG", unicodedata.normalize("NFD", "Đường Sắt")])
def test_ux_27_firm_is_found_however_it_is_typed(client, typed):
    assert len(found(client, "organization", typed)) == 2


@pytest.mark.parametrize("typed", ["hoa binh", "Hoà Bình", "HÒA BÌNH"])
def test_ux_27_old_and_new_place_of_the_tone_are_the_same(client, typed):
    assert "Dệt Hòa Bình Mẫu" in " ".join(firm_names(client, typed))


def firm_names(client, typed) -> list[str]:
    page = client.get(reverse("admin:accounts_organization_changelist"), {"q": typed}).content.decode()
    return re.findall(r'class="field-name[^"]*">([^<]+)<', page) or found(client, "organization", typed)


@pytest.mark.parametrize(("typed", "first"), [("Đường Sắt", "Cơ khí Đường Sắt Mẫu"), ("Duong Sat", "Co khi Duong Sat")])
def test_ux_27_exactly_written_name_comes_first(client, typed, first):
    assert firm_names(client, typed)[0] == first


@pytest.mark.parametrize("typed", ["binh duong", "Bình Dương", "BÌNH DƯƠNG", "Ba Ria - Vung Tau"])
def test_ux_27_firm_is_found_by_the_former_name_of_its_province(client, typed):
    assert "Cơ khí Đường Sắt Mẫu" in firm_names(client, typed)


@pytest.mark.parametrize("typed", ["nguyen van", "Nguyễn Văn", unicodedata.normalize("NFD", "NGUYỄN VĂN")])
def test_ux_27_person_is_found_however_the_name_is_typed(client, typed):
    assert len(found(client, "user", typed)) == 2


def test_ux_27_exactly_written_person_comes_first(client):
    page = client.get(reverse("admin:accounts_user_changelist"), {"q": "Nguyễn Văn"}).content.decode()

    assert re.findall(r'class="field-name">([^<]+)<', page) == ["Nguyễn Văn Đường", "Nguyen Van Duong"]


@pytest.mark.parametrize("typed", ["duong sat", "Đường Sắt", "nguyen van", "Nguyễn"])
def test_ux_27_membership_is_found_by_firm_and_by_person(client, typed):
    assert len(found(client, "membership", typed)) == 2


def test_search_for_nothing_keeps_the_list(client):
    assert len(found(client, "organization", " ")) == 3


def test_member_who_only_reads_is_found_too(client):
    join(make_user("Đỗ Ích"), make_firm(), "read_only")

    assert len(found(client, "membership", "do ich")) == 1
