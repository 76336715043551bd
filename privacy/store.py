"""Copies in the private store, under random names; and taking files away for good."""

import contextlib
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from django.core.files.storage import FileSystemStorage, storages

FOLDER = "exports"


@contextmanager
def new_copy() -> Iterator[tuple[str, IO[bytes]]]:
    """Yield the random name of a file to be and the file to write; it takes its place when the block ends well."""
    name = f"{FOLDER}/{secrets.token_urlsafe(32)}.zip"
    target = _path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
        try:
            yield name, part
            part.flush()
            Path(part.name).replace(target)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def open_file(name: str) -> BinaryIO:
    """Open a file of the private store; raises FileNotFoundError."""
    return _path(name).open("rb")


def size(name: str) -> int:
    """Return how many bytes a file has."""
    return _path(name).stat().st_size


def remove(name: str) -> None:
    """Take a file away; one that is gone already is fine."""
    _path(name).unlink(missing_ok=True)


def remove_all(prefix: str) -> None:
    """Take away every file whose name begins so, finished or not."""
    start = _path(prefix)
    for found in start.parent.glob(f"{start.name}*") if start.parent.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):
            found.unlink()


def _path(name: str) -> Path:
    store = storages["private"]
    if not isinstance(store, FileSystemStorage):
        raise TypeError("the private store has to be a folder: a rename into place is what makes a file whole")
    return Path(store.path(name))
