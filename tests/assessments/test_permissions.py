"""Who may do what: every page of one assessment, for every kind of person, in one table."""

import pytest
from django.urls import reverse

from assessments.consents import WORDING_VERSION
from assessments.models import Assessment, Submission
from tests import ladder
from tests.factories import assessments
from tests.factories.accounts import join
from tests.ladder import changed, places, refused, statuses

NOTHING = "11111111-1111-4111-8111-111111111111"
READ, WRITE, SEND = "read", "write", "send"
# page: (what it needs, state it needs, method, fields, status when it works)
PAGES = {
    "tasks": (READ, "draft", "get", {}, 200),
    "check": (READ, "draft", "get", {}, 200),
    "part_check": (READ, "draft", "get", {}, 200),
    "node": (READ, "draft", "get", {}, 200),
    "history": (READ, "draft", "get", {}, 200),
    "troubles": (READ, "draft", "get", {}, 200),
    "node POST": (WRITE, "draft", "post", {"S1.2-choice": "3"}, 302),
    "troubles POST": (WRITE, "draft", "post", {"troubles": ["power_cost"]}, 302),
    "submit": (WRITE, "draft", "post", {}, 302),
    "correct": (WRITE, "completed", "post", {}, 302),
    "send": (SEND, "completed", "get", {}, 200),
    "send POST": (
        SEND,
        "completed",
        "post",
        {"agree": "on", "wording_version": WORDING_VERSION, "language": "vi"},
        302,
    ),
    "take_back": (SEND, "sent", "post", {}, 302),
    "new_link": (READ, "draft", "post", {}, 404),  # a plant's assessment has no private link, whoever asks
}
MAY = {
    "an": {READ, WRITE, SEND},  # owner
    "cuong": {READ, WRITE},  # contributor
    "binh": {READ},  # read-only
}


def make(state, site, owner):
    if state == "draft":
        return assessments.draft(site, by=owner, answers={"S1.1": 2})
    return getattr(assessments, state)(site, by=owner, answers={"S1.1": 2})


def visit(client, where, uuid):
    _, _, method, fields, _ = PAGES[where]
    name = where.removesuffix(" POST")
    more = {"node": ["S1"], "part_check": ["S"], "history": ["S1.1"]}.get(name, [])
    shown = Submission.objects.filter(assessment__uuid=uuid).order_by("number").last()
    fields = fields | ({"submission": shown.uuid} if shown and where == "send POST" else {})
    return getattr(client, method)(reverse(f"assessments:{name}", args=[uuid, *more]), fields)


def rows():
    return list(Assessment.objects.values("state", "revision", "first_trouble"))


@pytest.fixture
def in_each_state(site_a, an):
    """Return firm A's assessments, one in each state that a page needs."""
    return {state: make(state, site_a, an) for state in sorted({state for _, state, *_ in PAGES.values()})}


def walk(client_of, people, in_each_state):
    """Visit every page as each of these people; return what each answered, and whether it changed a row."""

    def visited(client, where):
        return visit(client, where, in_each_state[PAGES[where][1]].uuid)

    return ladder.walk(client_of, people, PAGES, visit=visited, rows=rows)


def test_member_gets_what_the_role_allows_else_403(in_each_state, an, binh, cuong, client_of):
    answers = walk(client_of, {"an": an, "cuong": cuong, "binh": binh}, in_each_state)

    assert statuses(answers) == {
        (where, name): works if need in may else 403
        for where, (need, _, _, _, works) in PAGES.items()
        for name, may in MAY.items()
    }
    assert not refused(answers) & changed(answers)


def test_outsider_and_staff_find_nothing(in_each_state, site_b, chi, dung, admin, client_of):
    answers = walk(client_of, {"chi": chi, "dung": dung, "admin": admin}, in_each_state)

    assert len(answers) == 3 * len(PAGES)
    assert statuses(answers) == dict.fromkeys(answers, 404)
    assert not changed(answers)


def test_anonymous_is_sent_to_sign_in(in_each_state, client_of):
    answers = walk(client_of, {"": None}, in_each_state)

    assert len(answers) == len(PAGES)
    assert places(answers) == {(302, reverse("account_login"))}
    assert not changed(answers)


def test_anonymous_without_the_claim_reads_the_same_of_a_quick_check_and_of_nothing(client_of, db):
    quick, _ = assessments.unclaimed(answers={"S1.1": 2})

    for where in PAGES:
        there, absent = (visit(client_of(None), where, uuid) for uuid in (quick.uuid, NOTHING))

        assert (where, there.status_code, there.url.split("?")[0]) == (where, 302, reverse("account_login"))
        assert (where, absent.status_code, absent.url) == (where, 302, there.url.replace(str(quick.uuid), NOTHING))


def test_uuid_of_nothing_is_404(an, site_a, client_of):
    client = client_of(an)

    assert {where: visit(client, where, NOTHING).status_code for where in PAGES} == dict.fromkeys(PAGES, 404)


@pytest.mark.parametrize("path", ["not-a-uuid/", "not-a-uuid/check/", "123/S1/", "../etc/", "%00/"])
def test_malformed_uuid_is_404(path, an, site_a, client_of):
    assert client_of(an).get(f"/assessments/{path}").status_code == 404


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("tasks", "post"),
        ("check", "post"),
        ("node", "put"),
        ("history", "post"),
        ("troubles", "delete"),
        ("submit", "get"),
        ("correct", "get"),
        ("send", "put"),
        ("take_back", "put"),
        ("continue_full", "get"),
        ("new_link", "get"),
    ],
)
def test_wrong_method_is_405(name, method, draft, an, client_of):
    more = {"node": ["S1"], "part_check": ["S"], "history": ["S1.1"]}.get(name, [])

    answer = getattr(client_of(an), method)(reverse(f"assessments:{name}", args=[draft.uuid, *more]))

    assert answer.status_code == 405


@pytest.mark.parametrize(("name", "method"), [("home", "post"), ("start", "put"), ("quick_start", "get")])
def test_wrong_method_without_an_assessment_is_405(name, method, an, client_of):
    assert getattr(client_of(an), method)(reverse(f"assessments:{name}")).status_code == 405


def test_member_of_two_firms_has_each_firms_role(in_each_state, site_a, site_b, chi, client_of):
    """A role in one firm gives nothing in the other."""
    join(chi, site_a, "read_only")
    own = {state: make(state, site_b, chi) for state in in_each_state}

    mine, theirs = (walk(client_of, {"chi": chi}, made) for made in (own, in_each_state))

    works = {where: page[4] for where, page in PAGES.items()}
    assert {where: answer.status_code for (where, _), (answer, _) in mine.items()} == works
    assert {where: answer.status_code for (where, _), (answer, _) in theirs.items()} == {
        where: works[where] if need == READ else 403 for where, (need, *_) in PAGES.items()
    }
