"""How much one report may take. What breaks a limit fails at once and clearly, and its worker goes on.

The clock is the processor time of this process: a busy machine makes a report slow, not wrong. It ticks as a signal,
which reaches Python between two of its steps; a library that asks for memory in one gulp meets the process's own limit.
"""

import resource
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from c4ir_assess.exceptions import LimitExceeded

MOST_SECONDS = 60.0  # of processor time; the largest report takes about 4
MOST_MEGABYTES = 550  # resident, beyond what the process held before; the largest report takes about 60
MOST_DATA_MEGABYTES = 1500  # asked for, used or not: where the system refuses more
MOST_PAGES = 60
MOST_LETTERS = 3_000_000  # of HTML; the largest report has about 250,000
_TICK = 0.2
_STATM = Path("/proc/self/statm")


class _Cut(BaseException):
    """Ends the work from within. No handler of ordinary faults on the way may swallow it."""


def require_size(html: str) -> None:
    """Refuse a document that is too large to be laid out."""
    if len(html) > MOST_LETTERS:
        raise LimitExceeded(f"size: {len(html)} letters, at most {MOST_LETTERS}")


def require_pages(pages: int) -> None:
    """Refuse a report that nobody would read."""
    if pages > MOST_PAGES:
        raise LimitExceeded(f"pages: {pages}, at most {MOST_PAGES}")


@contextmanager
def watched() -> Iterator[None]:
    """Cut the block off when it has taken too much time or memory. Outside the main thread nothing can be watched."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    begun, held, is_over = time.process_time(), resident_megabytes(), False

    def look(_number: int, _frame: FrameType | None) -> Any:
        broken = "" if is_over else _broken(time.process_time() - begun, resident_megabytes() - held)
        if broken:
            raise _Cut(broken)

    former = signal.signal(signal.SIGVTALRM, look)
    signal.setitimer(signal.ITIMER_VIRTUAL, _TICK, _TICK)
    try:
        yield
    except _Cut as cut:
        raise LimitExceeded(str(cut)) from None
    except MemoryError:
        raise LimitExceeded("memory: the system gives no more") from None
    finally:
        is_over = True
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, former)


def bound_process() -> None:
    """Let the system refuse a worker's process more memory than any report may need."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MOST_DATA_MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _broken(seconds: float, megabytes: float) -> str:
    if seconds > MOST_SECONDS:
        return f"time: more than {MOST_SECONDS:g} s"
    return f"memory: {megabytes:.0f} MB, at most {MOST_MEGABYTES}" if megabytes > MOST_MEGABYTES else ""


def resident_megabytes() -> float:
    """Return the memory that this process holds now; where the system does not tell, the most that it ever held."""
    if _STATM.exists():
        return int(_STATM.read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
