"""An advisor gives a review up: with a reason, to nobody in particular, and nothing of it is lost."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import User
from c4ir_assess.audit.models import Act, AuditEntry
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from reviews.models import HandBack, Review
from reviews.queue import assigning
from tests.factories import assessments, reports
from tests.factories.accounts import make_user
from tests.factories.proposals import issued, judge, proposed
from tests.reviews.queue.test_assigning import assign

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

REASON = "Tôi nghỉ phép đến cuối tháng.\nAnh Khang biết ngành này."


@pytest.fixture
def approver():
    return make_user("Vũ Minh Khang", role=User.StaffRole.APPROVER)


@pytest.fixture
def review(firm_a, an, dung):
    assessment = assessments.sent(firm_a, by=an, advisor=dung)
    reports.score(assessment)
    return Review.objects.select_related("assessment__sent_submission").get(assessment=assessment)


@pytest.fixture
def at(review):
    return reverse("reviews:hand_back", args=[review.uuid])


def test_handing_back_leaves_it_with_nobody_and_keeps_the_reason_and_the_work(review, dung):
    judge(review, {"S1.1": 2})
    due_on = Review.objects.get().due_on
    assigning.hand_back(review=review, reason=REASON.replace("\n", "\r\n") + "  ", by=dung)
    kept, row = Review.objects.get(), HandBack.objects.get()

    assert (kept.advisor, kept.items.count(), kept.due_on) == (None, 1, due_on)
    assert (row.by, row.reason) == (dung, REASON)
    entry = AuditEntry.objects.filter(act=Act.ASSIGNED).latest("pk")
    assert (entry.actor, entry.subject, entry.facts["person"]) == (dung.pk, review.uuid, None)


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 1001])
def test_without_a_reason_or_with_a_very_long_one_nothing_is_done(review, dung, reason):
    with pytest.raises(InvalidAnswer):
        assigning.hand_back(review=review, reason=reason, by=dung)

    assert (Review.objects.get().advisor, HandBack.objects.count()) == (dung, 0)


def test_what_is_anothers_or_closed_is_not_handed_back(review, dung, an, approver):
    with pytest.raises(TransitionNotAllowed):
        assigning.hand_back(review=review, reason=REASON, by=approver)
    judge(review, reports.all_at(2))
    issued(proposed(review), by=an, approver=approver)
    with pytest.raises(TransitionNotAllowed):
        assigning.hand_back(review=review, reason=REASON, by=dung)

    assert (Review.objects.get().advisor, HandBack.objects.count()) == (dung, 0)


def test_page_asks_why_and_goes_to_the_queue_once_it_is_done(at, review, dung, client_of):
    client = client_of(dung)
    page = client.get(at).content.decode()
    assert ("Bàn giao lại hồ sơ" in page, f"conflicts/declare/?item={review.uuid}" in page) == (True, True)

    answer = client.post(at, {"reason": REASON}, follow=True)

    assert answer.redirect_chain == [("/bench/", 302)]
    assert "Đã bàn giao lại hồ sơ của" in answer.content.decode()
    assert client.get(reverse("reviews:review", args=[review.uuid])).status_code == 404


def test_page_wants_a_reason(at, review, dung, client_of):
    answer = client_of(dung).post(at, {"reason": " "})

    assert (answer.status_code, "Vui lòng ghi vài lời." in answer.content.decode()) == (422, True)
    assert Review.objects.get().advisor == dung


def test_closed_review_offers_nothing_to_hand_back(at, review, dung, an, approver, client_of):
    judge(review, reports.all_at(2))
    issued(proposed(review), by=an, approver=approver)
    client = client_of(dung)

    page = client.get(at).content.decode()
    assert ("đã đóng" in page, 'name="reason"' in page) == (True, False)
    answer = client.post(at, {"reason": REASON}, follow=True)
    assert "chưa có gì thay đổi" in answer.content.decode()


def test_words_come_back_to_who_has_the_review_no_more(at, review, dung, client_of):
    Review.objects.update(advisor=None)
    answer = client_of(dung).post(at, {"reason": "Tôi nghỉ phép."})

    assert (answer.status_code, "Tôi nghỉ phép." in answer.content.decode()) == (404, True)


def test_reason_is_read_by_who_assigns_and_by_who_reviews_after(at, review, dung, approver, client_of):
    client_of(dung).post(at, {"reason": "Tôi nghỉ phép."})
    overview, staff = reverse("reviews:review", args=[review.uuid]), client_of(approver)
    assert staff.get(overview).content.decode().count("Tôi nghỉ phép.") == 2  # above, and in the history
    assert "Tôi nghỉ phép." in staff.get("/bench/assign/", {"item": review.uuid}).content.decode()

    assign(Review.objects.get(), dung, approver)

    assert client_of(dung).get(overview).content.decode().count("Tôi nghỉ phép.") == 1
    assert "Tôi nghỉ phép." not in staff.get("/bench/assign/", {"item": review.uuid}).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.soak(3, 100)
def test_of_handing_back_and_assigning_at_once_one_happens(campaign, review, dung, approver):
    other = make_user("Chuyên gia khác", role=User.StaffRole.ADVISOR)
    happened = []

    def hand_back():
        try:
            assigning.hand_back(review=Review.objects.get(), reason=REASON, by=dung)
        except TransitionNotAllowed:
            return False
        return True

    def give():
        return bool(assign(Review.objects.get(), other, approver, held_by=dung.pk).done)

    def act(does, gate):
        gate.wait(timeout=30)
        try:
            happened.append((does.__name__, does()))
        finally:
            connection.close()

    for _ in range(campaign.n):
        Review.objects.update(advisor=dung)
        happened.clear()
        gate = threading.Barrier(2)
        threads = [threading.Thread(target=act, args=(does, gate)) for does in (hand_back, give)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)

        done = [name for name, is_done in happened if is_done]
        assert (len(happened), len(done)) == (2, 1)
        assert Review.objects.get().advisor == (other if done == ["give"] else None)
