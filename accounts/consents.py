"""The only writers of consents, and the answers to who agreed to what. Withdrawing sets a date and erases nothing.

``account`` and ``contact`` are a person's, ``sector_figures`` is a firm's, whoever of its owners said it, and
``advisor_review`` is a submission's. The words are in ``consent_wording`` and, for a submission, in ``assessments``.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation

from accounts.consent_wording import WORDING_VERSION, wording
from accounts.models import Consent, Organization, User
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act

OF_PERSON = (Consent.Purpose.ACCOUNT, Consent.Purpose.CONTACT)


@dataclass(frozen=True, slots=True)
class Shown:
    """The words as a person saw them."""

    text: str
    version: str
    language: str


def shown(purpose: Consent.Purpose, language: str) -> Shown:
    """Return the words of a purpose as they stand today in a language."""
    with translation.override(language):
        return Shown(text=wording(purpose).text, version=WORDING_VERSION, language=language)


@transaction.atomic
def give(
    *,
    by: User,
    purpose: Consent.Purpose,
    words: Shown,
    organization: Organization | None = None,
    subject: UUID | None = None,
) -> Consent:
    """Log that a person agreed, with the words they saw. Agreeing to what is agreed already adds nothing."""
    _lock(by, organization)
    standing = in_force(purpose=purpose, person=by, organization=organization, subject=subject).first()
    if standing:
        return standing
    given = Consent.objects.create(
        user=by,
        organization=organization,
        purpose=purpose,
        subject=subject,
        wording=words.text,
        wording_version=words.version,
        language=words.language,
    )
    _record(given, Act.AGREED, by)
    return given


@transaction.atomic
def withdraw(
    *,
    by: User,
    purpose: Consent.Purpose,
    person: User | None = None,
    organization: Organization | None = None,
    subject: UUID | None = None,
) -> int:
    """End what was agreed, from this moment on; return how many consents that were."""
    standing = in_force(purpose=purpose, person=person, organization=organization, subject=subject)
    for ended in standing.select_related("organization"):
        _record(ended, Act.WITHDRAWN, by)
    return standing.update(withdrawn_at=timezone.now())


def in_force(
    *,
    purpose: Consent.Purpose,
    person: User | None = None,
    organization: Organization | None = None,
    subject: UUID | None = None,
) -> QuerySet[Consent]:
    """Return the consents that hold: a submission's, a firm's or a person's, by what the purpose belongs to."""
    standing = Consent.objects.filter(purpose=purpose, withdrawn_at__isnull=True)
    if purpose in OF_PERSON:
        return standing.filter(user=person)
    if purpose == Consent.Purpose.SECTOR_FIGURES:
        return standing.filter(organization=organization)
    return standing.filter(subject=subject)


def firms_in_sector_figures() -> QuerySet[Organization]:
    """Return the firms whose results may count in sector figures now: agreed to, not withdrawn, not restricted."""
    agreed = Consent.objects.filter(purpose=Consent.Purpose.SECTOR_FIGURES, withdrawn_at__isnull=True)
    return Organization.objects.filter(pk__in=agreed.values("organization"), restriction__isnull=True)


def people_to_contact() -> QuerySet[User]:
    """Return the people who may be written to or called about programmes and solutions now."""
    agreed = Consent.objects.filter(purpose=Consent.Purpose.CONTACT, withdrawn_at__isnull=True)
    return User.objects.filter(pk__in=agreed.values("user"), is_active=True)


def _record(consent: Consent, act: Act, by: User) -> None:
    """Write it into the firm's part of the audit log, or into the operator's where it is a person's alone."""
    chain = consent.organization.uuid if consent.organization else trail.OPERATOR
    trail.record(chain=chain, by=by, act=act, subject=consent.subject, purpose=consent.purpose, consent=consent.pk)


def _lock(by: User, organization: Organization | None) -> None:
    """Make two taps at once wait for each other: on the firm where the consent is the firm's, else on the person."""
    if organization:
        Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    else:
        User.objects.select_for_update(no_key=True).get(pk=by.pk)
