"""The product as ``./bin/run`` starts it, for tests that drive or wound the whole of it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from configparser import RawConfigParser
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xmlrpc.client import ServerProxy

import pytest
from supervisor.xmlrpc import SupervisorTransport

from tests.servers import ROOT, free_port, product_variables

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

PATIENCE = 150.0  # seconds: a first start prepares everything, perhaps on a busy machine


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

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl-C does, and return the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=60)

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
    while not started.is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            started.stop()
            pytest.fail(f"bin/run did not become ready:\n{log.read_text(errors='replace')[-4000:]}", pytrace=False)
        time.sleep(0.1)
    return started


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder as a first start from nothing leaves it; whoever starts on it takes a copy.

    The workers of one run share it: preparing takes a processor a quarter of a minute.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "prepared" / "var"
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder.parent / "done").exists():
            assert start(folder).stop() == 0
            (folder.parent / "done").touch()
    return folder


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Generator[Product]:
    """Start the product once, with its demonstration data."""
    yield from running_copy(prepared, tmp_path_factory.mktemp("product") / "var")


def running_copy(prepared: Path, data_dir: Path) -> Generator[Product]:
    """Yield a product started on a copy of a data folder, and stop it in the end."""
    shutil.copytree(prepared, data_dir)
    started = start(data_dir)
    yield started
    started.stop()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give time to start the product to whichever of its tests comes first, and put all of them last.

    A browser leaves an event loop running in its process, in which Django refuses to touch a database.
    """
    for item in items:
        if _needs_product(item) and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(PATIENCE + 90))
    items.sort(key=_needs_product)


def _needs_product(item: pytest.Item) -> bool:
    return bool({"product", "prepared", "browser"} & set(getattr(item, "fixturenames", ())))
