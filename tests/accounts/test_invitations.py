"""Inviting a person into a firm: who may come in by the letter, how often, until when."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation, Membership, User
from accounts.tasks import send_invitation
from c4ir_assess.exceptions import TransitionNotAllowed
from c4ir_assess.jobs.models import Job

LAN = "lan@example.org"


def invite(site, by, email=LAN, role=Membership.Role.CONTRIBUTOR):
    return invitations.invite(organization=site.organization, email=email, role=role, by=by, language="vi")


def token_of_letter():
    """Do the newest job, and return the token in the letter that it wrote."""
    send_invitation(Job.objects.filter(task="accounts.send_invitation").latest("pk").pk)
    return re.search(r"/invitations/([\w-]+)/", mail.outbox[-1].body)[1]


def rested():
    """Let the rest after a letter be over."""
    Invitation.objects.update(expires_at=F("expires_at") - invitations.REST)


@pytest.fixture
def lan(db):
    """A person who has proved the invited address."""
    return proved(person_of(LAN))


def person_of(address, **fields):
    return User.objects.create_user(address, name="Nguyễn Thị Lan", **fields)


def proved(person):
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def test_letter_holds_the_only_token(site_a, an):
    made = invite(site_a, an)

    token = token_of_letter()

    assert invitations.find(token) == made
    assert token not in str(Invitation.objects.values().get())
    assert mail.outbox[-1].to == [LAN]


@pytest.mark.parametrize(("language", "word"), [("vi", "mời"), ("en", "invites")])
def test_letter_is_in_the_language_of_its_reader(site_a, an, lan, language, word):
    lan.language = language
    lan.save()
    invite(site_a, an)

    token_of_letter()

    assert word in mail.outbox[-1].body


def test_accepting_gives_the_place_once(site_a, an, lan):
    invite(site_a, an)
    made = invitations.find(token_of_letter())

    invitations.accept(invitation=made, by=lan)

    assert lan.memberships.get().role == Membership.Role.CONTRIBUTOR
    with pytest.raises(TransitionNotAllowed):
        invitations.accept(invitation=made, by=lan)


def test_member_who_accepts_keeps_the_role(site_a, an, lan):
    made = invite(site_a, an, role=Membership.Role.OWNER)
    Membership.objects.create(user=lan, organization=site_a.organization, role=Membership.Role.READ_ONLY)

    invitations.accept(invitation=made, by=lan)

    assert lan.memberships.get().role == Membership.Role.READ_ONLY


@pytest.mark.parametrize("who", ["other address", "unproved", "staff"])
def test_nobody_else_can_accept(site_a, an, who):
    role = "advisor" if who == "staff" else ""
    person = person_of("other@example.org" if who == "other address" else LAN, staff_role=role)
    made = invite(site_a, an)
    if who != "unproved":
        proved(person)

    with pytest.raises(PermissionDenied):
        invitations.accept(invitation=made, by=person)
    assert not person.memberships.exists()


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_ended_invitation_opens_nothing_and_cannot_be_accepted(site_a, an, lan, end):
    made = invite(site_a, an)
    token = token_of_letter()
    if end == "revoked":
        invitations.revoke(invitation=made, by=an)
    else:
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert invitations.find(token) is None
    with pytest.raises(TransitionNotAllowed):
        invitations.accept(invitation=made, by=lan)


def test_inviting_again_renews_what_waits(site_a, an):
    first = invite(site_a, an, role=Membership.Role.READ_ONLY)
    old = token_of_letter()

    rested()

    second = invite(site_a, an, email=LAN.upper(), role=Membership.Role.OWNER)

    assert (second.pk, second.role) == (first.pk, Membership.Role.OWNER)
    new = token_of_letter()
    assert invitations.find(old) is None
    assert invitations.find(new) == first


def test_resend_writes_a_new_link_for_the_whole_time(site_a, an):
    made = invite(site_a, an)
    old = token_of_letter()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    invitations.resend(invitation=made, by=an, language="vi")

    assert invitations.find(token_of_letter()) == made
    assert invitations.find(old) is None


@pytest.mark.parametrize("again", ["invite", "resend"])
def test_letter_follows_another_after_a_rest_only(site_a, an, again):
    made = invite(site_a, an)
    acts = {
        "invite": lambda: invite(site_a, an),
        "resend": lambda: invitations.resend(invitation=made, by=an, language="vi"),
    }

    with pytest.raises(TransitionNotAllowed, match="resend_soon"):
        acts[again]()
    rested()
    acts[again]()

    assert Job.objects.filter(task="accounts.send_invitation").count() == 2


def test_revoked_invitation_is_not_sent_again(site_a, an):
    made = invite(site_a, an)
    invitations.revoke(invitation=made, by=an)

    with pytest.raises(TransitionNotAllowed):
        invitations.resend(invitation=made, by=an, language="vi")


def test_letter_of_a_revoked_invitation_is_not_written(site_a, an):
    invitations.revoke(invitation=invite(site_a, an), by=an)

    send_invitation(Job.objects.get(task="accounts.send_invitation").pk)

    assert mail.outbox == []


def test_member_is_not_invited(site_a, an, cuong):
    with pytest.raises(TransitionNotAllowed):
        invite(site_a, an, email=cuong.email)


def test_too_many_waiting_invitations_are_refused(site_a, an, monkeypatch):
    monkeypatch.setattr(invitations, "MOST_WAITING", 1)
    invite(site_a, an)

    with pytest.raises(TransitionNotAllowed):
        invite(site_a, an, email="other@example.org")


@pytest.mark.parametrize("loses", ["role", "membership", "account"])
def test_invitation_ends_with_the_right_of_its_sender(site_a, an, lan, loses):
    made = invite(site_a, an, role=Membership.Role.OWNER)
    token = token_of_letter()
    mine = Membership.objects.filter(user=an)
    if loses == "role":
        mine.update(role=Membership.Role.CONTRIBUTOR)
    elif loses == "membership":
        mine.delete()
    else:
        User.objects.filter(pk=an.pk).update(is_active=False)

    assert invitations.find(token) is None
    with pytest.raises(TransitionNotAllowed):
        invitations.accept(invitation=made, by=lan)
    assert not Membership.objects.filter(user=lan).exists()
