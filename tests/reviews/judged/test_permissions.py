"""Who may do what with the pages on which a review is judged."""

from uuid import uuid4

import pytest

from accounts.models import Opening, User
from assessments import lifecycle
from programmes import lifecycle as lifecycle_of_programmes
from reviews.models import Conflict, ItemReview
from tests.factories import judged, programmes
from tests.factories.accounts import make_user
from tests.reviews.judged.pages import AGREED, show, url
from tests.undoing import undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo(review):
    return show(review, "S1.2")


def pages(review, photo):
    """Page: (method, address, fields, status for the advisor, for who only reads)."""
    return {
        "review": ("get", url(review), {}, 200, 200),
        "item": ("get", url(review, "S1.1"), {}, 200, 200),
        "judge": ("post", url(review, "S1.1"), AGREED, 302, 403),
        "evidence": ("get", f"{url(review)}evidence/{photo.uuid}/", {}, 200, 200),
        "together": ("post", f"{url(review)}together/", {"act": "begin"}, 302, 403),
    }


def visit(client, page):
    method, address, fields, *_ = page
    answer = getattr(client, method)(address, fields)
    _ = b"".join(answer)  # the end of a file closes it
    return answer


def walk(client_of, people, review, photo):
    answers = {}
    for where, page in pages(review, photo).items():
        for name, person in people.items():
            with undone():
                answer = visit(client_of(person), page)
                answers[where, name] = answer.status_code, ItemReview.objects.exists()
    return answers


def test_advisor_of_a_review_judges_and_others_of_the_staff_only_read(review, photo, an, dung, admin, client_of):
    colleague = make_user(role=User.StaffRole.ADVISOR)
    programme = programmes.make(by=admin)
    lifecycle_of_programmes.assign(programme=programme, user=colleague, by=admin)
    programmes.join(programme, review.assessment.site.organization, by=an)
    people = {"advisor": dung, "approver": make_user(role="approver"), "admin": admin, "of the programme": colleague}

    answers = walk(client_of, people, review, photo)

    for where, (*_, works, reads) in pages(review, photo).items():
        assert answers[where, "advisor"] == (works, where == "judge")
        for name in people.keys() - {"advisor"}:
            assert (where, name, *answers[where, name]) == (where, name, reads, False)


def test_review_does_not_exist_for_anybody_else(review, photo, an, chi, binh, client_of):
    interested = make_user(role="approver")
    Conflict.objects.create(
        organization=review.assessment.site.organization, user=interested, reason="x", declared_at=review.arrived_at
    )
    people = {"owner": an, "read-only": binh, "outsider": chi, "interested": interested}
    people["another advisor"] = make_user(role=User.StaffRole.ADVISOR)

    answers = walk(client_of, people, review, photo)

    assert {case: answer for case, answer in answers.items() if answer != (404, False)} == {}


def test_anonymous_visitor_is_sent_to_sign_in(review, photo, client_of):
    answers = walk(client_of, {"": None}, review, photo)

    assert set(answers.values()) == {(302, False)}
    assert visit(client_of(None), pages(review, photo)["item"]).url.startswith("/accounts/login/")


@pytest.mark.parametrize("where", ["review", "item", "judge", "evidence", "together"])
def test_review_that_never_was_is_404(where, review, photo, bench):
    method, address, fields, *_ = pages(review, photo)[where]

    assert getattr(bench, method)(address.replace(str(review.uuid), str(uuid4())), fields).status_code == 404


@pytest.mark.parametrize("item", ["X9.9", "S1", "overall", "..", "%00"])
def test_question_that_nobody_asks_is_404(item, review, bench):
    assert bench.get(url(review, item)).status_code == 404
    assert bench.post(url(review, item), AGREED).status_code == 404


def test_evidence_of_another_firm_is_404(review, photo, site_b, chi, dung, bench):
    other = show(judged.review(site_b, by=chi, advisor=dung), "S1.1")

    assert bench.get(f"{url(review)}evidence/{other.uuid}/").status_code == 404


@pytest.mark.parametrize(
    ("where", "method"), [("review", "post"), ("item", "put"), ("evidence", "post"), ("together", "get")]
)
def test_wrong_method_is_405(where, method, review, photo, bench):
    address = pages(review, photo)[where][1]

    assert getattr(bench, method)(address).status_code == 405


def test_review_is_gone_once_the_firm_took_it_back(review, an, bench):
    lifecycle.take_back(assessment=review.assessment, by=an)

    assert [bench.get(url(review)).status_code, bench.get(url(review, "S1.1")).status_code] == [404, 404]


def test_opening_a_question_and_a_file_is_in_the_list_of_the_firm(review, photo, bench):
    bench.get(url(review, "S1.1"))
    bench.get(url(review, "S1.2"))
    b"".join(bench.get(f"{url(review)}evidence/{photo.uuid}/"))

    rows = Opening.objects.order_by("pk").values_list("what", "subject")
    submission = review.assessment.sent_submission
    assert list(rows) == [("submission", submission.uuid), ("evidence", photo.uuid)]
