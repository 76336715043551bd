"""Who may do what: every page of programmes, for every kind of person, in two tables."""

import pytest
from django.urls import reverse

from programmes import lifecycle, urls
from programmes.models import Assignment, Participation, Programme
from programmes.wording import WORDING_VERSION
from tests.factories import programmes
from tests.factories.accounts import make_user

LOOK, MANAGE = "look", "manage"
FIELDS = {"post": {"name_vi": ""}}
# page: (what it needs, further arguments, method, status when it works)
STAFF = {
    "programmes": (LOOK, None, "get", 200),
    "programme": (LOOK, (), "get", 200),
    "poster": (LOOK, ("vi",), "get", 200),
    "make": (MANAGE, None, "get", 200),
    "make POST": (MANAGE, None, "post", 422),
    "edit": (MANAGE, (), "get", 200),
    "edit POST": (MANAGE, (), "post", 422),
    "end": (MANAGE, (), "get", 200),
    "end POST": (MANAGE, (), "post", 302),
    "assign": (MANAGE, (), "post", 302),
    "unassign": (MANAGE, ("dung",), "post", 302),
}
# page: (roles in firm A for which it works, method, status for them)
FIRM = {
    "invitation POST": ({"an"}, "post", 302),
    "leave": ({"an"}, "post", 302),
    "start": ({"an", "cuong"}, "post", 302),
}


@pytest.fixture
def planned(db, dung):
    """A programme that has not begun, with one advisor."""
    programme = programmes.make(first=5)
    lifecycle.assign(programme=programme, user=dung, by=programme.created_by)
    return programme


def visit(client, where, programme, uuid=None):
    _, more, method, _ = STAFF[where]
    last = [Assignment.objects.get().user_id] if more == ("dung",) else list(more or ())
    args = [] if more is None else [uuid or programme.uuid, *last]
    return getattr(client, method)(reverse(f"programmes:{where.removesuffix(' POST')}", args=args), FIELDS.get(method))


def rows():
    return list(Programme.objects.values("name_vi", "ended_at")), Assignment.objects.count()


def test_tables_have_every_page():
    named = {where.removesuffix(" POST") for where in STAFF | FIRM}

    assert {pattern.name for pattern in urls.urlpatterns} == named | {"code", "by_code", "mine"}


@pytest.mark.parametrize("where", STAFF)
def test_administrator_gets_every_page(where, planned, client_of, admin):
    assert visit(client_of(admin), where, planned).status_code == STAFF[where][3]


@pytest.mark.parametrize("where", STAFF)
def test_staff_of_the_programme_may_look_and_change_nothing(where, planned, client_of, dung):
    before = rows()

    answer = visit(client_of(dung), where, planned)

    assert answer.status_code == (STAFF[where][3] if STAFF[where][0] == LOOK else 403)
    assert rows() == before


@pytest.mark.parametrize("where", [where for where in STAFF if STAFF[where][1] is not None])
def test_staff_of_no_programme_finds_none(where, planned, client_of):
    other = client_of(make_user(role="advisor"))

    assert visit(other, where, planned).status_code == (404 if STAFF[where][0] == LOOK else 403)


@pytest.mark.parametrize("person", ["an", "binh"])
@pytest.mark.parametrize("where", STAFF)
def test_people_of_firms_find_nothing(where, person, planned, place, client_of, request):
    before = rows()

    assert visit(client_of(request.getfixturevalue(person)), where, planned).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("where", STAFF)
def test_anonymous_is_sent_to_sign_in(where, planned, client_of):
    answer = visit(client_of(None), where, planned)

    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("where", [where for where in STAFF if STAFF[where][1] is not None])
def test_programme_of_nothing_is_404(where, planned, client_of, admin):
    assert visit(client_of(admin), where, planned, "11111111-1111-4111-8111-111111111111").status_code == 404


def test_poster_in_an_unknown_language_is_404(planned, client_of, admin):
    address = reverse("programmes:poster", args=[planned.uuid, "fr"])

    assert client_of(admin).get(address).status_code == 404


@pytest.mark.parametrize("where", [where for where in STAFF if not where.endswith("POST")])
def test_wrong_method_is_405(where, planned, client_of, admin):
    more = STAFF[where][1]
    last = [Assignment.objects.get().user_id] if more == ("dung",) else list(more or ())
    address = reverse(f"programmes:{where}", args=[] if more is None else [planned.uuid, *last])
    wrong = {"get": "put", "post": "get"}[STAFF[where][2]]

    assert getattr(client_of(admin), wrong)(address).status_code == 405


def act(where, client, programme, firm):
    fields = {"firm": firm, "agree": "on", "wording_version": WORDING_VERSION, "language": "vi"}
    return client.post(reverse(f"programmes:{where.removesuffix(' POST')}", args=[programme.token]), fields)


def places():
    return list(Participation.objects.values("organization", "left_at"))


@pytest.mark.parametrize("person", ["an", "cuong", "binh"])
@pytest.mark.parametrize("where", FIRM)
def test_member_does_what_the_role_allows_else_403(where, person, place, client_of, request, programme):
    client, before = client_of(request.getfixturevalue(person)), places()

    answer = act(where, client, programme, place.organization.uuid)

    assert answer.status_code == (302 if person in FIRM[where][0] else 403)
    if answer.status_code == 403:
        assert places() == before


@pytest.mark.parametrize("person", ["chi", "dung", "admin"])
@pytest.mark.parametrize("where", FIRM)
def test_outsider_and_staff_do_nothing_for_a_firm(where, person, place, firm_b, client_of, request, programme):
    client, before = client_of(request.getfixturevalue(person)), places()

    assert act(where, client, programme, place.organization.uuid).status_code == 404
    assert places() == before


@pytest.mark.parametrize("where", FIRM)
def test_visitor_who_acts_is_sent_to_sign_in(where, place, client_of, programme):
    before = places()

    answer = act(where, client_of(None), programme, place.organization.uuid)

    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))
    assert places() == before


@pytest.mark.parametrize("firm", ["", "not-a-uuid", "11111111-1111-4111-8111-111111111111"])
@pytest.mark.parametrize("where", ["invitation POST", "leave"])
def test_firm_of_nothing_is_404(where, firm, place, client_of, an, programme):
    assert act(where, client_of(an), programme, firm).status_code == 404


@pytest.mark.parametrize("name", ["invitation", "leave", "start"])
def test_link_of_nothing_is_404(name, programme, client_of, an, site_a):
    method = "get" if name == "invitation" else "post"

    assert getattr(client_of(an), method)(reverse(f"programmes:{name}", args=["x" * 32])).status_code == 404


@pytest.mark.parametrize(
    ("name", "method"), [("invitation", "put"), ("leave", "get"), ("start", "get"), ("mine", "post"), ("code", "post")]
)
def test_wrong_method_of_the_firms_pages_is_405(name, method, programme, client_of, an):
    args = [] if name in {"mine", "code"} else [programme.token]

    assert getattr(client_of(an), method)(reverse(f"programmes:{name}", args=args)).status_code == 405


def test_own_list_shows_the_firms_programmes_to_every_member_and_to_nobody_else(place, firm_b, client_of, binh, chi):
    address = reverse("programmes:mine")

    assert place.programme.name_vi in client_of(binh).get(address).content.decode()
    assert place.programme.name_vi not in client_of(chi).get(address).content.decode()
    assert client_of(None).get(address).url.split("?")[0] == reverse("account_login")
