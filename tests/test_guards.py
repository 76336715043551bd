"""The guards of the suite bite: each is tried on a small test of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import servers

if TYPE_CHECKING:
    from collections.abc import Callable

pytest_plugins = ["pytester"]
MARKERS = "-o", "markers=logs_errors(reason)\nsoak(small, full)"


@pytest.fixture
def outcome(pytester: pytest.Pytester) -> Callable[..., dict[str, int]]:
    """Run one module under the guards alone and return pytest's counts."""

    def run(source: str, *options: str) -> dict[str, int]:
        pytester.makepyfile(f"import logging, pytest\n{source}")
        plugins = ("-p", "no:django", "-p", "no:cacheprovider", "-p", "no:playwright")
        return pytester.runpytest_inprocess("-p", "tests.guards", *plugins, *MARKERS, *options).parseoutcomes()

    return run


@pytest.mark.logs_errors("the tried test logs it")
def test_logged_error_fails(outcome: Callable[..., dict[str, int]]) -> None:
    assert outcome("def test_it(): logging.getLogger('x').error('broken')") == {"failed": 1}


def test_logged_warning_passes(outcome: Callable[..., dict[str, int]]) -> None:
    assert outcome("def test_it(): logging.getLogger('x').warning('odd')") == {"passed": 1}


@pytest.mark.logs_errors("the tried test logs it")
def test_expected_error_passes(outcome: Callable[..., dict[str, int]]) -> None:
    assert outcome("@pytest.mark.logs_errors('why')\ndef test_it(): logging.getLogger('x').error('broken')") == {
        "passed": 1
    }


def test_expected_error_that_does_not_come_fails(outcome: Callable[..., dict[str, int]]) -> None:
    assert outcome("@pytest.mark.logs_errors('why')\ndef test_it(): pass") == {"failed": 1}


@pytest.mark.parametrize("skip", ["@pytest.mark.skip\ndef test_it(): pass", "def test_it(): pytest.skip()"])
def test_skip_without_a_reason_fails(outcome: Callable[..., dict[str, int]], skip: str) -> None:
    assert "skipped" not in outcome(skip)


def test_skip_with_a_reason_is_a_skip(outcome: Callable[..., dict[str, int]]) -> None:
    assert outcome("@pytest.mark.skip(reason='because')\ndef test_it(): pass") == {"skipped": 1}


CAMPAIGN = "@pytest.mark.soak(3, 500)\ndef test_it(campaign): assert (campaign.n, campaign.seed) == "


def test_campaign_is_small_in_the_suite(outcome: Callable[..., dict[str, int]]) -> None:
    assert outcome(f"{CAMPAIGN}(3, 7)", "--seed=7") == {"passed": 1}


def test_campaign_is_full_when_soaking(outcome: Callable[..., dict[str, int]]) -> None:
    assert outcome(f"{CAMPAIGN}(500, 7)", "--seed=7", "--soak") == {"passed": 1}


def test_left_over_servers_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "PLACE", tmp_path)
    left_over = tmp_path / f"{servers.PREFIX}killed"
    left_over.mkdir()
    (left_over / "owner.lock").touch()
    servers.stop_left_over()
    assert not left_over.exists()


def test_servers_of_a_living_run_stay() -> None:
    folder = next(path for path in Path(servers.os.environ["DATA_DIR"]).parents if path.name.startswith(servers.PREFIX))
    servers.stop_left_over()
    assert folder.exists()
