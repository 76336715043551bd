"""Processes that are killed while they keep files: no row without its file, and one sweep takes the rest away."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings

from evidence import store, sweeping
from evidence.models import Evidence, Upload
from tests.evidence.conftest import keep
from tests.jobs.processes import database_url
from tests.waiting import until


def check_rows():
    """Every row has its files, whole."""
    for row in Evidence.objects.all():
        assert store.size(row.stored) == row.size
        assert not row.thumbnail or store.size(row.thumbnail)
    for row in Upload.objects.filter(evidence=None):
        assert store.size(row.stored) >= row.offset


def named():
    rows = {name for names in Evidence.objects.values_list("stored", "thumbnail") for name in names if name}
    return rows | set(Upload.objects.values_list("stored", flat=True))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.soak(3, 200)
@pytest.mark.timeout(180)
def test_killed_while_keeping_files_leaves_no_row_without_a_file_and_no_orphan(draft, an, campaign, tmp_path, on_disk):
    more = {"DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path), "EVIDENCE_FILES": "100000"}
    command = [sys.executable, "-m", "tests.evidence.sending_process", str(draft.pk), str(an.pk)]
    (tmp_path / "static").mkdir()
    for _ in range(campaign.n):
        before = Evidence.objects.count()
        wait = campaign.random.uniform(0, 0.3)
        with subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=os.environ | more | {"EVIDENCE_TOTAL_MB": "9000"},
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout.readline() == b"ready\n"
            until(lambda before=before: Evidence.objects.count() > before, every=0.003)
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=wait)
            process.send_signal(signal.SIGKILL)
        check_rows()

    sweeping.sweep(older_than=timedelta(0))

    assert set(on_disk()) <= named()
    check_rows()


def test_sweep_leaves_young_files_alone(kept, on_disk):
    orphan = store.keep(b"orphan")
    assert sweeping.sweep() == 0
    assert orphan in on_disk()


def test_sweep_takes_old_orphans_and_unfinished_writes(kept, on_disk):
    named_files = on_disk()
    orphan = store.path(store.keep(b"orphan"))
    part = store.path(store.new_name()).with_suffix(".part")
    part.write_bytes(b"half")
    for file in (orphan, part, store.path(kept.stored)):
        os.utime(file, (1, 1))

    assert sweeping.sweep() == 2
    assert on_disk() == named_files


def test_sweep_is_queued_once_an_hour_for_when_the_hours_files_are_old(kept, draft, an):
    from c4ir_assess.jobs.models import Job  # noqa: PLC0415 -- only here

    keep(draft, by=an)
    job = Job.objects.get(task="evidence.sweep")
    assert job.due_at - kept.added_at > sweeping.ORPHANED_AFTER


def test_disk_that_is_full_keeps_nothing(draft, an, client_of, send, monkeypatch, on_disk):
    from tests.evidence import samples  # noqa: PLC0415 -- only here

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(draft, "a.pdf", samples.pdf(), by=an)
    assert on_disk() == []
    assert not Evidence.objects.exists()
