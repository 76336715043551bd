"""The advisor's bench beside its bare anchor: p50 of opening the next question and of saving one judgement.

    python bench/judging.py [--database postgresql://…] [--requests 300]

Starts gunicorn (1 process, 4 threads) as bench/autosave.py does, on a review of sixty questions. The anchors run in the
same process: for saving, session and person looked up and one row upserted; for opening, session and person looked up
and the answers and judgements read by three plain queries. The requests take turns over one connection.
"""

from __future__ import annotations

import argparse
import http.client
import secrets
import statistics
import tempfile
from pathlib import Path

from serving import WARM_UP, ask, prepare_environment, server, sign_in


def main() -> None:
    """Prepare, measure, print one line each."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--database", default="", help="DATABASE_URL of an empty database; SQLite if left out")
    options.add_argument("--requests", type=int, default=300)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-judging-") as folder:
        prepare_environment(Path(folder), chosen.database)
        session, uuid, items = prepare_rows()
        with server("judging_anchor") as port:
            found = measure(port, session, uuid, items, chosen.requests)
    engine = "PostgreSQL" if chosen.database else "SQLite (WAL, synchronous=FULL)"
    print(f"judging, gunicorn gthread 1×4, {engine}, {chosen.requests} requests each, taking turns")
    for what, target in (("open", "150 ms"), ("save", "ratio 2.0")):
        ours, bare = (found[what, whose] * 1000 for whose in ("ours", "bare"))
        print(
            f"  {what}: ours p50 {ours:6.2f} ms, anchor p50 {bare:6.2f} ms, ratio {ours / bare:.2f} (target {target})"
        )


def prepare_rows() -> tuple[str, str, list[str]]:
    """Make tables, framework, a firm's submission in review and its advisor; return session, review and questions."""
    import os  # noqa: PLC0415

    os.environ["STAFF_SECOND_FACTOR"] = "optional"
    import django  # noqa: PLC0415 -- the environment must be set first

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("load_frameworks", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    made = make_review()
    connection.close()
    return made


def make_review() -> tuple[str, str, list[str]]:
    """Make one review of sixty answers, assigned to an advisor who is signed in."""
    from accounts.models import User  # noqa: PLC0415
    from assessments import asked, consents, lifecycle, scores  # noqa: PLC0415
    from assessments.answers import Given  # noqa: PLC0415
    from assessments.models import Scope  # noqa: PLC0415
    from reviews.models import Review  # noqa: PLC0415

    owner = User.objects.create_user("owner@example.org", name="Owner")
    assessment = lifecycle.start(site=make_plant(owner), scope=Scope.FULL, by=owner)
    items = [item.id for item in asked.framework_of(assessment).items()]
    drawn = {item: (Given("answered", number % 3), True) for number, item in enumerate(items)}
    lifecycle.prefill(assessment=assessment, answers=drawn, by=owner)
    submission = lifecycle.complete(assessment=assessment, by=owner, language="en")
    scores.store_self(submission=submission)
    words = {"wording": consents.review_wording(), "wording_version": consents.WORDING_VERSION, "language": "en"}
    lifecycle.send_for_review(assessment=assessment, submission=submission, by=owner, **words)
    advisor = User.objects.create_user("advisor@example.org", name="Advisor", staff_role="advisor")
    Review.objects.update(advisor=advisor)
    return sign_in(advisor), str(Review.objects.get().uuid), items


def make_plant(owner: object) -> object:
    """Make a firm with one plant."""
    from accounts.firms import create_firm  # noqa: PLC0415

    facts = {"sector": "22", "headcount_band": "51-100", "province": "79"}
    return create_firm(by=owner, name="Invented", site_name="Plant 1", **facts)


def measure(port: int, session: str, uuid: str, items: list[str], count: int) -> dict[tuple[str, str], float]:
    """Return the medians in seconds; ours and the anchors take turns request by request."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    token = secrets.token_hex(16)
    headers = {"Cookie": f"session={session}; csrf={token}", "Content-Type": "application/x-www-form-urlencoded"}
    taken: dict[tuple[str, str], list[float]] = {}
    for turn in range(count + WARM_UP):
        item = items[turn % len(items)]
        fields = {"outcome": "agreed", "ground": "papers", "note": f"Seen {turn}", "next": items[0]}
        fields |= {"version": str(turn // len(items)), "csrfmiddlewaretoken": token}
        for what, ours, bare in (
            ("open", ("GET", f"/bench/reviews/{uuid}/items/{item}/", {}), ("GET", "/anchor/open/", {})),
            (
                "save",
                ("POST", f"/bench/reviews/{uuid}/items/{item}/", fields),
                ("POST", "/anchor/save/", {"item": item, "note": f"Seen {turn}", "csrfmiddlewaretoken": token}),
            ),
        ):
            taken.setdefault((what, "ours"), []).append(ask(connection, *ours, headers)[0])
            taken.setdefault((what, "bare"), []).append(ask(connection, *bare, headers)[0])
    return {key: statistics.median(seconds[WARM_UP:]) for key, seconds in taken.items()}


if __name__ == "__main__":
    main()
