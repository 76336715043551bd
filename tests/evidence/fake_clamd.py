"""A daemon that speaks clamd's protocol as far as it is told to: honest, or broken in one way."""

import socket
import struct
import threading
from contextlib import contextmanager

# In two parts, so that no scanner stops at this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


class FakeClamd:
    """``behaviour``: honest, hang, cut, cut_early, garbage, endless, too_large, closed."""

    def __init__(self, behaviour="honest", path=None):
        self.behaviour, self.received, self.pieces = behaviour, b"", []
        self.server = socket.socket(socket.AF_UNIX if path else socket.AF_INET, socket.SOCK_STREAM)
        self.server.bind(str(path) if path else ("127.0.0.1", 0))
        self.server.listen()
        self.url = f"unix://{path}" if path else f"tcp://127.0.0.1:{self.server.getsockname()[1]}"
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self):
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line:
                line.settimeout(10)
                try:
                    self._answer(line)
                except OSError:
                    continue

    def _answer(self, line):
        if self.behaviour == "cut_early":
            line.recv(5)
            return
        self._read(line)
        if self.behaviour == "hang":
            self.over.wait(10)
        elif self.behaviour == "honest":
            line.sendall(b"stream: Win.Test.EICAR_HDB-1 FOUND\0" if EICAR in self.received else b"stream: OK\0")
        else:
            line.sendall(
                {
                    "cut": b"stream: O",
                    "garbage": b"\xff\xfe stream: OK but not really\0",
                    "endless": b"x" * 10_000,
                    "too_large": b"INSTREAM size limit exceeded. ERROR\0",
                    "closed": b"",
                }[self.behaviour]
            )

    def _read(self, line):
        self.received, self.pieces = b"", []
        with line.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while length := struct.unpack(">I", stream.read(4))[0]:
                self.pieces.append(length)
                self.received += stream.read(length)


@contextmanager
def serving(behaviour="honest", path=None):
    daemon = FakeClamd(behaviour, path)
    daemon.thread.start()
    try:
        yield daemon
    finally:
        daemon.over.set()
        daemon.server.shutdown(socket.SHUT_RDWR)  # closing alone does not wake who waits for a line
        daemon.server.close()
        daemon.thread.join(timeout=5)
