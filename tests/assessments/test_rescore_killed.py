"""Rescoring that is killed in the middle: no card is half there, and the next run does what is left."""

import contextlib
import os
import signal
import subprocess
import sys
from uuid import uuid4

import pytest
from django.conf import settings

from assessments import scores
from assessments.models import NodeScore, Scorecard, Submission, SubmittedAnswer
from questionnaires.publishing import publish
from tests.factories import assessments
from tests.factories.questionnaires import framework_version, shipped_document
from tests.jobs.processes import database_url, kill
from tests.waiting import until

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
COMMAND = [sys.executable, "manage.py", "rescore", "--framework", "c4ir-smc", "--to", "0.10.0", "--batch", "7"]
NODES = 26


def copies(card, count):
    """The submission of a card and as many like it, all of them scored."""
    first = card.submission
    made = [first]
    for number in range(2, count + 1):
        submission = Submission.objects.get(pk=first.pk)
        submission.pk, submission.uuid, submission.number = None, uuid4(), number
        submission.save(force_insert=True)
        SubmittedAnswer.objects.bulk_create(
            SubmittedAnswer(submission=submission, item=one.item, state=one.state, value=one.value, reason=one.reason)
            for one in first.answers.all()
        )
        scores.store_self(submission=submission)
        made.append(submission)
    return made


@contextlib.contextmanager
def rescoring():
    """The command in a process of its own, on the database of the test."""
    environment = os.environ | {"DATABASE_URL": database_url()}
    with subprocess.Popen(
        COMMAND, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            kill(process)


@pytest.mark.soak(1, 40)
def test_killed_in_the_middle_it_goes_on_where_it_was(site_a, campaign):
    old = framework_version()
    new = publish(document=shipped_document() | {"version": "0.10.0"})
    first = scores.store_self(submission=assessments.completed(site_a).submissions.get())
    submissions = copies(first, 30)

    def done():
        return Scorecard.objects.filter(framework_hash=new.content_hash).count()

    for _ in range(campaign.n):
        Scorecard.objects.filter(framework_hash=new.content_hash).delete()
        with rescoring() as process:
            until(lambda: done() >= campaign.random.randint(1, 12), every=0.005)
            process.send_signal(signal.SIGKILL)
            process.wait()
        at_the_kill = done()
        assert 0 < at_the_kill < len(submissions)

        with rescoring() as process:
            said, _ = process.communicate(timeout=60)

        assert said.startswith(f"{len(submissions) - at_the_kill} cards stored")
        cards = Scorecard.objects.filter(framework_hash=new.content_hash)
        assert sorted(cards.values_list("submission", flat=True)) == sorted(each.pk for each in submissions)
        assert NodeScore.objects.filter(scorecard__in=cards).count() == NODES * len(submissions)
    assert Scorecard.objects.filter(framework_hash=old.content_hash).count() == len(submissions)
