"""What the entries of a page are about: people by their number, things by their uuid, in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import StringAgg, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from accounts.models import Invitation, Organization, User
from assessments.models import Assessment, Delegation, Submission
from c4ir_assess.audit.models import AuditEntry
from evidence.models import Evidence
from opinions.models import OpinionRound
from privacy.models import DataRequest
from programmes.models import Programme
from reports.models import IssuedReport, Report, ShareLink
from reviews.models import Proposal, Review, SecondOpinion

if TYPE_CHECKING:
    from django.db.models import QuerySet

type Found = tuple[Promise, "QuerySet[Any]", tuple[str, ...]]

WITH_QUESTIONS = Evidence.objects.order_by().annotate(
    questions=StringAgg("uses__item", delimiter=Value(", "), order_by="uses__item")
)
# What a uuid may be of: in words, and which columns name it. The first that knows it wins.
KINDS: tuple[Found, ...] = (
    (pgettext_lazy("in the audit log", "Submission"), Submission.objects.all(), ("assessment__site__name", "number")),
    (pgettext_lazy("in the audit log", "Assessment"), Assessment.objects.all(), ("site__name",)),
    (pgettext_lazy("in the audit log", "Review"), Review.objects.all(), ("assessment__site__name",)),
    (pgettext_lazy("in the audit log", "Proposal"), Proposal.objects.all(), ("review__assessment__site__name",)),
    (pgettext_lazy("in the audit log", "Second opinion"), SecondOpinion.objects.all(), ()),
    (pgettext_lazy("in the audit log", "Report"), Report.objects.all(), ("language",)),
    (pgettext_lazy("in the audit log", "Issued report"), IssuedReport.objects.all(), ("number",)),
    (pgettext_lazy("in the audit log", "Private link"), ShareLink.objects.all(), ()),
    (pgettext_lazy("in the audit log", "Part given to a colleague"), Delegation.objects.all(), ("node",)),
    (pgettext_lazy("in the audit log", "Opinion round"), OpinionRound.objects.all(), ()),
    (pgettext_lazy("in the audit log", "Evidence"), WITH_QUESTIONS, ("questions", "name")),
    (pgettext_lazy("in the audit log", "Programme"), Programme.objects.all(), ("name_vi",)),
    (pgettext_lazy("in the audit log", "Request about data"), DataRequest.objects.all(), ()),
    (pgettext_lazy("in the audit log", "Invitation"), Invitation.objects.all(), ()),
    (pgettext_lazy("in the audit log", "Firm"), Organization.objects.filter(restriction__isnull=True), ("name",)),
)


@dataclass(frozen=True, slots=True)
class Known:
    """Names of people and things."""

    people: Mapping[int, str]
    things: Mapping[UUID, str]

    def person(self, number: int | None) -> str:
        """Return who it is; of somebody erased the number alone, and without a number it was no person's act."""
        if number is None:
            return str(_("Nobody: by itself"))
        return self.people.get(number) or pgettext("in the audit log", "Person no. %(number)s") % {"number": number}

    def thing(self, uuid: UUID | None) -> str:
        """Return what it is; the uuid alone where it is gone."""
        return self.things.get(uuid, str(uuid)) if uuid else ""


def read(entries: Iterable[AuditEntry]) -> Known:
    """Return the names of all that some entries are about."""
    listed = list(entries)
    people = _people(listed, User.objects.all())
    return Known(people, dict(_things({entry.subject for entry in listed if entry.subject})))


def read_unnamed(entries: Iterable[AuditEntry]) -> Known:
    """Return the names of the staff alone: by its people and its things a firm would be known all the same."""
    return Known(_people(entries, User.objects.exclude(staff_role=User.StaffRole.NONE)), {})


def _people(entries: Iterable[AuditEntry], among: "QuerySet[User]") -> dict[int, str]:
    named = (number for entry in entries for number in (entry.actor, entry.facts.get("person")))
    return {user.pk: str(user) for user in among.filter(pk__in={number for number in named if number})}


def _things(uuids: set[UUID]) -> Iterator[tuple[UUID, str]]:
    for kind, rows, columns in KINDS:
        for uuid, *named in rows.filter(uuid__in=uuids).values_list("uuid", *columns):
            yield uuid, " · ".join([str(kind), *(str(each) for each in named if each)])
