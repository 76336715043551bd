"""A table of any length is scored in the same memory."""

import csv
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.factories.questionnaires import shipped_framework

MOST_MEGABYTES = 300
# A process of its own in between: a child's figure counts what its parent held when it was started.
MEASURE = """
import json, resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([code, used.ru_maxrss / 1024]))
"""


@pytest.mark.soak(3000, 400_000)
def test_memory_stays_below_its_limit(campaign, tmp_path):
    ids = [item.id for item in shipped_framework().items()]
    with (tmp_path / "answers.csv").open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", *ids])
        for number in range(campaign.n):
            writer.writerow(
                [number, *campaign.random.choices(["0", "1", "2", "3", "4", "5", "", "dk", "na"], k=len(ids))]
            )
    command = [sys.executable, "manage.py", "score", "--framework", "c4ir-smc"]
    files = ["--batch", tmp_path / "answers.csv", "--out", tmp_path / "scores.csv"]

    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command, *files],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite3"},
        capture_output=True,
        check=True,
    )

    code, megabytes = json.loads(done.stdout)
    assert (code, (tmp_path / "scores.csv").read_bytes().count(b"\n")) == (0, campaign.n + 1)
    assert megabytes < MOST_MEGABYTES
    print(f"{campaign.n} rows in {megabytes:.0f} MB")  # noqa: T201 -- the figure
