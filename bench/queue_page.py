"""The queue's page at very many reviews beside its bare anchor: p50 of each view, and how many queries it asks.

    python bench/queue_page.py [--database postgresql://…] [--reviews 100000] [--requests 20]

Fills a database of its own: SQLite in a temporary folder, or the empty PostgreSQL database that is named. Both pages
are asked within this process, in turns, so that a busy machine slows both alike. The anchor looks up session and
person, reads 25 rows by the same keyset and writes five columns into a bare table: it filters, counts, checks nothing.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from bench.serving import prepare_environment, sign_in  # noqa: E402 -- found beside this file

TARGET = 100  # ms
VIEWS = ("", "view=", "view=mine", "view=unassigned", "view=overdue", "view=returned", "view=verified")
FILTERS = (
    "state=not_begun",
    "sector=22",
    "sector=22&province=31&headcount=over-200",
    "q=nhua",
    "q=mau+99999",
    "age=0-3",
)
WARM_UP = 2


def main() -> None:
    """Fill, measure, print one line for each reader and view."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--database", default="", help="DATABASE_URL of an empty database; SQLite if left out")
    options.add_argument("--reviews", type=int, default=100_000)
    options.add_argument("--requests", type=int, default=20)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-queue-") as folder:
        prepare_environment(Path(folder), chosen.database)
        os.environ["STAFF_SECOND_FACTOR"] = "optional"  # the readers have none; whether they do costs the same
        readers = prepare_rows(chosen.reviews)
        engine = "PostgreSQL" if chosen.database else "SQLite"
        print(f"queue, {chosen.reviews} reviews, {engine}, {chosen.requests} requests each, in turns, p50")
        for name, session in readers:
            for query in (*VIEWS, *FILTERS):
                report(name, query, *measure(session, query, chosen.requests))


def prepare_rows(count: int) -> list[tuple[str, str]]:
    """Make tables, frameworks and reviews; return for each reader a name and the key of a session."""
    import django  # noqa: PLC0415 -- the environment must be set first

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from bench.queue_rows import fill  # noqa: PLC0415

    settings.ROOT_URLCONF = "bench.queue_anchor"
    call_command("migrate", verbosity=0)
    call_command("load_frameworks", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    readers = fill(count)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum does within a minute
    return [(each.name, sign_in(each)) for each in readers]


def measure(session: str, query: str, count: int) -> tuple[float, float, int]:
    """Return the medians in seconds of the page and of the anchor, and how many queries the page asks."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(count + WARM_UP):
        ours.append(ask(client, f"/bench/?{query}"))
        bare.append(ask(client, "/anchor/"))
    with CaptureQueriesContext(connection) as asked:
        ask(client, f"/bench/?{query}")
    return statistics.median(ours[WARM_UP:]), statistics.median(bare[WARM_UP:]), len(asked)


def ask(client: object, path: str) -> float:
    """Return how long one answer took; end where it is none."""
    started = time.perf_counter()
    answer = client.get(path)  # type: ignore[attr-defined]  # a client; the type needs Django set up
    seconds = time.perf_counter() - started
    if answer.status_code != 200:
        raise SystemExit(f"GET {path} answered {answer.status_code}")
    return seconds


def report(name: str, query: str, ours: float, bare: float, queries: int) -> None:
    """Print one line."""
    said = f"  {name:<10} {query or 'all':<42} {ours * 1000:6.1f} ms (target {TARGET})"
    print(f"{said}  anchor {bare * 1000:5.1f} ms  ratio {ours / bare:5.2f}  {queries} queries", flush=True)


if __name__ == "__main__":
    main()
