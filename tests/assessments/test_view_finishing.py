"""Check, complete, send, take back, correct: the pages and their words when the order is wrong."""

import re
from html import escape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Consent
from assessments.models import Assessment, Submission
from c4ir_assess.jobs.models import Job
from tests.factories import assessments


def test_check_shows_every_answer_and_a_way_to_change_it(draft, an, client_of, url, framework):
    assessments.answer(draft, assessments.all_at(3), by=an)

    page = client_of(an).get(url("check", draft)).content.decode()

    assert [item.levels[3].vi in page for item in framework.items()] == [True] * 60
    assert page.count("?from=check#") == 60


def test_check_points_out_what_is_open(draft, an, english, url):
    assessments.answer(draft, assessments.all_at(3) | {"S1.1": "dk"}, by=an)
    draft.responses.filter(item__in=["S1.2", "P1.1"]).delete()

    page = english(an).get(url("check", draft)).content.decode()

    assert "2 questions have no answer yet" in page
    assert "1 answer is “do not know”" in page
    assert re.findall(r"/([A-Z]\d)/\?from=check&amp;missed=1", page) == ["S1", "P1"]


def test_check_says_which_not_applicable_is_only_proposed(draft, an, english, url, framework):
    listed = next(item for item in framework.items() if item.id == "O6.2").na_reasons[0]
    assessments.answer(draft, {"S1.1": "no plan", "O6.2": listed.vi}, by=an)

    page = english(an).get(url("check", draft)).content.decode()

    assert page.count("proposed; counts as open") == 1
    assert escape(listed.en) in page


def test_check_of_a_completed_assessment_is_read_only(completed, an, client_of, url):
    page = client_of(an).get(url("check", completed)).content.decode()

    assert "from=check" not in page
    assert url("submit", completed) not in page


@pytest.mark.parametrize("stored", [{"S1.1": 1}, "all"])
def test_check_costs_the_same_for_one_answer_and_sixty(draft, an, client_of, url, stored):
    assessments.answer(draft, assessments.all_at(1) if stored == "all" else stored, by=an)
    client = client_of(an)

    with CaptureQueriesContext(connection) as captured:
        client.get(url("check", draft))

    assert len(captured) == 5


def test_completing_leads_to_the_result(draft, an, client_of, url):
    assessments.answer(draft, {"S1.1": 3}, by=an)

    answer = client_of(an).post(url("submit", draft))

    submission = Submission.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("reports:result", args=[submission.uuid]))
    assert (submission.submitted_by, submission.language) == (an, "vi")


def test_completing_keeps_the_language_of_the_page(draft, an, english, url):
    assessments.answer(draft, {"S1.1": 3}, by=an)
    english(an).post(url("submit", draft))

    assert Submission.objects.get().language == "en"


def test_completing_without_an_answer_is_refused_kindly(draft, an, english, url):
    answer = english(an).post(url("submit", draft), follow=True)

    assert answer.redirect_chain == [(url("check", draft), 302)]
    assert "Please answer at least one question first" in answer.content.decode()
    assert Assessment.objects.get().state == "draft"
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("state", "act", "sentence"),
    [
        ("completed", "submit", "This assessment is completed already"),
        ("draft", "correct", "can be corrected once it is completed"),
        ("sent", "correct", "take it back first"),
        ("draft", "send", "Only a completed full assessment"),
        ("sent", "send", "Only a completed full assessment"),
        ("draft", "take_back", "There is nothing to take back"),
        ("completed", "take_back", "There is nothing to take back"),
    ],
)
def test_wrong_order_is_409_with_a_kind_sentence(state, act, sentence, an, english, url, request):
    assessment = request.getfixturevalue(state)
    before = list(Assessment.objects.values())

    answer = english(an).post(url(act, assessment), {"agree": "on"})

    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert url("tasks", assessment) in answer.content.decode()
    assert list(Assessment.objects.values()) == before


def test_send_page_says_who_reads_what_and_by_when(completed, an, english, url, settings):
    settings.OPERATOR_NAME, settings.OPERATOR_REVIEW_DAYS = "C4IR Mẫu", 7

    page = english(an).get(url("send", completed)).content.decode()

    assert "advisors of C4IR Mẫu" in page
    assert "within 7 working days" in page
    assert "60 / 60 questions" in page
    assert " checked" not in page


def test_send_page_in_wrong_order_is_409(draft, an, client_of, url):
    assert client_of(an).get(url("send", draft)).status_code == 409


def test_sending_without_the_tick_sends_nothing(completed, an, english, url):
    answer = english(an).post(url("send", completed))

    assert answer.status_code == 422
    assert "<title>Error:" in answer.content.decode()
    assert Assessment.objects.get().state == "completed"
    assert not Consent.objects.exists()


def test_sending_keeps_the_words_that_were_shown(completed, an, english, url):
    client = english(an)
    page = client.get(url("send", completed)).content.decode()

    client.post(url("send", completed), {"agree": "on"})

    consent = Consent.objects.get()
    assert consent.language == "en"
    assert [line in page for line in consent.wording.splitlines()] == [True] * 6
    assert Assessment.objects.get().state == "in_review"


def test_quick_check_is_never_sent(site_a, an, client_of, url):
    quick = assessments.completed(site_a, by=an, scope="quick")

    assert client_of(an).post(url("send", quick), {"agree": "on"}).status_code == 409
    assert url("send", quick) not in client_of(an).get(url("tasks", quick)).content.decode()


def test_correction_makes_a_second_result(completed, an, client_of, url):
    client = client_of(an)

    client.post(url("correct", completed))
    client.post(url("node", completed, "S1"), {"S1.1-choice": "5", "S1.1-version": "1", "S1.1-seen": "2"})
    client.post(url("submit", completed))

    assert [one.answers.get(item="S1.1").value for one in Submission.objects.order_by("number")] == [2, 5]
