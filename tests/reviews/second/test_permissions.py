"""Who reaches which page of second opinions, and when."""

from uuid import uuid4

import pytest
from django.utils import timezone

from assessments import lifecycle
from programmes import lifecycle as lifecycle_of_programmes
from reviews.models import Conflict
from reviews.second.urls import urlpatterns
from tests.factories import programmes
from tests.factories.accounts import make_user
from tests.reviews.second.conftest import finished
from tests.reviews.second.pages import RATED, url
from tests.undoing import undone

pytestmark = pytest.mark.django_db


def pages(opinion, photo):
    """Page: (method, address, fields, {person: status while it is open}, {person: status once it is finished})."""
    asking_page = f"/bench/reviews/{opinion.review.uuid}/second/"
    rates = {"rater": 200, "approver": 403, "admin": 403, "first": 404}
    done = {"rater": 302, "approver": 403, "admin": 403, "first": 403}
    asks = {"rater": 404, "approver": 200, "admin": 200, "first": 403}
    acts = {name: 302 if status == 200 else status for name, status in rates.items()}
    sees = {"rater": 404, "approver": 404, "admin": 404, "first": 404}
    tells = {"rater": 403, "approver": 200, "admin": 200, "first": 403}
    figures = {"rater": 403, "approver": 404, "admin": 404, "first": 403}
    lets = {"rater": 403, "approver": 302, "admin": 302, "first": 404}
    notes = {"rater": 302, "approver": 403, "admin": 403, "first": 404}
    everybody = dict.fromkeys(rates, 200)
    return {
        "second_opinions": ("get", "/bench/second/", {}, everybody, everybody),
        "ask_second": ("get", asking_page, {}, asks, asks | {"rater": 404}),
        "rate": ("get", url(opinion), {}, rates, done),
        "rate_item": ("get", url(opinion, "items/S1.1/"), {}, rates, done),
        "rating": ("post", url(opinion, "items/S1.1/"), RATED, acts, done),
        "rate_evidence": ("get", url(opinion, f"evidence/{photo.uuid}/"), {}, rates, done | {"rater": 200}),
        "finish_second": ("post", url(opinion, "finish/"), {}, acts, done),
        "let_off": ("post", url(opinion, "let-off/"), {}, lets, lets | {"first": 403}),
        "differences": ("get", url(opinion, "differences/"), {}, sees, everybody),
        "reconcile": ("post", url(opinion, "reconcile/"), {"text": "Theo sổ."}, notes, notes | {"first": 302}),
        "agreement": ("get", "/bench/agreement/", {}, tells, tells),
        "agreement_csv": ("get", "/bench/agreement.csv", {}, figures, tells),
        "agreement_xlsx": ("get", "/bench/agreement.xlsx", {}, figures, tells),
    }


@pytest.fixture
def staff(hung, dung, approver, admin):
    return {"rater": hung, "first": dung, "approver": approver, "admin": admin}


def visit(client, page):
    method, address, fields, *_ = page
    answer = getattr(client, method)(address, fields)
    _ = b"".join(answer)  # the end of a file closes it
    return answer.status_code


def walk(client_of, people, found):
    answers = {}
    for where, page in found.items():
        for name, person in people.items():
            with undone():
                answers[where, name] = visit(client_of(person), page)
    return answers


def test_every_page_is_on_the_ladder(opinion, photo):
    assert {pattern.name for pattern in urlpatterns} == pages(opinion, photo).keys() - {"rating"}


def test_pages_before_the_end_are_for_the_rater_and_those_who_ask(opinion, photo, staff, client_of):
    found = pages(opinion, photo)

    answers = walk(client_of, staff, found)

    assert answers == {(where, name): page[3][name] for where, page in found.items() for name in staff}


def test_pages_after_the_end_are_for_both_advisors_and_those_who_ask(opinion, photo, staff, client_of, hung):
    finished(opinion, hung)
    found = pages(opinion, photo)

    answers = walk(client_of, staff, found)

    expected = {(where, name): page[4][name] for where, page in found.items() for name in staff}
    assert answers == expected | {("ask_second", "rater"): 404}


OF_NO_FIRM = {"second_opinions", "agreement", "agreement_csv", "agreement_xlsx"}


@pytest.mark.parametrize("is_finished", [False, True])
def test_second_opinion_does_not_exist_for_anybody_else(is_finished, opinion, photo, an, binh, chi, admin, client_of):
    if is_finished:
        finished(opinion, opinion.rater)
    interested, colleague = make_user(role="approver"), make_user(role="advisor")
    firm = opinion.submission.assessment.site.organization
    Conflict.objects.create(organization=firm, user=interested, reason="x", declared_at=timezone.now())
    programme = programmes.make(by=admin)
    lifecycle_of_programmes.assign(programme=programme, user=colleague, by=admin)
    programmes.join(programme, firm, by=an)
    people = {"owner": an, "read-only": binh, "outsider": chi, "another advisor": make_user(role="advisor")}
    people |= {"interested": interested, "of the programme": colleague}
    found = {where: page for where, page in pages(opinion, photo).items() if where not in OF_NO_FIRM}

    answers = walk(client_of, people, found)

    # who works for the programme reads the review, and does not ask about it
    assert answers.pop(("ask_second", "of the programme")) == 403
    assert {case: answer for case, answer in answers.items() if answer != 404} == {}


@pytest.mark.parametrize("where", sorted(OF_NO_FIRM))
def test_firm_finds_no_page_of_the_bench(where, opinion, photo, an, client_of):
    assert visit(client_of(an), pages(opinion, photo)[where]) == 404


def test_anonymous_visitor_is_sent_to_sign_in(opinion, photo, client_of):
    asked = walk(client_of, {"": None}, pages(opinion, photo))

    assert set(asked.values()) == {302, 401}  # 401: what was written comes back, with the way to the sign-in page


def test_second_opinion_that_never_was_is_404(opinion, photo, bench):
    for method, address, fields, *_ in pages(opinion, photo).values():
        wrong = address.replace(str(opinion.uuid), str(uuid4())).replace(str(opinion.review.uuid), str(uuid4()))
        if wrong != address:
            assert getattr(bench, method)(wrong, fields).status_code == 404, address


def test_wrong_method_is_405(opinion, photo, bench):
    for method, address, *_ in pages(opinion, photo).values():
        wrong = (
            "put" if "items" in address or address.startswith("/bench/reviews") else {"get": "post"}.get(method, "get")
        )
        assert getattr(bench, wrong)(address).status_code == 405, address


@pytest.mark.parametrize("item", ["X9.9", "S1", "..", "%00"])
def test_question_that_nobody_asks_is_404(item, opinion, bench):
    assert bench.get(url(opinion, f"items/{item}/")).status_code == 404
    assert bench.post(url(opinion, f"items/{item}/"), RATED).status_code == 404


def test_rater_who_became_the_advisor_rates_no_more(opinion, hung, bench):
    opinion.review.advisor = hung
    opinion.review.save()

    assert bench.get(url(opinion)).status_code == 403


def test_second_opinion_is_gone_once_the_firm_takes_its_submission_back(opinion, an, bench):
    lifecycle.take_back(assessment=opinion.submission.assessment, by=an)

    assert bench.get(url(opinion)).status_code == 404
