"""The product as ``./bin/run`` starts it, for tests that drive or wound the whole of it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from configparser import RawConfigParser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xmlrpc.client import ServerProxy

import psutil
import pytest
from supervisor.xmlrpc import SupervisorTransport

from tests.servers import ROOT, free_port, product_variables
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Generator

PATIENCE = 600.0  # seconds: a first start prepares everything, perhaps on a very busy machine
# What is to be done now: letters of the night wait for the morning.
TO_DO = """
    SELECT count(*) FROM jobs_job
    WHERE state IN ('queued', 'running') AND task <> 'jobs.canary' AND due_at <= datetime('now', '+1 minute')
"""
# Of the demonstration's reports: tests/furnishing.py stands in for it, since journeys print what they ask for.
PRINTING = ("reports.render_report", "reports.print_issued")
# The longest tests, the longest first: what is left at the end is short, and the workers of a run end together.
DEAR = (
    "test_author_changes_a_framework",
    "test_a_firm_answers_and_an_advisor",
    "test_sixty_questions_by_keyboard",
    "test_ux_41_quick_check_in_zalo",
    "test_pages_of_authoring",
    "test_worker_killed",
    "test_server_killed",
    "test_ux_13_",
    "test_ux_11_",
)


@dataclass(frozen=True)
class Product:
    """A started ``./bin/run``."""

    base_url: str
    data_dir: Path
    log: Path
    process: subprocess.Popen[bytes]

    def programs(self) -> dict[str, int]:
        """Return the process id of each program that runs: broker, web, worker, relay."""
        with contextlib.closing(self._transport()) as transport:
            told = ServerProxy("http://localhost", transport=transport).supervisor.getAllProcessInfo()
        return {program["name"]: program["pid"] for program in told if program["statename"] == "RUNNING"}

    def is_ready(self) -> bool:
        """Tell whether the product says that it can serve people."""
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.base_url}/readyz", timeout=5) as answer:
            return answer.status == 200
        return False

    def ask(self, sql: str, *values: object) -> list[tuple]:
        """Return the rows that its database holds."""
        address = f"file:{self.data_dir}/db.sqlite3?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True, timeout=10)) as database:
            return database.execute(sql, values).fetchall()

    def change(self, sql: str, *values: object) -> None:
        """Change rows behind its back, as another person would from elsewhere."""
        with contextlib.closing(sqlite3.connect(self.data_dir / "db.sqlite3", timeout=10)) as database, database:
            database.execute(sql, values)

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl-C does, and return the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=60)

    def kill(self) -> None:
        """End it and all its programs at once: where the data is thrown away, nothing needs a graceful end."""
        supervisor = psutil.Process(self.process.pid)
        for process in (supervisor, *supervisor.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        self.process.wait(timeout=60)

    def _transport(self) -> SupervisorTransport:
        written = RawConfigParser()
        written.read(self.data_dir / "run" / "supervisord.conf")
        section = written["supervisorctl"]
        return SupervisorTransport(section["username"], section["password"], section["serverurl"])


def environment(data_dir: Path, port: int, **more: str) -> dict[str, str]:
    """Return the caller's environment without what it says about the product, and with another place and address."""
    ours = product_variables()
    kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in ours}
    return kept | {"DATA_DIR": str(data_dir), "PORT": str(port)} | more


def start(data_dir: Path, **more: str) -> Product:
    """Start ``./bin/run`` on a free port and wait until it is ready."""
    port, log = free_port(), data_dir.with_name(f"{data_dir.name}.log")
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(ROOT / "bin" / "run")],
            env=environment(data_dir, port, **more),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    started = Product(f"http://127.0.0.1:{port}", data_dir, log, process)
    deadline = time.monotonic() + PATIENCE
    try:
        while not started.is_ready():
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"bin/run did not become ready:\n{log.read_text(errors='replace')[-4000:]}", pytrace=False)
            time.sleep(0.1)
    except BaseException:
        started.stop()
        raise
    return started


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder after a first start from nothing, furnished; whoever starts on it takes a copy.

    The workers of one run share it: preparing takes a processor half a minute.
    """
    folder = _place_of_all(tmp_path_factory.getbasetemp())
    prepare(folder)
    return folder


def prepare(folder: Path) -> None:
    """Make the folder, unless another process has done so; wait for one that is at it."""
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder.parent / "done").exists():
            shutil.rmtree(folder, ignore_errors=True)  # of one that was stopped on the way
            _prepare(folder)
            (folder.parent / "done").touch()


def _place_of_all(base: Path) -> Path:
    """Return where the workers of a run find the prepared folder."""
    return (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "prepared" / "var"


def _prepare(folder: Path) -> None:
    """Start once, and let the worker finish what the demonstration asks of it, or each copy would do it again."""
    started = start(folder)
    try:
        until(lambda: started.ask(f"{TO_DO} AND task NOT IN (?, ?)", *PRINTING) == [(0,)], within=PATIENCE)
    finally:
        ended = started.stop()
    assert ended == 0
    surroundings = environment(folder, free_port(), SECRET_KEY_FILE=str(folder / "secret_key"))
    furnishing = [sys.executable, "-m", "tests.furnishing"]
    done = subprocess.run(furnishing, env=surroundings, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Generator[Product]:
    """Start the product once, with its demonstration data."""
    yield from running_copy(prepared, tmp_path_factory.mktemp("product") / "var")


def running_copy(prepared: Path, data_dir: Path) -> Generator[Product]:
    """Yield a product started on a copy of a data folder, and end it in the end."""
    shutil.copytree(prepared, data_dir)
    started = start(data_dir)
    yield started
    started.kill()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give time to start the product to whichever of its tests comes first, and put all of them last, dear ones first.

    A browser leaves an event loop running in its process, in which Django refuses to touch a database.
    """
    for item in items:
        if needs_product(item) and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(PATIENCE + 90))
    items.sort(key=lambda item: (needs_product(item), _place(item)))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Prepare the product beside the tests that need none: they would be over and both workers wait for it."""
    first = os.environ.get("PYTEST_XDIST_WORKER") == "gw0"
    if first and not session.config.option.collectonly and any(map(needs_product, session.items)):
        folder = _place_of_all(session.config._tmp_path_factory.getbasetemp())
        command = [sys.executable, "-m", "tests.product", folder]  # what goes wrong is said by the test that needs it
        beside = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        session.config.add_cleanup(lambda: _end(beside))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a preparing that nobody waits for any more."""
    process.terminate()
    process.wait(timeout=60)


def _place(item: pytest.Item) -> int:
    return next((place for place, name in enumerate(DEAR) if name in item.nodeid), len(DEAR))


def needs_product(item: pytest.Item) -> bool:
    """Tell whether a test drives the started product."""
    return bool({"product", "prepared", "browser"} & set(getattr(item, "fixturenames", ())))


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is stopped on the way out
    prepare(Path(sys.argv[1]))
