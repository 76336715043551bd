"""Opening, taking part, closing; and that nothing of it touches the firm's own answers."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from assessments.answers import Given
from assessments.models import Scope
from c4ir_assess import qr
from c4ir_assess.exceptions import TransitionNotAllowed
from opinions import rounds
from opinions.models import Opinion, OpinionRound, Participant
from tests.factories import assessments, questionnaires

MANAGEMENT, SHOP_FLOOR = Participant.Side


@pytest.fixture
def draft(site_a, an):
    return assessments.draft(site_a, by=an, answers={"S1.1": 2})


@pytest.fixture
def opened(draft, an):
    """An open round of firm A, and what leads into it."""
    return rounds.open_round(assessment=draft, by=an)


@pytest.fixture
def key_item():
    return next(item for item in questionnaires.shipped_framework().items(quick=True))


@pytest.fixture
def take_part(client_of):
    """Return a person's client that is in the round."""

    def enter(opened, side=SHOP_FLOOR):
        client, (made, keys) = client_of(None), opened
        client.get(reverse("opinions:link", args=[keys.token]))
        client.post(reverse("opinions:taking", args=[made.uuid]), {"side": side})
        return client

    return enter


def page(opened, key_item):
    return reverse("opinions:page", args=[opened[0].uuid, key_item.id[0]])


def say(opinion_round, side, item, *levels):
    for level in levels:
        person = rounds.join(opinion_round=opinion_round, side=side)
        rounds.save_opinions(participant=person, given=[(item.id, Given("answered", level))])


def test_open_round_keeps_hashes_and_never_what_leads_in(opened):
    _, keys = opened

    stored = str(OpinionRound.objects.values().get())
    assert keys.token not in stored
    assert keys.code not in stored


def test_second_round_waits_until_the_first_is_closed(draft, an, opened):
    with pytest.raises(TransitionNotAllowed):
        rounds.open_round(assessment=draft, by=an)
    rounds.close_round(opinion_round=opened[0], by=None)

    assert rounds.open_round(assessment=draft, by=an)


def test_new_keys_end_those_before(opened):
    made, keys = opened

    new = rounds.renew_keys(opinion_round=made, by=made.opened_by)

    assert rounds.find_by_token(keys.token) is None
    assert rounds.find_by_code(new.code.lower()) == rounds.find_by_token(new.token) == made


def test_keys_end_after_their_time_and_new_ones_last_anew(opened, an):
    made, keys = opened
    OpinionRound.objects.update(keys_made_at=timezone.now() - rounds.KEYS_LAST)

    assert rounds.find_by_token(keys.token) is rounds.find_by_code(keys.code) is None
    assert rounds.find_by_token(rounds.renew_keys(opinion_round=made, by=an).token) == made


@pytest.mark.parametrize("left", ["removed", "reads only", "closed"])
def test_keys_end_with_the_right_of_who_gave_them(opened, an, left):
    acts = {
        "removed": an.memberships.all().delete,
        "reads only": lambda: an.memberships.update(role=Membership.Role.READ_ONLY),
        "closed": lambda: User.objects.filter(pk=an.pk).update(is_active=False),
    }

    acts[left]()

    assert rounds.find_by_token(opened[1].token) is None


@pytest.mark.parametrize("act", ["join", "save"])
def test_closed_round_takes_nothing_more(opened, key_item, act):
    person = rounds.join(opinion_round=opened[0], side=SHOP_FLOOR)
    rounds.close_round(opinion_round=opened[0], by=None)
    acts = {
        "join": lambda: rounds.join(opinion_round=opened[0], side=SHOP_FLOOR),
        "save": lambda: rounds.save_opinions(participant=person, given=[(key_item.id, Given("answered", 1))]),
    }

    with pytest.raises(TransitionNotAllowed):
        acts[act]()


def test_opinion_never_touches_the_firms_answers(opened, key_item, draft):
    before = list(draft.responses.values()), draft.changes.count()

    say(opened[0], MANAGEMENT, key_item, 4, 4, 4)

    assert (list(draft.responses.values()), draft.changes.count()) == before


