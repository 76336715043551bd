"""A worker that dies in the middle of a PDF costs seconds, not the report."""

import contextlib
import os
import signal
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import ANSWERING, sign_in
from tests.product import Product
from tests.waiting import until

UUID = 36  # characters

pytestmark = pytest.mark.journey

RUNNING = "SELECT id FROM jobs_job WHERE task = 'reports.render_report' AND state = 'running'"
REPORTS_OF = """
    SELECT report.file FROM reports_report AS report
    JOIN assessments_scorecard AS card ON card.id = report.scorecard_id
    JOIN assessments_submission AS submission ON submission.id = card.submission_id
    WHERE submission.uuid = ?
"""


def kill_worker(product: Product) -> None:
    """Kill the worker and its children at once, as a machine without memory would."""
    worker = psutil.Process(product.programs()["worker"])
    for process in (*worker.children(recursive=True), worker):
        with contextlib.suppress(psutil.NoSuchProcess):
            os.kill(process.pid, signal.SIGKILL)


@pytest.mark.timeout(0)
@pytest.mark.soak(1, 200)
def test_worker_killed_in_the_middle_of_a_pdf_leaves_one_report_and_one_file(visit, product, people, campaign):
    page = visit()
    sign_in(page, people[ANSWERING])
    tasks = people[ANSWERING].work

    for _ in range(campaign.n):
        complete(page, tasks)
        try:
            until(lambda: product.ask(RUNNING))
            kill_worker(product)

            made = until(lambda: product.ask(REPORTS_OF, submission_of(page)))
            until(lambda: not product.ask(RUNNING))
        finally:
            submission = submission_of(page)
            correct(page, tasks)

        assert product.ask(REPORTS_OF, submission) == made
        [(name,)] = made
        assert files_beside(product.data_dir / "files" / name) == {product.data_dir / "files" / name}
        assert (product.data_dir / "files" / name).stat().st_size > 10_000


def complete(page: Page, tasks: str) -> None:
    page.goto(f"{tasks}check/")
    page.locator("#complete button").click()
    page.wait_for_url("**/results/**")


def correct(page: Page, tasks: str) -> None:
    page.goto(tasks)
    with page.expect_navigation():  # the others of this copy need the draft back
        page.locator(f"form[action='{tasks}correct/'] button").click()


def submission_of(page: Page) -> str:
    return page.url.rstrip("/").rsplit("/", 1)[1].replace("-", "")


def files_beside(report: Path) -> set[Path]:
    """Return the files of a scorecard's reports, half ones too; those of other firms come and go meanwhile."""
    scorecard = report.name[:UUID]
    return {found for found in report.parent.iterdir() if scorecard in found.name}
