"""Copies of framework folders that a test may break."""

import shutil
from pathlib import Path

from tests.factories.questionnaires import C4IR_SMC

EVERYTHING = Path(__file__).parent / "everything"


def copied(to: Path, source: Path = C4IR_SMC) -> Path:
    """Copy a folder; the files become writable whatever they were."""
    folder = to / source.name
    folder.mkdir()
    for file in source.iterdir():
        shutil.copyfile(file, folder / file.name)
    return folder


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace a text that is there exactly once."""
    words = (folder / file).read_text(encoding="utf-8")
    assert words.count(old) == 1, f"{old!r} is {words.count(old)} times in {file}"
    (folder / file).write_text(words.replace(old, new), encoding="utf-8")


def line_of(folder: Path, file: str, words: str) -> int:
    """Return the number of the first line that holds some words."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)
