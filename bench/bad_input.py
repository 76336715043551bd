"""Refusing files that are no framework: seconds and memory for each kind.

    python bench/bad_input.py

Each kind is loaded in a process of its own, from opening the file to its one fault. Memory is what the process grows
by at most; the time is that of the process alone.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.questionnaires import bad_files  # noqa: E402 -- on the path only now

MOST_SECONDS, MOST_MB = 1.0, 50.0


def main() -> None:
    """Measure every kind, or with ``--one`` the file in a folder."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--one", type=Path)
    chosen = options.parse_args()
    if chosen.one:
        started = time.process_time()
        megabytes = bad_files.growth(chosen.one)
        print(time.process_time() - started, megabytes)
        return
    print(f"refused, of each at most {MOST_SECONDS:g} s and {MOST_MB:g} MB")
    with tempfile.TemporaryDirectory() as name:
        for kind in bad_files.KINDS:
            seconds, megabytes = measured(bad_files.written(Path(name), kind))
            over = "" if seconds <= MOST_SECONDS and megabytes <= MOST_MB else "  too much"
            print(f"  {kind:28} {seconds:6.3f} s {megabytes:7.1f} MB{over}")


def measured(folder: Path) -> tuple[float, float]:
    """Return seconds and megabytes of another process."""
    command = [sys.executable, __file__, "--one", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    return seconds, megabytes


if __name__ == "__main__":
    main()
