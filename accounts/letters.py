"""Letters about who belongs to a firm and who is asked to help, in the active language or the reader's own."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone, translation
from django.utils.formats import date_format
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


def ask_colleague(*, email: str, sender: str, firm: str, part: str, note: str, link: str, expires_at: datetime) -> None:
    """Write to a colleague who is asked to answer one part of an assessment."""
    facts = {"sender": sender, "firm": firm, "part": part, "until": _day(expires_at)}
    subject = _("%(sender)s asks you to answer a part: %(part)s") % facts
    paragraphs = [
        _("%(sender)s of %(firm)s asks you to answer the part “%(part)s” of an assessment of the plant.") % facts,
        _("What %(sender)s writes: %(note)s") % {"sender": sender, "note": note} if note else "",
        _("Open this link; no account is needed:"),
        link,
        _("The link works until %(until)s. Whoever has it can answer this part, so please do not pass it on.") % facts,
    ]
    _write(email, subject, paragraphs)


def invite(*, email: str, inviter: str, firm: str, role: str, link: str, expires_at: datetime) -> None:
    """Write to a person who is invited to belong to a firm."""
    facts = {"inviter": inviter, "firm": firm, "role": role, "until": _day(expires_at), "email": email}
    subject = _("Invitation to join %(firm)s on C4IR Assess") % facts
    paragraphs = [
        _("%(inviter)s invites you to join %(firm)s on C4IR Assess. Your role: %(role)s.") % facts,
        _("Open this link and sign in, or create an account, with the address %(email)s:") % facts,
        link,
        _("The link works until %(until)s. If you do not know this firm, you need not do anything.") % facts,
    ]
    _write(email, subject, paragraphs)


def tell_report_ready(*, reader: User, firm: str, link: str) -> None:
    """Write to a person that the report they wait for is there, in their language; where to find it, not what it says.

    The firm's name stands in the letter alone: a subject is read over shoulders.
    """
    with translation.override(reader.language):
        paragraphs = [
            _("The PDF report for %(firm)s that you asked for is ready.") % {"firm": firm},
            _("Sign in to download it:"),
            link,
        ]
        _write(reader.email, _("Your PDF report is ready on C4IR Assess"), paragraphs)


def tell_request_received(*, reader: User, kind: str, due_on: date, link: str) -> None:
    """Write to a person that what they asked about their data has come in, and by when it is answered."""
    with translation.override(reader.language):
        day = date_format(due_on, "SHORT_DATE_FORMAT")
        paragraphs = [
            _("Your request about data has come in: %(kind)s.") % {"kind": kind},
            _("It is answered by %(day)s. You can follow it here after signing in:") % {"day": day},
            link,
            _("If you did not ask for this, please tell us."),
        ]
        _write(reader.email, _("Your request about data has come in"), paragraphs)


def tell_request_done(*, reader: User, kind: str, link: str) -> None:
    """Write to a person that what they asked about their data is done; the answer is read after signing in."""
    with translation.override(reader.language):
        paragraphs = [
            _("Your request about data is done: %(kind)s.") % {"kind": kind},
            _("Sign in to read the answer:"),
            link,
            _("If you did not ask for this, please tell us."),
        ]
        _write(reader.email, _("Your request about data is done"), paragraphs)


def tell_copy_ready(*, reader: User, until: datetime, link: str) -> None:
    """Write to a person that the copy of their data can be downloaded, and until when."""
    with translation.override(reader.language):
        moment = date_format(timezone.localtime(until), "SHORT_DATETIME_FORMAT")
        paragraphs = [
            _("The copy of your data that you asked for is ready. It is kept until %(moment)s.") % {"moment": moment},
            _("Sign in to download it:"),
            link,
            _("If you did not ask for this, please tell us."),
        ]
        _write(reader.email, _("The copy of your data is ready"), paragraphs)


def remind_of_request(*, reader: User, kind: str, day: date, link: str) -> None:
    """Write to an administrator that a request about data is due soon; who asked and for what is read on its page."""
    with translation.override(reader.language):
        facts = {"kind": kind, "day": date_format(day, "SHORT_DATE_FORMAT")}
        paragraphs = [
            _("A request about data waits to be handled by %(day)s: %(kind)s.") % facts,
            _("Sign in to handle it:"),
            link,
        ]
        _write(reader.email, _("A request about data is due on %(day)s") % facts, paragraphs)


def contact() -> str:
    """Return who runs the product and how to reach them, in one line."""
    return " · ".join(filter(None, [settings.OPERATOR_NAME, settings.OPERATOR_HOTLINE, settings.OPERATOR_EMAIL]))


def answer_to() -> list[str] | None:
    """Return where answers to letters go."""
    return [settings.OPERATOR_EMAIL] if settings.OPERATOR_EMAIL else None


def _write(email: str, subject: str, paragraphs: Iterable[str]) -> None:
    """Send a letter to one address; a mail fault is raised, so that its job tries again."""
    body = "\n\n".join(filter(None, [*paragraphs, contact()]))
    EmailMessage(" ".join(subject.split()), f"{body}\n", to=[email], reply_to=answer_to()).send()


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATE_FORMAT")


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
    return EmailMessage(subject, f"{said % facts}\n\n{advice} {contact}\n", to=[reader.email], reply_to=answer_to())
