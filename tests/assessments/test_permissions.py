"""Who may do what: every page of one assessment, for every kind of person, in one table."""

import pytest
from django.urls import reverse

from assessments.consents import WORDING_VERSION
from assessments.models import Assessment, Submission
from tests.factories import assessments

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


@pytest.mark.parametrize("person", MAY)
@pytest.mark.parametrize("where", PAGES)
def test_member_gets_what_the_role_allows_else_403(where, person, site_a, an, client_of, request):
    need, state, *_, works = PAGES[where]
    assessment, client = make(state, site_a, an), client_of(request.getfixturevalue(person))
    before = rows()

    answer = visit(client, where, assessment.uuid)

    assert answer.status_code == (works if need in MAY[person] else 403)
    if answer.status_code == 403:
        assert rows() == before


@pytest.mark.parametrize("person", ["chi", "dung", "admin"])
@pytest.mark.parametrize("where", PAGES)
def test_outsider_and_staff_find_nothing(where, person, site_a, site_b, an, client_of, request):
    assessment, client = make(PAGES[where][1], site_a, an), client_of(request.getfixturevalue(person))
    before = rows()

    assert visit(client, where, assessment.uuid).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("where", PAGES)
def test_anonymous_is_sent_to_sign_in(where, site_a, an, client_of):
    assessment = make(PAGES[where][1], site_a, an)
    before = rows()

    answer = visit(client_of(None), where, assessment.uuid)

    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))
    assert rows() == before


@pytest.mark.parametrize("where", PAGES)
def test_anonymous_without_the_claim_reads_the_same_of_a_quick_check_and_of_nothing(where, client_of, db):
    quick, _ = assessments.unclaimed(answers={"S1.1": 2})
    nothing = "11111111-1111-4111-8111-111111111111"

    there, absent = (visit(client_of(None), where, uuid) for uuid in (quick.uuid, nothing))

    assert (there.status_code, there.url.split("?")[0]) == (302, reverse("account_login"))
    assert (absent.status_code, absent.url) == (302, there.url.replace(str(quick.uuid), nothing))


@pytest.mark.parametrize("where", PAGES)
def test_uuid_of_nothing_is_404(where, an, site_a, client_of):
    assert visit(client_of(an), where, "11111111-1111-4111-8111-111111111111").status_code == 404


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
        ("take_back", "get"),
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


@pytest.mark.parametrize("where", PAGES)
def test_member_of_two_firms_has_each_firms_role(where, site_a, site_b, an, chi, client_of):
    """A role in one firm gives nothing in the other."""
    from tests.factories.accounts import join  # noqa: PLC0415 -- only here

    join(chi, site_a, "read_only")
    need, state, *_ = PAGES[where]
    mine, theirs = make(state, site_b, chi), make(state, site_a, an)

    assert visit(client_of(chi), where, mine.uuid).status_code == PAGES[where][4]
    assert visit(client_of(chi), where, theirs.uuid).status_code == (PAGES[where][4] if need == READ else 403)
