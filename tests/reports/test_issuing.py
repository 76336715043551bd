"""Issuing a report: its number, how long it is valid, what it replaces, and what its hash stands for."""

import hashlib
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from assessments import lifecycle
from assessments.models import Scorecard
from c4ir_assess.exceptions import ReportChanged, TransitionNotAllowed
from c4ir_assess.jobs.models import Job
from privacy import restricting
from reports.issued import issuing, seals
from reports.models import IssuedReport
from tests.factories import assessments
from tests.factories.accounts import make_firm
from tests.factories.issued import FACTS, issue, sent, verified
from tests.factories.questionnaires import shipped_document
from tests.factories.reports import score, scored

State = IssuedReport.State
NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


@pytest.fixture
def other_card(firm_b, chi):
    return scored(firm_b, by=chi)


def corrected(card, by):
    """The card of the same plant's next submission."""
    assessment = card.submission.assessment
    lifecycle.correct(assessment=assessment, by=by)
    lifecycle.complete(assessment=assessment, by=by, language="vi")
    return score(assessment)


def test_number_is_the_year_and_a_running_number(card, other_card):
    assert [issue(each, now=NOON).number for each in (card, other_card)] == ["2026-0001", "2026-0002"]


def test_number_begins_with_the_operators_prefix_and_runs_on_when_it_changes(card, other_card, settings):
    first = issue(card, now=NOON).number
    settings.OPERATOR_REPORT_PREFIX = "C4IR-"

    assert (first, issue(other_card, now=NOON).number) == ("2026-0001", "C4IR-2026-0002")


def test_number_begins_anew_with_the_year_of_viet_nam(card, other_card):
    issue(card, now=NOON)
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)

    assert issue(other_card, now=new_year).number == "2027-0001"


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_issuers_at_once_take_two_numbers_without_a_gap(card, other_card):
    together = threading.Barrier(2)
    cards = [verified(sent(each.submission)) for each in (card, other_card)]

    def work(row):
        together.wait(timeout=30)
        issuing.issue(submission=row.submission, scorecard=row, now=NOON, **FACTS)
        connection.close()

    issuers = [threading.Thread(target=work, args=[row]) for row in cards]
    for issuer in issuers:
        issuer.start()
    for issuer in issuers:
        issuer.join(timeout=60)

    assert sorted(IssuedReport.objects.values_list("number", flat=True)) == ["2026-0001", "2026-0002"]


def test_same_result_is_issued_once_however_often_it_is_asked_for(card):
    assert len({issue(card).pk for _ in range(10)}) == 1
    assert IssuedReport.objects.count() == 1


def test_withdrawn_result_may_be_issued_again(card, dung):
    first = issue(card)
    issuing.withdraw(report=first, reason="Nhầm nhà máy", by=dung)

    assert issue(card).number != first.number


def test_token_is_never_the_same_and_long_enough(card, other_card):
    tokens = {issue(each).token for each in (card, other_card)}

    assert [len(token) >= 43 for token in tokens] == [True, True]


def test_report_is_valid_for_twelve_months(card):
    assert issue(card, now=NOON).valid_until == date(2027, 11, 22)


def test_framework_says_for_how_long_a_report_is_valid(firm_a, an):
    document = {**shipped_document(), "version": "0.99.0", "valid_months": "24"}
    draft = assessments.draft_of(document, firm_a, by=an, responses=assessments.all_at(2))
    lifecycle.complete(assessment=draft, by=an, language="vi")

    assert issue(score(draft), now=NOON).valid_until == date(2028, 11, 22)


def test_month_that_is_shorter_ends_on_its_last_day():
    assert issuing.months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert issuing.months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_newer_report_of_the_plant_replaces_the_valid_one(card, an):
    older = issue(card, now=NOON)
    newer = issue(corrected(card, an), now=NOON)
    older.refresh_from_db()

    assert older.superseded_by == newer
    assert issuing.state(newer, NOON.date()) == State.VALID


def test_report_of_another_plant_is_not_replaced(card, an, firm_a):
    plant = make_firm(owner=an, name="Nhà máy khác")
    first, _ = issue(card), issue(scored(plant, by=an))
    first.refresh_from_db()

    assert first.superseded_by is None


def test_expired_report_stays_expired_when_a_newer_one_is_issued(card, an):
    older = issue(card, now=NOON - timedelta(days=400))
    issue(corrected(card, an), now=NOON)
    older.refresh_from_db()

    assert issuing.state(older, NOON.date()) == State.EXPIRED


def report(**changed):
    return IssuedReport(valid_until=date(2027, 11, 22), **changed)


