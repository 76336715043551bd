"""What people ask for on the pages, by when it is due, and what the administrators do about it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Membership, Organization, User
from c4ir_assess.exceptions import TransitionNotAllowed
from privacy import asking, due
from privacy.models import DataRequest, Restriction
from tests.privacy.conftest import FIRM

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 27)


def post(client, name, **fields):
    return client.post(reverse(f"privacy:{name}"), fields)


@pytest.mark.parametrize(
    ("kind", "day"),
    [("export", 7), ("correct", 7), ("restrict", 12), ("erase_person", 17), ("erase_firm", 17)],
)
def test_due_dates_are_those_of_the_law(kind, day):
    assert due.acknowledge_by(FRIDAY) == date(2026, 12, 1)
    assert due.due_on(DataRequest.Kind(kind), FRIDAY) == date(2026, 12, day)


def test_a_correction_waits_for_the_operator_and_shows_its_dates(client_of, owner):
    client = client_of(owner)
    post(client, "correct", text="Mã số thuế sai.")
    asked = DataRequest.objects.get()

    assert (asked.kind, asked.text, asked.done_at) == ("correct", "Mã số thuế sai.", None)
    assert f"{asked.due_on:%d/%m/%Y}" in client.get(reverse("privacy:my_data")).content.decode()


@pytest.mark.parametrize("text", ["", " ", "x" * 2001])
def test_a_correction_without_words_or_with_too_many_is_refused(client_of, owner, text):
    assert (post(client_of(owner), "correct", text=text).status_code, DataRequest.objects.count()) == (422, 0)


def test_an_administrator_confirms_and_answers(client_of, owner, admin):
    row = asking.ask(kind=DataRequest.Kind.CORRECT, by=owner, text="Sai tên.")
    client, url = client_of(admin), reverse("privacy:handle", args=[row.uuid])
    client.post(url, {"act": "acknowledge"})
    client.post(url, {"answer": "Đã sửa tên."})
    row.refresh_from_db()

    assert (row.handled_by, row.answer) == (admin, "Đã sửa tên.")
    assert row.acknowledged_at < row.done_at
    assert "Đã sửa tên." in client_of(owner).get(reverse("privacy:my_data")).content.decode()


def test_answering_twice_is_refused(owner, admin):
    row = asking.ask(kind=DataRequest.Kind.CORRECT, by=owner)
    asking.finish(request=row, by=admin, answer="Đã sửa.")

    with pytest.raises(TransitionNotAllowed):
        asking.finish(request=row, by=admin, answer="Khác.")


def test_an_answer_without_words_is_refused(client_of, owner, admin):
    row = asking.ask(kind=DataRequest.Kind.CORRECT, by=owner)

    assert client_of(admin).post(reverse("privacy:handle", args=[row.uuid]), {"answer": ""}).status_code == 422


def test_the_queue_shows_open_requests_first_and_what_is_overdue(client_of, owner, admin):
    done = asking.ask(kind=DataRequest.Kind.EXPORT, by=owner, is_done=True)
    late = asking.ask(kind=DataRequest.Kind.CORRECT, by=owner)
    DataRequest.objects.filter(pk=late.pk).update(due_on=date(2026, 1, 2), acknowledge_by=date(2026, 1, 1))
    page = client_of(admin).get(reverse("privacy:queue")).content.decode()

    assert page.index(str(late.uuid)) < page.index(str(done.uuid))
    assert "Quá hạn" in page


def test_restricting_asks_the_operator_too(client_of, owner, site):
    post(client_of(owner), "restrict", firm=site.organization.uuid)

    assert (Restriction.objects.count(), DataRequest.objects.get().kind) == (1, "restrict")


def test_restricting_twice_is_one_request(client_of, owner, site):
    for _ in range(2):
        post(client_of(owner), "restrict", firm=site.organization.uuid)

    assert (Restriction.objects.count(), DataRequest.objects.count()) == (1, 1)


def test_lifting_opens_the_firm_again(client_of, owner, site):
    client = client_of(owner)
    post(client, "restrict", firm=site.organization.uuid)
    post(client, "restrict", firm=site.organization.uuid, act="lift")

    assert not Restriction.objects.exists()


@pytest.mark.parametrize("typed", ["", "xoá", "Cơ khí khác"])
def test_a_firm_is_not_erased_by_other_words(client_of, owner, site, typed):
    answer = post(client_of(owner), "erase_firm", firm=site.organization.uuid, typed=typed)

    assert (answer.status_code, Organization.objects.count()) == (422, 1)


@pytest.mark.parametrize("typed", [FIRM, "co khi xoa sach mau 7341", f"  {FIRM.upper()} "])
def test_a_firm_is_erased_by_its_name_with_or_without_marks(client_of, owner, site, typed):
    answer = post(client_of(owner), "erase_firm", firm=site.organization.uuid, typed=typed)

    assert (answer.status_code, Organization.objects.count()) == (302, 0)


def test_an_erased_person_reads_the_number_of_the_request(client_of, owner):
    client = client_of(owner)
    answer = client.post(reverse("privacy:erase_person"), {"typed": owner.email}, follow=True)

    assert not User.objects.filter(pk=owner.pk).exists()
    assert str(DataRequest.objects.get().uuid) in answer.content.decode()


def test_the_page_after_erasing_is_for_nobody_else(client_of, chi):
    assert client_of(chi).get(reverse("privacy:erased")).status_code == 404


def test_the_last_owner_is_asked_what_becomes_of_the_firm(client_of, owner, colleague, site):
    client = client_of(owner)
    page = client.get(reverse("privacy:erase_person")).content.decode()
    refused = post(client, "erase_person", typed=owner.email)

    assert ("chủ tài khoản cuối cùng" in page, str(colleague) in page) == (True, True)
    assert (refused.status_code, User.objects.filter(pk=owner.pk).exists()) == (422, True)


def test_the_last_owner_hands_the_firm_over(client_of, owner, colleague, site):
    field = f"firm_{site.organization.pk}"
    post(client_of(owner), "erase_person", typed=owner.email, **{field: colleague.pk})

    assert Membership.objects.get().role == Membership.Role.OWNER


def test_the_last_owner_does_not_hand_the_firm_to_a_stranger(client_of, owner, chi, site):
    field = f"firm_{site.organization.pk}"
    answer = post(client_of(owner), "erase_person", typed=owner.email, **{field: chi.pk})

    assert (answer.status_code, User.objects.filter(pk=owner.pk).exists()) == (422, True)


def test_the_notice_names_law_days_and_version(client):
    page = client.get(reverse("privacy:notice")).content.decode()

    assert [word for word in ("91/2025/QH15", "356/2025/NĐ-CP", "2026-11", "72 giờ") if word not in page] == []


@pytest.mark.parametrize("page", ["/", "/accounts/signup/", "/privacy/"])
def test_the_notice_is_linked_in_the_footer(client, page):
    footer = client.get(page).content.decode().partition("<footer")[2]

    assert 'href="/privacy/"' in footer


def test_my_data_costs_the_same_for_one_colleague_and_for_many(client_of, owner, site, django_assert_max_num_queries):
    from tests.factories.accounts import join, make_user  # noqa: PLC0415 -- only here

    client, url = client_of(owner), reverse("privacy:my_data")
    with django_assert_max_num_queries(60) as one:
        client.get(url)
    for _ in range(3):
        join(make_user(), site, Membership.Role.CONTRIBUTOR)
    with django_assert_max_num_queries(len(one)):
        client.get(url)
