"""Files of the private store: whole or not there at all, under random names that say nothing and lead nowhere."""

import contextlib
import os
import re
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import FileSystemStorage, storages

FOLDER = "evidence"
_NAME = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = ".part"


def new_name() -> str:
    """Return 128 random bits."""
    return secrets.token_hex(16)


def keep(content: bytes) -> str:
    """Write a file durably and return its name: written beside its place, synced, then moved there."""
    name = new_name()
    target = path(name)
    part = target.with_suffix(_UNFINISHED)
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync(target.parent)
    return name


def put(name: str, offset: int, piece: bytes) -> None:
    """Write a piece of an upload at its place; what an attempt that was cut off left behind it goes."""
    target = path(name)
    with os.fdopen(os.open(target, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        file.truncate(offset)
        file.seek(offset)
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def read(name: str) -> bytes:
    """Return a whole file; FileNotFoundError if it is gone."""
    return path(name).read_bytes()


def open_file(name: str) -> BinaryIO:
    """Open a file for reading; FileNotFoundError if it is gone."""
    return path(name).open("rb")


def size(name: str) -> int:
    """Return how many bytes there are, 0 without a file."""
    try:
        return path(name).stat().st_size
    except FileNotFoundError:
        return 0


def remove(*names: str) -> None:
    """Remove files; those that are gone already, and empty names, do no harm."""
    for name in filter(None, names):
        path(name).unlink(missing_ok=True)


def lying_about(*, for_seconds: float) -> Iterator[Path]:
    """Yield every file that nobody has touched for so long, finished or not."""
    before = time.time() - for_seconds
    for file in _root().rglob("*"):
        with contextlib.suppress(FileNotFoundError):
            if file.is_file() and file.stat().st_mtime <= before:
                yield file


def path(name: str) -> Path:
    """Return where a file lies; its folder is there."""
    if not _NAME.fullmatch(name):
        raise ValueError("names in the store are made here")
    folder = _root() / name[:2]
    folder.mkdir(parents=True, exist_ok=True)
    return folder / name


def _root() -> Path:
    store = storages["private"]
    if not isinstance(store, FileSystemStorage):
        raise TypeError("the private store has to be a folder: a rename into place is what makes a file whole")
    return Path(store.path(FOLDER))


def _sync(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
