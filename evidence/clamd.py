"""Asking ClamAV's daemon about a file, over its own protocol. What is not a clear answer is never taken for "clean"."""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Literal
from urllib.parse import urlsplit

PIECE = 64 * 1024
TIMEOUT = 30.0  # seconds of silence
LONGEST_ANSWER = 4096

type Verdict = Literal["clean", "infected", "failed"]


class ScannerAway(Exception):  # noqa: N818 -- named like the domain's exceptions
    """Nobody answers, or the line broke before the answer was whole: it is to be asked again later."""


def scan(address: str, file: BinaryIO, *, timeout: float = TIMEOUT) -> Verdict:
    """Return what ``clamd`` at ``tcp://host:3310`` or ``unix:///path`` says of a file. Raises ScannerAway.

    An answer that is neither OK nor FOUND, such as a size limit or no sense at all, is "failed".
    """
    try:
        with _connected(address, timeout) as line:
            line.sendall(b"zINSTREAM\0")
            for piece in _pieces(file):
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            answer = _answer(line)
    except OSError as fault:
        raise ScannerAway(f"{type(fault).__name__}: {fault}") from fault
    return _verdict(answer)


@contextmanager
def _connected(address: str, timeout: float) -> Iterator[socket.socket]:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(timeout)
            line.connect(parts.path)
            yield line
    else:
        with socket.create_connection((parts.hostname or "", parts.port or 3310), timeout=timeout) as line:
            yield line


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Yield what is in the file; never an empty piece, which would tell the daemon that the file ends here."""
    while piece := file.read(PIECE):
        yield piece


def _answer(line: socket.socket) -> bytes:
    """Read up to the zero byte that ends an answer."""
    answer = b""
    while not answer.endswith(b"\0"):
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            raise ConnectionError("the line was cut before the answer was whole")
        answer += piece
        if len(answer) > LONGEST_ANSWER:
            return b""
    return answer.removesuffix(b"\0")


def _verdict(answer: bytes) -> Verdict:
    if answer == b"stream: OK":
        return "clean"
    return "infected" if answer.startswith(b"stream: ") and answer.endswith(b" FOUND") else "failed"
