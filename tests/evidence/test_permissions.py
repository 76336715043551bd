"""Who may do what with evidence: every page, for every kind of person, in one table."""

import pytest
from django.urls import reverse

from evidence import uploads
from evidence.models import Evidence, EvidenceUse, Upload
from evidence.uploads import Announced
from tests.evidence import samples
from tests.evidence.conftest import ITEM, OTHER_ITEM, keep

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


@pytest.mark.parametrize("person", MAY)
@pytest.mark.parametrize("where", PAGES)
def test_member_gets_what_the_role_allows_else_403(where, person, kept, client_of, request):
    need, *_, works = PAGES[where]
    client, before = client_of(request.getfixturevalue(person)), rows()

    answer = visit(client, where, kept.assessment.uuid, kept.uuid)

    assert answer.status_code == (works if need in MAY[person] else 403)
    if answer.status_code == 403:
        assert rows() == before


@pytest.mark.parametrize("person", ["chi", "dung", "admin"])
@pytest.mark.parametrize("where", PAGES)
def test_outsider_and_staff_find_nothing(where, person, kept, site_b, client_of, request):
    client, before = client_of(request.getfixturevalue(person)), rows()
    assert visit(client, where, kept.assessment.uuid, kept.uuid).status_code == 404
    assert rows() == before


@pytest.mark.parametrize("where", PAGES)
def test_anonymous_is_sent_to_sign_in(where, kept, client_of):
    before = rows()
    answer = visit(client_of(None), where, kept.assessment.uuid, kept.uuid)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))
    assert rows() == before


def test_script_without_a_session_is_told_so(kept, client_of, begin):
    assert begin(client_of(None), kept.assessment, "a.pdf", b"x").status_code == 401


@pytest.mark.parametrize("where", PAGES)
def test_uuid_of_nothing_is_404(where, an, kept, client_of):
    assert visit(client_of(an), where, NOTHING, kept.uuid).status_code == 404
    if "files" not in where and where != "begin":
        assert visit(client_of(an), where, kept.assessment.uuid, NOTHING).status_code == 404


@pytest.mark.parametrize("where", ["download", "thumbnail", "change"])
def test_own_assessment_does_not_lead_to_anothers_file(where, kept, site_b, chi, client_of):
    from tests.factories import assessments  # noqa: PLC0415 -- only here

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
    from tests.factories import assessments  # noqa: PLC0415 -- only here

    return keep(assessments.draft(site_b, by=chi), by=chi)


@pytest.mark.parametrize("where", PAGES)
def test_member_of_two_firms_has_each_firms_role(where, kept, own, chi, site_a, client_of):
    from tests.factories.accounts import join  # noqa: PLC0415 -- only here

    join(chi, site_a, "read_only")
    need, *_, works = PAGES[where]
    assert visit(client_of(chi), where, own.assessment.uuid, own.uuid).status_code == works
    expected = works if need == READ else 403
    assert visit(client_of(chi), where, kept.assessment.uuid, kept.uuid).status_code == expected
