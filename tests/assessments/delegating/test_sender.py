"""The pages of who gives a part to a colleague."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from assessments import delegating
from assessments.models import Delegation
from tests.assessments.delegating.pages import landing, page
from tests.factories import assessments


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


def test_dont_know_offers_to_ask_a_colleague(client_of, an, draft, url):
    assert f"{url('delegate', draft)}?part=S1" in client_of(an).get(page(draft)).content.decode()
