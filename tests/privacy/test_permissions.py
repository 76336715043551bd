"""Who may do what on the pages about data: every page, for every kind of person."""

import pytest
from django.urls import reverse

from accounts.consent_wording import WORDING_VERSION
from accounts.models import Consent, Organization, User
from privacy import asking, copies
from privacy.models import DataRequest, Export, Restriction
from tests.factories.accounts import join, make_user

pytestmark = pytest.mark.django_db

TICK = {"agree": "on", "wording_version": WORDING_VERSION, "wording_language": "vi"}
# page: (method, url name and args, fields, status for an owner, for another member)
OF_FIRM = {
    "openings": ("get", "openings", [], {}, 200, 200),
    "give": ("post", "give", ["sector_figures"], TICK, 302, 403),
    "withdraw": ("post", "withdraw", ["sector_figures"], {}, 302, 403),
    "export": ("post", "export", [], {}, 302, 403),
    "restrict": ("get", "restrict", [], {}, 200, 403),
    "restrict POST": ("post", "restrict", [], {}, 302, 403),
    "erase_firm": ("get", "erase_firm", [], {}, 200, 403),
    "erase_firm POST": ("post", "erase_firm", [], {"typed": "co khi xoa sach mau 7341"}, 302, 403),
}
OF_PERSON = {
    "my_data": ("get", "my_data", [], {}, 200),
    "give": ("post", "give", ["contact"], TICK, 302),
    "withdraw": ("post", "withdraw", ["contact"], {}, 302),
    "export": ("post", "export", [], {}, 302),
    "correct": ("get", "correct", [], {}, 200),
    "correct POST": ("post", "correct", [], {"text": "Sai mã số thuế."}, 302),
    "erase_person": ("get", "erase_person", [], {}, 200),
}
STAFF_ONLY = {"queue": "get", "handle": "get", "handle POST": "post"}


def visit(client, row, firm=None):
    method, name, args, fields, *_ = row
    fields = fields | ({"firm": firm.uuid} if firm else {})
    return getattr(client, method)(reverse(f"privacy:{name}", args=args), fields)


@pytest.mark.parametrize("where", OF_FIRM)
def test_firm_page_works_for_an_owner(where, client_of, owner, site):
    assert visit(client_of(owner), OF_FIRM[where], site.organization).status_code == OF_FIRM[where][4]


@pytest.mark.parametrize("role", ["contributor", "read_only"])
@pytest.mark.parametrize("where", OF_FIRM)
def test_firm_page_of_an_owner_is_refused_to_other_members(where, role, client_of, site):
    member = join(make_user(), site, role)

    assert visit(client_of(member), OF_FIRM[where], site.organization).status_code == OF_FIRM[where][5]


@pytest.mark.parametrize("person", ["chi", "dung", "admin"])
@pytest.mark.parametrize("where", OF_FIRM)
def test_firm_page_is_not_there_for_outsiders_and_staff(where, person, client_of, site, firm_b, request):
    client = client_of(request.getfixturevalue(person))

    assert visit(client, OF_FIRM[where], site.organization).status_code == 404
    assert (Organization.objects.count(), Restriction.objects.count(), Consent.objects.count()) == (2, 0, 0)


@pytest.mark.parametrize("where", OF_FIRM)
@pytest.mark.parametrize("wanted", ["not-a-uuid", "00000000-0000-4000-8000-000000000000"])
def test_firm_that_is_none_is_404(where, wanted, client_of, owner, site):
    method, name, args, fields, *_ = OF_FIRM[where]

    answer = getattr(client_of(owner), method)(reverse(f"privacy:{name}", args=args), fields | {"firm": wanted})

    assert answer.status_code == 404


@pytest.mark.parametrize("where", OF_PERSON)
def test_own_page_works_without_a_firm(where, client_of):
    assert visit(client_of(make_user()), OF_PERSON[where]).status_code == OF_PERSON[where][4]


