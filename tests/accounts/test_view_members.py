"""The page of a firm's members, and the way in by an invitation, end to end with the letter as it is written."""

import email
import re
from email.policy import default

import pytest
from django.urls import reverse

from accounts.models import Invitation, Membership, Organization, User
from accounts.tasks import send_invitation
from c4ir_assess.jobs.models import Job
from tests.accounts.test_invitations import LAN, invite, lan, person_of, proved, token_of_letter  # noqa: F401 -- a fixture
from tests.factories.accounts import join, make_user
from tests.factories.questionnaires import framework_version

MEMBERS = "accounts:members"
PASSWORD = "một câu ngắn dễ nhớ"


@pytest.fixture
def place(site_a):
    return lambda person: site_a.organization.memberships.get(user=person)


@pytest.fixture
def acts(site_a, an, cuong, place):
    """Return every act of the page: method, address, fields."""
    waiting = invite(site_a, an, email="waiting@example.org")
    site = f"?site={site_a.uuid}"
    return {
        "members": ("get", reverse(MEMBERS) + site, {}),
        "members POST": ("post", reverse(MEMBERS) + site, {"email": LAN, "role": "contributor"}),
        "role": ("post", reverse("accounts:member_role") + site, {"member": place(cuong).pk, "role": "read_only"}),
        "remove": ("post", reverse("accounts:member_remove") + site, {"member": place(cuong).pk}),
        "resend": ("post", reverse("accounts:invitation_resend", args=[waiting.uuid]) + site, {}),
        "revoke": ("post", reverse("accounts:invitation_revoke", args=[waiting.uuid]) + site, {}),
    }


ACTS = ["members", "members POST", "role", "remove", "resend", "revoke"]


def do(client, act):
    method, address, fields = act
    return getattr(client, method)(address, fields)


def rows():
    waiting = Invitation.objects.order_by("pk").values("email", "revoked_at", "expires_at")
    return [list(Membership.objects.order_by("pk").values("user", "role")), list(waiting)]


@pytest.mark.parametrize("act", ACTS)
def test_owner_may_do_it(acts, act, client_of, an):
    assert do(client_of(an), acts[act]).status_code == (200 if act == "members" else 302)


@pytest.mark.parametrize(("person", "status"), [("cuong", 403), ("binh", 403), ("chi", 404), ("dung", 404)])
@pytest.mark.parametrize("act", ACTS)
def test_nobody_else_may(acts, act, person, status, client_of, request, site_b):
    client = client_of(request.getfixturevalue(person))
    before = rows()

    assert do(client, acts[act]).status_code == status
    assert rows() == before


@pytest.mark.parametrize("act", ACTS)
def test_anonymous_is_asked_to_sign_in(acts, act, client_of):
    before = rows()

    assert do(client_of(None), acts[act]).url.startswith(reverse("account_login"))
    assert rows() == before


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("members", "put"),
        ("member_role", "get"),
        ("member_remove", "get"),
        ("invitation_resend", "get"),
        ("invitation_revoke", "get"),
    ],
)
def test_wrong_method_is_405(name, method, client_of, an, site_a):
    args = ["11111111-1111-4111-8111-111111111111"] if name.startswith("invitation") else []

    assert getattr(client_of(an), method)(reverse(f"accounts:{name}", args=args)).status_code == 405


@pytest.mark.parametrize("name", ["invitation_resend", "invitation_revoke"])
def test_invitation_of_another_firm_is_404(name, client_of, an, site_a, site_b, chi):
    theirs = invite(site_b, chi)

    assert client_of(an).post(reverse(f"accounts:{name}", args=[theirs.uuid])).status_code == 404


@pytest.mark.parametrize("name", ["member_role", "member_remove"])
def test_member_of_another_firm_is_out_of_reach(name, client_of, an, site_a, site_b, chi):
    theirs = site_b.organization.memberships.get(user=chi)

    client_of(an).post(reverse(f"accounts:{name}"), {"member": theirs.pk, "role": "read_only"})

    theirs.refresh_from_db()
    assert theirs.role == "owner"


def test_last_owner_is_told_why_not(client_of, an, site_a, place):
    answer = client_of(an).post(reverse("accounts:member_remove"), {"member": place(an).pk}, follow=True)

    assert "cần có ít nhất một chủ tài khoản" in answer.content.decode()
    assert place(an)


