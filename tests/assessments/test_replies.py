"""The firm's words beside answers that came back: never over a colleague's, and never a reply to a later return."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.consents import Shown
from assessments import reviewed
from assessments.consents import WORDING_VERSION
from assessments.models import Assessment, Return, ReturnedItem
from tests.factories import assessments

pytestmark = pytest.mark.both_databases


@pytest.fixture
def sent(site_a, an):
    return assessments.sent(site_a, by=an, answers={"S1.1": 2, "S1.2": 3, "O1.1": 4})


@pytest.fixture
def back(sent, dung):
    return returned(sent, dung, "S1.1", "O1.1")


def returned(assessment, by, *items):
    day = timezone.localdate() + timedelta(days=14)
    questions = dict.fromkeys(items, "Cho xem sổ ghi tay.")
    return reviewed.return_items(assessment=assessment, questions=questions, note="", due_on=day, by=by)


@pytest.fixture
def closed(sent, back, an):
    """What came back and was sent again, before words on a device arrived."""
    return sent_again(sent, back, an)


def test_reply_is_kept_beside_its_question(client_of, sent, back, an):
    client_of(an).post(page_of(sent), {"reply-O1.1": "Đã gửi ảnh sổ."}, headers={"HX-Request": "true"})

    assert ReturnedItem.objects.get(item="O1.1").reply == "Đã gửi ảnh sổ."


def reply(client, assessment, text, *was, item="O1.1", about=None):
    """Send words as the page's script does: with what may stand there as far as it knows, and for which return."""
    fields = {"item": f"reply-{item}", f"reply-{item}": text, f"was-reply-{item}": was}
    named = {f"reply-{item}-mutation": "a name", f"reply-{item}-after": ""}
    return client.post(page_of(assessment, about), fields | named, headers={"HX-Request": "true"})


def replied(item="O1.1"):
    return ReturnedItem.objects.filter(item=item).latest("pk").reply


def page_of(assessment, about=None):
    """Return where the page of a return, the newest without a name, posts to."""
    about = about or Return.objects.latest("pk")
    return f"{reverse('assessments:returned', args=[assessment.uuid])}?return={about.uuid}"


def test_words_are_answered_with_what_is_stored_now(client_of, sent, back, an):
    answer = reply(client_of(an), sent, "Đã gửi\r\nảnh.", "")

    assert (answer.status_code, replied()) == (200, "Đã gửi\nảnh.")
    assert 'name="was-reply-O1.1" value="Đã gửi\nảnh."' in answer.content.decode()
    assert "answersaved" in answer["HX-Trigger"]


def test_words_of_a_colleague_are_not_overwritten_unseen(client_of, sent, back, an, cuong):
    reply(client_of(cuong), sent, "Sổ ở văn phòng.", "")
    answer = reply(client_of(an), sent, "Không có sổ.", "")

    assert (answer.status_code, answer["HX-Retarget"], replied()) == (409, "#reply-O1.1", "Sổ ở văn phòng.")
    assert "Sổ ở văn phòng." in answer.content.decode()
    assert reply(client_of(an), sent, "Không có sổ.", "Sổ ở văn phòng.").status_code == 200
    assert replied() == "Không có sổ."


def test_words_that_follow_what_was_sent_and_never_answered_are_stored(client_of, sent, back, an):
    reply(client_of(an), sent, "Sổ", "")
    reply(client_of(an), sent, "", "", "Sổ")

    assert replied() == ""


def test_page_posted_as_it_was_shown_leaves_words_of_a_colleague_alone(client_of, sent, back, an, cuong):
    reply(client_of(cuong), sent, "Sổ ở văn phòng.", "")
    answer = client_of(an).post(page_of(sent), {"reply-O1.1": "", "was-reply-O1.1": ""})

    assert (answer.status_code, replied()) == (302, "Sổ ở văn phòng.")


def test_page_posted_with_other_words_than_a_colleagues_shows_both(client_of, sent, back, an, cuong):
    reply(client_of(cuong), sent, "Sổ ở văn phòng.", "")
    answer = client_of(an).post(page_of(sent), {"reply-O1.1": "Không có.", "was-reply-O1.1": ""})
    page = answer.content.decode()

    assert (answer.status_code, replied()) == (409, "Sổ ở văn phòng.")
    assert 'value="Sổ ở văn phòng."' in page
    assert "\nKhông có.</textarea>" in page


