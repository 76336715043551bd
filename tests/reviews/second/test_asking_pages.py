"""Asking for a second opinion, the list of them, and talking over the differences."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.models import SecondOpinion
from reviews.second import asking
from tests.factories.accounts import make_user
from tests.reviews.second.conftest import asked, finished
from tests.reviews.second.pages import text_of, url

pytestmark = pytest.mark.django_db


def test_asking_from_the_review(judged_review, hung, approver, client_of):
    client = client_of(approver)
    address = f"/bench/reviews/{judged_review.uuid}/second/"
    assert address in text_of(client.get(f"/bench/reviews/{judged_review.uuid}/"))

    answer = client.post(address, {"rater": hung.pk}, follow=True)

    assert SecondOpinion.objects.get().rater == hung
    assert f"Đã đề nghị {hung} cho ý kiến thứ hai" in text_of(answer)


@pytest.mark.parametrize("who", ["first", "nobody", "oneself"])
def test_asking_who_cannot_be_asked_is_told(who, judged_review, dung, approver, client_of):
    rater = {"first": dung.pk, "nobody": "", "oneself": approver.pk}[who]

    answer = client_of(approver).post(f"/bench/reviews/{judged_review.uuid}/second/", {"rater": rater})

    assert (answer.status_code, SecondOpinion.objects.exists()) == (422, False)


def test_list_groups_by_what_is_to_be_done(opinion, hung, dung, approver, client_of):
    def groups(person):
        return [group.group for group in client_of(person).get("/bench/second/").context["groups"]]

    assert [groups(each) for each in (hung, dung, approver)] == [["to_rate"], [], ["under_way"]]
    done = finished(opinion, hung)
    assert [groups(each) for each in (hung, dung, approver)] == [["to_reconcile"]] * 3
    client_of(dung).post(url(done, "reconcile/"), {"text": "Theo sổ tháng 10."})
    assert [groups(each) for each in (hung, dung, approver)] == [["done"]] * 3


def test_drawn_opinion_waits_for_those_who_ask_alone(opinion, hung, approver, client_of):
    SecondOpinion.objects.update(is_sampled=True)
    asking.let_off(opinion=opinion, by=approver)

    assert [group.group for group in client_of(approver).get("/bench/second/").context["groups"]] == ["to_give"]
    assert client_of(hung).get("/bench/second/").context["groups"] == []


def test_list_takes_the_same_queries_for_many(opinion, hung, approver, client_of):
    client = client_of(approver)

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get("/bench/second/")
        return len(seen)

    queries()
    before = queries()
    for _ in range(3):
        asked(opinion.review, make_user(role="advisor"), approver)
    assert queries() == before


def test_differences_link_to_the_review_for_the_first_advisor_alone(opinion, hung, dung, approver, client_of):
    done = finished(opinion, hung)
    link = f"/bench/reviews/{done.review.uuid}/items/S1.2/"

    found = [link in text_of(client_of(each).get(url(done, "differences/"))) for each in (dung, hung, approver)]

    assert found == [True, False, False]


def test_differences_do_not_show_what_the_first_has_not_verified(opinion, hung, dung, client_of):
    page = text_of(client_of(dung).get(url(finished(opinion, hung, 5), "differences/")))

    assert "Vì S1.2" in page
    assert "Vì O2.1" not in page
