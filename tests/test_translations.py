"""Vietnamese is complete: every string of the source is in the catalogue, translated and not guessed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.servers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "django.po"
ROOMS = [
    "accounts",
    "assessments",
    "authoring",
    "evidence",
    "notices",
    "opinions",
    "privacy",
    "programmes",
    "questionnaires",
    "reports",
    "reviews",
]
SOURCES = [*ROOMS, "c4ir_assess", "charts", "templates"]


@pytest.fixture(scope="module")
def sources_messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Collect the strings of the source in a copy, since makemessages writes where it reads."""
    copy = tmp_path_factory.mktemp("messages")
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "--locale=vi", "--keep-pot", "--add-location=never"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    return copy / "locale" / "django.pot"


def test_every_string_is_translated(sources_messages: Path) -> None:
    compared = subprocess.run(
        ["msgcmp", CATALOGUE, sources_messages], capture_output=True, text=True, check=False, env={"LC_ALL": "C"}
    )
    faults = [
        line for line in compared.stderr.splitlines() if "warning:" not in line
    ]  # words for other packages' pages
    assert faults == []


def test_no_translation_is_a_guess() -> None:
    fuzzy = subprocess.run(["msgattrib", "--only-fuzzy", CATALOGUE], capture_output=True, text=True, check=True)
    assert fuzzy.stdout == ""


def test_no_translation_is_obsolete() -> None:
    obsolete = subprocess.run(["msgattrib", "--only-obsolete", CATALOGUE], capture_output=True, text=True, check=True)
    assert obsolete.stdout == ""


@pytest.mark.parametrize("other", ["câu chính", "câu hỏi chính", "câu chủ chốt", "mỗi khối", "nhóm khía cạnh"])
def test_one_word_for_one_thing(other: str) -> None:
    """A key question is a "câu then chốt" and a block a "phần"; only authors say "khối", as their guide."""
    catalogue = CATALOGUE.read_text(encoding="utf-8").lower()

    assert other not in catalogue
