"""Check, complete, send, take back, correct: the pages and their words when the order is wrong."""

import re
from html import escape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from accounts.models import Consent
from assessments import consents, lifecycle
from assessments.models import Assessment, Submission
from c4ir_assess.jobs.models import Job
from tests.factories import assessments


@pytest.fixture
def page_fields():
    """Return the hidden fields of a page's own form."""

    def fields(answer):
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', answer.content.decode()))

    return fields


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

    assert len(captured) == 6


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


def test_sending_without_the_tick_sends_nothing(completed, an, english, url, consent_fields):
    answer = english(an).post(url("send", completed), consent_fields(completed) | {"agree": ""})

    assert answer.status_code == 422
    assert "<title>Error:" in answer.content.decode()
    assert Assessment.objects.get().state == "completed"
    assert not Consent.objects.exists()


def test_second_tap_on_complete_leads_to_the_result(draft, an, client_of, url):
    assessments.answer(draft, {"S1.1": 3}, by=an)
    client = client_of(an)

    first, second = client.post(url("submit", draft)), client.post(url("submit", draft))

    assert (second.status_code, second.url) == (302, first.url)
    assert Submission.objects.count() == 1


def test_second_tap_on_send_finds_it_sent(completed, an, client_of, url, consent_fields):
    client = client_of(an)

    first, second = [client.post(url("send", completed), consent_fields(completed)) for _ in range(2)]

    assert (first.status_code, first.url) == (second.status_code, second.url) == (302, url("tasks", completed))
    assert Consent.objects.count() == 1


def test_sending_one_version_while_another_is_with_the_advisors_is_409(completed, an, client_of, url, consent_fields):
    shown = consent_fields(completed)
    lifecycle.correct(assessment=completed, by=an)
    lifecycle.complete(assessment=completed, by=an, language="vi")
    client = client_of(an)
    client.post(url("send", completed), consent_fields(completed))

    assert client.post(url("send", completed), shown).status_code == 409


def test_sending_another_version_than_the_newest_shows_the_newest(completed, an, english, url, consent_fields):
    shown = consent_fields(completed)
    lifecycle.correct(assessment=completed, by=an)
    newest = lifecycle.complete(assessment=completed, by=an, language="vi")

    answer = english(an).post(url("send", completed), shown)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Nothing has been sent yet" in page
    assert f'name="submission" value="{newest.uuid}"' in page
    assert " checked" not in page
    assert Assessment.objects.get().state == "completed"
    assert not Consent.objects.exists()


def test_sending_with_words_no_longer_in_force_sends_nothing(completed, an, client_of, url, consent_fields):
    answer = client_of(an).post(url("send", completed), consent_fields(completed) | {"wording_version": "2020-01"})

    assert answer.status_code == 409
    assert not Consent.objects.exists()


@pytest.mark.parametrize("spoilt", [{"language": "fr"}, {"submission": "x"}, {"wording_version": ""}])
def test_sending_what_no_page_of_ours_posts_is_400(completed, an, client_of, url, consent_fields, spoilt):
    answer = client_of(an).post(url("send", completed), consent_fields(completed) | spoilt)

    assert answer.status_code == 400
    assert not Consent.objects.exists()


def test_consent_has_the_language_of_the_page_that_was_shown(completed, an, english, url, consent_fields):
    english(an).post(url("send", completed), consent_fields(completed, "vi"))

    consent = Consent.objects.get()
    with translation.override("vi"):
        assert (consent.language, consent.wording) == ("vi", consents.review_wording())


def test_sending_keeps_the_words_that_were_shown(completed, an, english, url, page_fields):
    client = english(an)
    answer = client.get(url("send", completed))
    page = answer.content.decode()

    client.post(url("send", completed), page_fields(answer) | {"agree": "on"})

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


@pytest.mark.parametrize("state", ["draft", "completed"])
def test_page_of_taking_back_is_refused_where_nothing_is_with_the_advisors(state, an, english, url, request):
    answer = english(an).get(url("take_back", request.getfixturevalue(state)))

    assert (answer.status_code, "There is nothing to take back" in answer.content.decode()) == (409, True)


def test_taking_back_is_asked_before_it_is_done(sent, an, english, url):
    page = english(an).get(url("take_back", sent)).content.decode()

    assert "your consent to the review ends" in page
    assert "proposed" not in page
    sent.refresh_from_db()
    assert sent.state == "in_review"


def test_tasks_lead_to_the_question_and_take_nothing_back_themselves(sent, an, english, url):
    text = english(an).get(url("tasks", sent)).content.decode()

    assert f'href="{url("take_back", sent)}"' in text
    assert f'action="{url("take_back", sent)}"' not in text
