"""Words that nobody reads any more come back: to who is signed out, who lost the role, whose review went elsewhere."""

import pytest
from django.test import Client

from accounts.models import User
from reviews.models import ItemReview, Review
from tests.factories import proposals, reports

pytestmark = pytest.mark.django_db

WORDS = "Sổ bảo trì tháng 10 thiếu hai tuần"
PAGES = {
    "items/S1.1/": "reason",
    "visit/": "note",
    "findings/": "text_vi",
    "return/": "note",
    "propose/": "note",
    "propose/answer/": "text",
    "propose/recall/": "text",
}


@pytest.fixture
def advisor(db):
    return proposals.staff()


@pytest.fixture
def review(firm_a, an, advisor):
    return proposals.assigned(firm_a, by=an, advisor=advisor, answers=reports.all_at(2))


def write(client, review, where, **headers):
    return client.post(f"/bench/reviews/{review.uuid}/{where}", {PAGES[where]: WORDS}, headers=headers)


@pytest.mark.parametrize("where", PAGES)
def test_who_is_signed_out_gets_the_words_back_with_a_way_in(where, review):
    answer = write(Client(), review, where, referer=f"http://testserver/bench/reviews/{review.uuid}/propose/")

    page = answer.content.decode()
    assert (answer.status_code, WORDS in page) == (401, True)
    assert f"/accounts/login/?next=/bench/reviews/{review.uuid}/propose/" in page
    assert "An Mẫu" not in page


@pytest.mark.parametrize("where", PAGES)
def test_who_lost_the_role_gets_the_words_back(where, review, advisor, client_of):
    client = client_of(advisor)
    User.objects.filter(pk=advisor.pk).update(staff_role="")

    answer = write(client, review, where)

    assert (answer.status_code, WORDS in answer.content.decode()) == (404, True)
    assert not ItemReview.objects.exists()


@pytest.mark.parametrize("where", PAGES)
def test_who_has_it_no_longer_gets_the_words_back(where, review, advisor, client_of):
    client = client_of(advisor)
    Review.objects.filter(pk=review.pk).update(advisor=proposals.staff(name="Trần Hai"))

    answer = write(client, review, where)

    assert (answer.status_code, WORDS in answer.content.decode()) == (404, True)


def test_page_elsewhere_is_not_where_signing_in_leads(review):
    answer = write(Client(), review, "items/S1.1/", referer="https://elsewhere.example/bench/")

    assert "/accounts/login/?next=/bench/" in answer.content.decode()
    assert "elsewhere" not in answer.content.decode()


def test_who_wrote_nothing_is_sent_to_sign_in_as_everywhere(review):
    answer = Client().post(f"/bench/reviews/{review.uuid}/items/S1.1/", {"reason": "  "})

    assert answer.status_code == 302
