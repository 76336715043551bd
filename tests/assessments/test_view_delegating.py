"""The pages of a part given to a colleague: the sender's, the colleague's, and what the colleague never sees."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import get_resolver, reverse

from assessments import asked, delegating, lifecycle, outline
from assessments.answers import Given
from assessments.authors import author
from assessments.models import Assessment, Delegation, Scope
from tests.assessments.test_permissions import PAGES, visit
from tests.factories import assessments
from tests.undoing import undone


@pytest.fixture
def given(draft, an):
    """Part S1 of firm A's assessment, given by its owner: the delegation and what opens it."""
    return delegating.delegate(assessment=draft, part="S1", by=an)


@pytest.fixture
def delegate(client_of, given):
    """A colleague without an account, who has opened the link and given a name."""
    return enter(client_of(None), given)


def enter(client, given, name="Hoa kế toán"):
    made, keys = given
    client.get(reverse("assessments:delegation_link", args=[keys.token]))
    client.post(reverse("assessments:delegated", args=[made.uuid]), {"name": name})
    return client


def landing(given):
    return reverse("assessments:delegated", args=[given[0].uuid])


def page(assessment, node="S1"):
    return reverse("assessments:node", args=[assessment.uuid, node])


def test_link_and_code_on_their_way_to_the_page_are_in_no_session(client_of, an, draft, url):
    client = client_of(an)
    client.post(url("delegate", draft), {"part": "S1", "days": "7"})
    brought = client.cookies["link_made"]
    token, code = brought.value.split(":")[0].split(".")

    assert delegating.find_by_token(token) == delegating.find_by_code(code) == Delegation.objects.get()
    assert [each for each in Session.objects.all() if {token, code} & set(str(each.get_decoded()).split("'"))] == []
    assert (brought["path"], brought["httponly"], brought["samesite"]) == (url("delegate", draft), True, "Strict")


def test_sender_is_told_link_and_code_once(client_of, an, draft, url):
    client = client_of(an)

    client.post(url("delegate", draft), {"part": "S1", "days": "7"})
    first, second = client.get(url("delegate", draft)), client.get(url("delegate", draft))

    link = re.search(r"/go/([\w-]{40,})/", first.content.decode())[1]
    assert delegating.find_by_token(link) == Delegation.objects.get()
    assert "/go/" not in second.content.decode()


def test_sender_with_an_address_is_told_the_code_alone(client_of, an, draft, url):
    client = client_of(an)

    client.post(url("delegate", draft), {"part": "S1", "days": "7", "email": "hoa@example.org"})
    told = client.get(url("delegate", draft)).content.decode()

    assert not re.search(r"/go/[\w-]{40,}/", told)
    assert re.search(r"[2-9A-Y]{4}-[2-9A-Y]{4}", told)


@pytest.mark.parametrize(
    "wrong", [{"part": ""}, {"part": "ZZ"}, {"days": "365"}, {"days": ""}, {"email": "no"}, {"note": "x" * 401}]
)
def test_sender_is_told_what_is_wrong_and_nothing_is_made(client_of, an, draft, url, wrong):
    answer = client_of(an).post(url("delegate", draft), {"part": "S1", "days": "7"} | wrong)

    assert answer.status_code == 422
    assert not Delegation.objects.exists()


def test_note_is_shown_as_it_was_typed_and_never_as_markup(client_of, an, draft, url):
    client = client_of(an)
    client.post(url("delegate", draft), {"part": "S1", "days": "7", "note": "</textarea><script>alert(1)</script>"})

    assert "<script>alert" not in client.get(url("delegate", draft)).content.decode()


def test_colleague_gives_a_name_before_the_first_answer(client_of, draft, given):
    client, (_, keys) = client_of(None), given

    opened = client.get(reverse("assessments:delegation_link", args=[keys.token]))
    sent_back = client.get(page(draft))
    refused = client.post(page(draft), {"S1.1-choice": "3"})

    assert opened.url == sent_back.url == refused.url == landing(given)
    assert not draft.responses.exists()


def test_link_opened_by_a_messenger_does_not_count_as_opened(client_of, given):
    client_of(None).get(reverse("assessments:delegation_link", args=[given[1].token]))

    assert Delegation.objects.get().opened_at is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_colleague_is_told_what_is_wrong_with_the_name(client_of, given, name):
    client = client_of(None)
    client.get(reverse("assessments:delegation_link", args=[given[1].token]))

    assert client.post(landing(given), {"name": name}).status_code == 422


def test_ux_23_author_of_an_answer_is_the_name_given(delegate, draft, autosave, client_of, an, url):
    assert autosave(delegate, draft, "S1.1", "3").status_code == 200

    stored = draft.responses.get()
    assert (stored.answered_as, stored.answered_by) == ("Hoa kế toán", None)
    assert "Hoa kế toán" in client_of(an).get(page(draft)).content.decode()
    assert "Hoa kế toán" in client_of(an).get(url("tasks", draft)).content.decode()


def test_signed_in_outsider_answers_as_the_colleague(client_of, chi, draft, given, autosave):
    autosave(enter(client_of(chi), given, "Chi"), draft, "S1.1", "3")

    stored = draft.responses.get()
    assert (stored.answered_as, stored.answered_by) == ("Chi", None)


def test_member_who_opens_the_link_answers_as_a_member(client_of, an, draft, given, autosave):
    autosave(enter(client_of(an), given, "Chi"), draft, "S1.1", "3")

    stored = draft.responses.get()
    assert (stored.answered_as, stored.answered_by) == ("", an)


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


