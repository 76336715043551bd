"""Files that are no framework: made to hurt, or saved by a program that knew no better. Needs no Django."""

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from questionnaires.loading import HEAD, load_folder

SOUND = (Path(__file__).parent / "everything" / HEAD).read_text(encoding="utf-8")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _bomb() -> bytes:
    """Each line names the one before ten times: 10^25 values in a kilobyte."""
    lines = [
        f"{letter}: &{letter} [{', '.join([f'*{LETTERS[n - 1]}' if n else 'x'] * 10)}]"
        for n, letter in enumerate(LETTERS)
    ]
    return "\n".join(lines).encode()


KINDS: Mapping[str, Callable[[], bytes]] = {
    "aliases that multiply": _bomb,
    "one alias": lambda: b"blocks: &b []\nglossary: *b\n",
    "a tag that runs a program": lambda: b"framework: !!python/object/apply:os.system [id]\n",
    "lists in lists": lambda: b"blocks: " + b"[" * 100_000,
    "mappings in mappings": lambda: "\n".join(" " * n + "a:" for n in range(1400)).encode(),
    "50 MB of text": lambda: b"title: " + b"x" * 50_000_000,
    "50 MB of lines": lambda: b"- x\n" * 12_500_000,
    "many values": lambda: b"blocks:\n" + b"- x\n" * 400_000,
    "UTF-16": lambda: SOUND.encode("utf-16"),
    "UTF-16 without a mark": lambda: SOUND.encode("utf-16-le"),
    "Windows-1258": lambda: unicodedata.normalize("NFD", SOUND).encode("cp1258", "replace"),
    "decomposed letters": lambda: unicodedata.normalize("NFD", SOUND).encode(),
    "NUL": lambda: SOUND.replace("Câu", "C\0u").encode(),
    "no text at all": lambda: bytes(range(256)) * 1000,
    "a quotation that never ends": lambda: b'title: "' + b"\\x41" * 400_000,
    "keys without end": lambda: b"? " * 500_000,
    "nothing": lambda: b"",
}


def written(folder: Path, kind: str) -> Path:
    """Return the folder with such a file in it as its head."""
    (folder / HEAD).write_bytes(KINDS[kind]())
    return folder


def growth(folder: Path) -> float:
    """Load a folder and return by how many MB this process has grown at most; once a process."""
    before = _peak()
    load_folder(folder)
    return _peak() - before


def _peak() -> float:
    """Return the most memory that this program has had, in MB; getrusage would count what its parent had, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1000
