"""Letters to a firm's owners about what an administrator changed in their firm."""

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import Membership, Organization, User


def owners(organization: Organization) -> set[User]:
    """Return whoever must hear of a change: the owners whose accounts are open."""
    owns = {"memberships__organization": organization, "memberships__role": Membership.Role.OWNER}
    return set(User.objects.filter(is_active=True, **owns))


def tell_of_member(*, readers: Iterable[User], membership: Membership, by: User, removed: bool) -> None:
    """Write to each reader in their language who is now what in the firm, and who did it; a mail fault is raised."""
    for reader in sorted(readers, key=lambda person: person.pk):
        with translation.override(reader.language):
            _letter(reader, membership, by, removed=removed).send()


def _letter(reader: User, membership: Membership, by: User, *, removed: bool) -> EmailMessage:
    facts = {
        "firm": membership.organization.name,
        "person": f"{membership.user} ({membership.user.email})",
        "role": membership.get_role_display(),
        "by": str(by),
    }
    subject = _("Members of %(firm)s on C4IR Assess have changed") % facts
    if removed:
        said = _("%(by)s, an administrator, has removed %(person)s from the members of %(firm)s.")
    else:
        said = _("%(by)s, an administrator, has given %(person)s a place in %(firm)s: %(role)s.")
    advice = _("If nobody in your firm asked for this, please tell us.")
    contact = " · ".join(filter(None, [settings.OPERATOR_HOTLINE, settings.OPERATOR_EMAIL]))
    answer_to = [settings.OPERATOR_EMAIL] if settings.OPERATOR_EMAIL else None
    return EmailMessage(subject, f"{said % facts}\n\n{advice} {contact}\n", to=[reader.email], reply_to=answer_to)
