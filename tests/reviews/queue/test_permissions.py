"""Who may do what with the queue: every page of it, for every kind of person, in one table."""

import pytest
from django.urls import reverse

from reviews.models import Conflict, Review, SavedView
from reviews.queue import conflicts
from tests.factories import assessments
from tests.factories.accounts import make_user
from tests.ladder import changed, places, refused, statuses, walk

# page: (method, fields, status for an advisor of the firm, for an approver, for an administrator)
PAGES = {
    "queue": ("get", {}, 200, 200, 200),
    "assign": ("get", {}, 200, 200, 200),
    "assign POST": ("post", {"advisor": "none"}, 302, 302, 302),
    "conflicts": ("get", {}, 200, 200, 200),
    "declare_conflict": ("get", {}, 200, 200, 200),
    "declare_conflict POST": ("post", {"reason": "x"}, 302, 302, 422),  # an administrator says whose it is
    "remove_conflict": ("get", {}, 404, 403, 200),
    "remove_conflict POST": ("post", {}, 404, 403, 302),
    "save_view": ("post", {"name": "x", "query": "sector=22"}, 302, 302, 302),
    "remove_view": ("post", {}, 302, 404, 404),
}
STAFF = ("dung", "approver", "admin")


@pytest.fixture
def approver(db):
    return make_user("Vũ Minh Khang", role="approver")


@pytest.fixture
def things(firm_a, an, dung):
    """A review of the advisor, a view that they keep, and an interest that somebody else declared in another firm."""
    review = assessments.sent(firm_a, by=an, advisor=dung).review
    hung = make_user("Cao Văn Hùng", role="advisor")
    interest = conflicts.declare(organization=firm_a.organization, user=hung, reason="x", by=hung)
    view = SavedView.objects.create(user=dung, name="y", query="sector=22")
    return {"item": str(review.uuid), "remove_conflict": [interest.pk], "remove_view": [view.pk]}


def visit(client, where, things, method=None):
    usual, fields, *_ = PAGES[where]
    name = where.removesuffix(" POST")
    sent = fields | ({"item": things["item"]} if name in {"assign", "declare_conflict"} else {})
    return getattr(client, method or usual)(reverse(f"reviews:{name}", args=things.get(name, [])), sent)


def rows():
    return (
        list(Review.objects.values_list("pk", "advisor")),
        list(Conflict.objects.values_list("pk", flat=True)),
        list(SavedView.objects.values_list("pk", flat=True)),
    )


@pytest.fixture
def climb(client_of, things):
    """Return a function that visits every page as each of these people."""

    def climbed(**people):
        return walk(client_of, people, PAGES, visit=lambda client, where: visit(client, where, things), rows=rows)

    return climbed


def test_staff_gets_what_the_role_allows(climb, dung, approver, admin):
    answers = climb(dung=dung, approver=approver, admin=admin)

    assert statuses(answers) == {
        (where, name): status
        for where, (_, _, *all_of) in PAGES.items()
        for name, status in zip(STAFF, all_of, strict=True)
    }
    assert not refused(answers) & changed(answers)


def test_people_of_firms_find_nothing(climb, an, binh, chi, site_b):
    answers = climb(an=an, binh=binh, chi=chi)

    assert statuses(answers) == dict.fromkeys(answers, 404)
    assert not changed(answers)


def test_anonymous_is_sent_to_sign_in(climb):
    answers = climb(anonymous=None)

    assert places(answers) == {(302, reverse("account_login"))}
    assert not changed(answers)


def test_number_of_nothing_is_404(things, admin, client_of):
    things |= {"remove_conflict": [999999], "remove_view": [999999]}

    for where in ("remove_conflict", "remove_conflict POST", "remove_view"):
        assert (where, visit(client_of(admin), where, things).status_code) == (where, 404)


def test_wrong_method_is_405(things, admin, client_of):
    wrong = {"queue": "post", "assign": "put", "conflicts": "post", "declare_conflict": "delete"}
    wrong |= {"remove_conflict": "put", "save_view": "get", "remove_view": "get"}

    for where, method in wrong.items():
        assert (where, visit(client_of(admin), where, things, method).status_code) == (where, 405)
