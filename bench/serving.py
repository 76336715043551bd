"""The product and an anchor behind one gunicorn, on a database of their own: what programs that measure requests share.

gunicorn runs one process with four threads. The requests take turns over one keep-alive connection, so that a busy
machine slows both alike.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    import http.client
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 40


def prepare_environment(folder: Path, database: str) -> None:
    """Set the variables that this process and the server read."""
    os.environ.update(
        SECRET_KEY=secrets.token_urlsafe(50),
        DEBUG="False",
        DATA_DIR=str(folder),
        DATABASE_URL=database or f"sqlite:///{folder}/db.sqlite3",
        ALLOWED_HOSTS="127.0.0.1",
        DJANGO_SETTINGS_MODULE="c4ir_assess.settings",
        PYTHONPATH=f"{ROOT}{os.pathsep}{ROOT / 'bench'}",
    )
    (folder / "static").mkdir()
    sys.path.insert(0, str(ROOT))


def sign_in(person: object) -> str:
    """Return the key of a session of a person."""
    from django.test import Client  # noqa: PLC0415 -- the environment must be set first

    client = Client()
    client.force_login(person)  # type: ignore[arg-type]  # a person; the type needs Django set up
    return str(client.session.session_key)


@contextmanager
def server(application: str) -> Iterator[int]:
    """Start gunicorn with the product's URLs and the anchors beside them, as the module says; yield its port."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", f"{application}:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--threads", "4", "--keep-alive", "60", "--log-level", "error"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("gunicorn did not start")


def ask(
    connection: http.client.HTTPConnection, method: str, path: str, fields: dict[str, str], headers: dict[str, str]
) -> tuple[float, str]:
    """Send one request; return how long it took and what came back. End where it was refused."""
    started = time.perf_counter()
    connection.request(method, path, urlencode(fields), headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    seconds = time.perf_counter() - started
    if answer.status not in {200, 302}:
        raise SystemExit(f"{method} {path} answered {answer.status}: {page[:300]}")
    return seconds, page
