"""Printing issued reports: signed, once, whole, whatever happens on the way."""

import os
import subprocess
import sys
import threading
from io import BytesIO

import pytest
from django.db import connection
from pyhanko.pdf_utils.reader import PdfFileReader

from assessments.models import Submission, SubmittedAnswer
from c4ir_assess.exceptions import SigningFault
from c4ir_assess.jobs.models import Job
from reports import tasks
from reports.issued import issuing, seals, signing
from reports.issued import printing as issued_printing
from reports.models import IssuedFile, IssuedReport, SealedContent
from reports.press import rendering
from reports.press.rendering import Rendered
from reports.printed import files, naming
from tests.factories.issued import issue
from tests.factories.jobs import changed
from tests.factories.reports import scored
from tests.reports.certificates import certificate


@pytest.fixture
def issued(firm_a, an):
    return issue(scored(firm_a, by=an))


@pytest.fixture
def small_print(monkeypatch):
    """Print one page in place of all: what is printed is looked at elsewhere."""
    page = rendering.print_html('<html lang="vi"><title>x</title><body><h1>x</h1></body></html>')
    monkeypatch.setattr(rendering, "render_pdf", lambda *_content, **_how: page)
    return page


@pytest.fixture
def signing_on(tmp_path, settings):
    return certificate(tmp_path, settings)


def stored(private_store):
    return [file for file in (private_store / "issued").rglob("*") if file.is_file()]


def signatures(file):
    with files.open_file(file.file) as opened:
        return PdfFileReader(BytesIO(opened.read())).embedded_signatures


def print_again(issued, language="vi"):
    return issued_printing.print_issued(report=issued, language=language)


def test_printing_stores_one_signed_file(issued, small_print, signing_on, private_store):
    row = print_again(issued)
    (file,) = stored(private_store)

    assert (f"issued/{file.name}", row.size, row.is_signed) == (row.file, file.stat().st_size, True)
    assert len(signatures(row)) == 1


def test_without_a_certificate_the_file_is_not_signed_and_the_row_says_so(issued, small_print, settings):
    settings.SIGNING_CERTIFICATE = ""
    row = print_again(issued)

    assert (row.is_signed, len(signatures(row))) == (False, 0)


def test_printing_ten_times_leaves_the_first_file(issued, small_print, signing_on, private_store):
    rows = [print_again(issued) for _ in range(10)]

    assert {(row.pk, row.content_hash) for row in rows} == {(rows[0].pk, rows[0].content_hash)}
    assert len(stored(private_store)) == 1


def test_editions_are_files_of_their_own(issued, small_print, signing_on, private_store):
    for language in ("vi-en", "vi", "en", "vi"):
        print_again(issued, language)

    assert sorted(IssuedFile.objects.values_list("language", flat=True)) == ["en", "vi", "vi-en"]
    assert len(stored(private_store)) == 3


def test_kill_between_file_and_row_leaves_one_file_after_the_next_attempt(
    issued, small_print, signing_on, private_store
):
    print_again(issued)
    IssuedFile.objects.all().delete()
    row = print_again(issued)

    assert [f"issued/{file.name}" for file in stored(private_store)] == [row.file]


def test_lost_file_is_printed_anew_and_the_row_names_it(issued, small_print, signing_on, private_store):
    first = print_again(issued)
    (private_store / first.file).unlink()
    second = print_again(issued)

    assert second.pk == first.pk
    assert [f"issued/{file.name}" for file in stored(private_store)] == [second.file]


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_leave_one_row_and_its_file(issued, small_print, signing_on, private_store, monkeypatch):
    together, page = threading.Barrier(2), small_print

    def render_together(*_content, **_how) -> Rendered:
        together.wait(timeout=30)
        return page

    monkeypatch.setattr(rendering, "render_pdf", render_together)

    def work():
        print_again(issued)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert [f"issued/{file.name}" for file in stored(private_store)] == [IssuedFile.objects.get().file]


def test_task_prints_what_its_job_names_however_often_it_runs(issued, small_print, signing_on, private_store):
    job = Job.objects.get(dedup_key=issuing.job_key(issued, "vi"))

    for _ in range(2):
        tasks.print_issued(job.pk)
        changed(job, state=Job.State.QUEUED)

    assert IssuedFile.objects.get().report == issued
    assert len(stored(private_store)) == 1


def test_withdrawn_report_is_not_printed(issued, small_print, dung):
    issuing.withdraw(report=issued, reason="", by=dung)
    tasks.print_issued(Job.objects.get(dedup_key=issuing.job_key(issued, "vi")).pk)

    assert not IssuedFile.objects.exists()


def test_certificate_that_cannot_sign_is_a_failed_attempt_with_a_clear_message(
    issued, small_print, settings, tmp_path, private_store
):
    certificate(tmp_path, settings, days=-1)
    job = Job.objects.get(dedup_key=issuing.job_key(issued, "vi"))
    tasks.print_issued(job.pk)
    job.refresh_from_db()

    assert "SigningFault" in job.error
    assert "SIGNING_CERTIFICATE expired on" in job.error
    assert not (private_store / "issued").exists()


