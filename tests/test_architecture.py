"""Rules of the house that a machine can check."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import ROOT

# Written in two parts, so that this file does not find itself.
NEVER = {
    "an unfinished mark": r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b",
    "a registry's address": r"pypi" + r"\.org|pythonhosted" + r"\.org|registry\.npm" + r"js|deb\.deb" + r"ian",
    "a path of one machine": r"(?<![\w./-])/(wo" + r"rk|ro" + r"ot|opt/py" + r"pi|ho" + r"me)/",
}
GENERATED = {
    ".git",
    ".venv",
    "var",
    "build",
    ".hypothesis",
    "node_modules",
    "vendor",
    "fonts",
    "test-results",
    "__pycache__",
}


def own_files(*suffixes: str) -> list[Path]:
    """Return the files that people write here, by suffix; all of them without one."""
    files = []
    for folder, names, found in ROOT.walk():
        names[:] = [name for name in names if name not in GENERATED and not name.endswith("_cache")]
        files += [folder / name for name in found if not suffixes or name.endswith(suffixes)]
    return files


def test_rooms_import_downward_only() -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize("what", NEVER)
def test_no_file_holds(what: str) -> None:
    pattern, found = re.compile(NEVER[what]), []
    for file in own_files():
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        found += [
            f"{file.relative_to(ROOT)}:{n}: {line[:120]}" for n, line in enumerate(lines, 1) if pattern.search(line)
        ]
    assert found == []


def test_rows_are_locked_without_their_keys_unless_they_are_deleted() -> None:
    """With its key locked, a row makes everybody wait who only refers to it, perhaps for somebody that it waits for."""
    deleting = {"assessments/claims.py": 1, "privacy/erasing.py": 1}
    found = {
        str(file.relative_to(ROOT)): count
        for file in own_files(".py")
        if not {"tests", "bench"} & set(file.relative_to(ROOT).parts)
        and (count := len(re.findall(r"select_for_update\((?![^\n]*no_key=True)", file.read_text(encoding="utf-8"))))
    }
    assert found == deleting


def test_modules_are_named_by_what_they_know() -> None:
    vague = {"utils", "helpers", "common", "services", "core", "misc"}
    assert [file for file in own_files(".py") if file.stem in vague or file.parent.name in vague] == []


def test_every_requirement_is_pinned_by_hash() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        pins = re.findall(r"^[^\s#-][^\\\n]*", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert [pin for pin in pins if "==" not in pin] == [], file.name
        assert file.read_text(encoding="utf-8").count("--hash=sha256:") >= len(pins), file.name


@pytest.mark.parametrize(("larger", "smaller"), [("embedded", "product"), ("test", "embedded")])
def test_requirement_files_agree(larger: str, smaller: str) -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^[\w.\[\]-]+==[\w.+!]+", text, re.MULTILINE))

    assert pins(smaller) <= pins(larger)


def test_no_script_or_style_is_inline() -> None:
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)|\sstyle=|\son[a-z]+=[\"']")
    letter = ROOT / "templates" / "notices" / "letter.html"  # mail programs drop style sheets
    pages = [file for file in own_files(".html") if "pdf" not in file.parts and file != letter]
    assert [str(file.relative_to(ROOT)) for file in pages if inline.search(file.read_text(encoding="utf-8"))] == []
