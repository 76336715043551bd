"""What every test is held to: no logged error, no unexplained skip; and the few settings that differ under test."""

from __future__ import annotations

import gc
import logging
import random
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.cache import cache

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

LONGEST_ID = 200
# Objects made before Python looks for cycles among them: with its own 2000, a tenth of a run goes into looking.
UNTIL_LOOKED_AT = 50_000


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("campaigns")
    group.addoption("--soak", action="store_true", help="run the campaigns with their full numbers")
    group.addoption("--seed", type=int, default=None, help="repeat a campaign with the seed that it printed")


def pytest_configure() -> None:
    """Differ from production where its way costs time and proves nothing here."""
    gc.set_threshold(UNTIL_LOOKED_AT)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}  # the live server has no manifest
    settings.STAFF_SECOND_FACTOR = "optional"  # test_ux_42_second_factor.py proves that it is mandatory elsewhere
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):  # a real file: in memory there are no locks and no second process
        database.setdefault("TEST", {})["NAME"] = str(settings.DATA_DIR / "test.sqlite3")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where one mark is asked for (``-m both_databases``), leave out modules without it: to import them takes long."""
    mark = config.option.markexpr
    if not mark.isidentifier() or not collection_path.match("test_*.py"):
        return None
    return mark not in collection_path.read_text(encoding="utf-8") or None


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a long value by its parameter: pytest would write it out as it is, and that takes seconds for megabytes."""
    return argname if isinstance(val, str | bytes) and len(val) > LONGEST_ID else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A full campaign may take as long as it takes."""
    if config.getoption("--soak"):
        for item in items:
            if item.get_closest_marker("soak"):
                item.add_marker(pytest.mark.timeout(0), append=False)  # before one of its own


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Leave the tests themselves out of each search for cycles: they are there until the end."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Campaign:
    """How often a campaign repeats, and the chance it uses."""

    n: int
    seed: int
    random: random.Random = field(repr=False)


@pytest.fixture
def campaign(request: pytest.FixtureRequest) -> Campaign:
    """Return the size of a test marked ``soak(small, full)``; the seed is printed, ``--seed`` repeats it."""
    small, full = request.node.get_closest_marker("soak").args
    seed = request.config.getoption("--seed")
    seed = secrets.randbits(32) if seed is None else seed
    chosen = Campaign(n=full if request.config.getoption("--soak") else small, seed=seed, random=random.Random(seed))  # noqa: S311 -- repeatable on purpose
    print(chosen)  # noqa: T201 -- pytest shows it with a failure
    return chosen


@pytest.fixture(autouse=True)
def _clean_cache(request: pytest.FixtureRequest) -> Generator[None]:
    """Empty the cache after tests that really commit: it counts sign-in attempts, and Django does not flush it."""
    marker = request.node.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(request.fixturenames)
    committing = bool(asked or (marker and marker.kwargs.get("transaction")))
    if committing:
        request.getfixturevalue("transactional_db")  # set up before this, so that it is still there afterwards
    yield
    if committing:
        cache.clear()


class _Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a test that logs an error, unless it is marked ``logs_errors(reason)``; then it must log one."""
    expected = item.get_closest_marker("logs_errors")
    handler = _Errors()
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)
    if handler.messages and not expected:
        pytest.fail("errors were logged:\n" + "\n".join(handler.messages), pytrace=False)
    if expected and not handler.messages:
        pytest.fail(f"no error was logged, though expected: {expected.args[0]}", pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip without a reason into a failure."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and isinstance(report.longrepr, tuple):
        said = report.longrepr[2].removeprefix("Skipped").strip(": ")
        if said in {"", "unconditional skip", "<Skipped instance>"}:
            report.outcome = "failed"
            report.longrepr = "skipped without a reason"
    return report
