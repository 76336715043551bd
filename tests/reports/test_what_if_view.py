from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments import lifecycle
from assessments.access import CLAIMS, claim_hash
from assessments.models import NodeScore, Scope, Scorecard, Submission, SubmittedAnswer
from reports import pace
from tests.factories import assessments
from tests.factories.reports import all_at, score, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an, answers=all_at(2))


def url(submission, node=""):
    path = reverse("reports:what_if", args=[submission.uuid])
    return f"{path}?node={node}" if node else path


def post(client, submission, changes=(), *, htmx=False, language="vi"):
    """Post all answers as they are, but for some; ``language`` as a visitor chose it."""
    client.cookies["django_language"] = language
    data = {f"{item}-choice": "2" for item in all_at(2)} | dict(changes)
    return client.post(url(submission), data, headers={"HX-Request": "true"} if htmx else {})


def test_what_if_works(client_of, an, card):
    html = client_of(an).get(url(card.submission)).content.decode()

    assert "Đây là phép thử, không lưu, không gửi cho ai." in html
    assert 'name="G3.3-choice"' in html
    assert "Chưa thay đổi câu nào" in html


def test_what_if_speaks_english(client_of, an, card):
    html = post(client_of(an), card.submission, {"T3.1-choice": "4"}, language="en").content.decode()

    assert "it is not stored and is sent to nobody" in html
    assert "level 2 → level 4" in html


def test_what_if_of_a_part_opens_its_block(client_of, an, card):
    html = client_of(an).get(url(card.submission, "T3")).content.decode()

    assert '<details class="card tries-block" id="b-T" open>' in html
    assert reverse("reports:explain", args=[card.submission.uuid, "T3"]) in html


def test_what_if_of_an_unknown_part_is_that_of_the_whole(client_of, an, card):
    assert client_of(an).get(url(card.submission, "Z9")).status_code == 200


def test_trial_without_javascript_answers_the_whole_page_with_what_was_tried(client_of, an, card):
    html = post(client_of(an), card.submission, {"T3.1-choice": "4"}).content.decode()

    assert "<!doctype html>" in html
    assert "<b>T3.1</b> mức 2 → mức 4" in html
    assert '<option value="4" selected>' in html


def test_trial_with_htmx_answers_the_result_alone(client_of, an, card):
    html = post(client_of(an), card.submission, {"T3.1-choice": "4"}, htmx=True).content.decode()

    assert "<!doctype html>" not in html
    assert html.count('id="tried"') == 1
    assert 'hx-swap-oob="innerHTML">Thử: mức 2 · 2,00 → 2,03 điểm' in html


def test_trial_writes_nothing_but_the_count_of_tries(client_of, an, card):
    client = client_of(an)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        post(client, card.submission, {"T3.1-choice": "4"})

    written = [each["sql"] for each in queries if each["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert [sql for sql in written if "django_cache" not in sql] == []
    assert (Submission.objects.count(), Scorecard.objects.count(), NodeScore.objects.count()) == (1, 1, 26)
    assert SubmittedAnswer.objects.get(item="T3.1").value == 2


def test_trial_is_not_in_the_logs(client_of, an, card, caplog):
    post(client_of(an), card.submission, {"T3.1-choice": "4"})

    assert "what-if" in caplog.text
    assert "T3.1" not in caplog.text
    assert str(card.submission.uuid) not in caplog.text


def test_trial_of_what_no_page_offers_is_400(client_of, an, card):
    assert post(client_of(an), card.submission, {"T3.1-choice": "9"}).status_code == 400


def test_trial_of_unknown_questions_changes_nothing(client_of, an, card):
    html = post(client_of(an), card.submission, {"X1.1-choice": "4"}).content.decode()

    assert "Chưa thay đổi câu nào" in html


def test_too_many_tries_are_paused(client_of, an, card, monkeypatch):
    cache.clear()
    monkeypatch.setattr(pace, "MOST_A_MINUTE", 2)
    client = client_of(an)

    answers = [post(client, card.submission).status_code for _ in range(6)]  # a new minute may begin meanwhile

    assert answers[:2] == [200, 200]
    assert 429 in answers
    assert client.get(url(card.submission)).status_code == 200


def test_what_if_is_kept_by_nobody(client_of, an, card):
    assert "no-store" in post(client_of(an), card.submission)["Cache-Control"]


def test_what_if_for_a_colleague_who_may_read_works(client_of, binh, card):
    assert post(client_of(binh), card.submission, {"T3.1-choice": "4"}).status_code == 200


def test_what_if_of_a_quick_check_works_for_whoever_holds_its_link(client, client_of, an):
    assessment, token = assessments.unclaimed(answers=all_at(1, Scope.QUICK))
    lifecycle.complete(assessment=assessment, by=None, language="vi")
    submission = score(assessment).submission
    assert client.get(url(submission)).status_code == 302

    session = client.session
    session[CLAIMS] = [claim_hash(token)]
    session.save()

    assert "Trong khoảng" in client.get(url(submission)).content.decode()
    assert client_of(an).get(url(submission)).status_code == 404


def test_what_if_for_an_outsider_is_404(client_of, chi, dung, admin, card):
    for person in (chi, dung, admin):
        assert client_of(person).get(url(card.submission)).status_code == 404
        assert post(client_of(person), card.submission).status_code == 404


def test_what_if_for_a_stranger_asks_to_sign_in(client, card):
    assert client.get(url(card.submission)).status_code == 302
    assert post(client, card.submission).status_code == 302


def test_what_if_of_an_unknown_submission_is_404(client_of, an):
    assert client_of(an).get(reverse("reports:what_if", args=[uuid4()])).status_code == 404


def test_what_if_before_scoring_is_404(client_of, an, firm_a):
    submission = Submission.objects.get(assessment=assessments.completed(firm_a, by=an))

    assert client_of(an).get(url(submission)).status_code == 404


def test_what_if_refuses_other_methods(client_of, an, card):
    assert client_of(an).put(url(card.submission)).status_code == 405
    assert client_of(an).delete(url(card.submission)).status_code == 405


def test_what_if_costs_the_same_queries_for_any_answers(client_of, an, card, firm_a):
    client = client_of(an)
    counts = []
    for changes in ({}, {"T3.1-choice": "4"}, {f"{item}-choice": "4" for item in all_at(2)}):
        with CaptureQueriesContext(connection) as queries:
            post(client, card.submission, changes)
        counts.append(len(queries))

    assert len(set(counts)) == 1
