"""A letter to whoever does not want to wait for a report: wished for, queued with the report, written by a worker."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts import letters
from accounts.models import User
from assessments.models import Scorecard
from assessments.report_requests import request_report
from c4ir_assess.jobs import outbox
from reports.models import ReadyLetter, Report
from reports.printed import printing
from reports.printed.languages import Edition


@transaction.atomic
def wish(*, scorecard: Scorecard, language: Edition, by: User, with_private: bool = False) -> None:
    """Let a person have one letter once the report is there; at once if it came while they were asking."""
    _lock(scorecard)
    which: dict[str, Any] = {"scorecard": scorecard, "language": language, "with_private": with_private}
    ReadyLetter.objects.get_or_create(**which, user=by)
    there = printing.current(scorecard=scorecard, language=language, with_private=with_private)
    if there:
        _queue(there)
    else:
        request_report(**which)


@transaction.atomic
def queue_for(*, report: Report) -> None:
    """Queue one letter for each wish. The lock lets no wish come between the report and its letters unseen."""
    _lock(report.scorecard)
    _queue(report)


def send(*, report: int, user: int) -> None:
    """Write to a person in their language, unless the report or their place in the firm is gone. It tells no score."""
    rows = Report.objects.select_related("scorecard__submission")
    found = rows.filter(pk=report, scorecard__submission__assessment__site__organization__memberships__user=user)
    reader, made = User.objects.filter(pk=user, is_active=True).first(), found.first()
    if reader and made:
        submission = made.scorecard.submission
        link = f"{settings.BASE_URL}{reverse('reports:result', args=[submission.uuid])}#pdfs"
        letters.tell_report_ready(reader=reader, firm=submission.firm_name, link=link)


def wished_by(user: User, scorecard: Scorecard) -> QuerySet[ReadyLetter]:
    """Return the letters that a person waits for."""
    return ReadyLetter.objects.filter(user=user, scorecard=scorecard)


def _lock(scorecard: Scorecard) -> None:
    Scorecard.objects.select_for_update(no_key=True).values_list("pk").get(pk=scorecard.pk)


def _queue(report: Report) -> None:
    which: dict[str, Any] = {"language": report.language, "with_private": report.with_private}
    for letter in ReadyLetter.objects.filter(scorecard=report.scorecard, **which):
        args = {"report": report.pk, "user": letter.user_id}
        outbox.enqueue(task="reports.tell_ready", args=args, dedup_key=f"ready:{letter.pk}")
        letter.delete()
