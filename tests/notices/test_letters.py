"""Letters: in the reader's language, by day, once, without a result, and only while they still tell something."""

import itertools
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.core import mail
from django.utils import timezone, translation

from assessments import lifecycle, reviewed
from c4ir_assess.jobs.models import Job
from notices import letters as written
from notices import mailing, preferences, reading
from notices.models import Kind, Notice, Preference
from notices.rules import RULES
from notices.writing import DIGEST, LETTER, About, write
from privacy import restricting
from reviews.queue import conflicts
from tests.factories import programmes

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 22:00 in Viet Nam
DATE = re.compile(r"\b\d{2}/\d{2}/\d{4}\b")
LINK = re.compile(r"https?://\S+")


def return_one(review, by):
    day = timezone.localdate() + timedelta(days=10)
    return reviewed.return_items(assessment=review.assessment, questions={"S1.1": "Sổ?"}, note="", due_on=day, by=by)


def about(review, **more):
    assessment = review.assessment
    firm = assessment.site.organization
    return About(firm, assessment=assessment, submission=assessment.sent_submission, **more)


def waiting(review, *people):
    """What can wait for the day's letter: an advisor took it up."""
    return write(kind=Kind.TAKEN_UP, to=people, about=about(review, who=review.advisor))


def test_step_is_written_of_at_once(review, dung, an, cuong, letters):
    return_one(review, dung)

    sent = letters()
    assert {(letter.to[0], letter.subject) for letter in sent} == {
        (an.email, "Chuyên gia cần hỏi thêm"),
        (cuong.email, "Chuyên gia cần hỏi thêm"),
    }
    assert "04/12/2026" in sent[0].body
    assert "Cơ khí An Mẫu" in sent[0].body
    assert Notice.objects.filter(mailed_at=None).count() == 0


def test_letter_speaks_the_language_of_its_reader(review, dung, an, letters):
    an.language = "en"
    an.save()
    return_one(review, dung)

    (letter,) = letters()
    html = letter.alternatives[0].content
    assert letter.subject == "The advisor has questions"
    assert "Please answer them by 04/12/2026" in letter.body
    assert '<html lang="en">' in html
    assert "Sign in and open" in html


def test_no_letter_holds_a_figure_but_days(review, an, dung):
    """Whatever is told, no score, level or count can be in it, nor the firm's name in the subject."""
    firm = review.assessment.site.organization.name
    what = about(review, programme=programmes.make(), subject=review.uuid, who=dung, day=timezone.localdate())
    for kind, language in itertools.product(Kind, ["vi", "en"]):
        (notice,) = write(kind=kind, to=[an], about=what)
        with translation.override(language):
            letter = written.compose(reader=an, notices=[notice], name="x")
        html = unescape(re.sub(r"<[^>]+>", " ", letter.alternatives[0].content))
        for text in (letter.subject, letter.body, html):
            plain = LINK.sub("", DATE.sub("", text)).replace("Nhà máy 1", "").replace("C4IR", "")
            assert not re.search(r"\d|%\(", plain), f"{kind} {language}: {plain}"
        assert firm in letter.body
        assert firm not in letter.subject


def test_every_kind_has_words_a_page_and_a_condition():
    assert set(RULES) == set(Kind)


def test_letter_of_the_night_waits_for_the_morning(review, dung, an, clock, letters):
    clock.move_to(NIGHT, tick=False)
    return_one(review, dung)

    job = Job.objects.get(task=LETTER)
    assert timezone.localtime(job.due_at).strftime("%d %H:%M") == "25 07:30"


def test_letter_whose_worker_is_late_goes_the_next_morning(review, dung, an, clock, letters):
    return_one(review, dung)
    clock.move_to(NIGHT, tick=False)

    assert letters() == []
    assert Job.objects.filter(task=LETTER, state="queued").count() == 1

    clock.move_to(NIGHT + timedelta(hours=10), tick=False)
    assert len(letters()) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("can_wait", [False, True])
def test_letter_that_meets_the_night_is_queued_again_outside_any_transaction(can_wait, review, dung, an, clock):
    if can_wait:
        waiting(review, an)
        clock.move_to(datetime(2026, 11, 24, 23, 0, tzinfo=UTC), tick=False)  # 06:00 on the day of the digest
        mailing.send_digest(person=an.pk, day=timezone.localdate())
    else:
        return_one(review, dung)
        clock.move_to(NIGHT, tick=False)
        mailing.send_letter(notice=Notice.objects.get(person=an).pk)

    morning = Job.objects.filter(task=DIGEST if can_wait else LETTER, due_at=datetime(2026, 11, 25, 0, 30, tzinfo=UTC))
    assert morning.exists()
    assert not mail.outbox


def test_letter_goes_in_the_morning_though_the_clock_of_its_worker_is_a_little_behind(review, dung, an, clock):
    return_one(review, dung)

    clock.move_to(datetime(2026, 11, 25, 0, 29, 58, tzinfo=UTC), tick=False)
    mailing.send_letter(notice=Notice.objects.get(person=an).pk)

    assert [letter.to for letter in mail.outbox] == [[an.email]]


