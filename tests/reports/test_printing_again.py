"""The same input is printed once; another one gives another file, and the former one goes."""

from decimal import Decimal

import pytest
from django.db.models.functions import Now

from assessments.report_requests import request_report
from c4ir_assess.jobs.models import Job
from reports import tasks
from reports.content.source import Figures
from reports.investing import figures as investing
from reports.models import Report
from reports.press import fingerprint, rendering
from reports.printed import printing
from tests.factories.jobs import changed
from tests.factories.questionnaires import shipped_framework
from tests.factories.reports import report, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


@pytest.fixture
def press(monkeypatch):
    """Print nothing, and count how often; what comes out differs each time."""
    printed = []

    def render(content, **how):
        printed.append((content.language, how))
        return rendering.Rendered(pdf=b"%PDF-" + bytes([len(printed)]), pages=12)

    monkeypatch.setattr(rendering, "render_pdf", render)
    return printed


def stored(private_store):
    return [str(file.relative_to(private_store)) for file in private_store.rglob("*") if file.is_file()]


def look(monkeypatch, how):
    """Let the press be another one."""
    monkeypatch.setattr(fingerprint, "press", lambda: how.ljust(16, "0"))


def test_same_input_is_printed_once(card, press):
    for _ in range(10):
        printing.print_report(scorecard=card, language="vi")

    assert len(press) == 1


def test_new_look_is_printed_anew_and_the_former_file_goes(
    card, press, private_store, monkeypatch, django_capture_on_commit_callbacks
):
    first = printing.print_report(scorecard=card, language="vi")
    look(monkeypatch, "new")
    with django_capture_on_commit_callbacks(execute=True):
        second = printing.print_report(scorecard=card, language="vi")

    assert (second.uuid, len(press)) == (first.uuid, 2)
    assert stored(private_store) == [second.file] != [first.file]


def test_former_file_stays_until_the_new_row_is_committed(card, press, private_store, monkeypatch):
    first = printing.print_report(scorecard=card, language="vi")
    look(monkeypatch, "new")
    printing.print_report(scorecard=card, language="vi")

    assert first.file in stored(private_store)


def test_former_file_stays_while_another_row_uses_it(
    card, press, private_store, monkeypatch, django_capture_on_commit_callbacks
):
    first = printing.print_report(scorecard=card, language="vi")
    Report.objects.filter(pk=first.pk).update(language="xx")
    first.pk, first.uuid = None, "0b0cbe0e-6d5e-4cd9-8f1d-33d1b2d4b4ea"
    first.save()
    look(monkeypatch, "new")
    with django_capture_on_commit_callbacks(execute=True):
        printing.print_report(scorecard=card, language="vi")

    assert first.file in stored(private_store)


def test_side_by_side_is_printed_from_both_languages(card, press):
    printing.print_report(scorecard=card, language="vi-en")
    ((language, how),) = press

    assert (language, how["other"].language) == ("vi", "en")


def test_report_is_due_when_it_would_look_different(card, monkeypatch):
    made = report(card)
    assert not printing.is_due(made)

    Job.objects.all().delete()
    look(monkeypatch, "new")
    assert printing.is_due(made)


def test_report_that_a_worker_has_just_made_is_not_due_whatever_we_think(card, monkeypatch):
    made = report(card)
    look(monkeypatch, "new")

    assert not printing.is_due(made)


@pytest.mark.logs_errors("Django logs each answer of 500 and more")
def test_opening_a_report_that_is_due_has_it_made_anew(client_of, an, card, press, monkeypatch):
    made, client = report(card), client_of(an)
    changed(Job.objects.get(queue="report"), finished_at=Now() - printing._JUST_NOW * 2)
    look(monkeypatch, "new")
    waiting = client.get(f"/reports/{made.uuid}.pdf")
    tasks.render_report(Job.objects.get(queue="report").pk)

    assert (waiting.status_code, waiting["Retry-After"]) == (503, "5")
    assert client.get(f"/reports/{made.uuid}.pdf").getvalue() == b"%PDF-\x01"


def test_changed_input_queues_the_reports_that_are_there(card):
    report(card)
    printing.request_changed(submission=card.submission)

    assert Job.objects.get(queue="report").state == "queued"


def test_figures_entered_later_queue_the_reports_and_are_another_input(card, an):
    made = report(card)
    figures = Figures(
        unit="giờ", today=Decimal(10), goal=Decimal(2), worth=Decimal(1_000_000), price=Decimal(60_000_000)
    )
    items = [item.id for item in shipped_framework().items()]
    for item in items:
        investing.keep_figures(submission=card.submission, item=item, figures=figures, by=an)

    assert Job.objects.get(queue="report").state == "queued"
    assert printing.is_due(made)


def test_request_moves_a_report_of_a_batch_before_the_batch(card):
    report(card)
    request_report(scorecard=card, language="vi", queue="batch")
    assert Job.objects.get(args__language="vi").queue == "batch"

    request_report(scorecard=card, language="vi")
    assert Job.objects.get(args__language="vi").queue == "report"


def test_batch_moves_no_report_behind_others(card):
    request_report(scorecard=card, language="vi", queue="batch")

    assert Job.objects.get(args__language="vi").queue == "report"


def test_fingerprint_tells_private_answers_and_editions_apart(card):
    vi, en = printing._contents(card, "vi-en")
    hashes = {
        fingerprint.of(vi, with_private=False),
        fingerprint.of(vi, with_private=True),
        fingerprint.of(en, with_private=False),
        fingerprint.of(vi, en, with_private=False),
    }

    assert len(hashes) == 4
    assert {each[:16] for each in hashes} == {fingerprint.press()}


def test_fingerprint_of_the_press_covers_all_that_prints():
    names = {file.name for file in fingerprint._files()}

    assert {"report.html", "report.css", "tokens.css", "django.mo", "svg.py", "rendering.py", "tagging.py"} <= names
