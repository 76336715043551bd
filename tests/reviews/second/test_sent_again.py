"""The firm sends again while a second advisor rates: what was begun is finished, about what was sent then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import consents
from assessments import lifecycle, reviewed
from assessments.models import Assessment
from reviews.models import SecondOpinion
from reviews.second.access import opinions_within_reach
from tests.reviews.second.conftest import fresh, rate_all
from tests.reviews.second.pages import text_of, url

pytestmark = pytest.mark.django_db

SINCE = "Doanh nghiệp đã gửi lại sau đó"


@pytest.fixture
def sent_again(opinion, an, dung):
    """The first question went back to the firm and came again."""
    assessment = opinion.review.assessment
    day = timezone.localdate() + timedelta(days=10)
    reviewed.return_items(assessment=assessment, questions={"S1.1": "Cho xem sổ?"}, note="", due_on=day, by=dung)
    now = Assessment.objects.with_place().get(pk=assessment.pk)
    words = consents.Shown(text="I agree.", version="test", language="vi")
    reviewed.send_again(assessment=now, by=an, words=words, seen_revision=now.revision)
    return fresh(opinion)


def test_rater_goes_on_with_what_was_sent_then_and_is_told(sent_again, bench):
    page = bench.get(url(sent_again))

    assert (page.status_code, SINCE in text_of(page)) == (200, True)
    assert SINCE in text_of(bench.get("/bench/second/"))


def test_rater_finishes_and_both_sides_lie_open(sent_again, hung, bench):
    rate_all(sent_again, hung)

    assert bench.post(url(sent_again, "finish/")).url == url(sent_again, "differences/")
    page = bench.get(url(sent_again, "differences/"))
    assert (page.status_code, SINCE in text_of(page)) == (200, True)


def test_approver_still_sees_that_it_is_under_way(sent_again, approver):
    assert list(opinions_within_reach(approver)) == [sent_again]


def test_drawn_one_of_what_was_sent_before_waits_for_nobody(sent_again, approver):
    SecondOpinion.objects.filter(pk=sent_again.pk).update(rater=None, is_sampled=True)

    assert not opinions_within_reach(approver).exists()


def test_what_the_firm_took_back_is_beyond_reach(sent_again, hung, approver, an):
    lifecycle.take_back(assessment=Assessment.objects.with_place().get(pk=sent_again.review.assessment_id), by=an)

    assert not opinions_within_reach(hung).exists()
    assert not opinions_within_reach(approver).exists()
