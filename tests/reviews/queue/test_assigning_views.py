"""Assigning from the queue: ticks, a page that asks once more, and what is told."""

import pytest
from django.urls import reverse

from reviews.models import Review
from reviews.queue import conflicts
from tests.factories.accounts import make_user
from tests.reviews import rows

pytestmark = pytest.mark.django_db
URL = "/bench/assign/"


@pytest.fixture
def approver(db):
    return make_user("Vũ Minh Khang", role="approver")


@pytest.fixture
def reviews(db):
    return [rows.sent(rows.plant(name)).assessment.review for name in ("Nhựa Một Mẫu", "Nhựa Hai Mẫu")]


def ticks(*reviews, held=None, **more):
    return {"item": [f"{each.uuid}" + ("" if held is None else f".{held}") for each in reviews], **more}


def holders():
    return set(Review.objects.values_list("advisor__name", flat=True))


@pytest.mark.parametrize("url", [URL, "/bench/conflicts/declare/"])
def test_ux_38_nothing_ticked_is_an_error_beside_the_list_and_keeps_the_filters(url, reviews, approver, client_of):
    client = client_of(approver)
    answer = client.get(url, {"back": "view=unassigned&q=nhua"})

    assert answer.url == "/bench/?view=unassigned&q=nhua&missing=item"
    page = client.get(answer.url)
    assert 'href="#item-1"' in page.content.decode()
    assert page.content.decode().count("Vui lòng chọn ít nhất một hồ sơ.") == 2
    assert len(page.context["rows"]) == 2


@pytest.mark.parametrize("given", ["item=", "item=x", "item=11111111-1111-4111-8111-111111111111", "item=1.2.3"])
def test_tick_of_nothing_is_nothing_ticked(given, approver, client_of):
    assert "missing=item" in client_of(approver).get(f"{URL}?{given}").url


def test_ux_38_page_asks_once_more_and_shows_the_work_of_each_advisor(reviews, approver, dung, client_of):
    answer = client_of(approver).get(URL, ticks(*reviews))
    page = answer.content.decode()

    assert [each.review for each in answer.context["chosen"]] == reviews
    assert (dung.name in page, "0 đang mở, 0 quá hạn, 0 chờ doanh nghiệp" in page) == (True, True)
    assert holders() == {None}


def test_ux_38_many_are_assigned_at_once(reviews, approver, dung, client_of):
    client = client_of(approver)
    answer = client.post(URL, ticks(*reviews, held=0, advisor=dung.pk, back="sector=22"), follow=True)

    assert answer.redirect_chain == [("/bench/?sector=22", 302)]
    assert holders() == {dung.name}
    assert f"Đã giao 2 hồ sơ cho {dung.name}." in answer.content.decode()


def test_they_are_unassigned_again(reviews, approver, dung, client_of):
    Review.objects.update(advisor=dung)
    client_of(approver).post(URL, ticks(*reviews, held=dung.pk, advisor="none"))

    assert holders() == {None}


def test_page_says_which_was_assigned_meanwhile_and_does_the_rest(reviews, approver, dung, client_of):
    Review.objects.filter(pk=reviews[0].pk).update(advisor=approver)
    page = client_of(approver).post(URL, ticks(*reviews, held=0, advisor=dung.pk), follow=True).content.decode()

    assert holders() == {approver.name, dung.name}
    assert "Nhựa Một Mẫu giữ nguyên như cũ: hồ sơ vừa được người khác giao." in page


@pytest.mark.parametrize("wanted", ["", "0", "999999", "x"])
def test_somebody_who_does_not_advise_is_refused(wanted, reviews, approver, client_of):
    answer = client_of(approver).post(URL, ticks(*reviews, held=0, advisor=wanted))

    assert answer.status_code == 422
    assert holders() == {None}


def test_advisor_takes_what_is_unassigned_in_a_programme_of_theirs(reviews, dung, client_of, in_programme):
    in_programme(reviews, dung)
    client = client_of(dung)

    assert "Nhựa Một Mẫu" in client.get(URL, ticks(*reviews)).content.decode()
    client.post(URL, ticks(*reviews, held=0))
    assert holders() == {dung.name}


