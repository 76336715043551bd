"""Report files in the private store: whole or not there at all, found by a name that holds the hash of the content."""

import contextlib
import hashlib
import os
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from django.core.files.storage import FileSystemStorage, storages

_PART = ".part"
# Far beyond a task's time limit: nobody is writing such a file any more.
_ABANDONED_AFTER = 15 * 60


def store(prefix: str, content: bytes) -> str:
    """Keep a file and return its name. The same content under the same prefix is the same file."""
    name = f"{prefix}-{hashlib.sha256(content).hexdigest()}.pdf"
    write(name, content)
    return name


def write(name: str, content: bytes) -> None:
    """Write a file durably: readers see all of it or nothing."""
    target = _path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    handle, part = tempfile.mkstemp(suffix=_PART, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(target)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def exists(name: str) -> bool:
    """Whether a file is there, whole."""
    return _path(name).is_file()


def open_file(name: str) -> BinaryIO:
    """Open a stored file for reading; raises FileNotFoundError."""
    return _path(name).open("rb")


def remove(name: str) -> None:
    """Take a file away; once more is harmless. Whoever is reading it reads it to its end."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    store = storages["private"]
    if not isinstance(store, FileSystemStorage):
        raise TypeError("the private store has to be a folder: a rename into place is what makes a file whole")
    return Path(store.path(name))


def _sweep(folder: Path) -> None:
    """Remove what a killed worker left half-written."""
    for part in folder.glob(f"*{_PART}"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - part.stat().st_mtime > _ABANDONED_AFTER:
                part.unlink()


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
