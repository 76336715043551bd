"""A full disk, a kill at any stage, the same click ten times: one good file or a clear failure, never half a file."""

import errno
import os
from pathlib import Path

import pytest

from c4ir_assess.jobs.models import Job
from reports import tasks
from reports.models import Report
from reports.press import rendering
from reports.printed import files, printing
from tests.factories.jobs import changed
from tests.factories.reports import scored

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-" + bytes(range(256)) * 100


class Killed(BaseException):
    """Ends the work as a kill does: nothing of it goes on."""


@pytest.fixture
def card(firm_a, an, monkeypatch):
    monkeypatch.setattr(rendering, "render_pdf", lambda *_, **__: rendering.Rendered(pdf=CONTENT, pages=12))
    return scored(firm_a, by=an)


def kept(private_store):
    return [file for file in private_store.rglob("*") if file.is_file()]


def whole(private_store):
    return [file.read_bytes() for file in kept(private_store) if file.suffix == ".pdf"]


@pytest.fixture
def full_disk(monkeypatch):
    """Take half of what is written, then say that there is no more room; give room again when called."""
    fsync = os.fsync

    def refuse(handle):
        os.ftruncate(handle, 100) if os.fstat(handle).st_size > 100 else fsync(handle)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    return lambda: monkeypatch.setattr(os, "fsync", fsync)


def test_full_disk_is_a_clear_failure_and_leaves_nothing(card, private_store, full_disk):
    job = Job.objects.get(queue="report")
    tasks.render_report(job.pk)
    job.refresh_from_db()

    assert (job.state, job.error) == ("queued", "OSError: No space left on device")
    assert (kept(private_store), Report.objects.count()) == ([], 0)


def test_report_is_made_once_the_disk_has_room_again(card, private_store, full_disk):
    job = Job.objects.get(queue="report")
    tasks.render_report(job.pk)
    full_disk()
    tasks.render_report(changed(job, due_at=job.created_at).pk)

    assert whole(private_store) == [CONTENT]


def test_full_disk_leaves_the_former_file_and_row(card, private_store, monkeypatch, full_disk):
    full_disk()
    former = printing.print_report(scorecard=card, language="vi")
    Report.objects.update(input_hash="another")
    monkeypatch.setattr(files, "write", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(OSError, match="full"):
        printing.print_report(scorecard=card, language="vi")

    assert whole(private_store) == [CONTENT]
    assert Report.objects.get().file == former.file


@pytest.mark.parametrize("stage", ["rendering", "writing", "renaming", "after the file", "after the row"])
def test_kill_at_any_stage_leaves_what_the_next_run_completes(card, private_store, monkeypatch, stage):
    where = {
        "rendering": (rendering, "render_pdf"),
        "writing": (os, "fsync"),
        "renaming": (Path, "replace"),
        "after the file": (printing, "_replace"),
        "after the row": (tasks.ready_letters, "queue_for"),
    }

    def die(*_args, **_how):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(*where[stage], die)
        with pytest.raises(Killed):
            tasks.render_report(Job.objects.get(queue="report").pk)
    assert whole(private_store) in ([], [CONTENT])

    printing.print_report(scorecard=card, language="vi")
    assert whole(private_store) == [CONTENT]
    assert Report.objects.count() == 1


def test_same_click_ten_times_is_one_job_and_one_file(client_of, an, card, private_store):
    client = client_of(an)
    for _ in range(10):
        client.post(f"/results/{card.submission.uuid}/report/", {"language": "en"})
        tasks.render_report(Job.objects.get(dedup_key=f"report:{card.pk}:en").pk)

    assert Job.objects.filter(dedup_key=f"report:{card.pk}:en").count() == 1
    assert len(kept(private_store)) == 1
