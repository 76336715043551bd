"""The pages of second opinions: where they are, how they are read, and a file beside an answer."""

import re

from evidence import store

RATED = {"S1.1-choice": "3", "note": "Thấy sổ"}


def url(opinion, where=""):
    return f"/bench/second/{opinion.uuid}/{where}"


def text_of(page):
    return re.sub(r"\s+", " ", page.content.decode())


def show(review, item, by=None, kind="jpg", content=b"\xff\xd8\xff photo", *, at_visit=False):
    stored = store.keep(content)
    columns = {
        "at_visit": at_visit,
        "kind": kind,
        "stored": stored,
        "size": len(content),
        "scan": "clean",
        "added_at": review.arrived_at,
    }
    row = review.assessment.evidence.create(name=f"tep.{kind}", added_by=by, **columns)
    row.uses.create(item=item)
    return row
