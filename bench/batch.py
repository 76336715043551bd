"""A table of assessments scored by ``manage.py score --batch``, beside a bare matrix product on the same answers.

    python bench/batch.py [--rows 100000]

Ours is the whole command in a process of its own: starting, reading the table, scoring it exactly with bands and
levels, and writing the scores; time and memory are those that the system counted for it. The anchor is numpy's product
of the same answers, in memory already and as floats, with the weights that lead from items to nodes: values alone, of
answers of which none is open. The second anchor only reads the table, by the csv module.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
FRAMEWORK = "c4ir-smc"
TARGET_SECONDS, TARGET_ROWS, TARGET_MEGABYTES = 15, 100_000, 300
OPEN = 0.05  # of the answers

if TYPE_CHECKING:
    from questionnaires.document import Framework, Node


def main() -> None:
    """Measure, print one line each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rows", type=int, default=TARGET_ROWS)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as folder:
        os.environ.update(environment(folder))
        framework = shipped_framework()
        table = Path(folder, "answers.csv")
        write_table(table, [item.id for item in framework.items()], chosen.rows, random.Random(chosen.seed))  # noqa: S311 -- repeatable on purpose
        ours, megabytes = run_command(table)  # before numpy is here: a child counts its parent's memory, too
        read = read_table(table)
        product = multiply(table, framework)
    target = TARGET_SECONDS * chosen.rows / TARGET_ROWS
    print(f"batch, {framework.id}, {chosen.rows} assessments of {sum(1 for _ in framework.items())} items")
    print(f"  ours                    {ours:8.2f} s {chosen.rows / ours:12,.0f} assessments/s (target {target:g} s)")
    print(f"  largest memory          {megabytes:8.0f} MB (target {TARGET_MEGABYTES})")
    print(f"  anchor, matrix product  {product:8.4f} s {chosen.rows / product:12,.0f} assessments/s")
    print(f"  ratio                   {ours / product:8.0f}")
    print(f"  anchor, reading alone   {read:8.2f} s {chosen.rows / read:12,.0f} assessments/s")
    print(f"  ratio                   {ours / read:8.1f}")


def environment(folder: str) -> dict[str, str]:
    """Return the variables that Django reads; there is no database, so that the shipped framework is used."""
    return {
        "DJANGO_SETTINGS_MODULE": "c4ir_assess.settings",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DATA_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3",
        "OPENBLAS_NUM_THREADS": "1",  # one core for the anchor as for ours
    }


def shipped_framework() -> Framework:
    """Read the framework from its files."""
    sys.path.insert(0, str(ROOT))
    from questionnaires.loading import load_folder  # noqa: PLC0415 -- on the path only now
    from questionnaires.parsing import parse  # noqa: PLC0415 -- the same

    return parse(load_folder(ROOT / "questionnaires" / "frameworks" / FRAMEWORK).document)


def write_table(table: Path, items: list[str], rows: int, chance: random.Random) -> None:
    """Draw answers of every level, some of them open."""
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", *items])
        for number in range(rows):
            drawn = chance.choices("012345", k=len(items))
            cells = [chance.choice(("", "dk")) if chance.random() < OPEN else level for level in drawn]
            writer.writerow([f"firm-{number}", *cells])


def run_command(table: Path) -> tuple[float, float]:
    """Return the seconds of processor time and the megabytes that the command took."""
    command = [sys.executable, "manage.py", "score", "--framework", FRAMEWORK]
    out = table.with_name("scores.csv")
    subprocess.run([*command, "--batch", table, "--out", out], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def read_table(table: Path) -> float:
    """Return the seconds that the csv module takes to read the table."""
    started = time.process_time()
    with table.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass
    return time.process_time() - started


def multiply(table: Path, framework: Framework) -> float:
    """Return the seconds of the product of all answers with all weights, open ones taken as 0."""
    import numpy as np  # noqa: PLC0415 -- see main

    with table.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        place = {item: number for number, item in enumerate(next(rows)[1:])}
        answers = np.array([[float(cell) if cell.isdecimal() else 0.0 for cell in row[1:]] for row in rows])
    weights = np.zeros((len(place), sum(1 for _ in framework.root.walk())))
    for column, node in enumerate(framework.root.walk()):
        for item, weight in items_below(node).items():
            weights[place[item], column] = weight
    started = time.process_time()
    _values: Any = answers @ weights
    return time.process_time() - started


def items_below(node: Node) -> dict[str, float]:
    """Return the share that each item below a node has in it."""
    if node.items:
        return {item.id: 1 / len(node.items) for item in node.items}
    total = float(sum(child.weight for child in node.children))
    return {
        item: weight * float(child.weight) / total
        for child in node.children
        for item, weight in items_below(child).items()
    }


if __name__ == "__main__":
    main()
