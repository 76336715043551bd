"""The virus scan: only a clear answer opens a file to others; whatever goes wrong leaves it closed."""

import io

import pytest

from c4ir_assess.audit.models import AuditEntry
from c4ir_assess.jobs.models import Job
from evidence import clamd, scanning, tasks
from evidence.access import may_open
from evidence.models import Evidence
from tests.evidence import samples
from tests.evidence.conftest import keep
from tests.evidence.fake_clamd import EICAR, serving
from tests.servers import free_port

Scan = Evidence.Scan


@pytest.fixture
def scanner(settings):
    """Return a function that starts a daemon and makes it the product's."""

    def start(behaviour="honest"):
        opened = serving(behaviour)
        daemon = opened.__enter__()
        stack.append(opened)
        settings.CLAMD_URL = daemon.url
        return daemon

    stack = []
    yield start
    for opened in stack:
        opened.__exit__(None, None, None)


def infected_pdf():
    return samples.pdf()[:-6] + b"\n%" + EICAR + b"\n%%EOF\n"


def run_the_job():
    """Do the newest scan that was queued, as a worker does."""
    job = Job.objects.filter(task="evidence.scan").latest("pk")
    tasks.scan.run(job.pk)
    job.refresh_from_db()
    return job


def scanned(draft, an, content=None):
    kept = keep(draft, "a.pdf", content or samples.pdf(), by=an)
    assert kept.scan == Scan.PENDING
    job = run_the_job()
    kept.refresh_from_db()
    return kept, job


def test_clean_file_opens_to_others(draft, an, cuong, scanner):
    daemon = scanner()
    kept, job = scanned(draft, an)
    assert (kept.scan, job.state) == (Scan.CLEAN, Job.State.DONE)
    assert may_open(kept, cuong)
    assert daemon.received.startswith(b"%PDF-")


def test_infected_file_is_gone_and_its_row_says_why(draft, an, scanner, on_disk, client_of, url):
    scanner()
    kept, _ = scanned(draft, an, infected_pdf())
    assert kept.scan == Scan.INFECTED
    assert on_disk() == []
    assert client_of(an).get(url("download", draft, kept.uuid)).status_code == 404
    assert "Tệp này có mã độc nên đã bị xoá" in client_of(an).get(url("files", draft)).content.decode()


@pytest.mark.parametrize(("content", "verdict"), [(samples.pdf, "clean"), (infected_pdf, "infected")])
def test_what_the_scanner_said_is_in_the_firms_audit_log_once(content, verdict, draft, an, scanner):
    scanner()
    kept, job = scanned(draft, an, content())
    tasks.scan.run(job.pk)

    entries = AuditEntry.objects.filter(chain__uuid=draft.site.organization.uuid, subject=kept.uuid, act="file_changed")
    assert [(entry.actor, entry.facts) for entry in entries] == [(None, {"scan": verdict})]


@pytest.mark.parametrize("behaviour", ["cut", "cut_early", "closed"])
def test_scanner_that_breaks_off_leaves_the_file_waiting_and_is_asked_again(behaviour, draft, an, cuong, scanner):
    scanner(behaviour)
    kept, job = scanned(draft, an)
    assert (kept.scan, job.state) == (Scan.PENDING, Job.State.DONE)
    assert not may_open(kept, cuong)
    again = Job.objects.filter(task="evidence.scan").latest("pk")
    assert again.args == {"evidence": kept.pk, "attempt": 2}
    assert again.due_at > job.due_at


def test_infected_file_goes_though_a_worker_was_stopped_before_it_could_remove_it(draft, an, scanner, on_disk):
    scanner()
    kept = keep(draft, "a.pdf", infected_pdf(), by=an)
    Evidence.objects.filter(pk=kept.pk).update(scan=Scan.INFECTED)

    run_the_job()

    assert not on_disk()


def test_scanner_that_is_down_leaves_the_file_waiting_until_it_is_back(draft, an, scanner, settings):
    settings.CLAMD_URL = f"tcp://127.0.0.1:{free_port()}"
    kept, _ = scanned(draft, an)
    assert kept.scan == Scan.PENDING

    scanner()
    again = Job.objects.filter(task="evidence.scan").latest("pk")
    scanning.scan(evidence=kept, attempt=again.args["attempt"])

    kept.refresh_from_db()
    assert kept.scan == Scan.CLEAN


def test_scanner_that_hangs_is_given_up(scanner):
    with pytest.raises(clamd.ScannerAway, match=r"timed out"):
        clamd.scan(scanner("hang").url, io.BytesIO(b"x"), timeout=0.2)


@pytest.mark.parametrize("behaviour", ["garbage", "endless", "too_large"])
def test_answer_without_sense_is_never_clean(behaviour, draft, an, cuong, scanner):
    scanner(behaviour)
    kept, _ = scanned(draft, an)
    assert kept.scan == Scan.FAILED
    assert not may_open(kept, cuong)
    assert may_open(kept, an)


@pytest.mark.parametrize("size", [0, 1, clamd.PIECE, clamd.PIECE + 1, 3 * clamd.PIECE])
def test_every_byte_is_sent_and_no_empty_piece_among_them(size, scanner):
    daemon = scanner()
    content = bytes(number % 251 for number in range(size))
    assert clamd.scan(daemon.url, io.BytesIO(content)) == "clean"
    assert daemon.received == content
    assert 0 not in daemon.pieces


def test_file_that_was_removed_meanwhile_is_not_asked_about(draft, an, scanner):
    scanner()
    keep(draft, "a.pdf", samples.pdf(), by=an).delete()
    assert run_the_job().state == Job.State.DONE


def test_without_a_scanner_nothing_is_queued(kept):
    assert kept.scan == Scan.UNSCANNED
    assert not Job.objects.filter(task="evidence.scan").exists()


def test_daemon_on_a_unix_socket_is_reached(tmp_path):
    with serving(path=tmp_path / "s") as daemon:
        assert clamd.scan(daemon.url, io.BytesIO(EICAR)) == "infected"
