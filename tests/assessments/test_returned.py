"""Questions that came back: the firm answers these and no others, and sends them again under a consent of its own."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent
from assessments import lifecycle, reviewed
from assessments.answers import Given
from assessments.consents import WORDING_VERSION
from assessments.models import Assessment, Event, Response, Return, Submission
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from tests.factories import assessments

QUESTIONS = {"S1.1": "Kế hoạch này có văn bản không?", "O1.1": "Cho xem sổ ghi tay."}


@pytest.fixture
def sent(site_a, an):
    return assessments.sent(site_a, by=an, answers={"S1.1": 2, "S1.2": 3, "O1.1": 4})


@pytest.fixture
def back(sent, dung):
    return returned(sent, dung)


def returned(assessment, by, questions=QUESTIONS):
    day = timezone.localdate() + timedelta(days=14)
    return reviewed.return_items(assessment=assessment, questions=questions, note="Xin bổ sung.", due_on=day, by=by)


def save(assessment, item, value, by):
    stored = Response.objects.filter(assessment=assessment, item=item).first()
    version = stored.version if stored else 0
    return lifecycle.save_response(
        assessment=assessment, item=item, given=Given("answered", value), base_version=version, by=by
    )


@pytest.mark.both_databases
def test_questions_sent_back_are_open_and_no_others(sent, back, an):
    save(sent, "S1.1", 3, an)

    with pytest.raises(TransitionNotAllowed):
        save(sent, "S1.2", 1, an)
    assert Response.objects.get(assessment=sent, item="S1.1").value == 3
    assert Response.objects.get(assessment=sent, item="S1.2").value == 3


def test_ux_37_nothing_can_be_answered_while_it_is_reviewed(sent, an):
    with pytest.raises(TransitionNotAllowed):
        save(sent, "S1.1", 3, an)


@pytest.mark.both_databases
def test_ux_37_what_was_sent_stays_as_it_was(sent, back, an):
    frozen = list(sent.sent_submission.answers.order_by("item").values("item", "state", "value", "reason"))
    save(sent, "S1.1", 5, an)

    assert list(sent.sent_submission.answers.order_by("item").values("item", "state", "value", "reason")) == frozen


@pytest.mark.parametrize("questions", [{}, {"X9.9": "?"}])
def test_return_without_a_question_of_the_firm_is_refused(sent, dung, questions):
    with pytest.raises(InvalidAnswer):
        returned(sent, dung, questions)
    assert Assessment.objects.get().state == "in_review"


@pytest.mark.both_databases
def test_sending_again_freezes_a_new_version_with_its_own_consent(client_of, sent, back, an):
    save(sent, "S1.1", 5, an)
    former = sent.sent_submission

    answer = send(client_of(an), sent)

    assert answer.status_code == 302
    sent = Assessment.objects.get(pk=sent.pk)
    newest = sent.submissions.latest("number")
    assert (sent.state, sent.sent_submission, newest.number) == ("in_review", newest, former.number + 1)
    assert newest.answers.get(item="S1.1").value == 5
    standing = Consent.objects.filter(purpose="advisor_review", withdrawn_at=None)
    assert [consent.subject for consent in standing] == [newest.uuid]
    row = Return.objects.get()
    assert (row.answered_by_submission, row.closed_at is None) == (newest, False)


def test_sending_again_while_a_colleague_answers_shows_the_answers_once_more(client_of, sent, back, an, cuong):
    seen = Assessment.objects.get(pk=sent.pk).revision
    save(sent, "O1.1", 1, cuong)

    answer = send(client_of(an), sent, revision=seen)

    assert answer.status_code == 409
    assert Submission.objects.count() == 1


@pytest.mark.usefixtures("back")
def test_sending_again_without_the_consent_sends_nothing(client_of, sent, an):
    answer = send(client_of(an), sent, agree="")

    assert (answer.status_code, Assessment.objects.get().state) == (422, "returned")


@pytest.mark.both_databases
def test_answer_is_saved_by_its_card(client_of, sent, back, an):
    stored = Response.objects.get(assessment=sent, item="S1.1")
    fields = {"item": "S1.1", "S1.1-choice": "4", "S1.1-version": stored.version, "S1.1-seen": "2"}

    answer = client_of(an).post(url("returned", sent), fields, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert Response.objects.get(assessment=sent, item="S1.1").value == 4


def test_page_shows_question_answer_and_day(client_of, sent, back, an):
    page = client_of(an).get(url("returned", sent)).content.decode()

    assert all(text in page for text in (*QUESTIONS.values(), "Xin bổ sung.", "2 câu"))
    assert "S1.2" not in page


def test_list_of_parts_leads_to_the_questions(client_of, sent, back, an):
    assert url("returned", sent) in client_of(an).get(url("tasks", sent)).content.decode()


def test_firm_is_told_that_it_is_waited_for_in_words_to_itself(client_of, sent, back, an):
    for page in (url("tasks", sent), reverse("assessments:home")):
        seen = client_of(an).get(page).content.decode()
        assert "Chờ anh/chị bổ sung" in seen
        assert "Chờ doanh nghiệp bổ sung" not in seen


def test_page_of_nothing_that_came_back_leads_to_the_list(client_of, sent, an):
    answer = client_of(an).get(url("returned", sent))

    assert (answer.status_code, answer.url) == (302, url("tasks", sent))


def test_taking_back_closes_what_came_back(sent, back, an):
    lifecycle.take_back(assessment=sent, by=an)

    assert Return.objects.get().closed_at is not None
    assert Assessment.objects.get().state == "completed"


def test_each_move_is_kept_with_who_and_when(client_of, sent, back, an, dung):
    send(client_of(an), sent)

    acts = list(Event.objects.order_by("pk").values_list("act", "by", "state"))
    assert acts == [
        ("complete", an.pk, "completed"),
        ("send_for_review", an.pk, "in_review"),
        ("return_items", dung.pk, "returned"),
        ("send_again", an.pk, "in_review"),
    ]


@pytest.mark.usefixtures("back")
class TestPermissions:
    """Who may open and answer what came back."""

    @pytest.mark.parametrize("name", ["returned", "send_again"])
    def test_outsider_finds_nothing(self, client_of, sent, chi, name):
        assert client_of(chi).get(url(name, sent)).status_code == 404
        assert client_of(chi).post(url(name, sent)).status_code == 404

    def test_read_only_member_reads_and_does_not_answer(self, client_of, sent, binh):
        assert client_of(binh).get(url("returned", sent)).status_code == 200
        assert client_of(binh).post(url("returned", sent)).status_code == 403

    def test_colleague_answers_and_does_not_send(self, client_of, sent, cuong):
        assert client_of(cuong).post(url("returned", sent)).status_code == 302
        assert client_of(cuong).get(url("send_again", sent)).status_code == 403

    def test_anonymous_visitor_signs_in_first(self, client, sent):
        assert client.get(url("returned", sent)).status_code == 302

    def test_advisor_reads_it_on_the_bench_and_not_here(self, client_of, sent, dung):
        assert client_of(dung).get(url("returned", sent)).status_code == 404

    @pytest.mark.parametrize("name", ["returned", "send_again"])
    def test_wrong_method_is_405(self, client_of, sent, an, name):
        assert client_of(an).put(url(name, sent)).status_code == 405


def send(client, assessment, **changed):
    revision = Assessment.objects.get(pk=assessment.pk).revision
    fields = {"revision": revision, "wording_version": WORDING_VERSION, "language": "vi", "agree": "on", **changed}
    return client.post(url("send_again", assessment), fields)


def url(name, assessment):
    return reverse(f"assessments:{name}", args=[assessment.uuid])


def test_list_of_assessments_leads_to_the_questions_first(client_of, sent, back, an):
    page = client_of(an).get(reverse("assessments:home")).content.decode()

    wanted = reverse("assessments:returned", args=[sent.uuid])
    assert f'<a class="btn" href="{wanted}">' in page


def test_page_of_the_questions_keeps_answers_on_the_device_as_other_pages_do(client_of, sent, back, an):
    page = client_of(an).get(reverse("assessments:returned", args=[sent.uuid])).content.decode()

    assert page.index("js/unsent.js") < page.index("js/answering.js") < page.index("js/replying.js")
    assert 'id="unsent"' in page
    assert 'id="session-end"' in page
