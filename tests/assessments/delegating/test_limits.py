"""What the colleague never sees and never reaches."""

import re

import pytest
from django.urls import get_resolver, reverse

from assessments.models import Assessment
from tests.assessments.delegating.pages import landing, page
from tests.assessments.test_permissions import PAGES, visit
from tests.factories import assessments
from tests.undoing import undone


def test_ux_23_delegate_sees_only_the_section(delegate, draft, an):
    assessments.answer(draft, {"S2.1": 4}, by=an)

    assert delegate.get(page(draft)).status_code == 200
    for node in ("S2", "O1", "nothing"):
        assert delegate.get(page(draft, node)).status_code == 404
        assert delegate.post(page(draft, node), {"S2.1-choice": "0"}).status_code == 404
    assert draft.responses.get(item="S2.1").value == 4


def test_ux_23_delegate_finds_nothing_outside_the_part(delegate, draft):
    pages = [where for where in PAGES if not where.startswith("node")]

    assert {where: visit(delegate, where, draft.uuid).status_code for where in pages} == dict.fromkeys(pages, 404)


def routes_of_an_assessment(patterns=None, before=""):
    """Yield every route of the product that begins with an assessment's uuid, whichever room it is in."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes_of_an_assessment(pattern.url_patterns, route)
        elif route.startswith("assessments/<uuid:uuid>/"):
            yield route


ROUTES = [*routes_of_an_assessment()]
FILLED_IN = {"int": "1", "str": "S2", "uuid": "11111111-1111-4111-8111-111111111111", "slug": "s2", "path": "S2"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_ux_23_delegate_finds_no_other_page_of_the_assessment(method, delegate, draft):
    before = list(Assessment.objects.values())

    for route in ROUTES:
        rest = re.sub(r"<(\w+):\w+>", lambda part: FILLED_IN[part[1]], route.removeprefix("assessments/<uuid:uuid>/"))
        with undone():
            answer = getattr(delegate, method)(f"/assessments/{draft.uuid}/{rest}")

            assert answer.status_code in {401, 404, 405}, route  # 401: what a page of a member asks for by script
            assert list(Assessment.objects.values()) == before, route


def test_routes_of_an_assessment_are_found():
    assert len(ROUTES) > 15


def test_delegate_reads_the_firms_name_and_nothing_else_of_its_profile(delegate, draft, site_a, given):
    for address in (landing(given), page(draft)):
        read = delegate.get(address).content.decode()
        assert "Cơ khí An Mẫu" in read
        assert site_a.name not in read


def test_delegate_cannot_post_an_answer_of_another_part(delegate, draft):
    assert delegate.post(page(draft), {"S2.1-choice": "3"}).status_code == 404
    assert not draft.responses.exists()


def test_uuid_of_a_delegation_grants_nothing_without_the_session(client_of, given, draft):
    stranger = client_of(None)

    assert stranger.get(landing(given)).status_code == 404
    assert stranger.post(landing(given), {"name": "Kẻ lạ"}).status_code == 404
    assert stranger.get(page(draft)).url.startswith(reverse("account_login"))


def test_delegation_of_one_assessment_opens_no_other(delegate, site_b, chi):
    theirs = assessments.draft(site_b, by=chi)

    assert delegate.get(page(theirs)).url.startswith(reverse("account_login"))


def test_ux_23_revoked_delegation_is_404_at_once(delegate, draft, given, client_of, an, url):
    client_of(an).post(url("delegation_revoke", draft, given[0].uuid))

    addresses = (landing(given), page(draft), reverse("assessments:delegation_link", args=[given[1].token]))
    assert [delegate.get(address).status_code for address in addresses] == [404, 404, 404]
    assert delegate.post(page(draft), {"S1.1-choice": "3"}).status_code == 404
    assert "Liên kết này không còn dùng được" in delegate.get(landing(given)).content.decode()


def test_delegate_is_not_offered_to_ask_further_colleagues(delegate, draft, url):
    assert url("delegate", draft) not in delegate.get(page(draft)).content.decode()
