"""What “My data” shows: what is kept in plain words, what was agreed to, who looked, and what was asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts import consents, openings
from accounts.consent_wording import Wording, wording
from accounts.forms import ConsentForm
from accounts.models import Consent, Membership, Opening, Organization, User
from assessments.models import Assessment, Submission
from evidence.models import Evidence
from privacy import holdings
from privacy.forms import CONSENT_FORMS
from privacy.models import DataRequest
from reports.models import Report, ShareOpening

# What people want counted, in the order in which it comes about; rows that only serve these are not named.
COUNTED: dict[str, Promise] = {
    "accounts.site": _("Plants"),
    "accounts.membership": _("People of the firm"),
    "accounts.invitation": _("Invitations"),
    "assessments.assessment": _("Assessments"),
    "assessments.response": _("Answers as they stand now"),
    "assessments.responsechange": _("Earlier answers, in the history"),
    "assessments.delegation": _("Parts given to colleagues"),
    "opinions.opinionround": _("Opinion rounds"),
    "assessments.submission": _("Completed versions"),
    "assessments.scorecard": _("Results"),
    "reports.report": _("Reports (PDF)"),
    "evidence.evidence": _("Photos and files as evidence"),
    "assessments.support": _("Notes of support received"),
    "programmes.participation": _("Places in programmes"),
}
FIRST_OPENINGS = 3
SHARED_OPENINGS = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One consent that can be given and withdrawn here: since when it holds, or the form that asks for it."""

    wording: Wording
    standing: Consent | None
    form: ConsentForm
    id_end: str
    firm: Organization | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A version that advisors may read, by a consent of its own."""

    consent: Consent
    assessment: Assessment
    number: int


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm of the person."""

    firm: Organization
    role: str
    is_owner: bool
    is_restricted: bool
    counts: tuple[tuple[Promise, int], ...]
    figures: Choice
    sent: tuple[Sent, ...]
    opened: tuple["Opened", ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """Somebody opened something: the row, and which thing it was where it is still there."""

    opening: Opening
    thing: str


def personal_choices(person: User, failed: ConsentForm | None = None) -> tuple[Choice, ...]:
    """Return the two consents that are a person's."""
    return tuple(_choice(purpose, person, None, failed) for purpose in consents.OF_PERSON)


def firms(person: User, failed: ConsentForm | None = None, failed_for: Organization | None = None) -> tuple[Firm, ...]:
    """Return each firm of the person with all that is shown of it."""
    places = person.memberships.select_related("organization").order_by("pk")
    return tuple(_firm(place, failed if place.organization == failed_for else None) for place in places)


def history(person: User) -> QuerySet[Consent]:
    """Return every consent this person ever gave, and those given for their firms, the newest first."""
    own = Consent.objects.filter(user=person)
    of_firms = Consent.objects.filter(organization__memberships__user=person)
    return (own | of_firms).distinct().select_related("user", "organization").order_by("-given_at", "-pk")


def requests(person: User) -> QuerySet[DataRequest]:
    """Return what this person asked for, the newest first."""
    return person.data_requests.select_related("organization").order_by("-made_at", "-pk")


def with_things(rows: Iterable[Opening]) -> tuple[Opened, ...]:
    """Name what was opened, in a fixed number of queries."""
    listed = list(rows)
    things = _things([row.subject for row in listed])
    return tuple(Opened(row, things.get(row.subject, "")) for row in listed)


def shared_openings(firm: Organization) -> tuple[ShareOpening, ...]:
    """Return the latest openings of what the firm shared by private links, each with its link."""
    rows = ShareOpening.objects.filter(link__submission__assessment__site__organization=firm)
    return tuple(rows.select_related("link__submission")[:SHARED_OPENINGS])


def _firm(place: Membership, failed: ConsentForm | None) -> Firm:
    firm, person = place.organization, place.user
    return Firm(
        firm=firm,
        role=str(place.get_role_display()),
        is_owner=place.role == Membership.Role.OWNER,
        is_restricted=hasattr(firm, "restriction"),
        counts=_counts(firm),
        figures=_choice(Consent.Purpose.SECTOR_FIGURES, person, firm, failed),
        sent=_sent(firm),
        opened=with_things(openings.of_firm(firm)[:FIRST_OPENINGS]),
    )


def _counts(firm: Organization) -> tuple[tuple[Promise, int], ...]:
    tables = {table.label: table for table in holdings.of_firms()}
    counted = ((name, tables[label].rows(firm).count()) for label, name in COUNTED.items() if label in tables)
    return tuple((name, count) for name, count in counted if count)


def _choice(purpose: Consent.Purpose, person: User, firm: Organization | None, failed: ConsentForm | None) -> Choice:
    standing = consents.in_force(purpose=purpose, person=person, organization=firm).order_by("pk").first()
    is_failed = failed is not None and failed.purpose == purpose
    form = failed if is_failed and failed else CONSENT_FORMS[purpose]()
    return Choice(wording(purpose), standing, form, f"_{purpose}_{firm.pk if firm else ''}", firm)


def _sent(firm: Organization) -> tuple[Sent, ...]:
    held = Consent.objects.filter(
        organization=firm, purpose=Consent.Purpose.ADVISOR_REVIEW, withdrawn_at__isnull=True
    ).select_related("user")
    by_subject = {consent.subject: consent for consent in held if consent.subject}
    found = Submission.objects.filter(uuid__in=by_subject, in_review_of__isnull=False)
    rows = found.select_related("assessment__site__organization").order_by("-pk")
    return tuple(Sent(by_subject[row.uuid], row.assessment, row.number) for row in rows)


def _things(subjects: list[UUID]) -> Mapping[UUID, str]:
    version = pgettext("what was opened", "version %(number)s, %(site)s")
    named: dict[UUID, str] = {}
    for row in Submission.objects.filter(uuid__in=subjects).select_related("assessment__site"):
        named[row.uuid] = version % {"number": row.number, "site": _plant(row)}
    for report in Report.objects.filter(uuid__in=subjects).select_related("scorecard__submission__assessment__site"):
        made_of = report.scorecard.submission
        named[report.uuid] = version % {"number": made_of.number, "site": _plant(made_of)}
    named |= dict(Evidence.objects.filter(uuid__in=subjects).values_list("uuid", "name"))
    return named


def _plant(submission: Submission) -> str:
    site = submission.assessment.site
    return site.name if site else ""
