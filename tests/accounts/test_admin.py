"""The administrators' pages: who gets in, by which door, and what can be done there."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Membership, User
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

LISTS = ["user", "organization", "membership"]
PERSON = {"email": "Moi@Example.org", "name": " Bùi   Văn Mới ", "language": "vi", "staff_role": "advisor"}


def of(model: str, action: str, *args) -> str:
    return reverse(f"admin:accounts_{model}_{action}", args=args)


@pytest.mark.parametrize("model", LISTS)
def test_lists_open_for_an_administrator(client_of, admin, site_a, model):
    assert client_of(admin).get(of(model, "changelist")).status_code == 200


@pytest.mark.parametrize("person", ["an", "dung"])
@pytest.mark.parametrize("model", LISTS)
def test_lists_are_not_there_for_others(client_of, request, site_a, person, model):
    response = client_of(request.getfixturevalue(person)).get(of(model, "changelist"), follow=True)

    assert response.status_code == 404


def test_admin_sends_visitors_to_the_sign_in_that_counts_attempts(client):
    response = client.get("/admin/accounts/user/", follow=True)

    assert response.redirect_chain[-1][0] == "/accounts/login/?next=/admin/accounts/user/"


def test_admin_checks_no_password_itself(client, admin):
    response = client.post("/admin/login/", {"username": admin.email, "password": "guess"})

    assert response.url == "/accounts/login/?next=/admin/"


def test_wrong_password_costs_one_hash(client, monkeypatch):
    person = make_user(password="một câu ngắn dễ nhớ")
    hashed = []
    checked = User.check_password
    monkeypatch.setattr(User, "check_password", lambda self, raw: hashed.append(raw) or checked(self, raw))

    client.post(reverse("account_login"), {"login": person.email, "password": "guess"})

    assert hashed == ["guess"]


def test_new_advisor_signs_in_with_a_code(client_of, client, admin):
    client_of(admin).post(of("user", "add"), PERSON | {"is_active": "on"})
    advisor = User.objects.get(email="moi@example.org")
    assert (advisor.name, advisor.staff_role, advisor.has_usable_password()) == ("Bùi Văn Mới", "advisor", False)

    client.post(reverse("account_request_login_code"), {"login": advisor.email})
    code = re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert client.session["_auth_user_id"] == str(advisor.pk)


def test_address_that_exists_in_other_case_is_refused(client_of, admin):
    User.objects.create_user("moi@example.org")

    response = client_of(admin).post(of("user", "add"), PERSON)

    assert response.status_code == 200
    assert User.objects.filter(email="moi@example.org").count() == 1


def test_closed_account_is_out_at_once(client_of, admin, an):
    hers = client_of(an)
    assert hers.get(reverse("accounts:person")).status_code == 200

    client_of(admin).post(of("user", "change", an.pk), {"name": an.name, "language": "vi", "staff_role": ""})

    assert hers.get(reverse("accounts:person")).status_code == 302


def test_administrator_cannot_drop_the_own_role(client_of, admin):
    client_of(admin).post(of("user", "change", admin.pk), {"name": "Hà", "language": "vi", "staff_role": ""})

    admin.refresh_from_db()
    assert (admin.name, admin.staff_role, admin.is_active) == ("Hà", "administrator", True)


@pytest.mark.parametrize(("model", "action"), [("user", "delete"), ("organization", "delete"), ("organization", "add")])
def test_what_answers_hang_on_cannot_be_deleted_nor_made(client_of, admin, site_a, model, action):
    row = {"user": site_a.organization.memberships.get().user, "organization": site_a.organization}[model]

    response = client_of(admin).post(of(model, action, *([row.pk] if action == "delete" else [])), {"post": "yes"})

    assert response.status_code == 403


def test_firm_is_found_without_marks(client_of, admin, site_a, site_b):
    page = client_of(admin).get(of("organization", "changelist"), {"q": "cơ khí an"}).content.decode()

    assert "Cơ khí An Mẫu" in page
    assert "Dệt may Chi Mẫu" not in page


def test_colleague_is_let_in_and_given_a_role(client_of, admin, site_a):
    colleague = make_user()
    typed = {"user": colleague.pk, "organization": site_a.organization.pk, "role": "contributor"}

    client_of(admin).post(of("membership", "add"), typed)
    row = Membership.objects.get(user=colleague)
    client_of(admin).post(of("membership", "change", row.pk), {"role": "owner"})

    row.refresh_from_db()
    assert (row.organization, row.role) == (site_a.organization, "owner")


@pytest.mark.parametrize("more", [1, 3])
def test_members_take_the_same_number_of_queries_for_any_number(
    client_of, admin, site_a, django_assert_num_queries, more
):
    for _ in range(more):
        Membership.objects.create(user=make_user(), organization=site_a.organization)
    client = client_of(admin)

    with django_assert_num_queries(6):
        client.get(of("membership", "changelist"))


ROLE = {"name": "Lan", "language": "vi", "staff_role": "advisor", "is_active": "on"}


@pytest.mark.parametrize("proved", [True, False])
def test_role_ends_the_password_of_an_unproved_address_alone(client_of, admin, proved):
    person = make_user(password="một câu ngắn dễ nhớ")
    person.emailaddress_set.create(email=person.email, primary=True, verified=proved)

    client_of(admin).post(of("user", "change", person.pk), ROLE)

    person.refresh_from_db()
    assert (person.staff_role, person.has_usable_password()) == ("advisor", proved)


def test_role_of_a_staff_person_leaves_the_password_when_only_the_name_changes(client_of, admin):
    advisor = make_user(password="một câu ngắn dễ nhớ", role="advisor")

    client_of(admin).post(of("user", "change", advisor.pk), ROLE)

    advisor.refresh_from_db()
    assert (advisor.name, advisor.has_usable_password()) == ("Lan", True)


def test_member_of_a_firm_gets_no_role(client_of, admin, an, site_a):
    page = client_of(admin).post(of("user", "change", an.pk), ROLE).content.decode()

    an.refresh_from_db()
    assert an.staff_role == ""
    assert "Người này thuộc" in page


@pytest.mark.parametrize("role", ["advisor", "approver", "administrator"])
def test_staff_is_let_into_no_firm(client_of, admin, site_a, role):
    typed = {"user": make_user(role=role).pk, "organization": site_a.organization.pk, "role": "read_only"}

    page = client_of(admin).post(of("membership", "add"), typed).content.decode()

    assert not Membership.objects.filter(user=typed["user"]).exists()
    assert "không thể là thành viên" in page


def test_staff_in_a_firm_gets_no_better_place(client_of, admin, site_a, dung):
    row = Membership.objects.create(user=dung, organization=site_a.organization, role="read_only")

    client_of(admin).post(of("membership", "change", row.pk), {"role": "owner"})

    row.refresh_from_db()
    assert row.role == "read_only"


def test_owners_are_told_of_a_new_member(client_of, admin, an, site_a, django_capture_on_commit_callbacks):
    typed = {"user": make_user("Lý Thị Mới").pk, "organization": site_a.organization.pk, "role": "contributor"}
    with django_capture_on_commit_callbacks(execute=True):
        client_of(admin).post(of("membership", "add"), typed)

    [letter] = mail.outbox
    assert letter.to == [an.email]
    assert "Cơ khí An Mẫu" in letter.subject
    assert "Lý Thị Mới" in letter.body
    assert admin.name in letter.body


def test_owners_are_told_in_their_language(client_of, admin, an, site_a, django_capture_on_commit_callbacks):
    User.objects.filter(pk=an.pk).update(language="en")
    typed = {"user": make_user().pk, "organization": site_a.organization.pk, "role": "contributor"}
    with django_capture_on_commit_callbacks(execute=True):
        client_of(admin).post(of("membership", "add"), typed)

    assert mail.outbox[-1].subject == "Members of Cơ khí An Mẫu on C4IR Assess have changed"


def test_owner_who_is_shown_down_is_told_with_the_new_one(
    client_of, admin, an, site_a, cuong, django_capture_on_commit_callbacks
):
    rows = {row.user_id: row.pk for row in Membership.objects.all()}
    with django_capture_on_commit_callbacks(execute=True):
        client_of(admin).post(of("membership", "change", rows[cuong.pk]), {"role": "owner"})
        client_of(admin).post(of("membership", "change", rows[an.pk]), {"role": "read_only"})

    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([an.email, cuong.email] * 2)


@pytest.mark.parametrize("by_list", [True, False])
def test_owners_are_told_of_a_removed_member(
    client_of, admin, an, site_a, binh, django_capture_on_commit_callbacks, by_list
):
    row = Membership.objects.get(user=binh)
    chosen = {"action": "delete_selected", "_selected_action": [row.pk]} if by_list else {}
    url = of("membership", "changelist") if by_list else of("membership", "delete", row.pk)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(admin).post(url, {"post": "yes", **chosen})

    assert not Membership.objects.filter(user=binh).exists()
    assert [letter.to for letter in mail.outbox] == [[an.email]]


def test_nobody_is_written_to_when_nothing_changes(client_of, admin, site_a, django_capture_on_commit_callbacks):
    row = Membership.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        client_of(admin).post(of("membership", "change", row.pk), {"role": "owner"})

    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_letter_that_cannot_be_sent_is_told_to_the_administrator(client_of, admin, site_a, binh, settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.accounts.test_signing_in.SilentServer"}}
    row = Membership.objects.get(user=binh)

    page = client_of(admin).post(of("membership", "change", row.pk), {"role": "contributor"}, follow=True)

    row.refresh_from_db()
    assert (page.status_code, row.role) == (200, "contributor")
    assert "Không gửi được thư cho chủ tài khoản doanh nghiệp" in page.content.decode()
