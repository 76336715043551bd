import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import Membership, User
from c4ir_assess.jobs.models import Job
from reports import tasks
from reports.models import ReadyLetter, Report
from reports.printed import files, printing, ready_letters
from tests.factories.accounts import join, make_user
from tests.factories.jobs import changed
from tests.factories.reports import report, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


def letters():
    return Job.objects.filter(task="reports.tell_ready")


def make(card):
    """Let the worker find the report there, as it does whenever it was printed before."""
    made = Report.objects.filter(scorecard=card).first() or report(card)
    job = Job.objects.get(dedup_key=f"report:{card.pk}:vi")
    tasks.render_report(changed(job, state="queued").pk)
    return made


def send():
    for job in letters():
        tasks.tell_ready(job.pk)


def test_end_of_the_job_queues_one_letter_for_each_wish(card, an, binh):
    for person in (an, an, binh):
        ready_letters.wish(scorecard=card, language="vi", by=person)
    make(card)

    assert sorted(letters().values_list("args__user", flat=True)) == sorted([an.pk, binh.pk])
    assert not ReadyLetter.objects.exists()


def test_second_run_of_the_job_queues_no_second_letter(card, an):
    ready_letters.wish(scorecard=card, language="vi", by=an)
    make(card)
    make(card)

    assert letters().count() == 1


def test_wish_for_a_report_that_is_there_is_granted_at_once(card, an):
    report(card)
    ready_letters.wish(scorecard=card, language="vi", by=an)

    assert letters().count() == 1


def test_wish_for_a_report_that_was_not_asked_for_asks_for_it(card, an):
    ready_letters.wish(scorecard=card, language="en", by=an)

    assert Job.objects.filter(dedup_key=f"report:{card.pk}:en").exists()


def test_wish_waits_for_its_own_edition(card, an):
    ready_letters.wish(scorecard=card, language="en", by=an)
    make(card)

    assert not letters().exists()


@pytest.mark.parametrize(
    ("language", "subject"), [("vi", "Báo cáo PDF đã sẵn sàng"), ("en", "Your PDF report is ready")]
)
def test_letter_is_in_the_language_of_the_person(card, an, language, subject):
    User.objects.filter(pk=an.pk).update(language=language)
    ready_letters.wish(scorecard=card, language="vi", by=an)
    make(card)
    send()

    assert mail.outbox[0].to == [an.email]
    assert subject in mail.outbox[0].subject


def test_letter_links_the_result_and_tells_nothing_of_it(card, an, settings):
    ready_letters.wish(scorecard=card, language="vi", by=an)
    make(card)
    send()
    (letter,) = mail.outbox

    assert settings.BASE_URL + reverse("reports:result", args=[card.submission.uuid]) in letter.body
    assert [word for word in ("mức", "điểm", "2,0") if word in letter.body.lower()] == []
    assert letter.attachments == []
    assert card.submission.firm_name not in letter.subject


def test_letter_is_not_written_to_somebody_who_left_the_firm(card, firm_a):
    guest = join(make_user("Người Đã Đi"), firm_a, Membership.Role.READ_ONLY)
    ready_letters.wish(scorecard=card, language="vi", by=guest)
    made = make(card)
    Membership.objects.filter(user=guest).delete()
    ready_letters.send(report=made.pk, user=guest.pk)

    assert mail.outbox == []


def test_letter_for_a_report_that_was_erased_is_not_written(an):
    ready_letters.send(report=0, user=an.pk)

    assert mail.outbox == []


def test_failed_report_keeps_the_wish(card, an, monkeypatch):
    ready_letters.wish(scorecard=card, language="vi", by=an)
    monkeypatch.setattr(files, "store", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    monkeypatch.setattr(printing, "_render", lambda *_args, **_how: type("Rendered", (), {"pdf": b"%PDF", "pages": 1}))
    tasks.render_report(Job.objects.get(queue="report").pk)

    assert ReadyLetter.objects.count() == 1
    assert "No space left on device" in Job.objects.get(queue="report").error
