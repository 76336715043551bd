"""How much the pages of judging cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.judged import agree, change
from tests.reviews.judged.pages import AGREED, show, url

pytestmark = pytest.mark.django_db


def queries_of(act):
    with CaptureQueriesContext(connection) as queries:
        assert act().status_code in {200, 302}
    return len(queries)


def test_question_costs_the_same_queries_whatever_was_judged_and_shown(review, bench):
    bench.get(url(review, "S1.1"))  # the first opening in an hour is written down
    before = queries_of(lambda: bench.get(url(review, "S1.1")))
    for item in ("S1.1", "S2.2", "S3.1", "O1.1"):
        agree(review, item)
        show(review, item, content=f"photo {item}".encode())

    assert before <= 12
    assert queries_of(lambda: bench.get(url(review, "S1.1"))) == before + 1  # what the shown files are for


def test_overview_costs_the_same_queries_whatever_was_judged(review, bench):
    bench.get(url(review))
    agree(review, "S1.1")
    before = queries_of(lambda: bench.get(url(review)))
    for item in ("S2.2", "S3.1", "O1.1"):
        change(review, item, 0)

    assert queries_of(lambda: bench.get(url(review))) == before


def test_saving_costs_few_queries_and_the_same_for_every_question(review, bench):
    bench.post(url(review, "O1.1"), AGREED)

    found = {item: queries_of(lambda item=item: bench.post(url(review, item), AGREED)) for item in ("S1.1", "O1.2")}

    assert len(set(found.values())) == 1
    assert max(found.values()) <= 15  # three of them write it into the log of acts
