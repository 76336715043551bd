"""Every address × person × method: what the table says is what the product answers.

Staff without a second factor reach none of them: ``accounts/test_ux_42_second_factor.py`` walks the same addresses.
"""

import copy
import importlib
import inspect
import logging
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import make_user
from tests.permissions import table
from tests.permissions.world import NOTE, PEOPLE, World, shared_world

__all__ = ["shared_world"]  # a fixture
pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]  # three thousand requests

# Where getters stand, and the person whose place a getter without its check takes: somebody who may.
GETTERS = {
    "accounts.access": "owner",
    "assessments.access": "owner",
    "evidence.access": "owner",
    "notices.access": "owner",
    "opinions.access": "owner",
    "privacy.access": "owner",
    "programmes.access": "admin",
    "reports.access": "owner",
    "reports.issued.access": "owner",
    "reviews.access": "advisor",
    "reviews.second.access": "rater",
}
# Getters that are somebody else's, or that look at no request.
OTHERS = {
    "privacy.access.get_data_request": "admin",
    "programmes.access.get_owned_firm": "owner",
    "reviews.second.access.get_review_to_ask_about": "admin",
}
# Checks that are no getters: each answers yes, whoever asks.
CHECKS = {
    "assessments.access.may_answer",
    "assessments.access.may_share",
    "assessments.access.may_send",
    "accounts.gates.is_administrator",
    "privacy.access.is_administrator",
    "reports.issued.access.is_member",
    "reviews.second.access.may_ask",
}
# What a person is, asked by the gates before whole views.
TRAITS = {"is_reviewer": User, "is_authenticated": AnonymousUser}
ROOMS = (
    *("accounts", "assessments", "authoring", "evidence", "notices", "opinions", "privacy", "programmes", "reports"),
    "reviews",
)


@pytest.fixture
def plain_pages(monkeypatch):
    """Who gets a page is decided before it is written: what is in it is looked at elsewhere, and takes most time."""
    for way in ("django.template.loader.render_to_string", "django.template.base.Template.render"):
        monkeypatch.setattr(way, lambda *_, **__: "")


@pytest.fixture(scope="module")
def world(shared_world) -> World:
    return shared_world


def test_every_address_is_in_the_table(world, plain_pages):
    known = {(line.name, line.method) for line in table.read()}
    missing = sorted(name for name in table.named() if not {(name, "GET"), (name, "POST")} <= known)

    assert missing == [], "not in tests/permissions/table.txt; judge each word before you add:\n" + "\n".join(
        row for name in missing for row in table.as_it_is(world, name)
    )


def test_no_line_of_the_table_is_of_an_address_that_is_gone():
    assert sorted({line.name for line in table.read()} - table.named()) == []


def test_each_person_gets_what_the_table_says(world, plain_pages):
    assert list(table.differing(world, table.read())) == []


def test_the_admin_site_is_for_administrators_alone(client_of, an, chi, dung, admin):
    pages = [reverse(name) for name in ("admin:index", *table.pages_of_the_admin_site())]
    approver = make_user(role="approver")

    assert {client_of(admin).get(page).status_code for page in pages} == {200, 403}  # 403: nobody adds such rows
    assert {client_of(each).get(page).status_code for page in pages for each in (None, an, dung, approver)} == {302}


def getters() -> list[str]:
    """Return the name of every getter: what takes a request and gives what that person may have."""
    found = []
    for room in GETTERS:
        module = importlib.import_module(room)
        for name, made in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(made).parameters), "")
            if name.startswith("get_") and made.__module__ == room and first == "request":
                found.append(f"{room}.{name}")
    return found


# What the table does not tell: nobody in it is kept out by these alone.
UNTOLD = {
    "privacy.access.get_person",  # no check: who is signed in
    "opinions.access.get_participant",  # asked after get_round, of a round that the session is in
    "assessments.access.may_share",  # beyond may_answer it keeps out who holds the link of a quick check
}
MUTANTS = [each for each in (*getters(), *sorted(CHECKS), *TRAITS) if each not in UNTOLD]


@pytest.fixture
def faults_are_meant():
    """A page that is let in whom it does not expect may fail instead of showing something; both are noticed."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.soak(2, len(MUTANTS))
def test_a_check_that_is_taken_away_is_noticed(campaign, world, plain_pages, faults_are_meant, monkeypatch):
    survivors = []
    for name in campaign.random.sample(MUTANTS, campaign.n):
        with monkeypatch.context() as patch:
            _take_away(name, world, patch)
            if next(table.differing(world, _nearest(name), _strangers_first(name)), None) is None:
                survivors.append(name)

    assert survivors == []


def _take_away(name: str, world: World, patch: pytest.MonkeyPatch) -> None:
    if name in TRAITS:
        patch.setattr(TRAITS[name], name, property(lambda _: True))
        return
    room, _, function = name.rpartition(".")
    original = getattr(sys.modules[room], function)
    mutant = _yes if name in CHECKS else _as_somebody_who_may(original, world, OTHERS.get(name, GETTERS.get(room, "")))
    for module in [module for each, module in sys.modules.items() if each.partition(".")[0] in ROOMS]:
        for known, value in list(vars(module).items()):
            if value is original:
                patch.setattr(module, known, mutant)


def _yes(*_: object, **__: object) -> bool:
    return True


def _as_somebody_who_may(getter: Callable[..., Any], world: World, who: str) -> Callable[..., Any]:
    def found(request: Any, *args: Any, **kwargs: Any) -> Any:
        other = copy.copy(request)
        other.user = world.people[who]
        other.session = world.held
        return getter(other, *args, **kwargs)

    return found


def _nearest(name: str) -> list[table.Line]:
    """Return the lines of the table, those of the room first: most checks are noticed there."""
    room = {"assessments.access.get_submission": "reports"}.get(name, name.partition(".")[0])
    lines = [line for line in table.read() if not line.is_the_same_for_all]
    return sorted(lines, key=lambda line: not line.name.startswith(room))


def _strangers_first(name: str) -> tuple[str, ...]:
    """Return the people in the order in which a check that is gone is noticed soonest."""
    first = ("outsider", "reader", "other", "rater", "approver", "contributor")
    if name == "is_authenticated":
        first = ("anonymous", *first)
    return (*first, *(each for each in PEOPLE if each not in first))


def test_no_private_note_reaches_the_firm(world):
    pages = [table.Line(name, args, "GET", ()) for name, args in _pages_after_a_review()]
    told = [str(page) for page in pages if NOTE in table.words(world, page, "owner")]

    assert told == []
    assert NOTE in table.words(world, table.Line("reviews:item", ("review", "S1.1"), "GET", ()), "advisor")


def _pages_after_a_review() -> list[tuple[str, tuple[str, ...]]]:
    pages: list[tuple[str, tuple[str, ...]]] = [("reports:issued", ("issued_submission",))]
    for kind in ("returned", "proposed", "objected", "issued"):
        pages += [("assessments:tasks", (f"{kind}_assessment",)), ("assessments:node", (f"{kind}_assessment", "S1"))]
        shown = f"{kind}_submission"
        pages += [("reports:result", (shown,)), ("reports:data", (shown, "json")), ("reports:explain", (shown, "S"))]
    pages += [("reports:proposal", (f"{kind}_submission",)) for kind in ("proposed", "objected")]
    return [*pages, ("assessments:returned", ("returned_assessment",)), ("privacy:openings", ())]
