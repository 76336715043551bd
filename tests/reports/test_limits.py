"""One report may take only so much; whatever breaks a limit fails at once, and its worker goes on."""

import contextlib
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assessments.answers import Given
from assessments.models import Submission
from c4ir_assess.exceptions import LimitExceeded
from c4ir_assess.jobs.models import Job
from reports.models import Report
from reports.press import limits, rendering
from tests.factories import jobs, library
from tests.jobs.conftest import rig
from tests.waiting import until

__all__ = ["rig"]

ROOT = Path(rendering.STATIC).parent
GREEDY, DEADLY = "Greedy Firm", "Deadly Firm"  # as in poisoned_app.py, which no other process must load
PAGE = '<html lang="vi"><title>t</title><body>{}</body></html>'


def burn():
    while True:
        pass


def test_too_much_time_is_cut_off(monkeypatch):
    monkeypatch.setattr(limits, "MOST_SECONDS", 0.1)

    with pytest.raises(LimitExceeded, match="time: more than"), limits.watched():
        burn()


def test_too_much_memory_is_cut_off(monkeypatch):
    monkeypatch.setattr(limits, "MOST_MEGABYTES", 20)

    def grab():
        """Hold more than before, whatever the process had freed and may take again."""
        before, taken = limits.resident_megabytes(), []
        while limits.resident_megabytes() < before + 40:
            taken.append(b"x" * 1_000_000)
        burn()

    with pytest.raises(LimitExceeded, match="memory: "), limits.watched():
        grab()


def test_memory_that_the_system_refuses_is_a_limit():
    with pytest.raises(LimitExceeded, match="memory: the system"), limits.watched():
        raise MemoryError


def test_handlers_of_faults_on_the_way_do_not_swallow_the_end(monkeypatch):
    monkeypatch.setattr(limits, "MOST_SECONDS", 0.1)

    def stubborn():
        while True:
            with contextlib.suppress(Exception):
                burn()

    with pytest.raises(LimitExceeded), limits.watched():
        stubborn()


def test_watching_leaves_no_clock_behind():
    before = signal.getsignal(signal.SIGVTALRM)
    with limits.watched():
        pass

    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_work_outside_the_main_thread_is_let_through():
    done = []

    def work():
        with limits.watched():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [True]


def test_document_of_too_many_letters_is_not_laid_out(monkeypatch):
    monkeypatch.setattr(limits, "MOST_LETTERS", 1000)

    with pytest.raises(LimitExceeded, match="size: "):
        rendering.print_html(PAGE.format("x" * 1000))


def test_report_of_too_many_pages_is_not_written(monkeypatch):
    monkeypatch.setattr(limits, "MOST_PAGES", 2)

    with pytest.raises(LimitExceeded, match="pages: 3, at most 2"):
        rendering.print_html(PAGE.format('<p style="break-after: page">1</p>' * 2 + "<p>3</p>"))


def test_process_of_a_worker_gets_no_more_memory_than_allowed():
    code = (
        "from reports.press import limits; limits.MOST_DATA_MEGABYTES = 400; limits.bound_process()\n"
        "try: bytearray(500_000_000)\n"
        "except MemoryError: print('refused')"
    )
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert said.stdout == "refused\n"


@pytest.mark.django_db(transaction=True)
def test_reports_that_run_wild_fail_alone(rig, firm_a, an):
    """The real worker: what takes too much is cut off once, what kills its process is given up, the others are made."""
    made = {name: render_job(firm_a, an, name) for name in ("Firm One", GREEDY, DEADLY, "Firm Two")}
    rig.quicker = 8.0
    rig.relay()
    rig.worker(app="tests.reports.poisoned_app")
    rows = Job.objects.filter(task="reports.render_report")
    until(lambda: not rows.filter(state__in=["queued", "running"]).exists(), within=240)

    ended = {name: Job.objects.get(pk=job.pk) for name, job in made.items()}
    assert {name: (job.state, job.attempts) for name, job in ended.items()} == {
        "Firm One": ("done", 1),
        GREEDY: ("failed", 1),
        DEADLY: ("failed", 3),
        "Firm Two": ("done", 1),
    }
    assert ended[GREEDY].error.startswith("LimitExceeded: memory: ")
    assert Report.objects.count() == 2


def render_job(firm, by, name):
    """The job of a report that is printed quickly, of a firm of this name."""
    card = library.completed(firm, "impuls", one_answer, by=by)
    Submission.objects.filter(pk=card.submission_id).update(firm_name=name)
    args = {"scorecard": card.pk, "language": "vi"}
    return jobs.queued(task="reports.render_report", args=args, queue="report")


def one_answer(framework):
    return {next(framework.items()).id: Given("answered", 2)}
