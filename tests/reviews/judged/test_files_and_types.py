"""Files beside an answer, and answers of every type."""

import pytest

from tests.factories import judged, questionnaires
from tests.reviews.judged.pages import show, text_of, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "scan", "disposition", "may_frame"),
    [
        ("jpg", "clean", "inline", False),
        ("jpg", "unscanned", "inline", False),
        ("pdf", "clean", "inline", True),
        ("xlsx", "clean", "attachment", False),
    ],
)
def test_file_is_sent_so_that_it_can_be_shown_and_nothing_in_it_runs(kind, scan, disposition, may_frame, review, bench):
    row = show(review, "S1.1", kind, b"%PDF-1.7", scan)

    answer = bench.get(f"{url(review)}evidence/{row.uuid}/")

    _ = b"".join(answer)
    assert answer["Content-Disposition"].startswith(disposition)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert ("frame-ancestors 'self'" in answer["Content-Security-Policy"]) is may_frame
    assert answer["X-Frame-Options"] == ("SAMEORIGIN" if may_frame else "DENY")


@pytest.mark.parametrize("scan", ["pending", "failed"])
def test_file_that_is_not_clean_is_named_and_not_shown(scan, review, bench):
    row = show(review, "S1.1", "jpg", scan=scan)

    page = bench.get(url(review, "S1.1"))

    assert "tep.jpg" in text_of(page)
    assert f"evidence/{row.uuid}/" not in text_of(page)
    assert bench.get(f"{url(review)}evidence/{row.uuid}/").status_code == 404


def test_answer_that_only_stands_in_its_fields_agrees_to_nothing(site_a, an, dung, bench):
    document = questionnaires.every_type_document()
    review = judged.review_of(document, site_a, {"power": "1200"}, by=an, advisor=dung, variant="flow")

    assert bench.post(url(review, "power"), {"power-number": "1200"}).status_code == 422
    assert bench.post(url(review, "power"), {"power-number": "1200", "outcome": "agreed"}).status_code == 302


def test_answer_that_cannot_be_read_is_told(site_a, an, dung, bench):
    document = questionnaires.every_type_document()
    review = judged.review_of(document, site_a, {"power": "1200"}, by=an, advisor=dung, variant="flow")

    answer = bench.post(url(review, "power"), {"power-number": "nhiều", "outcome": "changed", "reason": "Xem công tơ."})

    assert answer.status_code == 422
    assert 'value="nhiều"' in text_of(answer)
    assert "Xem công tơ." in text_of(answer)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_type_of_answer_has_its_page(language, site_a, an, dung, bench):
    values = {"has_software": "used", "machines": {"cnc": 1}, "power": "1200", "wishes": "Ít giấy tờ hơn"}
    review = judged.review_of(questionnaires.every_type_document(), site_a, values, by=an, advisor=dung, variant="flow")
    items = bench.get(f"{url(review)}?lang={language}").context["overview"].place.board.order

    statuses = {item: bench.get(f"{url(review, item)}?lang={language}").status_code for item in items}

    assert len(statuses) > 8
    assert set(statuses.values()) == {200}