def test_compared_shows_a_side_from_three_people_on(opened, key_item):
    say(opened[0], MANAGEMENT, key_item, 4, 4, 5)
    say(opened[0], SHOP_FLOOR, key_item, 1, 1)

    found = {item.id: each for item, each in rounds.compared(opened[0])}[key_item.id]

    assert found.management.median == 4
    assert found.shop_floor is None


def test_compared_counts_levels_alone(opened, key_item):
    person = rounds.join(opinion_round=opened[0], side=MANAGEMENT)
    rounds.save_opinions(participant=person, given=[(key_item.id, Given("dont_know"))])
    say(opened[0], MANAGEMENT, key_item, 2, 2)

    assert all(each.management is None for _, each in rounds.compared(opened[0]))


def test_counts_people_who_said_something(opened, key_item):
    rounds.join(opinion_round=opened[0], side=MANAGEMENT)
    say(opened[0], SHOP_FLOOR, key_item, 2)

    assert rounds.counts(opened[0]) == {"management": 0, "shop_floor": 1}


def test_participant_answers_and_reads_only_their_own(opened, key_item, take_part):
    mine, theirs = take_part(opened), take_part(opened, MANAGEMENT)

    answer = mine.post(
        page(opened, key_item), {"item": key_item.id, f"{key_item.id}-choice": "3"}, headers={"HX-Request": "true"}
    )

    assert answer.status_code == 200
    assert Opinion.objects.get().value == 3
    assert re.search(r'value="3" checked', mine.get(page(opened, key_item)).content.decode())
    assert "checked" not in theirs.get(page(opened, key_item)).content.decode()


def test_page_posted_whole_is_kept_and_leads_on(opened, key_item, take_part):
    answer = take_part(opened).post(page(opened, key_item), {f"{key_item.id}-choice": "3", "action": "continue"})

    assert answer.status_code == 302
    assert Opinion.objects.get().value == 3


def test_not_applicable_without_a_reason_is_asked_for_it(opened, key_item, take_part):
    answer = take_part(opened).post(page(opened, key_item), {f"{key_item.id}-choice": "not_applicable"})

    assert answer.status_code == 422
    assert not Opinion.objects.exists()


def test_opinion_is_taken_back(opened, key_item, take_part):
    client = take_part(opened)
    client.post(page(opened, key_item), {f"{key_item.id}-choice": "3"})

    client.post(page(opened, key_item), {"clear": key_item.id})

    assert not Opinion.objects.exists()


@pytest.mark.parametrize("fields", [{"S9.9-choice": "3"}, {"item": "nothing"}])
def test_unknown_question_is_refused(opened, key_item, take_part, fields):
    assert take_part(opened).post(page(opened, key_item), fields).status_code == 400


def test_side_is_chosen_before_the_questions(opened, key_item, client_of):
    client = client_of(None)
    client.get(reverse("opinions:link", args=[opened[1].token]))

    assert client.get(page(opened, key_item)).url == reverse("opinions:taking", args=[opened[0].uuid])
    assert client.post(reverse("opinions:taking", args=[opened[0].uuid]), {"side": "king"}).status_code == 422


def test_uuid_of_a_round_grants_nothing_without_the_session(opened, key_item, client_of):
    stranger = client_of(None)

    assert stranger.get(reverse("opinions:taking", args=[opened[0].uuid])).status_code == 404
    assert stranger.post(page(opened, key_item), {f"{key_item.id}-choice": "3"}).status_code == 404
    assert not Opinion.objects.exists()


def test_participant_reaches_nothing_of_the_assessment(opened, take_part, draft):
    answer = take_part(opened).get(reverse("assessments:tasks", args=[draft.uuid]))

    assert answer.url.startswith(reverse("account_login"))


def test_closed_round_is_a_kind_404(opened, key_item, take_part):
    client = take_part(opened)
    rounds.close_round(opinion_round=opened[0], by=None)

    for address in (page(opened, key_item), reverse("opinions:link", args=[opened[1].token])):
        assert client.get(address).status_code == 404


