"""The pages on which a review is judged: where they are, what is posted to them, how they are read."""

import re

from evidence import store
from reviews.models import ItemReview
from tests.factories import assessments

LEVELS = assessments.all_at(2) | {"S1.2": 4, "S1.3": "dk", "S2.1": "Nhà máy không làm việc này"}
AGREED = {"outcome": "agreed", "ground": "papers", "version": "0"}


def show(review, item, kind="jpg", content=b"\xff\xd8\xff photo", scan="clean"):
    stored = store.keep(content)
    columns = {"kind": kind, "stored": stored, "size": len(content), "scan": scan, "added_at": review.arrived_at}
    row = review.assessment.evidence.create(name=f"tep.{kind}", **columns)
    row.uses.create(item=item)
    return row


def url(review, item="", **query):
    return f"/bench/reviews/{review.uuid}/" + (f"items/{item}/" if item else "")


def text_of(page):
    return re.sub(r"\s+", " ", page.content.decode())


def kept(review, item="S1.1"):
    return ItemReview.objects.get(review=review, item=item)
