"""The demonstration with fewer firms: all of them take their time."""

import contextlib
import io
import json

import pytest
from django.core.management import call_command
from django.test import override_settings

from reviews.demo import firms
from tests.factories.questionnaires import framework_version
from tests.undoing import undone_after_all

FEW = firms.SENT[:5] + firms.SENT[-1:]


@contextlib.contextmanager
def built(place, blocker, *, sent=(), further=()):
    """Build it once for a whole module; each test takes back what it did with it. Gives what the command said."""
    with chosen(place, sent=sent, further=further), undone_after_all(blocker):
        framework_version()
        yield build()


@contextlib.contextmanager
def chosen(place, *, sent=(), further=()):
    """Choose its data folder and the firms that it makes beside the scored and the answering one."""
    with override_settings(DATA_DIR=place), pytest.MonkeyPatch.context() as patch:
        patch.setattr(firms, "SENT", sent)
        patch.setattr(firms, "FURTHER", further)
        yield


def build():
    """Call the command, and return what it said."""
    said = io.StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def passwords(place):
    """Return what the command keeps for the next time."""
    return json.loads((place / "demo.json").read_text())
