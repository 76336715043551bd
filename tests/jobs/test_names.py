"""Names that hold jobs and workers together, across all rooms."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from c4ir_assess.celery import app

ROOMS = (
    *("c4ir_assess", "accounts", "questionnaires", "assessments", "evidence", "opinions", "programmes"),
    *("authoring", "reviews", "reports", "notices", "privacy"),
)


def enqueue_calls():
    """Each call of ``enqueue`` in the product, and where it is."""
    for room in ROOMS:
        for path in Path(settings.BASE_DIR, room).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            for node in ast.walk(ast.parse(source)) if "enqueue" in source else ():
                if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "enqueue":
                    yield f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}", node


CALLS = dict(enqueue_calls())


@pytest.fixture(scope="module")
def registered():
    app.loader.import_default_modules()
    return app.tasks


@pytest.mark.parametrize("place", CALLS)
def test_enqueued_task_is_one_that_workers_know(registered, place):
    named = next(word.value for word in CALLS[place].keywords if word.arg == "task")
    module = import_module(place.partition(".py:")[0].replace("/", "."))

    assert registered.keys() >= set(names_of(named, module))


def names_of(named, module):
    """The names that a call may hand over: written there, a constant of its module, or those of the daily list."""
    if isinstance(named, ast.Constant):
        return [named.value]
    return [getattr(module, named.id)] if isinstance(named, ast.Name) else settings.JOBS_DAILY


def test_calls_are_found():
    assert len(CALLS) >= 3
