"""Autosave beside its bare anchor: p50 of saving one answer, and of a bare Django view with the same lookup and upsert.

    python bench/autosave.py [--database postgresql://…] [--requests 400]

Starts gunicorn (1 process, 4 threads) on a database of its own: SQLite in a temporary folder, or the empty PostgreSQL
database that is named. Both views run in that one process behind the same middleware; the requests take turns over one
keep-alive connection, so that a busy machine slows both alike. The anchor looks up session and person and writes the
same row by one upsert; it checks nothing, locks nothing and renders nothing.
"""

from __future__ import annotations

import argparse
import http.client
import secrets
import statistics
import tempfile
from pathlib import Path
from uuid import uuid4

from serving import WARM_UP, ask, prepare_environment, server, sign_in


def main() -> None:
    """Prepare, measure, print one line each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--database", default="", help="DATABASE_URL of an empty database; SQLite if left out")
    options.add_argument("--requests", type=int, default=400)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-autosave-") as folder:
        prepare_environment(Path(folder), chosen.database)
        session, uuid, items = prepare_rows()
        with server("autosave_anchor") as port:
            ours, bare = measure(port, session, uuid, items, chosen.requests)
    engine = "PostgreSQL" if chosen.database else "SQLite (WAL, synchronous=FULL)"
    print(f"autosave, gunicorn gthread 1×4, {engine}, {chosen.requests} requests each, taking turns")
    print(f"  ours   p50 {ours * 1000:6.2f} ms")
    print(f"  anchor p50 {bare * 1000:6.2f} ms")
    print(f"  ratio  {ours / bare:.2f} (target 2.0)")


def prepare_rows() -> tuple[str, str, list[str]]:
    """Make tables, framework, firm, person and session; return the session's key, the assessment and its items."""
    import django  # noqa: PLC0415 -- the environment must be set first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load_frameworks", verbosity=0)
    made = make_firm()
    connection.close()
    return made


def make_firm() -> tuple[str, str, list[str]]:
    """Make one firm with an assessment in progress, and sign its owner in."""
    from accounts.models import Membership, Organization, Site, User  # noqa: PLC0415
    from assessments import asked, lifecycle  # noqa: PLC0415
    from assessments.models import Scope  # noqa: PLC0415

    firm = Organization.objects.create(name="Invented", search_key="invented", sector="22", headcount_band="51-100")
    site = Site.objects.create(organization=firm, name="Plant 1", province="79")
    owner = User.objects.create_user("owner@example.org", name="Owner")
    Membership.objects.create(user=owner, organization=firm, role=Membership.Role.OWNER)
    assessment = lifecycle.start(site=site, scope=Scope.FULL, by=owner)
    items = [item.id for item in asked.framework_of(assessment).items()]
    return sign_in(owner), str(assessment.uuid), items


def measure(port: int, session: str, uuid: str, items: list[str], count: int) -> tuple[float, float]:
    """Return the medians in seconds; the two take turns request by request."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    token = secrets.token_hex(16)
    headers = {"Cookie": f"session={session}; csrf={token}", "Content-Type": "application/x-www-form-urlencoded"}
    versions: dict[str, str] = {}
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(count + WARM_UP):
        item, level = items[turn % len(items)], str(turn // len(items) % 6)
        body = {"item": item, f"{item}-choice": level, f"{item}-version": versions.get(item, "0"), f"{item}-seen": ""}
        body |= {f"{item}-mutation": str(uuid4()), "csrfmiddlewaretoken": token}
        path = f"/assessments/{uuid}/{item.split('.')[0]}/"
        seconds, page = ask(connection, "POST", path, body, {**headers, "HX-Request": "true"})
        versions[item] = page.split(f'name="{item}-version" value="', 1)[1].split('"', 1)[0]
        ours.append(seconds)
        body = {"item": item, "value": level, "csrfmiddlewaretoken": token}
        bare.append(ask(connection, "POST", "/anchor/", body, headers)[0])
    return statistics.median(ours[WARM_UP:]), statistics.median(bare[WARM_UP:])


if __name__ == "__main__":
    main()
