import os
import threading

import pytest
from celery import signals
from django.db import connection, transaction

from accounts.models import Organization, Site
from assessments.answers import Given
from assessments.models import Scope, Scorecard
from assessments.report_requests import job_key, request_report
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from reports import tasks
from reports.content import build_report_content
from reports.models import Report
from reports.press import limits, rendering
from reports.printed import printing
from tests.factories import library
from tests.factories.jobs import changed
from tests.factories.reports import all_at, report, scored


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


@pytest.fixture
def short_card(firm_a, an):
    """A result whose report is printed in a third of the time."""
    return library.completed(
        firm_a, "impuls", lambda framework: {next(framework.items()).id: Given("answered", 2)}, by=an
    )


def stored(private_store):
    return [file for file in private_store.rglob("*") if file.is_file()]


def test_print_report_stores_row_and_file(card, private_store):
    report = printing.print_report(scorecard=card, language="vi")
    (file,) = stored(private_store)

    assert file.name == f"{card.uuid}-vi-{report.content_hash}.pdf"
    assert (report.size, file.read_bytes()[:5]) == (file.stat().st_size, b"%PDF-")
    assert 10 <= report.pages <= limits.MOST_PAGES


def test_print_report_after_a_kill_between_file_and_row_uses_the_same_file(short_card, private_store):
    printing.print_report(scorecard=short_card, language="vi")
    Report.objects.all().delete()
    printing.print_report(scorecard=short_card, language="vi")

    assert len(stored(private_store)) == 1


def test_print_report_writes_a_file_that_is_gone_anew(short_card, private_store):
    first = printing.print_report(scorecard=short_card, language="vi")
    (private_store / first.file).unlink()
    second = printing.print_report(scorecard=short_card, language="vi")
    (file,) = stored(private_store)

    assert (second.uuid, second.file) == (first.uuid, f"reports/{file.name}")


def test_print_report_notes_the_new_file_if_it_looks_different_now(short_card, private_store):
    made = report(short_card)
    (private_store / made.file).unlink()
    printing.print_report(scorecard=short_card, language="vi")
    made.refresh_from_db()
    (file,) = stored(private_store)

    assert (made.file, made.size) == (f"reports/{file.name}", file.stat().st_size)


def test_report_in_another_language_keeps_the_name_at_completion(card):
    organization = card.submission.assessment.site.organization
    Organization.objects.filter(pk=organization.pk).update(name="Another name")
    row = Scorecard.objects.get(pk=card.pk)

    assert [build_report_content(row, language).firm for language in ("vi", "en")] == ["Cơ khí An Mẫu"] * 2


def test_report_in_another_language_keeps_the_place_at_completion(card):
    before = build_report_content(Scorecard.objects.get(pk=card.pk), "vi").place
    Site.objects.update(name="Another plant", commune="Another commune", province="01")

    assert build_report_content(Scorecard.objects.get(pk=card.pk), "en").place == before
    assert "Another" not in before


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_leave_one_row_and_one_file(short_card, private_store, monkeypatch):
    together, press = threading.Barrier(2), threading.Lock()
    render = rendering.render_pdf

    def render_alone(content, **how):
        """Let both come here before one renders: WeasyPrint stands no threads, and workers are processes."""
        together.wait(timeout=30)
        with press:
            return render(content, **how)

    monkeypatch.setattr(rendering, "render_pdf", render_alone)

    def work():
        printing.print_report(scorecard=short_card, language="en")
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert Report.objects.count() == 1
    assert len(stored(private_store)) == 1


def test_scoring_queues_the_report_in_the_language_of_the_submission(firm_a, an):
    card = scored(firm_a, by=an, language="en")
    job = Job.objects.get(queue="report")

    assert (job.task, job.args) == ("reports.render_report", {"scorecard": card.pk, "language": "en"})
    assert job.dedup_key == f"report:{card.pk}:en"


def test_scoring_a_quick_check_queues_no_report(firm_a, an):
    scored(firm_a, by=an, scope=Scope.QUICK, answers=all_at(1, "quick"))

    assert not Job.objects.filter(queue="report").exists()


def test_request_report_twice_is_one_job(card):
    with transaction.atomic():
        jobs = {request_report(scorecard=card, language="en") for _ in range(2)}

    assert len(jobs) == 1
    assert outbox.progress(job_key(card, "en")) == Job.State.QUEUED


def test_task_makes_the_report_of_its_job_however_often_it_runs(card, private_store, quick_to_print):
    job = Job.objects.get(queue="report")

    for _ in range(2):
        tasks.render_report(job.pk)
        changed(job, state=Job.State.QUEUED)

    assert Report.objects.get().scorecard == card
    assert len(stored(private_store)) == 1


def test_task_finishes_its_job(card):
    report(card)
    job = Job.objects.get(queue="report")

    tasks.render_report(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_worker_sets_the_press_up_before_it_divides():
    rendering.the_press.cache_clear()
    assert tasks.warm_up in signals.worker_init._live_receivers(None)

    tasks.warm_up()

    assert rendering.the_press.cache_info().currsize == 1


def test_forked_process_leaves_the_fonts_to_its_parent():
    press = rendering.the_press()

    rendering._put_away(owner=os.getpid() + 1)

    assert rendering.the_press() is press
