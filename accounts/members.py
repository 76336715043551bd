"""The only writers of who belongs to a firm, except for its founding and for invitations. A firm keeps an owner."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Invitation, Membership, Organization, User
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import TransitionNotAllowed


@transaction.atomic
def change_role(*, member: Membership, role: str, by: User) -> None:
    """Give a member another role; TransitionNotAllowed if the firm would be left without an owner."""
    _lock(member.organization)
    _keep_an_owner(member, "change_role", will_own=role == Membership.Role.OWNER)
    record(member, by=by, role=role)
    Membership.objects.filter(pk=member.pk).update(role=role)
    if role != Membership.Role.OWNER:
        _end_invitations(member)


@transaction.atomic
def remove_member(*, member: Membership, by: User) -> None:
    """Show a member out: from this moment nothing of the firm is within reach. The last owner stays.

    The invitations that the member sent end too, so that nobody invites themselves before leaving.
    """
    _lock(member.organization)
    _keep_an_owner(member, "remove_member", will_own=False)
    record(member, by=by, role="")
    _end_invitations(member)
    Membership.objects.filter(pk=member.pk).delete()


def record(member: Membership, *, by: User | None, role: str) -> None:
    """Write into the firm's audit log which role a person has from now on; none if they were shown out."""
    trail.record(chain=member.organization.uuid, by=by, act=Act.ROLE, person=member.user_id, role=str(role))


def _lock(organization: Organization) -> None:
    """Let two acts on one firm follow each other: each of two owners could else show the other out."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)


def _keep_an_owner(member: Membership, act: str, *, will_own: bool) -> None:
    owners = Membership.objects.filter(organization=member.organization, role=Membership.Role.OWNER)
    others = owners.filter(user__is_active=True).exclude(pk=member.pk)
    if not will_own and owners.filter(pk=member.pk).exists() and not others.exists():
        raise TransitionNotAllowed(act)


def _end_invitations(member: Membership) -> None:
    waiting = Invitation.objects.filter(organization=member.organization, accepted_at__isnull=True)
    waiting.filter(invited_by=member.user, revoked_at__isnull=True).update(revoked_at=timezone.now())
