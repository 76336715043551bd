"""The only writers of invitations: a letter with a link lets one person of one address into a firm, once.

The token is made where the letter is written, so that it stands in the letter and nowhere else.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from accounts import letters, members, people
from accounts.models import Invitation, Membership, Organization, User
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import TransitionNotAllowed
from c4ir_assess.jobs import outbox

DAYS = 14
MOST_WAITING = 50  # letters go to addresses that somebody typed
REST = timedelta(minutes=10)  # between two letters to one address


def waiting(organization: Organization) -> QuerySet[Invitation]:
    """Return the invitations that were neither accepted nor revoked, expired ones too, the newest first."""
    unanswered = organization.invitations.filter(accepted_at__isnull=True, revoked_at__isnull=True)
    return unanswered.select_related("invited_by").order_by("-created_at")


@transaction.atomic
def invite(*, organization: Organization, email: str, role: str, by: User, language: str) -> Invitation:
    """Invite whoever reads an address, and queue the letter; inviting the same address again renews what waits.

    ``language`` is that of the letter to somebody who has no account. TransitionNotAllowed for a member, and where too
    many wait or were made today; "resend_soon" where a letter went there a moment ago.
    """
    Organization.objects.select_for_update(no_key=True).get(
        pk=organization.pk
    )  # two invitations of one address follow each other
    address = email.strip().lower()
    if organization.memberships.filter(user__email=address).exists():
        raise TransitionNotAllowed("invite_member")
    found = waiting(organization).filter(email=address).first()
    today = organization.invitations.filter(created_at__gt=timezone.now() - timedelta(days=1))
    if found is None and max(waiting(organization).count(), today.count()) >= MOST_WAITING:
        raise TransitionNotAllowed("invite")
    made = found or Invitation(organization=organization, email=address, token_hash=_hash(secrets.token_urlsafe(32)))
    made.role, made.invited_by = role, by
    _record(made, Act.SHARED, by)
    _send(made, language)
    return made


@transaction.atomic
def resend(*, invitation: Invitation, by: User, language: str) -> None:
    """Write again, with a new link and the whole time; TransitionNotAllowed once it was accepted or revoked."""
    found = (
        waiting(invitation.organization).select_for_update(of=("self",), no_key=True).filter(pk=invitation.pk).first()
    )
    if found is None:
        raise TransitionNotAllowed("resend")
    found.invited_by = by
    _record(found, Act.SHARED, by)
    _send(found, language)


@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> None:
    """End an invitation that waits; once more is harmless."""
    if waiting(invitation.organization).filter(pk=invitation.pk).update(revoked_at=timezone.now()):
        _record(invitation, Act.UNSHARED, by)


def find(token: str) -> Invitation | None:
    """Return the invitation that a link opens, while it waits, has not expired, and who sent it still owns the firm."""
    rows = Invitation.objects.select_related("organization", "invited_by").filter(token_hash=_hash(token))
    return _of_owners(rows).filter(accepted_at=None, revoked_at=None, expires_at__gt=timezone.now()).first()


def is_for(invitation: Invitation, person: User) -> bool:
    """Whether this person reads the address that the invitation went to."""
    return person.email == invitation.email and people.has_proved_address(person)


@transaction.atomic
def accept(*, invitation: Invitation, by: User) -> None:
    """Let the person in with the role; who belongs to the firm already keeps the role there.

    PermissionDenied for another address and for the operator's staff, who read what a firm sends them and nothing
    else; TransitionNotAllowed if the invitation has ended meanwhile.
    """
    if User.objects.select_for_update(no_key=True).get(pk=by.pk).is_reviewer or not is_for(invitation, by):
        raise PermissionDenied
    now = timezone.now()
    lasting = _of_owners(waiting(invitation.organization)).filter(pk=invitation.pk, expires_at__gt=now)
    if not Invitation.objects.filter(pk__in=lasting).update(accepted_at=now, accepted_by=by):
        raise TransitionNotAllowed("accept")
    member, is_new = Membership.objects.get_or_create(
        user=by, organization=invitation.organization, defaults={"role": invitation.role}
    )
    if is_new:
        members.record(member, by=by, role=member.role)


def send_letter(*, invitation: Invitation, language: str) -> None:
    """Write the letter with a link made now, in the reader's language if they have an account."""
    if invitation.accepted_at or invitation.revoked_at:
        return
    token = secrets.token_urlsafe(32)
    invitation.token_hash = _hash(token)
    invitation.save(update_fields=["token_hash"])
    person = User.objects.filter(email=invitation.email).only("language").first()
    with translation.override(person.language if person else language):
        letters.invite(
            email=invitation.email,
            inviter=str(invitation.invited_by or invitation.organization),
            firm=invitation.organization.name,
            role=str(invitation.get_role_display()),
            link=settings.BASE_URL + reverse("accounts:invitation", args=[token]),
            expires_at=invitation.expires_at,
        )


def _record(invitation: Invitation, act: Act, by: User) -> None:
    """Write into the firm's audit log that somebody may come in with a role, or may no longer."""
    trail.record(
        chain=invitation.organization.uuid,
        by=by,
        act=act,
        subject=invitation.uuid,
        what="invitation",
        role=str(invitation.role),
    )


def _send(invitation: Invitation, language: str) -> None:
    """Give the invitation its whole time and queue its letter; TransitionNotAllowed shortly after another one."""
    whole = timezone.now() + timedelta(days=DAYS)
    if invitation.pk and whole - invitation.expires_at < REST:
        raise TransitionNotAllowed("resend_soon")
    invitation.expires_at = whole
    invitation.save()
    outbox.enqueue(
        task="accounts.send_invitation",
        args={"invitation": invitation.pk, "language": language},
        dedup_key=f"invitation:{invitation.pk}:{invitation.expires_at.timestamp()}",
    )


def _of_owners(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Keep those whose sender may still let people in."""
    return rows.filter(
        invited_by__is_active=True,
        invited_by__memberships__organization=F("organization"),
        invited_by__memberships__role=Membership.Role.OWNER,
    )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
