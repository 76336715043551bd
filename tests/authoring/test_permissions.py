"""Who may do what: every page of authoring, for every kind of person, in one table."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from authoring import urls
from authoring.models import Draft, Effect
from questionnaires.models import FrameworkVersion
from tests.authoring import versions

LOOK, CHANGE = "look", "change"
DRAFT, PUBLISHED = ("c4ir-smc", versions.NUMBER), ("c4ir-smc", "0.9.1")
# page: (what it needs, whose page, method, fields, status when it works)
PAGES = {
    "frameworks": (LOOK, (), "get", {}, 200),
    "version": (LOOK, DRAFT, "get", {}, 200),
    "workbook": (LOOK, DRAFT, "get", {}, 200),
    "preview": (LOOK, DRAFT, "get", {}, 200),
    "preview_part": (LOOK, (*DRAFT, "S1"), "get", {}, 200),
    "differences": (LOOK, DRAFT, "get", {}, 200),
    "effect": (LOOK, DRAFT, "get", {}, 200),
    "effect POST": (CHANGE, DRAFT, "post", {}, 302),
    "see_differences": (CHANGE, DRAFT, "post", {}, 302),
    "see_effect": (CHANGE, DRAFT, "post", {}, 302),
    "upload": (CHANGE, (), "get", {}, 200),
    "upload POST": (CHANGE, (), "post", {}, 422),
    "replace": (CHANGE, DRAFT, "get", {}, 200),
    "replace POST": (CHANGE, DRAFT, "post", {}, 422),
    "delete": (CHANGE, DRAFT, "get", {}, 200),
    "delete POST": (CHANGE, DRAFT, "post", {}, 302),
    "publish": (CHANGE, DRAFT, "get", {}, 200),
    "publish POST": (CHANGE, DRAFT, "post", {}, 302),
    "retire": (CHANGE, PUBLISHED, "get", {}, 200),
    "retire POST": (CHANGE, PUBLISHED, "post", {}, 302),
}
WRITING = [where for where, (_, _, method, *_) in PAGES.items() if method == "post"]


def visit(client, where, place=None):
    _, own, method, fields, _ = PAGES[where]
    return getattr(client, method)(reverse(f"authoring:{where.removesuffix(' POST')}", args=place or own), fields)


def rows():
    return (
        list(FrameworkVersion.objects.order_by("pk").values("version", "status", "content_hash")),
        list(Draft.objects.values("version", "differences_seen", "effect_seen")),
        Effect.objects.count(),
    )


def test_table_has_every_page():
    names = {pattern.name for pattern in urls.urlpatterns}

    assert {where.removesuffix(" POST") for where in PAGES} == names
    assert get_resolver().namespace_dict["authoring"]


WORKS = {where: status for where, (*_, status) in PAGES.items()}
OF_A_VERSION = [where for where, (_, own, *_) in PAGES.items() if own]


def statuses(client, pages=PAGES, place=()):
    """Visit all these pages as one person and return their statuses; ``place`` names another version than the draft."""
    own = {where: (*place, *PAGES[where][1][2:]) if place else None for where in pages}
    return {where: visit(client, where, own[where]).status_code for where in pages}


@pytest.mark.parametrize("where", PAGES)
def test_administrator_gets_every_page(where, draft, author):
    assert visit(author, where).status_code == WORKS[where]


@pytest.mark.parametrize("role", ["advisor", "approver"])
def test_other_staff_may_look_and_change_nothing(role, draft, client_of):
    before = rows()
    allowed = {where: WORKS[where] if needs == LOOK else 403 for where, (needs, *_) in PAGES.items()}

    assert statuses(client_of(versions.make_user(role=role))) == allowed
    assert rows() == before


@pytest.mark.parametrize("person", ["an", "binh", "chi"])
def test_people_of_firms_find_nothing(person, draft, client_of, request):
    before = rows()

    assert statuses(client_of(request.getfixturevalue(person))) == dict.fromkeys(PAGES, 404)
    assert rows() == before


def test_anonymous_is_sent_to_sign_in(draft, client):
    before = rows()
    answers = [visit(client, where) for where in PAGES]

    assert {(answer.status_code, answer.url.split("?")[0]) for answer in answers} == {(302, reverse("account_login"))}
    assert rows() == before


@pytest.mark.parametrize("place", [("c4ir-smc", "9.9.9"), ("nothing", "1.0.0")])
def test_version_of_nothing_is_404(place, draft, author):
    assert statuses(author, OF_A_VERSION, place) == dict.fromkeys(OF_A_VERSION, 404)


def test_slot_has_no_page_at_all(draft, author):
    versions.slot()
    before = rows()

    assert statuses(author, OF_A_VERSION, ("vipa", "0.1.0")) == dict.fromkeys(OF_A_VERSION, 404)
    assert rows() == before


def test_published_version_has_no_page_of_a_draft(draft, author):
    pages = ["replace", "delete", "publish", "effect", "see_differences", "see_effect"]

    assert statuses(author, pages, PUBLISHED) == dict.fromkeys(pages, 404)


def test_wrong_method_is_405(draft, author):
    answers = {}
    for where in [where for where in PAGES if not where.endswith("POST")]:
        wrong = author.get if where in WRITING else author.put
        answers[where] = wrong(reverse(f"authoring:{where}", args=PAGES[where][1])).status_code

    assert answers == dict.fromkeys(answers, 405)


def test_post_without_a_token_is_refused(draft, admin):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin)
    before = rows()

    assert statuses(strict, WRITING) == dict.fromkeys(WRITING, 403)
    assert rows() == before


@pytest.mark.parametrize("path", ["c4ir-smc/", "c4ir-smc/0.9.1/preview/../", "C%00/1.0.0/", "c4ir-smc/%2e%2e/"])
def test_malformed_address_is_404(path, draft, author):
    assert author.get(f"/authoring/{path}").status_code == 404