def test_advisor_assigns_to_nobody_else(reviews, dung, approver, client_of, in_programme):
    in_programme(reviews, dung)
    Review.objects.filter(pk=reviews[0].pk).update(advisor=approver)
    client_of(dung).post(URL, ticks(reviews[0], held=approver.pk, advisor=dung.pk))
    client_of(dung).post(URL, ticks(reviews[1], held=0, advisor=approver.pk))

    assert [Review.objects.get(pk=each.pk).advisor for each in reviews] == [approver, dung]


def test_advisor_takes_nothing_beyond_their_reach(reviews, dung, client_of):
    answer = client_of(dung).post(URL, ticks(*reviews, held=0))

    assert "missing=item" in answer.url
    assert holders() == {None}


def test_queue_shows_the_work_of_each_advisor_to_those_who_assign(reviews, approver, dung, client_of):
    Review.objects.update(advisor=dung, due_on="2020-01-01")
    page = client_of(approver).get("/bench/")

    assert {load.advisor: (load.open, load.overdue) for load in page.context["loads"]} == {
        approver: (0, 0),
        dung: (2, 2),
    }
    assert client_of(dung).get("/bench/").context["loads"] == []


def test_saved_view_keeps_the_filters_under_a_name_and_goes_again(reviews, approver, client_of):
    client = client_of(approver)
    save = reverse("reviews:save_view")
    answer = client.post(save, {"name": "Nhựa ở TP.HCM", "query": "sector=22&province=79&before=1-1&x=y"})

    assert answer.url == "/bench/?sector=22&province=79"
    assert "Nhựa ở TP.HCM" in client.get("/bench/").content.decode()
    (kept,) = approver.saved_views.all()
    client.post(reverse("reviews:remove_view", args=[kept.pk]))
    assert not approver.saved_views.exists()


def test_saved_view_of_the_same_name_is_replaced(approver, client_of):
    for query in ("sector=22", "sector=14"):
        client_of(approver).post(reverse("reviews:save_view"), {"name": "Của tôi", "query": query})

    assert approver.saved_views.get().query == "sector=14"


@pytest.mark.parametrize("given", [{"name": ""}, {"name": "x" * 61}, {"name": "x", "query": "sector=99"}])
def test_saved_view_that_is_none_is_refused(given, approver, client_of):
    client_of(approver).post(reverse("reviews:save_view"), {"query": "sector=22"} | given)

    assert not approver.saved_views.exists()


def test_saved_views_are_twenty_at_most(approver, client_of):
    for number in range(21):
        client_of(approver).post(reverse("reviews:save_view"), {"name": f"{number}", "query": "sector=22"})

    assert approver.saved_views.count() == 20


def test_saved_view_of_another_person_is_404(approver, dung, client_of):
    client_of(approver).post(reverse("reviews:save_view"), {"name": "x", "query": "sector=22"})
    kept = approver.saved_views.get()

    assert client_of(dung).post(reverse("reviews:remove_view", args=[kept.pk])).status_code == 404
    assert "sector=22" not in client_of(dung).get("/bench/").content.decode()


def test_advisor_is_offered_to_take_only_what_could_be_anothers(reviews, dung, client_of, in_programme):
    Review.objects.filter(pk=reviews[0].pk).update(advisor=dung)
    client = client_of(dung)

    assert "Nhận các hồ sơ đã chọn" not in client.get("/bench/?view=mine").content.decode()
    assert "Nhận các hồ sơ đã chọn" in client.get("/bench/?view=").content.decode()


def test_page_says_who_has_an_interest_in_what(reviews, approver, dung, client_of):
    firms = [each.site.organization for each in reviews]
    conflicts.declare(organization=firms[0], user=dung, reason="x", by=dung)
    client = client_of(approver)
    one = client.get(URL, ticks(reviews[0])).content.decode()
    both = client.get(URL, ticks(*reviews)).content.decode()

    assert (one.count("disabled"), "đã khai báo lợi ích liên quan" in one) == (1, True)
    assert ("disabled" in both, f"đã khai báo lợi ích liên quan đến {firms[0].name}" in both) == (False, True)


@pytest.mark.parametrize("role", ["approver", "administrator"])
def test_review_leads_who_assigns_to_assigning_it(role, reviews, client_of):
    page = (
        client_of(make_user("Người giao hồ sơ", role=role)).get(f"/bench/reviews/{reviews[0].uuid}/").content.decode()
    )

    assert f'href="/bench/assign/?item={reviews[0].uuid}"' in page
