"""What ./bin/run promises: everything starts, one start a folder, nothing left behind."""

from __future__ import annotations

import shutil
import signal
import socket
import stat
import subprocess
from typing import TYPE_CHECKING

import psutil
import pytest

from tests.product import environment, start
from tests.servers import ROOT, free_port
from tests.waiting import until

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from tests.product import Product

pytestmark = pytest.mark.xdist_group("product")


def left_over(data_dir: Path) -> list[psutil.Process]:
    """Return what was told of this folder and still runs after it had time to end."""

    def belongs(process: psutil.Process) -> bool:
        try:
            return process.environ().get("DATA_DIR") == str(data_dir)
        except psutil.Error:
            return False

    _, alive = psutil.wait_procs([process for process in psutil.process_iter() if belongs(process)], timeout=30)
    return alive


def refusal(**variables: str | Path) -> str:
    """Start in vain and return the one line that bin/run says on standard error."""
    port = variables.pop("PORT", free_port())
    surroundings = environment(variables.pop("DATA_DIR"), port, **variables)
    ended = subprocess.run([str(ROOT / "bin" / "run")], env=surroundings, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    return ended.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Path:
    return shutil.copytree(prepared, tmp_path_factory.mktemp("short") / "var")


@pytest.fixture(scope="module")
def left_after_a_kill(folder: Path) -> list[psutil.Process]:
    """Kill a started product and return what still runs of it when it had time to end."""
    start(folder).stop(signal.SIGKILL)
    return left_over(folder)


@pytest.fixture(scope="module")
def started_after_a_kill(folder: Path, left_after_a_kill: list[psutil.Process]) -> Generator[Product]:
    started = start(folder)
    yield started
    started.stop()


def test_every_program_runs(product: Product) -> None:
    """Supervisord calls a program running after its first second, which readiness need not wait for."""
    until(lambda: set(product.programs()) == {"broker", "web", "worker", "relay"})


def test_secret_key_is_for_the_owner_alone(product: Product) -> None:
    assert stat.S_IMODE((product.data_dir / "secret_key").stat().st_mode) == 0o600


def test_database_is_for_the_owner_alone(product: Product) -> None:
    assert stat.S_IMODE(product.data_dir.stat().st_mode) == 0o700


def test_second_start_on_the_same_folder_is_refused(product: Product) -> None:
    assert "already runs on" in refusal(DATA_DIR=product.data_dir)


def test_taken_port_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert "choose another with PORT=" in refusal(DATA_DIR=tmp_path / "var", PORT=taken.getsockname()[1])


def test_port_that_is_no_number_is_refused(tmp_path: Path) -> None:
    assert "PORT=http is not a port" in refusal(DATA_DIR=tmp_path / "var", PORT="http")


def test_kill_leaves_no_process(left_after_a_kill: list[psutil.Process]) -> None:
    assert left_after_a_kill == []


def test_start_after_a_kill_succeeds(started_after_a_kill: Product) -> None:
    assert started_after_a_kill.is_ready()


def test_interrupt_leaves_no_process(started_after_a_kill: Product, folder: Path) -> None:
    assert started_after_a_kill.stop(signal.SIGINT) == 0
    assert left_over(folder) == []