def test_owner_who_leaves_goes_to_what_is_left(client_of, an, site_a, place):
    join(make_user(), site_a, "owner")

    answer = client_of(an).post(reverse("accounts:member_remove"), {"member": place(an).pk})

    assert answer.url == reverse("assessments:home")


@pytest.mark.parametrize("fields", [{"email": "no"}, {"email": ""}, {"email": LAN, "role": "king"}])
def test_faulty_invitation_is_told_and_not_sent(client_of, an, site_a, fields):
    answer = client_of(an).post(reverse(MEMBERS), {"role": "contributor"} | fields)

    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_inviting_a_member_is_told(client_of, an, site_a, cuong):
    answer = client_of(an).post(reverse(MEMBERS), {"email": cuong.email, "role": "owner"}, follow=True)

    assert "đã thuộc doanh nghiệp" in answer.content.decode()


def test_invitation_shows_itself_and_takes_one_tap(client_of, an, site_a, lan):  # noqa: F811 -- the fixture
    invite(site_a, an)
    address = reverse("accounts:invitation", args=[token_of_letter()])
    client = client_of(lan)

    assert client.get(address).status_code == 200
    assert not lan.memberships.exists()
    assert client.post(address).url == reverse("assessments:home")
    assert lan.memberships.get().organization == site_a.organization
    assert client.get(address).status_code == 404


def test_invitation_of_another_address_says_so(client_of, an, site_a, chi):
    invite(site_a, an)
    address = reverse("accounts:invitation", args=[token_of_letter()])
    client = client_of(proved(chi))

    assert chi.email in client.get(address).content.decode()
    assert client.post(address).status_code == 403


def test_invitation_of_an_unproved_address_asks_for_the_proof(client_of, an, site_a):
    invite(site_a, an)
    address = reverse("accounts:invitation", args=[token_of_letter()])
    client = client_of(person_of(LAN))

    assert reverse("account_email") in client.get(address).content.decode()
    assert client.post(address).status_code == 403


def test_anonymous_cannot_accept(client_of, an, site_a):
    invite(site_a, an)

    assert client_of(None).post(reverse("accounts:invitation", args=[token_of_letter()])).status_code == 403


def test_unknown_invitation_is_a_kind_404(client_of, db):
    answer = client_of(None).get(reverse("accounts:invitation", args=["nothing"]))

    assert answer.status_code == 404
    assert "không còn dùng được" in answer.content.decode()


@pytest.fixture
def mail_folder(settings, tmp_path):
    """Write letters as ./bin/run does, and return how the newest one reads."""
    settings.DATA_DIR = tmp_path
    settings.MAILERS = {"default": {"BACKEND": "accounts.mail.FileAndConsoleBackend"}}

    def newest():
        files = sorted((tmp_path / "mail").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return email.message_from_bytes(files[-1].read_bytes(), policy=default)

    return newest


def test_invited_person_without_an_account_lands_in_the_firm(client_of, an, site_a, mail_folder):
    framework_version()
    client_of(an).post(reverse(MEMBERS), {"email": LAN, "role": "contributor"})
    send_invitation(Job.objects.get(task="accounts.send_invitation").pk)
    letter = mail_folder()
    assert letter["To"] == LAN
    address = re.search(r"/invitations/[\w-]+/", letter.get_content())[0]
    person = client_of(None)

    sign_up = re.search(r'href="(/accounts/signup/[^"]+)"', person.get(address).content.decode())[1]
    page = person.get(sign_up).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    fields = {"name": "Nguyễn Thị Lan", "email": LAN, "password1": PASSWORD, "agree": "on"}
    assert hidden["next"] == address
    person.post("/accounts/signup/", hidden | fields)
    code = re.search(r"^\s+(\d{6})$", mail_folder().get_content(), re.MULTILINE)[1]
    landed = person.post("/accounts/confirm-email/", {"code": code})
    assert landed.url == address
    assert person.post(address).url == reverse("assessments:home")

    lan = User.objects.get(email=LAN)  # noqa: F811 -- made just now
    assert lan.memberships.get().organization == site_a.organization
    assert Organization.objects.count() == 1
    assert person.get(reverse("assessments:home")).status_code == 200
