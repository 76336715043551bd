"""The parts of ./bin/run: what is skipped when, and what supervisord is told."""

from __future__ import annotations

import json
import stat
import sys
from configparser import ConfigParser
from typing import TYPE_CHECKING

import pytest

from tests.servers import ROOT

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(ROOT / "bin")
    monkeypatch.delenv("DATABASE_URL")
    import prepare  # noqa: PLC0415 -- a program, found on the path set above

    return prepare


@pytest.fixture
def supervise(prepare: ModuleType) -> ModuleType:
    import supervise  # noqa: PLC0415 -- a program, found on the path set above

    return supervise


@pytest.fixture
def ran(prepare: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Prepare a folder with steps that only note their names."""
    steps: list[str] = []
    for name in prepare.RUN:
        monkeypatch.setitem(prepare.RUN, name, lambda _data, name=name: steps.append(name))
    (tmp_path / "run").mkdir()
    (tmp_path / "db.sqlite3").touch()
    prepare.prepare(tmp_path)
    return steps


def test_first_preparation_does_every_step(ran: list[str]) -> None:
    assert ran == ["database", "library", "static", "samples"]


def test_second_preparation_does_nothing(prepare: ModuleType, ran: list[str], tmp_path: Path) -> None:
    ran.clear()
    prepare.prepare(tmp_path)
    assert ran == []


def test_demonstration_is_made_when_asked_for(
    prepare: ModuleType, ran: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran.clear()
    monkeypatch.setenv("DEMO", "True")
    prepare.prepare(tmp_path)
    assert ran == ["demo"]


def test_demonstrations_certificate_is_made_where_it_signs_and_again_when_it_is_lost(
    prepare: ModuleType, ran: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran.clear()
    monkeypatch.setenv("SIGNING_CERTIFICATE", str(tmp_path / prepare.DEMO_CERTIFICATE))
    prepare.prepare(tmp_path)
    (tmp_path / prepare.DEMO_CERTIFICATE).touch()
    prepare.prepare(tmp_path)
    (tmp_path / prepare.DEMO_CERTIFICATE).unlink()
    prepare.prepare(tmp_path)
    assert ran == ["signature", "signature"]


def test_operators_own_certificate_is_left_alone(
    prepare: ModuleType, ran: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran.clear()
    monkeypatch.setenv("SIGNING_CERTIFICATE", "/run/secrets/own.p12")
    prepare.prepare(tmp_path)
    assert ran == []


def test_lost_database_is_prepared_again(prepare: ModuleType, ran: list[str], tmp_path: Path) -> None:
    ran.clear()
    (tmp_path / "db.sqlite3").unlink()
    prepare.prepare(tmp_path)
    assert ran == ["database", "library"]


def test_database_server_is_prepared_at_each_start(
    prepare: ModuleType, ran: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran.clear()
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/assess")
    prepare.prepare(tmp_path)
    assert ran == ["database", "library"]


def test_changed_static_file_is_collected_again(prepare: ModuleType, ran: list[str], tmp_path: Path) -> None:
    ran.clear()
    memory = tmp_path / "run" / "prepared.json"
    memory.write_text(json.dumps(json.loads(memory.read_text()) | {"static": "of another day"}))
    prepare.prepare(tmp_path)
    assert ran == ["static"]


def test_secret_key_is_made_once(supervise: ModuleType, tmp_path: Path) -> None:
    first = supervise.secret_key(tmp_path / "secret_key").read_text()
    assert supervise.secret_key(tmp_path / "secret_key").read_text() == first
    assert len(first) >= 50


def test_secret_key_is_for_the_owner_alone(supervise: ModuleType, tmp_path: Path) -> None:
    assert stat.S_IMODE(supervise.secret_key(tmp_path / "secret_key").stat().st_mode) == 0o600


def test_sockets_lie_beside_the_data(supervise: ModuleType, tmp_path: Path) -> None:
    short = tmp_path.parents[-2] / "data" / "run"
    assert supervise.socket_folder(short) == short


def test_sockets_of_a_long_path_move_to_a_short_one(
    supervise: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise.tempfile, "gettempdir", lambda: str(tmp_path))
    short = supervise.socket_folder(tmp_path / ("x" * 100))
    assert short.parent == tmp_path
    assert stat.S_IMODE(short.stat().st_mode) == 0o700


def test_short_folder_of_somebody_else_is_refused(
    supervise: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervise.tempfile, "gettempdir", lambda: str(tmp_path))
    supervise.socket_folder(tmp_path / ("x" * 100)).chmod(0o777)
    with pytest.raises(SystemExit, match="belongs to somebody else"):
        supervise.socket_folder(tmp_path / ("x" * 100))


def test_broker_of_the_caller_replaces_ours(supervise: ModuleType, tmp_path: Path) -> None:
    assert set(supervise.programs(tmp_path, "127.0.0.1", 8000, None)) == {"web", "worker", "relay"}


def test_variable_of_the_caller_wins(supervise: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervise.os, "environ", {"BASE_URL": "http://assess.example.org"})
    supervise.complete_environment(tmp_path, "0.0.0.0", 8000, None)  # noqa: S104 -- nothing listens
    assert supervise.os.environ["BASE_URL"] == "http://assess.example.org"


@pytest.mark.parametrize(
    ("address", "factor"), [("http://assess.example.org", "optional"), ("https://assess.example.org", None)]
)
def test_ux_42_second_factor_is_optional_on_plain_http_alone(
    supervise: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, factor: str | None
) -> None:
    monkeypatch.setattr(supervise.os, "environ", {"BASE_URL": address})
    supervise.complete_environment(tmp_path, "127.0.0.1", 8000, None)
    assert supervise.os.environ.get("STAFF_SECOND_FACTOR") == factor


def test_percent_sign_in_a_path_survives(supervise: ModuleType, tmp_path: Path) -> None:
    written = ConfigParser()
    written.read_string(supervise.supervisord(tmp_path / "100%", tmp_path, {"web": ["serve", "50%"]}))
    assert written["supervisord"]["pidfile"].endswith("/100%/supervisord.pid")
    assert written["program:web"]["command"].endswith("serve 50%")


def test_path_with_a_space_stays_one_word(supervise: ModuleType) -> None:
    assert supervise.program(["/my programs/python"], 1)["command"].endswith("'/my programs/python'")


def test_programs_die_with_their_supervisor(supervise: ModuleType) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux can end a program with its parent")
    assert "--pdeathsig" in supervise.program(["web"], 1)["command"]