def test_code_leads_in_and_a_wrong_one_does_not(opened, client_of):
    right = client_of(None).post(reverse("opinions:code"), {"code": opened[1].code})
    wrong = client_of(None).post(reverse("opinions:code"), {"code": "ABCDEFGH"})

    assert right.url == reverse("opinions:taking", args=[opened[0].uuid])
    assert wrong.status_code == 422


ACTS = {"round": "get", "open": "post", "renew_keys": "post", "close": "post"}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(("person", "status"), [("binh", 403), ("chi", 404), ("dung", 404)])
def test_round_is_held_by_those_who_may_answer(name, person, status, client_of, draft, opened, request, site_b):
    client = client_of(request.getfixturevalue(person))

    assert getattr(client, ACTS[name])(reverse(f"opinions:{name}", args=[draft.uuid])).status_code == status
    assert OpinionRound.objects.get().closed_at is None


@pytest.mark.parametrize("name", ACTS)
def test_anonymous_is_sent_to_sign_in(name, client_of, draft, opened):
    answer = getattr(client_of(None), ACTS[name])(reverse(f"opinions:{name}", args=[draft.uuid]))

    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ACTS)
def test_wrong_method_is_405(name, client_of, draft, an):
    method = "put" if ACTS[name] == "get" else "get"

    assert getattr(client_of(an), method)(reverse(f"opinions:{name}", args=[draft.uuid])).status_code == 405


@pytest.mark.parametrize("acts", [["open"], ["open", "renew_keys"]])
def test_what_leads_in_is_in_no_session_on_its_way_to_the_page(acts, client_of, an, draft):
    client = client_of(an)
    for act in acts:
        client.post(reverse(f"opinions:{act}", args=[draft.uuid]))
    brought = client.cookies["link_made"]
    token, code = brought.value.split(":")[0].split(".")

    assert rounds.find_by_token(token) == rounds.find_by_code(code) == OpinionRound.objects.get()
    assert [each for each in Session.objects.all() if token in str(each.get_decoded())] == []
    assert brought["path"] == reverse("opinions:round", args=[draft.uuid])


def test_holder_opens_tells_and_closes(client_of, an, draft, key_item):
    client, address = client_of(an), reverse("opinions:round", args=[draft.uuid])
    assert client.get(address).status_code == 200

    client.post(reverse("opinions:open", args=[draft.uuid]))
    first, second = (client.get(address).content.decode() for _ in range(2))
    assert re.search(r"/opinions/[\w-]{40,}/", first)
    assert not re.search(r"/opinions/[\w-]{40,}/", second)

    say(OpinionRound.objects.get(), MANAGEMENT, key_item, 5, 5, 5)
    say(OpinionRound.objects.get(), SHOP_FLOOR, key_item, 1, 1, 1)
    assert "<svg" not in second.partition("<main")[2]
    client.post(reverse("opinions:close", args=[draft.uuid]))
    closed = client.get(address).content.decode()
    assert closed.index(key_item.ask["vi"]) < closed.index("tag-open") < closed.index("</li>")


def test_nothing_is_shown_before_the_round_is_closed(client_of, an, draft, opened, key_item):
    say(opened[0], MANAGEMENT, key_item, 5, 5, 5)

    assert key_item.ask["vi"] not in client_of(an).get(reverse("opinions:round", args=[draft.uuid])).content.decode()


def test_quick_scope_has_the_same_questions(site_a, an):
    quick = assessments.draft(site_a, by=an, scope=Scope.QUICK)

    assert rounds.pages(quick)


def test_owner_sees_the_links_qr_code_once(draft, an, client_of, settings):
    client = client_of(an)
    client.post(reverse("opinions:open", args=[draft.uuid]))

    answer = client.get(reverse("opinions:round", args=[draft.uuid]))

    told = answer.context["told"]
    assert told["qr"] == qr.svg(told["link"], "Mã QR mở đợt thăm dò ý kiến")
    assert told["qr"] in answer.content.decode()
    assert '<svg class="qr"' not in client.get(reverse("opinions:round", args=[draft.uuid])).content.decode()