def test_report_whose_stored_content_is_another_is_not_printed_under_its_hash(
    issued, small_print, signing_on, private_store
):
    sealed = issued.contents.get(language="vi")
    SealedContent.objects.filter(pk=sealed.pk).update(text=sealed.text.replace("60", "61", 1))
    job = Job.objects.get(dedup_key=issuing.job_key(issued, "vi"))
    tasks.print_issued(job.pk)
    job.refresh_from_db()

    assert f"{issued.number}: what is stored of it is not what its hash was made of" in job.error
    assert not (private_store / "issued").exists()


def printed_of(issued, monkeypatch, page):
    """Return what the press is given of a report."""
    given = []
    monkeypatch.setattr(rendering, "render_pdf", lambda *contents, **_how: given.append(contents) or page)
    print_again(issued)
    return given[0][0]


def test_what_is_printed_is_what_was_issued_whatever_changed_since(issued, small_print, monkeypatch, settings):
    sealed = seals.content_of(issued, "vi")
    settings.OPERATOR_NAME, settings.BASE_URL = "Một đơn vị khác", "https://another.example"
    Submission.objects.update(firm_name="Tên khác", place="Nơi khác")
    SubmittedAnswer.objects.update(value=5)
    IssuedReport.objects.update(items_verified=1, advisor_name="Người khác", firm_name="Tên khác")
    monkeypatch.setattr("reports.content.verified.compose", lambda *_: pytest.fail("built anew"))
    issued.refresh_from_db()

    assert printed_of(issued, monkeypatch, small_print) == sealed


def test_what_is_printed_says_its_hash_and_whether_it_is_signed(issued, small_print, signing_on, monkeypatch):
    proof = printed_of(issued, monkeypatch, small_print).verification

    assert (proof.content_hash, proof.is_signed) == (issued.content_hash, True)


def test_hash_of_a_lost_file_is_kept(issued, small_print, signing_on, private_store):
    hashes = []
    for _ in range(3):
        row = print_again(issued)
        hashes.append(row.content_hash)
        (private_store / row.file).unlink()
    row.refresh_from_db()

    assert [*row.former_hashes, row.content_hash] == hashes
    assert len(set(hashes)) == 3


def test_lost_file_that_is_printed_alike_has_no_former_hash(issued, small_print, settings, private_store):
    settings.SIGNING_CERTIFICATE = ""
    first = print_again(issued)
    (private_store / first.file).unlink()
    second = print_again(issued)

    assert (second.content_hash, second.former_hashes) == (first.content_hash, [])


def test_disk_that_fills_up_leaves_no_half_file(private_store):
    """A process that may write no more than a few kB stands for a disk that is full."""
    code = (
        "import resource, signal, sys; from pathlib import Path;"
        "import django; from django.conf import settings;"
        "place = {'BACKEND': 'django.core.files.storage.FileSystemStorage', 'OPTIONS': {'location': sys.argv[1]}};"
        "settings.configure(STORAGES={'private': place});"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "from reports.printed import files; files.store('issued/x', b'x' * 100_000)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, private_store], capture_output=True, text=True, check=False, env=os.environ
    )

    assert "File too large" in run.stderr
    assert [file for file in private_store.rglob("*") if file.is_file()] == []


@pytest.mark.parametrize(("unit", "is_demo"), [(signing.DEMONSTRATION, True), ("Phòng báo cáo", False)])
def test_press_is_told_of_the_demonstrations_certificate(
    unit, is_demo, issued, small_print, monkeypatch, settings, tmp_path
):
    asked = []
    monkeypatch.setattr(rendering, "render_pdf", lambda *_content, **how: asked.append(how) or small_print)
    certificate(tmp_path, settings, unit=unit)
    row = print_again(issued)

    assert (asked[0]["demo_certificate"], row.is_demonstration) == (is_demo, is_demo)


def test_file_is_called_by_kind_firm_and_number(issued):
    assert naming.issued_name(issued, "vi") == f"bao-cao-xac-nhan-co-khi-an-mau-{issued.number}.pdf"
    assert naming.issued_name(issued, "en") == f"verified-report-co-khi-an-mau-{issued.number}.pdf"
    issued.is_partial = True
    assert naming.issued_name(issued, "vi") == f"bao-cao-xac-nhan-mot-phan-co-khi-an-mau-{issued.number}.pdf"


def test_identity_is_asked_before_anything_is_rendered(issued, monkeypatch, settings, tmp_path):
    monkeypatch.setattr(rendering, "render_pdf", lambda *_content, **_how: pytest.fail("rendered in vain"))
    settings.SIGNING_CERTIFICATE = str(tmp_path / "none.p12")

    with pytest.raises(SigningFault):
        print_again(issued)
