"""Our charts: the time that each picture of the result page and of the PDF takes, against a target of 5 ms.

    python bench/charts.py [--rounds 200]

The anchor is the least that any way could take: joining the very lines of the finished picture anew.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.content.types import ReportContent

TARGET = 5.0  # milliseconds


def main() -> None:
    """Draw, measure, print one line a picture."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=200)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="bench-charts-") as folder:
        report.prepare_environment(Path(folder))
        drawn = pictures()
    print(f"charts, {rounds} rounds each after one to warm up, CPU time (target {TARGET:g} ms)")
    for name, draw in drawn.items():
        ours, lines = milliseconds(draw, rounds), str(draw()).split(">")
        anchor = milliseconds(lambda lines=lines: ">".join(lines), rounds)
        size = len(str(draw())) / 1000
        print(f"  {name:16} p50 {ours:6.2f} ms, {size:5.1f} kB, joining its lines {anchor:6.4f} ms")


def pictures() -> dict[str, Callable[[], object]]:
    """Return what draws each picture of the public sample's result."""
    from questionnaires.loading import load_folder  # noqa: PLC0415 -- Django must be set up first
    from questionnaires.parsing import parse  # noqa: PLC0415 -- the same
    from reports import drawing  # noqa: PLC0415 -- the same
    from reports.content import compose  # noqa: PLC0415 -- the same
    from reports.printed import sample  # noqa: PLC0415 -- the same

    loaded = load_folder(report.ROOT / "questionnaires" / "frameworks" / "c4ir-smc")
    content = compose(sample.source(parse(loaded.document), "Công ty TNHH Nhựa Mẫu", "Nhà máy 1"), "vi")
    drawings = {"disc": drawing.disc, "strips": strips, "radar": drawing.radar}
    return {name: partial(draw, content) for name, draw in drawings.items()}


def strips(content: ReportContent) -> str:
    """Return the strips of all dimensions, as the result page and the report hold them."""
    from reports import drawing  # noqa: PLC0415 -- Django must be set up first

    standings = (each.standing for block in content.blocks for each in block.dimensions)
    return "".join(drawing.strip_row(content, standing) for standing in standings)


def milliseconds(draw: Callable[[], object], rounds: int) -> float:
    """Return the middle CPU time of one drawing."""
    draw()
    times = []
    for _ in range(rounds):
        begun = time.process_time_ns()
        draw()
        times.append((time.process_time_ns() - begun) / 1e6)
    return statistics.median(times)


if __name__ == "__main__":
    main()
