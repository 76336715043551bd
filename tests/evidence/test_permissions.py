"""Who may do what with evidence: every page, for every kind of person, in one table."""

import pytest
from django.urls import reverse

from evidence import uploads
from evidence.models import Evidence, EvidenceUse, Upload
from evidence.uploads import Announced
from tests import ladder
from tests.evidence import samples
from tests.evidence.conftest import ITEM, OTHER_ITEM, keep
from tests.factories import assessments
from tests.factories.accounts import join
from tests.ladder import changed, places, refused, statuses

READ, WRITE = "read", "write"
NOTHING = "11111111-1111-4111-8111-111111111111"
FILE = {"item": ITEM, "name": "b.pdf", "size": len(samples.pdf()), "digest": ""}
# page: (what it needs, method, fields, status when it works)
PAGES = {
    "files": (READ, "get", {}, 200),
    "download": (READ, "get", {}, 200),
    "thumbnail": (READ, "get", {}, 200),
    "files POST": (WRITE, "post", {}, 422),
    "begin": (WRITE, "post", FILE, 201),
    "change": (WRITE, "post", {"act": "use", "item": OTHER_ITEM}, 302),
    "change remove": (WRITE, "post", {"act": "remove"}, 302),
}
MAY = {"an": {READ, WRITE}, "cuong": {READ, WRITE}, "binh": {READ}}


def visit(client, where, assessment, file):
    _, method, fields, _ = PAGES[where]
    name = where.split()[0]
    more = [file] if name in {"download", "thumbnail", "change"} else []
    answer = getattr(client, method)(reverse(f"evidence:{name}", args=[assessment, *more]), fields)
    _ = b"".join(answer)  # the end of a file closes it
    return answer


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (Evidence, EvidenceUse, Upload)]


def walk(client_of, people, kept):
    """Visit every page as each of these people; return what each answered, and whether it changed a row."""
    args = (kept.assessment.uuid, kept.uuid)
    return ladder.walk(client_of, people, PAGES, visit=lambda *page: visit(*page, *args), rows=rows)


def test_member_gets_what_the_role_allows_else_403(kept, an, binh, cuong, client_of):
    answers = walk(client_of, {"an": an, "cuong": cuong, "binh": binh}, kept)

    assert statuses(answers) == {
        (where, name): works if need in may else 403
        for where, (need, _, _, works) in PAGES.items()
        for name, may in MAY.items()
    }
    assert not refused(answers) & changed(answers)


def test_outsider_and_staff_find_nothing(kept, site_b, chi, dung, admin, client_of):
    answers = walk(client_of, {"chi": chi, "dung": dung, "admin": admin}, kept)

    assert statuses(answers) == {(where, name): 404 for where in PAGES for name in ("chi", "dung", "admin")}
    assert not changed(answers)


def test_anonymous_is_sent_to_sign_in(kept, client_of):
    answers = walk(client_of, {"": None}, kept)

    assert len(answers) == len(PAGES)
    assert places(answers) == {(302, reverse("account_login"))}
    assert not changed(answers)


def test_script_without_a_session_is_told_so(kept, client_of, begin):
    assert begin(client_of(None), kept.assessment, "a.pdf", b"x").status_code == 401


def test_uuid_of_nothing_is_404(an, kept, client_of):
    client = client_of(an)
    of_one_file = [where for where in PAGES if "files" not in where and where != "begin"]

    assert {where: visit(client, where, NOTHING, kept.uuid).status_code for where in PAGES} == dict.fromkeys(PAGES, 404)
    found = {where: visit(client, where, kept.assessment.uuid, NOTHING).status_code for where in of_one_file}
    assert found == dict.fromkeys(of_one_file, 404)


@pytest.mark.parametrize("where", ["download", "thumbnail", "change"])
def test_own_assessment_does_not_lead_to_anothers_file(where, kept, site_b, chi, client_of):
    mine, before = assessments.draft(site_b, by=chi), rows()
    assert visit(client_of(chi), where, mine.uuid, kept.uuid).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("person", ["chi", "dung", "cuong"])
def test_upload_is_its_senders_alone(person, kept, an, site_b, client_of, request, put):
    upload = uploads.begin(assessment=kept.assessment, announced=Announced("b.pdf", 3, ITEM, "", ""), by=an)
    address = reverse("evidence:piece", args=[kept.assessment.uuid, upload.uuid])
    client = client_of(request.getfixturevalue(person))
    assert client.get(address).status_code == 404
    assert put(client, address, 0, b"x").status_code == 404


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("files", "put"),
        ("download", "post"),
        ("thumbnail", "post"),
        ("begin", "get"),
        ("piece", "put"),
        ("change", "get"),
    ],
)
def test_wrong_method_is_405(name, method, kept, an, client_of):
    more = [] if name in {"files", "begin"} else [kept.uuid]
    address = reverse(f"evidence:{name}", args=[kept.assessment.uuid, *more])
    assert getattr(client_of(an), method)(address).status_code == 405


@pytest.mark.parametrize("path", ["not-a-uuid/", "%00/", "../etc/", f"{NOTHING}/../x/"])
def test_malformed_uuid_is_404(path, kept, an, client_of):
    assert client_of(an).get(f"/assessments/{kept.assessment.uuid}/evidence/{path}").status_code == 404


@pytest.fixture
def own(site_b, chi):
    return keep(assessments.draft(site_b, by=chi), by=chi)


def test_member_of_two_firms_has_each_firms_role(kept, own, chi, site_a, client_of):
    join(chi, site_a, "read_only")

    mine, theirs = (statuses(walk(client_of, {"chi": chi}, file)) for file in (own, kept))

    assert mine == {(where, "chi"): works for where, (_, _, _, works) in PAGES.items()}
    assert theirs == {(where, "chi"): works if need == READ else 403 for where, (need, _, _, works) in PAGES.items()}