@pytest.mark.parametrize(
    ("changed", "day", "state"),
    [
        ({}, date(2027, 11, 22), State.VALID),
        ({}, date(2027, 11, 23), State.EXPIRED),
        ({"superseded_by": IssuedReport()}, date(2027, 11, 22), State.SUPERSEDED),
        ({"superseded_by": IssuedReport()}, date(2028, 1, 1), State.SUPERSEDED),
        ({"superseded_by": IssuedReport(withdrawn_at=NOON)}, date(2027, 11, 22), State.VALID),
        ({"superseded_by": IssuedReport(withdrawn_at=NOON)}, date(2028, 1, 1), State.EXPIRED),
        (
            {"superseded_by": IssuedReport(withdrawn_at=NOON, superseded_by=IssuedReport())},
            date(2027, 11, 22),
            State.SUPERSEDED,
        ),
        ({"withdrawn_at": NOON}, date(2027, 1, 1), State.WITHDRAWN),
        ({"withdrawn_at": NOON, "superseded_by": IssuedReport()}, date(2028, 1, 1), State.WITHDRAWN),
    ],
)
def test_state_is_the_gravest_that_holds(changed, day, state):
    assert issuing.state(report(**changed), day) == state


def test_withdrawing_again_keeps_the_first_day_and_reason(card, dung):
    issued = issue(card)
    issuing.withdraw(report=issued, reason="Sai nhà máy", by=dung)
    first = issued.withdrawn_at
    issuing.withdraw(report=issued, reason="khác", by=dung)

    assert (issued.withdrawn_at, issued.withdrawn_reason) == (first, "Sai nhà máy")


def test_report_whose_newer_one_was_withdrawn_is_replaced_by_the_next(card, an, dung):
    older, newer = issue(card, now=NOON), issue(corrected(card, an), now=NOON)
    issuing.withdraw(report=newer, reason="", by=dung)
    newest = issue(corrected(newer.scorecard, an), now=NOON)
    older.refresh_from_db()

    assert older.superseded_by == newest


def test_self_assessment_is_never_issued(card):
    sent(card.submission)
    with pytest.raises(TransitionNotAllowed):
        issuing.issue(submission=card.submission, scorecard=card, now=NOON, **FACTS)

    assert not IssuedReport.objects.exists()


def test_verified_result_of_another_submission_is_refused(card, other_card):
    row = verified(sent(other_card.submission))
    sent(card.submission)

    with pytest.raises(TransitionNotAllowed):
        issuing.issue(submission=card.submission, scorecard=row, now=NOON, **FACTS)


def test_result_that_the_firm_has_not_sent_is_refused(card):
    row = verified(card.submission)

    with pytest.raises(TransitionNotAllowed, match="not sent"):
        issuing.issue(submission=card.submission, scorecard=row, now=NOON, **FACTS)


def test_result_of_a_firm_that_keeps_its_data_to_itself_is_refused(card, an, firm_a):
    restricting.restrict(organization=firm_a.organization, by=an)

    with pytest.raises(TransitionNotAllowed, match="keeps it to itself"):
        issue(card)


def test_result_without_a_level_is_issued_only_as_partly_verified(card):
    row = verified(sent(card.submission))
    Scorecard.objects.filter(pk=row.pk).update(overall_level=None)
    row.refresh_from_db()

    with pytest.raises(TransitionNotAllowed, match="too little"):
        issuing.issue(submission=card.submission, scorecard=row, now=NOON, **FACTS)
    assert issuing.issue(submission=card.submission, scorecard=row, now=NOON, **FACTS | {"is_partial": True})


def test_partial_report_keeps_no_level(card):
    issued = issue(card, is_partial=True, items_verified=20)

    assert (issued.level, issued.level_text) == (None, "")


def test_report_keeps_the_verified_level_and_not_the_firms(card):
    issued = issue(card, level=1)

    assert (card.overall_level, issued.level, issued.level_text[:5]) == (2, 1, "Mức 1")


def test_issuing_queues_the_printing_in_each_edition(card):
    issued = issue(card)
    jobs = Job.objects.filter(task="reports.print_issued").order_by("pk")

    assert [job.args for job in jobs] == [
        {"issuedreport": issued.pk, "language": language} for language in ("vi", "en", "vi-en")
    ]


def test_verified_card_queues_no_self_assessment(card):
    verified(card.submission)

    assert Job.objects.filter(task="reports.render_report").count() == 1
    assert Scorecard.objects.count() == 2


def test_hash_is_of_what_the_report_says_in_vietnamese(card):
    issued = issue(card)
    said = hashlib.sha256(seals.text_of(issued, "vi").encode()).hexdigest()

    assert issued.content_hash == said


def test_report_is_written_down_in_each_language(card):
    issued = issue(card)
    said = {language: seals.content_of(issued, language) for language in ("vi", "en")}

    assert {language: content.language for language, content in said.items()} == {"vi": "vi", "en": "en"}
    assert {content.verification.number for content in said.values()} == {issued.number}


def test_what_is_written_down_holds_no_answer_to_a_sensitive_question(card):
    issued = issue(card)

    for language in ("vi", "en"):
        answers = seals.content_of(issued, language).answers
        assert {answer.kind for answer in answers if answer.sensitive} == {"withheld"}


def test_report_that_was_not_written_down_is_not_made_up(card):
    issued = issue(card)
    issued.contents.filter(language="en").delete()

    with pytest.raises(ReportChanged):
        seals.content_of(issued, "en")