def test_other_firms_owner_cannot_revoke(client_of, chi, site_b, draft, given, url):
    assert client_of(chi).post(url("delegation_revoke", draft, given[0].uuid)).status_code == 404
    assert delegating.find_by_token(given[1].token)


@pytest.mark.parametrize(
    ("person", "status"), [("an", 200), ("cuong", 200), ("binh", 403), ("chi", 404), ("dung", 404)]
)
def test_delegate_page_is_for_those_who_may_answer(client_of, draft, url, person, status, request):
    assert client_of(request.getfixturevalue(person)).get(url("delegate", draft)).status_code == status


def test_delegate_page_asks_the_anonymous_to_sign_in(client_of, draft, url):
    assert client_of(None).get(url("delegate", draft)).url.startswith(reverse("account_login"))


def test_quick_check_without_a_firm_has_no_parts_to_give(client, db):
    quick, token = assessments.unclaimed()
    client.get(reverse("assessments:quick_claim", args=[token]))

    assert client.get(reverse("assessments:delegate", args=[quick.uuid])).status_code == 403


@pytest.mark.parametrize(
    ("name", "method"),
    [("delegate", "put"), ("delegation_revoke", "get"), ("delegated", "put"), ("delegation_code", "put")],
)
def test_wrong_method_is_405(name, method, client_of, an, draft, given):
    args = {"delegate": [draft.uuid], "delegation_revoke": [draft.uuid, given[0].uuid], "delegated": [given[0].uuid]}

    answer = getattr(client_of(an), method)(reverse(f"assessments:{name}", args=args.get(name, [])))

    assert answer.status_code == 405


def test_finished_part_is_told_on_the_task_list(delegate, draft, given, client_of, an, url, autosave):
    autosave(delegate, draft, "S1.1", "3")

    delegate.post(landing(given), {"finish": "1"})

    assert Delegation.objects.get().finished_at
    assert "Hoa kế toán" in client_of(an).get(url("tasks", draft)).content.decode()


def test_delegate_comes_back_after_having_finished(delegate, draft, given, autosave, client_of):
    delegate.post(landing(given), {"finish": "1"})

    again = enter(client_of(None), given, "Hoa")

    assert autosave(again, draft, "S1.1", "3").status_code == 200


def test_delegate_reads_that_a_completed_assessment_is_completed(delegate, draft, an, given, autosave):
    assessments.answer(draft, {"S1.1": 2}, by=an)
    lifecycle.complete(assessment=draft, by=an, language="vi")

    assert "đã hoàn tất" in delegate.get(landing(given)).content.decode()
    assert "đã hoàn tất" in delegate.get(page(draft)).content.decode()
    assert autosave(delegate, draft, "S1.2", "3").status_code == 409
    assert delegate.post(page(draft), {"S1.2-choice": "3", "action": "continue"}).url == landing(given)
    assert not draft.responses.filter(item="S1.2").exists()


def test_continued_quick_check_keeps_who_answered(site_a, an):
    quick = assessments.draft(site_a, by=an, scope=Scope.QUICK)
    level = Given("answered", 2)
    lifecycle.save_response(assessment=quick, item="S1.1", given=level, base_version=0, by=None, by_name="Hoa")

    full = lifecycle.continue_full(assessment=quick, site=site_a, by=an)

    assert author(full.responses.get()) == "Hoa"


def test_delegate_of_a_block_goes_through_its_pages_and_back(client_of, draft, an):
    assessments.answer(draft, assessments.all_at(2), by=an)
    given = delegating.delegate(assessment=draft, part="S", by=an)
    client, seen = enter(client_of(None), given), []

    address = page(draft, "S1")
    while address != landing(given):
        seen.append(address.split("/")[-2])
        address = client.post(address, {"action": "continue"}).url

    assert seen == [each.id for each in outline.pages_of(asked.of_firm(draft), "full", "S")]
    assert len(seen) > 1


def test_code_lets_the_colleague_in(client_of, given):
    answer = client_of(None).post(reverse("assessments:delegation_code"), {"code": given[1].code})

    assert answer.url == landing(given)


def test_wrong_and_ended_codes_read_the_same(client_of, given):
    said = [client_of(None).post(reverse("assessments:delegation_code"), {"code": "ABCDEFGH"})]
    delegating.revoke(delegation=given[0], by=given[0].created_by)
    said.append(client_of(None).post(reverse("assessments:delegation_code"), {"code": given[1].code}))

    wrong, ended = (
        re.search(r'<div class="error-summary.*?</div>', each.content.decode(), re.DOTALL)[0] for each in said
    )
    assert [each.status_code for each in said] == [422, 422]
    assert wrong == ended


def test_code_is_not_looked_at_after_too_many_wrong_ones(client_of, given):
    client = client_of(None)
    for _ in range(30):
        client.post(reverse("assessments:delegation_code"), {"code": "ABCDEFGH"})

    answer = client.post(reverse("assessments:delegation_code"), {"code": given[1].code})

    assert answer.status_code == 429


def test_dont_know_offers_to_ask_a_colleague(client_of, an, draft, url):
    assert f"{url('delegate', draft)}?part=S1" in client_of(an).get(page(draft)).content.decode()


def test_delegate_is_not_offered_to_ask_further_colleagues(delegate, draft, url):
    assert url("delegate", draft) not in delegate.get(page(draft)).content.decode()
