"""Real processes for tests to hurt: a broker of their own, relays and workers on the database of the test run."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from celery import Celery
from django.conf import settings
from django.db import connection

from tests.jobs import pace
from tests.servers import free_port, valkey_server
from tests.waiting import until


class Broker:
    """A Valkey that keeps nothing, on a port and on a unix socket."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="c4ir-"))  # a socket's path must be short
        self.port, self.socket = free_port(), self.folder / "v.sock"
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.resume()
        self.kill()
        shutil.rmtree(self.folder)

    def start(self):
        options = {"bind": "127.0.0.1", "port": self.port, "unixsocket": self.socket, "save": "", "dir": self.folder}
        command = [valkey_server(), *(part for name, value in options.items() for part in (f"--{name}", str(value)))]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True)
        until(self._answers)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def hang(self):
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def ask(self, command):
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as link:
            link.sendall(command.encode() + b"\r\n")
            return link.recv(65536).decode()

    def _answers(self):
        with contextlib.suppress(OSError):
            return self.ask("PING").startswith("+PONG")
        return False


class Rig:
    """A broker, and whatever else a test starts around it; all gone at the end."""

    def __init__(self, folder, *, quicker=4.0):
        self.folder, self.quicker = folder, quicker
        self.broker = Broker()
        self.processes = []

    def __enter__(self):
        self.broker.start()
        return self

    def __exit__(self, *_):
        for process in self.processes:
            kill(process)
        self.broker.__exit__()
        for log in sorted(self.folder.glob("*.log")):
            print(f"--- {log.name}\n{log.read_text()}")  # noqa: T201 -- pytest shows it with a failure

    def relay(self):
        return self._start("relay", "-m", "tests.jobs.relay_process")

    def worker(self, *options, app="tests.jobs.app", processes=1):
        quiet = ["--without-gossip", "--without-mingle", f"--hostname={len(self.processes)}@test"]
        return self._start("worker", "-m", "celery", "-q", "-A", app, "worker", "-c", str(processes), *quiet, *options)

    def product_relay(self):
        return self._start("relay", "manage.py", "relay")

    def send(self, job):
        """Announce a job to the workers, as a relay does."""
        app = Celery("publisher", broker=self.broker.url, set_as_current=False)
        with app.connection_for_write() as link:
            app.send_task(job.task, args=[job.pk], queue=job.queue, connection=link)

    def logs(self, name):
        return "".join(log.read_text() for log in sorted(self.folder.glob(f"*{name}.log")))

    def _start(self, name, *command):
        environment = os.environ | {
            "DATABASE_URL": database_url(),
            "REDIS_URL": self.broker.url,
            pace.VARIABLE: str(self.quicker),
        }
        with (self.folder / f"{len(self.processes):03}-{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, *command], cwd=settings.BASE_DIR, env=environment, stderr=log, start_new_session=True
            )
        self.processes.append(process)
        return process


def kill(process):
    """Kill a process and its children at once, as a machine that loses power does."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_parent(process):
    """Kill the worker alone; the process that does the work may go on for a while."""
    process.kill()
    process.wait()


def kill_child(process):
    """Kill the process that does the work, as a machine out of memory does."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in told.splitlines()]
    for child in [pid for pid, parent in pairs if parent == process.pid]:
        os.kill(child, signal.SIGKILL)


def pause(process):
    os.killpg(process.pid, signal.SIGSTOP)


def resume(process):
    os.killpg(process.pid, signal.SIGCONT)


def database_url():
    """Return the address of the database of this test, for a process of its own."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        assert Path(told["NAME"]).exists(), "a database in memory knows no second process"
        return f"sqlite:///{told['NAME']}"
    return f"postgresql://{quote(told['USER'])}:{quote(told['PASSWORD'])}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