def test_staff_are_told_once_however_many_members_the_firm_has(review, dung, binh, cuong):
    write(kind=Kind.ASSIGNED, to=[dung], about=about(review, who=dung))

    assert review.assessment.site.organization.memberships.count() > 1
    assert reading.unread_count(dung) == 1
    assert len(reading.of(dung)) == 1


def test_what_can_wait_comes_in_one_letter_the_next_morning(review, an, letters):
    waiting(review, an)
    waiting(review, an)

    job = Job.objects.get(task=DIGEST)
    assert timezone.localtime(job.due_at).strftime("%d %H:%M") == "25 07:30"
    (letter,) = letters()
    assert letter.subject == "Một số việc của anh/chị trên C4IR Assess"
    assert letter.body.count("/notices/") == 2


def test_digest_is_sent_once_a_day(review, an, letters):
    waiting(review, an)
    assert len(letters()) == 1

    Job.objects.filter(task=DIGEST).update(state="queued", attempts=0)
    assert letters() == []


def test_who_wants_each_by_itself_gets_each_by_itself(review, an, letters):
    preferences.choose(person=an, reminders=True, digest=False)
    waiting(review, an)
    waiting(review, an)

    assert [letter.subject for letter in letters()] == ["Chuyên gia đang xem xét bài đánh giá"] * 2


def test_letter_is_sent_once_though_its_job_runs_twice(review, dung, an, letters):
    return_one(review, dung)
    (first,) = letters()
    Job.objects.filter(task=LETTER).update(state="queued", attempts=0)

    assert letters() == []
    assert first.extra_headers["Message-ID"] == f"<{Notice.objects.get().uuid}@127.0.0.1>"


def test_letter_that_could_not_be_sent_is_tried_again(review, dung, an, letters, monkeypatch):
    return_one(review, dung)
    notice = Notice.objects.get()
    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", _out_of_reach)
        with pytest.raises(OSError, match="no mail server"):
            mailing.send_letter(notice=notice.pk)

    assert Notice.objects.get().mailed_at is None
    assert len(letters()) == 1


def _out_of_reach(*_args):
    raise OSError("no mail server")


def test_letter_is_not_written_of_what_is_over(review, dung, an, letters):
    return_one(review, dung)
    lifecycle.take_back(assessment=review.assessment, by=an)

    assert [letter.to for letter in letters()] == [[dung.email]]  # who had it is told that it was taken back
    assert Notice.objects.get(kind="returned").mailed_at is None


def _close(an, firm):
    an.is_active = False
    an.save()


def _leave(an, firm):
    an.memberships.all().delete()


def _restrict(an, firm):
    restricting.restrict(organization=firm, by=an)


@pytest.mark.parametrize("happens", [_close, _leave, _restrict])
def test_letter_is_not_written_to_who_has_nothing_to_do_with_it_any_more(happens, review, dung, an, firm_a, letters):
    return_one(review, dung)
    happens(an, firm_a.organization)

    assert letters() == []


def test_letter_is_not_written_to_staff_out_of_reach(proposal, approver, firm_a, letters):
    proposed = Notice.objects.filter(person=approver)
    assert not proposed.exists()
    write(kind=Kind.TO_APPROVE, to=[approver], about=about(proposal.review, subject=proposal.uuid))
    conflicts.declare(organization=firm_a.organization, user=approver, reason="x", by=approver)

    assert [letter.to for letter in letters() if letter.to == [approver.email]] == []


def test_step_has_no_way_to_unsubscribe_and_a_reminder_has_one(review, dung, an, letters):
    return_one(review, dung)
    (step,) = letters()
    back = review.assessment.returns.get()
    write(kind=Kind.RETURN_DUE, to=[an], about=about(review, subject=back.uuid, day=back.due_on))
    (reminder,) = letters()

    assert "List-Unsubscribe" not in step.extra_headers
    assert reminder.extra_headers["List-Unsubscribe"] == f"<{preferences.link(an)}>"
    assert reminder.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert preferences.link(an) in reminder.body


def test_who_wants_no_reminders_gets_steps_alone(review, dung, an, letters):
    return_one(review, dung)
    back = review.assessment.returns.get()
    write(kind=Kind.RETURN_DUE, to=[an], about=about(review, subject=back.uuid, day=back.due_on))
    Preference.objects.create(person=an, reminders=False)

    assert [letter.subject for letter in letters()] == ["Chuyên gia cần hỏi thêm"]
    assert Notice.objects.filter(kind=Kind.RETURN_DUE, person=an).count() == 1


@pytest.mark.parametrize("name", ["", "Trung tâm Mẫu"])
def test_letter_of_a_demonstration_says_so_in_both_its_forms_and_loads_nothing(review, dung, letters, settings, name):
    settings.OPERATOR_NAME = name
    return_one(review, dung)

    letter = letters()[0]
    html = letter.alternatives[0].content
    assert ["Bản minh hoạ" in text for text in (letter.body, html)] == [not name] * 2
    assert re.findall(r"<(?:img|link|script|style)|\burl\(", html) == []
