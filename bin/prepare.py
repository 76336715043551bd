"""Bring a data folder up to date: tables, library, static files, sample reports and, if asked for, a demonstration.

Each step remembers in ``DATA_DIR/run/prepared.json`` what it was done from and is skipped while that has not changed:
Django is not even loaded then. A database server may have been emptied behind our back, so its own steps always run.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
DEMO_CERTIFICATE = "demo-certificate.p12"  # in the data folder


def prepare(data: Path) -> None:
    """Run the steps that are due. Settings are read from the environment; ``DEMO=True`` asks for demonstration data."""
    memory = data / "run" / "prepared.json"
    done = _remembered(memory, data)
    for step, digest in _digests(data, wants_demo=os.environ.get("DEMO") == "True").items():
        if done.get(step) == digest:
            print(f"{step:<9} up to date")
        else:
            print(f"{step:<9} preparing")
            RUN[step](data)
            done[step] = digest
            memory.write_text(json.dumps(done), encoding="utf-8")


def demo_credentials(data: Path) -> str:
    """Return what the demonstration said about its people when it was made, or nothing."""
    file = data / "run" / "demo.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _remembered(memory: Path, data: Path) -> dict[str, str]:
    done: dict[str, str] = json.loads(memory.read_text(encoding="utf-8")) if memory.exists() else {}
    if not (data / DEMO_CERTIFICATE).exists():
        done.pop("signature", None)
    if _database_is_a_server() or not (data / "db.sqlite3").exists():
        return {step: digest for step, digest in done.items() if step in {"signature", "static", "samples"}}
    return done


def _database_is_a_server() -> bool:
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


def _signs_for_show(data: Path) -> bool:
    """Whether reports are signed with the demonstration's certificate, which the operator has not replaced."""
    return os.environ.get("SIGNING_CERTIFICATE") == str(data / DEMO_CERTIFICATE)


def _digests(data: Path, *, wants_demo: bool) -> dict[str, str]:
    """Return, in the order of work, each step with a digest of everything that it depends on."""
    requirements = ROOT / "requirements" / "product.txt"
    tables = _digest([requirements, *ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/*/migrations/*.py")])
    library = _digest((ROOT / "questionnaires" / "frameworks").rglob("*"))
    certificate = ROOT / "reports" / "issued" / "demo_certificate.py"
    steps = {"signature": _digest([certificate])} if _signs_for_show(data) else {}
    steps |= {
        "database": tables,
        "library": tables + library + _digest((ROOT / "reviews" / "findings" / "bricks").rglob("*")),
        "static": _digest([requirements, *(ROOT / "static").rglob("*")]),
        "samples": library + _digest(_looks_of_the_report()),
    }
    return steps | ({"demo": tables + library} if wants_demo else {})


def _looks_of_the_report() -> Iterable[Path]:
    yield from (ROOT / "reports").rglob("*.py")
    yield from (ROOT / "charts").rglob("*.py")
    yield from (ROOT / "templates" / "reports" / "pdf").rglob("*")
    yield from (ROOT / "locale").rglob("*.po")
    yield ROOT / "static" / "css" / "report.css"


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.is_file():
            digest.update(f"{file.relative_to(ROOT)}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _command(name: str, *arguments: str, **options: object) -> None:
    """Run one of Django's management commands in this process, which loads Django once for all of them."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "c4ir_assess.settings")
    import django  # noqa: PLC0415 -- most starts need nothing of it
    from django.core.management import CommandError, call_command  # noqa: PLC0415

    django.setup()
    try:
        call_command(name, *arguments, **options)
    except CommandError as fault:
        sys.exit(f"{name}: {fault}")


def _signature(_data: Path) -> None:
    _command("make_demo_certificate")


def _database(_data: Path) -> None:
    _command("migrate", interactive=False, verbosity=0)
    _command("createcachetable", verbosity=0)


def _library(_data: Path) -> None:
    _command("load_frameworks")
    _command("load_bricks")


def _static(_data: Path) -> None:
    _command("collectstatic", interactive=False, verbosity=0)


def _samples(_data: Path) -> None:
    _command("print_samples")


def _demo(data: Path) -> None:
    said = io.StringIO()
    _command("demo", stdout=said)
    _command("demo_notices")
    file = data / "run" / "demo.txt"
    file.touch(mode=0o600)
    file.write_text(said.getvalue(), encoding="utf-8")


RUN = {
    "signature": _signature,
    "database": _database,
    "library": _library,
    "static": _static,
    "samples": _samples,
    "demo": _demo,
}


if __name__ == "__main__":
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
    (folder / "run").mkdir(parents=True, exist_ok=True)
    prepare(folder)
    print(demo_credentials(folder), end="")
