"""What a rater and the first advisor are kept from until the end."""

import re

import pytest

from assessments.answers import Given
from reviews.second import rating
from tests.factories.judged import change
from tests.reviews.second.conftest import rate_all
from tests.reviews.second.pages import show, text_of, url

pytestmark = pytest.mark.django_db


def test_ux_rater_reads_nothing_of_the_first_advisor_before_the_end(opinion, hung, dung, bench):
    """Nothing that the first advisor judged, wrote or looked at is in any page, header or file that a rater reaches."""
    rating.rate(opinion=opinion, item="S1.1", given=Given("answered", 1), note="", by=hung)
    submission = bench.get(f"/bench/{opinion.submission.uuid}/")  # all files of the firm, by whom and when
    theirs = show(opinion.review, "S1.2", by=dung, at_visit=True)
    theirs.caption = "CHỤP TẠI XƯỞNG"
    theirs.save()
    addresses = ["/bench/second/", url(opinion)]
    addresses += [url(opinion, f"items/{item}/") for item in ("S1.1", "S1.2", "O1.1")]

    answers = [submission, *(bench.get(address) for address in addresses)]

    assert [answer.status_code for answer in answers] == [200] * len(answers)
    read = "".join(text_of(answer) + str(answer.headers) for answer in answers)
    secrets = ["GHI CHÚ", "LÝ DO", "CHỤP TẠI XƯỞNG", str(dung), f"/bench/reviews/{opinion.review.uuid}"]
    assert [secret for secret in secrets if secret in read] == []
    assert "Cơ khí An Mẫu" not in text_of(bench.get("/bench/"))
    assert bench.get(f"/bench/reviews/{opinion.review.uuid}/items/S1.2/").status_code == 404
    assert bench.get(url(opinion, f"evidence/{theirs.uuid}/")).status_code == 404


def test_pages_of_the_rater_are_the_same_whatever_the_first_advisor_judged(opinion, bench):
    def read():
        pages = [text_of(bench.get(url(opinion, where))) for where in ("", "items/S1.2/", "items/O1.1/")]
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page) for page in pages]

    before = read()
    change(opinion.review, "S1.2", 5, version=1, reason="Đổi ý")
    opinion.review.items.filter(item="O1.1").delete()

    assert read() == before


def test_first_advisor_reads_nothing_of_the_second_before_the_end(opinion, hung, dung, client_of):
    rate_all(opinion, hung)
    client = client_of(dung)

    read = "".join(
        text_of(client.get(f"/bench/reviews/{opinion.review.uuid}/{where}")) for where in ("", "items/S1.2/")
    )
    read += text_of(client.get("/bench/second/"))

    assert "Vì S1.2" not in read
    assert str(hung) not in read
