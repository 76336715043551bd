"""Letters about requests: coming in, done, due soon; and never what was asked or answered."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from c4ir_assess.jobs.models import Job
from privacy import asking, copies, erasing, tasks, telling
from privacy.models import DataRequest

pytestmark = pytest.mark.django_db

ASKED, ANSWERED = "Số điện thoại 0912 sai", "Đã sửa thành 0987"


@pytest.fixture
def correction(owner):
    return asking.ask(kind=DataRequest.Kind.CORRECT, by=owner, text=ASKED)


@pytest.fixture
def run():
    """Do the queued jobs of a task, due or not, and return the letters."""

    def work(task):
        mail.outbox.clear()
        Job.objects.filter(task=f"privacy.{task}").update(due_at=timezone.now() - timedelta(days=1))
        for job in Job.objects.filter(task=f"privacy.{task}", state="queued"):
            getattr(tasks, task).run(job.pk)
        return mail.outbox

    return work


def test_person_is_told_that_a_request_came_in(correction, owner, run):
    (letter,) = run("tell_received")

    assert letter.to == [owner.email]
    assert letter.subject == "Đã tiếp nhận yêu cầu về dữ liệu của anh/chị"
    assert "Đính chính dữ liệu" in letter.body
    assert f"{correction.due_on:%d/%m/%Y}" in letter.body


def test_person_is_told_in_their_language_that_a_request_is_done(correction, owner, admin, run):
    owner.language = "en"
    owner.save()
    asking.finish(request=correction, by=admin, answer=ANSWERED)

    (letter,) = run("tell_done")

    assert (letter.to, letter.subject) == ([owner.email], "Your request about data is done")


@pytest.mark.parametrize(
    "task", ["tell_received", "tell_done", "tell_copy_ready", "remind_to_acknowledge", "remind_to_finish"]
)
def test_letters_hold_nothing_of_what_was_asked_or_answered(owner, admin, site, run, task):
    asking.ask(kind=DataRequest.Kind.CORRECT, by=owner, text=ASKED)
    asking.finish(request=asking.ask(kind=DataRequest.Kind.CORRECT, by=owner, text=ASKED), by=admin, answer=ANSWERED)
    copies.make(export=copies.ask(by=owner, organization=site.organization, language="vi"))

    letters = [f"{letter.subject} {letter.body}" for letter in run(task)]

    assert letters
    for secret in (ASKED, ANSWERED, site.organization.name, owner.name):
        assert not [letter for letter in letters if secret in letter]


def test_administrators_are_reminded_while_nobody_confirmed(correction, admin, chi, run):
    job = Job.objects.get(task="privacy.remind_to_acknowledge")
    assert timezone.localdate(job.due_at) == correction.acknowledge_by

    assert [letter.to for letter in run("remind_to_acknowledge")] == [[admin.email]]


def test_administrators_are_reminded_before_a_request_is_due(correction, admin, run):
    job = Job.objects.get(task="privacy.remind_to_finish")
    assert timezone.localdate(job.due_at) == correction.due_on - timedelta(days=telling.DAYS_BEFORE)

    assert [letter.to for letter in run("remind_to_finish")] == [[admin.email]]


@pytest.mark.parametrize("task", ["remind_to_acknowledge", "remind_to_finish"])
def test_nobody_is_reminded_of_what_is_done(correction, admin, run, task):
    asking.finish(request=correction, by=admin, answer=ANSWERED)

    assert run(task) == []


def test_person_is_told_that_the_copy_is_ready(owner, run):
    copies.make(export=copies.ask(by=owner, organization=None, language="vi"))

    (letter,) = run("tell_copy_ready")

    assert letter.to == [owner.email]
    assert "/my-data/#copy" in letter.body


def test_owner_is_told_that_the_firm_is_erased(owner, site, run):
    erasing.erase_firm(organization=site.organization, by=owner)

    assert [letter.to for letter in run("tell_done")] == [[owner.email]]


def test_nobody_is_written_to_who_erased_their_account(owner, site, run, correction):
    erasing.erase_person(person=owner, firms_go_to={site.organization: None})

    assert run("tell_received") == []
    assert run("tell_done") == []
