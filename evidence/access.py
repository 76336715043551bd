"""Who reaches a firm's evidence: its members, by role, and a colleague who was asked, as far as the part goes.

Advisors come through ``reviews``, once it was sent there. A quick check without an account takes no files: nobody could
be told what became of them, and any hand may hold its link.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from accounts.models import User
from assessments import access, asked, outline
from assessments.models import Assessment
from assessments.seats import Seat
from evidence.models import Evidence, Upload


@dataclass(frozen=True, slots=True)
class Reach:
    """What somebody reaches of an assessment's evidence from their seat.

    ``items`` are the questions of the part that a colleague was asked for: what hangs on them and what the colleague
    added is within reach. None: everything is.
    """

    seat: Seat
    items: frozenset[str] | None = None

    @property
    def assessment(self) -> Assessment:
        """Return the assessment."""
        return self.seat.assessment

    @property
    def is_whole(self) -> bool:
        """Whether everything is within reach."""
        return self.items is None

    def has(self, item: str) -> bool:
        """Whether a question is within reach."""
        return self.items is None or item in self.items

    def rows(self) -> QuerySet[Evidence]:
        """Return the evidence within reach."""
        found = Evidence.objects.filter(assessment=self.assessment)
        if self.items is None:
            return found
        if self.seat.is_over:  # completed: what others added is the firm's again
            return found.filter(delegation=self.seat.delegation)
        on_part = found.filter(Q(uses__item__in=self.items) | Q(delegation=self.seat.delegation))
        return found.filter(pk__in=on_part.values("pk"))

    def sent(self, evidence: Evidence) -> bool:
        """Whether it was added from this seat."""
        if self.seat.delegation is not None:
            return evidence.delegation_id == self.seat.delegation.pk
        return self.seat.by is not None and evidence.added_by_id == self.seat.by.pk

    def may_open(self, evidence: Evidence) -> bool:
        """Whether a piece within reach may be opened."""
        return _may_open(evidence, is_sender=self.sent(evidence))

    def may_change(self, evidence: Evidence) -> bool:
        """Whether a piece within reach may be described and removed.

        What an advisor added is not the firm's to change. By a colleague who was asked the own ones, while nobody has
        taken them for questions outside the part.
        """
        if evidence.at_visit or not access.may_answer(self.assessment):
            return False
        return self.items is None or (self.sent(evidence) and self.items.issuperset(_supported(evidence)))


def get_reach(request: HttpRequest, uuid: UUID, item: str) -> Reach:
    """Return what this person may read of a firm's assessment, with a question in it; else 404."""
    return _first(reach for reach in _reaches(request, uuid) if reach.has(item))


def get_editable_reach(request: HttpRequest, uuid: UUID, item: str) -> Reach:
    """Return what this person may add to; 404 for an outsider, 403 for a read-only member."""
    return _editable(get_reach(request, uuid, item))


def get_evidence(request: HttpRequest, uuid: UUID, file: UUID) -> Evidence:
    """Return a piece of an assessment's evidence whose content this person may open; else 404."""
    return _first(
        row for reach in _reaches(request, uuid) for row in reach.rows().filter(uuid=file) if reach.may_open(row)
    )


def get_editable_evidence(request: HttpRequest, uuid: UUID, file: UUID) -> tuple[Reach, Evidence]:
    """Return a piece of the firm's within reach of a person who may answer, and the reach; else as for adding."""
    reaches = [_editable(reach) for reach in _reaches(request, uuid)]
    return _first((reach, row) for reach in reaches for row in reach.rows().filter(uuid=file, at_visit=False))


def get_upload(request: HttpRequest, uuid: UUID, upload: UUID) -> tuple[Reach, Upload]:
    """Return what was begun to be sent from this very seat, and its reach; else 404, 403 as for adding."""
    reaches = [_editable(reach) for reach in _reaches(request, uuid)]
    return _first((reach, row) for reach in reaches for row in _uploads(reach).filter(uuid=upload))


def of_assessment(assessment: Assessment, uuid: UUID) -> Evidence:
    """Return a piece of an assessment's evidence; else 404."""
    return _first(Evidence.objects.filter(assessment=assessment, uuid=uuid))


def may_open(evidence: Evidence, who: User | None) -> bool:
    """Whether somebody who may see a piece may open it."""
    return _may_open(evidence, is_sender=who is not None and evidence.added_by_id == who.pk)


def _may_open(evidence: Evidence, *, is_sender: bool) -> bool:
    """Let others than its sender open only what is known to be clean.

    Without a scanner there is nothing to wait for; an infected file is gone.
    """
    if evidence.scan in {Evidence.Scan.CLEAN, Evidence.Scan.UNSCANNED}:
        return True
    return is_sender and evidence.scan != Evidence.Scan.INFECTED


def _reaches(request: HttpRequest, uuid: UUID) -> Iterator[Reach]:
    for seat in access.get_seats(request, uuid):
        if seat.assessment.site_id is not None and not seat.lacks_name:
            yield Reach(seat, _items(seat))


def _supported(evidence: Evidence) -> set[str]:
    return set(evidence.uses.values_list("item", flat=True))


def _items(seat: Seat) -> frozenset[str] | None:
    if seat.pages is None:
        return None
    pages = outline.sections(asked.of_firm(seat.assessment), seat.assessment.scope)
    return frozenset(item.id for page in pages if seat.reaches(page.id) for item in page.items)


def _editable(reach: Reach) -> Reach:
    if reach.seat.is_over:
        raise Http404
    if not access.may_answer(reach.assessment):
        raise PermissionDenied
    return reach


def _uploads(reach: Reach) -> QuerySet[Upload]:
    sender = {"by": reach.seat.by, "delegation": reach.seat.delegation}
    return Upload.objects.filter(assessment=reach.assessment, **sender)


def _first[Found](found: Iterable[Found]) -> Found:
    wanted = next(iter(found), None)
    if wanted is None:
        raise Http404
    return wanted
