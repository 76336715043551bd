"""One firm with its people, the staff, and a firm beside it that must hear nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from c4ir_assess.jobs.models import Job
from notices import tasks
from notices.models import Notice
from notices.writing import DIGEST, LETTER
from reviews.models import Review
from tests.factories import assessments, proposals, reports
from tests.factories.accounts import make_user

MORNING = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday, 10:00 in Viet Nam


@pytest.fixture(autouse=True)
def clock(time_machine):
    """Stand still on a working day, by day; letters would wait otherwise."""
    time_machine.move_to(MORNING, tick=False)
    return time_machine


@pytest.fixture
def approver(db):
    return make_user("Vũ Minh Khang", role=User.StaffRole.APPROVER)


@pytest.fixture
def everybody(an, binh, cuong, chi, firm_b, dung, admin, approver):
    """The firm's three members, an outsider, the staff; and people who must hear of nothing."""
    make_user("Một chuyên gia khác", role=User.StaffRole.ADVISOR)
    return [an, binh, cuong, chi, dung, admin, approver]


@pytest.fixture
def sent(firm_a, an):
    """What firm A sent, scored, with its review; assigned to nobody."""
    assessment = assessments.sent(firm_a, by=an)
    reports.score(assessment)
    return Review.objects.select_related("assessment__sent_submission").get(assessment=assessment)


@pytest.fixture
def review(sent, dung):
    """The same with an advisor, and nobody told of anything so far."""
    Review.objects.filter(pk=sent.pk).update(advisor=dung, assigned_at=timezone.now())
    sent.refresh_from_db()
    forget()
    return sent


@pytest.fixture
def proposal(review):
    proposals.judge(review, reports.all_at(2) | {"S1.1": 1})
    return proposals.proposed(review)


@pytest.fixture
def told():
    """Return a function that says who was told what since it was last asked: kind -> people."""

    def look():
        found: dict[str, set] = {}
        for notice in Notice.objects.select_related("person"):
            found.setdefault(notice.kind, set()).add(notice.person)
        forget()
        return found

    return look


@pytest.fixture
def letters(db):
    """Return a function that does the queued jobs of letters, due or not, and returns what was sent."""

    def work():
        mail.outbox.clear()
        jobs = Job.objects.filter(task__in=[LETTER, DIGEST], state="queued")
        jobs.update(due_at=timezone.now() - timedelta(days=3650))
        for job in jobs:
            (tasks.send_letter if job.task == LETTER else tasks.send_digest).run(job.pk)
        return list(mail.outbox)

    return work


def forget():
    """Take back who was told of what the test is not about."""
    Notice.objects.all().delete()
    Job.objects.filter(task__in=[LETTER, DIGEST]).delete()
