"""An interest in a firm: it un-assigns, hides the firm, and is lifted by an administrator alone."""

import pytest
from django.urls import reverse

from c4ir_assess.exceptions import TransitionNotAllowed
from reviews.models import Conflict, Review
from reviews.queue import conflicts
from tests.factories import assessments
from tests.factories.accounts import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WHY = "Em trai là kế toán ở đó."


@pytest.fixture
def sent(firm_a, an, dung):
    return assessments.sent(firm_a, by=an, advisor=dung)


@pytest.fixture
def approver(db):
    return make_user("Vũ Minh Khang", role="approver")


def declare(site, user, by=None):
    return conflicts.declare(organization=site.organization, user=user, reason=WHY, by=by or user)


def test_declared_interest_unassigns_the_firms_open_reviews_alone(sent, firm_a, firm_b, chi, dung):
    other = assessments.sent(firm_b, by=chi, advisor=dung)
    declare(firm_a, dung)

    held = Review.objects.filter(advisor=dung).values_list("assessment", flat=True)
    assert list(held) == [other.pk]


@pytest.mark.parametrize("who", ["dung", "admin", "approver"])
def test_declared_interest_hides_the_firm_from_this_person_on_every_page(who, sent, firm_a, client_of, request):
    person = request.getfixturevalue(who)
    client = client_of(person)
    declare(firm_a, person)
    Review.objects.filter(assessment=sent).update(advisor=person)  # whatever a row may say

    pages = [f"/bench/{sent.sent_submission.uuid}/", f"/bench/reviews/{sent.review.uuid}/"]
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert firm_a.organization.name not in client.get("/bench/").content.decode()


def test_declared_twice_keeps_the_first_reason(firm_a, dung):
    first = declare(firm_a, dung)
    again = conflicts.declare(organization=firm_a.organization, user=dung, reason="Khác", by=dung)

    assert (again.pk, again.reason) == (first.pk, WHY)


def test_administrator_declares_for_another_and_others_do_not(firm_a, dung, admin, approver):
    declare(firm_a, dung, by=admin)
    assert Conflict.objects.get().declared_by == admin

    with pytest.raises(TransitionNotAllowed):
        declare(firm_a, admin, by=approver)


@pytest.mark.parametrize("by", ["dung", "approver", "admin"])
def test_interest_is_lifted_by_another_person_who_administers(by, firm_a, dung, admin, approver, request):
    declared = declare(firm_a, dung if by != "admin" else admin)

    with pytest.raises(TransitionNotAllowed):
        conflicts.remove(conflict=declared, by=request.getfixturevalue(by))
    conflicts.remove(conflict=declared, by=make_user("Quản trị khác", role="administrator"))
    assert not Conflict.objects.exists()


def test_interest_is_declared_from_the_queue_with_its_reason(sent, dung, client_of):
    client = client_of(dung)
    url = reverse("reviews:declare_conflict")
    ticked = {"item": str(sent.review.uuid), "back": "view=mine"}

    assert "Cơ khí An Mẫu" in client.get(url, ticked).content.decode()
    assert client.post(url, ticked).status_code == 422
    answer = client.post(url, ticked | {"reason": WHY})

    assert (answer.status_code, answer.url) == (302, "/bench/?view=mine")
    declared = Conflict.objects.get()
    assert (declared.user, declared.reason, declared.declared_by) == (dung, WHY, dung)


def test_administrator_declares_for_another_from_the_queue(sent, dung, admin, client_of):
    fields = {"item": str(sent.review.uuid), "reason": WHY, "person": dung.pk}
    client_of(admin).post(reverse("reviews:declare_conflict"), fields)

    declared = Conflict.objects.get()
    assert (declared.user, declared.declared_by) == (dung, admin)


@pytest.mark.parametrize(("who", "shows"), [("admin", True), ("approver", True), ("hung", False)])
def test_mark_is_read_by_those_who_assign(who, shows, sent, firm_a, dung, admin, approver, client_of):
    hung = make_user("Cao Văn Hùng", role="advisor")
    Review.objects.filter(assessment=sent).update(advisor=hung)
    declare(firm_a, dung)
    reader = {"admin": admin, "approver": approver, "hung": hung}[who]

    page = client_of(reader).get("/bench/").content.decode()
    assert (f"Có lợi ích liên quan: {dung.name}" in page) is shows
    assert (WHY in client_of(reader).get(reverse("reviews:conflicts")).content.decode()) is shows


def test_own_interest_is_read_by_who_declared_it(firm_a, dung, client_of):
    declare(firm_a, dung)

    assert WHY in client_of(dung).get(reverse("reviews:conflicts")).content.decode()


def test_administrator_lifts_an_interest_after_being_asked(firm_a, dung, admin, client_of):
    url = reverse("reviews:remove_conflict", args=[declare(firm_a, dung).pk])
    client = client_of(admin)

    assert WHY in client.get(url).content.decode()
    assert Conflict.objects.exists()
    client.post(url)
    assert not Conflict.objects.exists()