@pytest.mark.parametrize("row", [*OF_FIRM.values(), *OF_PERSON.values()])
def test_anonymous_is_sent_to_sign_in(row, client, site):
    answer = visit(client, row, site.organization)

    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize(
    ("method", "name", "args"),
    [
        ("post", "notice", []),
        ("post", "my_data", []),
        ("post", "openings", []),
        ("get", "give", ["contact"]),
        ("get", "withdraw", ["contact"]),
        ("get", "export", []),
        ("put", "correct", []),
        ("put", "restrict", []),
        ("put", "erase_person", []),
        ("put", "erase_firm", []),
        ("post", "erased", []),
        ("post", "queue", []),
    ],
)
def test_wrong_method_is_405(method, name, args, client_of, owner, site):
    assert getattr(client_of(owner), method)(reverse(f"privacy:{name}", args=args)).status_code == 405


@pytest.mark.parametrize("act", ["give", "withdraw"])
@pytest.mark.parametrize("purpose", ["everything", "advisor_review"])
def test_purpose_that_is_none_is_404(act, purpose, client_of, owner):
    assert client_of(owner).post(reverse(f"privacy:{act}", args=[purpose]), TICK).status_code == 404


def test_advisors_consent_of_another_firm_is_404(client_of, chi, firm_b, owner, site):
    from tests.factories import assessments  # noqa: PLC0415 -- only here

    sent = assessments.sent(site, by=owner)
    url = reverse("privacy:withdraw", args=["advisor_review"])

    assert client_of(chi).post(url, {"subject": sent.sent_submission.uuid}).status_code == 404
    sent.refresh_from_db()
    assert sent.state == "in_review"


@pytest.mark.parametrize("name", ["progress", "download"])
def test_a_copy_is_for_the_person_who_asked_alone(name, client_of, a_copy, owner, colleague, admin, chi, site):
    site.organization.memberships.update(role="owner")
    url = reverse(f"privacy:{name}", args=[a_copy.uuid])
    found = [client_of(who).get(url) for who in (owner, colleague, admin, chi)]
    for answer in found:
        if answer.streaming:
            answer.getvalue()  # the test client closes the file at its end

    assert [answer.status_code for answer in found] == [200, 404, 404, 404]


def test_a_copy_is_gone_after_its_day(client_of, a_copy, owner):
    Export.objects.update(expires_at=a_copy.asked_at)

    assert client_of(owner).get(reverse("privacy:download", args=[a_copy.uuid])).status_code == 404


@pytest.mark.parametrize("role", ["contributor", ""])
def test_a_copy_of_a_firm_is_gone_for_who_owns_it_no_more(role, client_of, a_copy, owner, site):
    mine = site.organization.memberships.filter(user=owner)
    if role:
        mine.update(role=role)
    else:
        mine.delete()

    assert client_of(owner).get(reverse("privacy:download", args=[a_copy.uuid])).status_code == 404


def test_a_copy_is_not_made_for_who_owns_the_firm_no_more(owner, site):
    export = copies.ask(by=owner, organization=site.organization, language="vi")
    site.organization.memberships.filter(user=owner).update(role="contributor")

    copies.make(export=export)

    export.refresh_from_db()
    assert export.file == ""


def test_a_copy_that_is_not_made_yet_is_404(client_of, owner):
    export = copies.ask(by=owner, organization=None, language="vi")

    assert client_of(owner).get(reverse("privacy:download", args=[export.uuid])).status_code == 404


@pytest.mark.parametrize("where", STAFF_ONLY)
@pytest.mark.parametrize(("person", "status"), [("admin", 200), ("dung", 404), ("chi", 404)])
def test_the_queue_is_for_administrators(where, person, status, client_of, owner, request):
    row = asking.ask(kind=DataRequest.Kind.CORRECT, by=owner, text="Sai tên.")
    client = client_of(request.getfixturevalue(person))
    name = where.removesuffix(" POST")
    url = reverse(f"privacy:{name}", args=[row.uuid] if name == "handle" else [])

    answer = getattr(client, STAFF_ONLY[where])(url, {"answer": "Đã sửa."})

    assert answer.status_code == (302 if status == 200 and where == "handle POST" else status)


def test_staff_do_not_erase_themselves(client_of, dung):
    answer = client_of(dung).post(reverse("privacy:erase_person"), {"typed": dung.email})

    assert (answer.status_code, User.objects.filter(pk=dung.pk).exists()) == (403, True)
