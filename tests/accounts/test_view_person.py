"""A person's own page: name and telephone."""

import unicodedata

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

URL = "/person/"


@pytest.mark.parametrize("typed", ["0912345678", "+84 912 345 678", "84912345678", " 0912.345.678 "])
def test_telephone_is_kept_one_way_and_shown_as_people_write_it(client_of, an, typed):
    client = client_of(an)

    response = client.post(URL, {"name": an.name, "phone": typed})

    assert response.url == URL
    an.refresh_from_db()
    assert (an.phone, an.phone_shown) == ("+84912345678", "0912 345 678")
    assert 'value="0912 345 678"' in client.get(URL).content.decode()


@pytest.mark.parametrize("typed", ["0123456789", "912", "không có", "0912345678901234"])
def test_what_is_no_telephone_is_refused_and_stays_in_its_field(client_of, an, typed):
    response = client_of(an).post(URL, {"name": an.name, "phone": typed})

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Lỗi:" in page
    assert page.count("Số điện thoại chưa đúng.") == 2  # in the summary and beside the field
    assert f'value="{typed}"' in page
    an.refresh_from_db()
    assert an.phone == ""


def test_telephone_may_be_taken_back(client_of, an):
    client = client_of(an)
    client.post(URL, {"name": an.name, "phone": "024 3825 5555"})

    client.post(URL, {"name": an.name, "phone": ""})

    an.refresh_from_db()
    assert (an.phone, an.phone_shown) == ("", "")


def test_name_is_corrected_in_composed_letters(client_of, an):
    client_of(an).post(URL, {"name": unicodedata.normalize("NFD", " Nguyễn  Thị Ấn "), "phone": ""})

    an.refresh_from_db()
    assert an.name == "Nguyễn Thị Ấn"


def test_name_in_separate_marks_may_be_as_long_as_any(client_of, an):
    name = "Ậ" * 120

    client_of(an).post(URL, {"name": unicodedata.normalize("NFD", name), "phone": ""})

    an.refresh_from_db()
    assert an.name == name


def test_empty_name_is_refused(client_of, an):
    assert client_of(an).post(URL, {"name": "  ", "phone": ""}).status_code == 422


def test_person_changes_nobody_else(client_of, an, chi):
    client_of(an).post(URL, {"name": "Khác", "phone": ""})

    chi.refresh_from_db()
    assert chi.name == "Phạm Mai Chi"


def test_visitor_is_asked_to_sign_in(client):
    assert client.get(URL).url == f"{reverse('account_login')}?next={URL}"


def test_person_refuses_other_methods(client_of, an):
    assert client_of(an).delete(URL).status_code == 405
