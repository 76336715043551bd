"""Reports a minute in processes forked from a warm parent, as the worker's are, beside bare WeasyPrint in as many.

    python bench/report_rate.py [--reports 20] [--processes 2]
    python bench/report_rate.py --reports 1000 --processes 1 --without-anchor      how a worker's memory grows

Ours: from the scored answers to the stored-ready bytes. The anchor prints the same HTML with WeasyPrint alone, with
stylesheet and fonts kept; it runs after ours, so the machine should be idle. Each process says how much memory it
holds after 1, 10, 50, each hundred and all its reports, at once: a run that is stopped has told what it saw.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import report

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.synchronize import Barrier

MINUTE = 60
TARGET_RATE, TARGET_MEGABYTES = 50, 250


def main() -> None:
    """Warm up, fork, measure, print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--reports", type=int, default=20)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--language", default="vi", choices=["vi", "en"])
    options.add_argument("--without-anchor", action="store_true")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-rate-") as folder:
        report.prepare_environment(Path(folder))
        ways, described = report.prepare_ways(chosen.language)
        ways["kept"]()  # warm both before the fork
        names = ["ours"] if chosen.without_anchor else ["ours", "kept"]
        rates = {name: rate(ways[name], chosen.reports, chosen.processes, name) for name in names}
    print(f"reports, {described}, {chosen.processes} processes of {chosen.reports} each, wall time")
    print(f"  ours                  {rates['ours']:6.1f} a minute (target {TARGET_RATE} on 2 cores)")
    if not chosen.without_anchor:
        print(f"  anchor, stylesheet kept {rates['kept']:4.1f} a minute")
        print(f"  ratio                 {rates['ours'] / rates['kept']:6.2f}")


def rate(way: Callable[[], object], reports: int, processes: int, name: str) -> float:
    """Return the reports a minute of some processes at once."""
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(processes + 1)
    workers = [context.Process(target=work, args=(way, reports, gate, name)) for _ in range(processes)]
    for worker in workers:
        worker.start()
    gate.wait()
    begun = time.monotonic()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        sys.exit(f"a process of {name} has failed")
    return processes * reports * MINUTE / (time.monotonic() - begun)


def work(way: Callable[[], object], reports: int, gate: Barrier, name: str) -> None:
    """Print so many reports, and tell at a few of them how much memory is held."""
    from reports.press import rendering  # noqa: PLC0415 -- Django must be set up first

    if name == "ours":
        rendering.look_for_garbage_seldom()
    gate.wait()
    told = {1, 10, 50, reports, *range(100, reports, 100)}
    for number in range(1, reports + 1):
        way()
        if number in told:
            held = report.resident_megabytes()
            print(
                f"  {name}, one process after {number} reports: {held:.0f} MB (target {TARGET_MEGABYTES})", flush=True
            )


if __name__ == "__main__":
    main()