def test_words_to_a_question_that_did_not_come_back_change_nothing(client_of, sent, back, an):
    assert reply(client_of(an), sent, "x", "", item="S1.2").status_code == 204


def sent_again(assessment, back, by):
    now = Assessment.objects.get(pk=assessment.pk)
    seen = Shown(text="x", version=WORDING_VERSION, language="vi")
    reviewed.send_again(assessment=now, by=by, words=seen, seen_revision=now.revision)
    return back


def test_late_words_are_no_reply_to_the_same_question_back_another_time(client_of, sent, closed, an, dung):
    returned(sent, dung, "O1.1")

    answer = reply(client_of(an), sent, "Sổ ở văn phòng.", "", about=closed)

    assert (answer.status_code, replied()) == (410, "")


def test_late_words_are_refused_while_nothing_is_back(client_of, sent, closed, an):
    assert reply(client_of(an), sent, "Sổ ở văn phòng.", "", about=closed).status_code == 410


def test_late_words_are_refused_where_another_question_is_back(client_of, sent, closed, an, dung):
    returned(sent, dung, "S1.2")

    assert reply(client_of(an), sent, "Sổ ở văn phòng.", "", about=closed).status_code == 410


@pytest.mark.usefixtures("back")
def test_words_that_name_no_return_are_kept_by_the_device(client_of, sent, an):
    fields = {"item": "reply-O1.1", "reply-O1.1": "Sổ.", "was-reply-O1.1": "", "reply-O1.1-mutation": "a name"}

    answer = client_of(an).post(
        reverse("assessments:returned", args=[sent.uuid]), fields, headers={"HX-Request": "true"}
    )

    assert (answer.status_code, replied()) == (410, "")


def test_late_words_that_had_arrived_are_done(client_of, sent, back, an, dung):
    reply(client_of(an), sent, "Sổ ở văn phòng.", "")
    sent_again(sent, back, an)
    returned(sent, dung, "O1.1")

    assert reply(client_of(an), sent, "Sổ ở văn phòng.", "", about=back).status_code == 204
    assert replied() == ""


def test_late_words_that_were_copied_to_the_later_return_are_done(client_of, sent, closed, an, dung):
    returned(sent, dung, "O1.1")
    reply(client_of(an), sent, "Sổ ở văn phòng.", "")

    assert reply(client_of(an), sent, "Sổ ở văn phòng.", "", about=closed).status_code == 204


def test_cleared_words_that_come_late_are_done(client_of, sent, closed, an, dung):
    assert reply(client_of(an), sent, "", "Sổ", about=closed).status_code == 204


def test_page_of_a_closed_return_shows_its_words_beside_the_open_one(client_of, sent, closed, an, dung):
    returned(sent, dung, "O1.1")
    words = {"reply-O1.1": "Sổ ở văn phòng.", "was-reply-O1.1": ""}

    answer = client_of(an).post(page_of(sent, closed), words)

    assert (answer.status_code, replied()) == (409, "")
    assert "\nSổ ở văn phòng.</textarea>" in answer.content.decode()
    assert client_of(an).post(page_of(sent), words).status_code == 302
    assert replied() == "Sổ ở văn phòng."


def test_page_of_a_closed_return_as_it_was_shown_changes_nothing(client_of, sent, closed, an, dung):
    returned(sent, dung, "O1.1")

    answer = client_of(an).post(page_of(sent, closed), {"reply-O1.1": "Sổ.", "was-reply-O1.1": "Sổ."})

    assert (answer.status_code, replied()) == (302, "")


@pytest.mark.parametrize("later", [(), ("S1.2",)])
def test_page_of_questions_that_are_not_open_any_more_is_refused(client_of, sent, closed, an, dung, later):
    if later:
        returned(sent, dung, *later)

    answer = client_of(an).post(page_of(sent, closed), {"reply-O1.1": "Sổ.", "was-reply-O1.1": ""})

    assert answer.status_code == 409


def test_words_typed_again_as_they_were_shown_are_stored_by_the_page_as_well(client_of, sent, back, an):
    reply(client_of(an), sent, "Sổ ghi tay", "")
    words = {"reply-O1.1": "", "was-reply-O1.1": ["", "Sổ ghi tay"], "reply-O1.1-mutation": "a name"}

    assert client_of(an).post(page_of(sent), words).status_code == 302
    assert replied() == ""


def test_page_posts_to_the_return_that_it_shows(client_of, sent, back, an):
    page = client_of(an).get(page_of(sent)).content.decode()

    assert f'action="?return={back.uuid}"' in page
