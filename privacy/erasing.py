"""Erasing a firm or a person: every row and every file, at once, leaving nothing but the request itself.

The order matters: what is with the advisors is taken back first, because a submission that is in review is protected;
all rows are locked from the top, so that a worker that is about to add one waits and then finds nothing to add it to.
"""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import firms, members
from accounts.models import Consent, Invitation, Membership, Organization, User
from assessments import lifecycle
from assessments.models import Assessment, ResponseChange, Scorecard
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import FirmWithoutOwner
from c4ir_assess.jobs import outbox
from privacy import asking, holdings, traces
from privacy.models import DataRequest, Export
from reports.models import IssuedFile, IssuedReport, Report

logger = structlog.get_logger(__name__)

# Longer than any task may run: what a worker was writing when its rows went away is there by then.
STRAGGLERS_AFTER = timedelta(minutes=10)
FILES_OF = ("reports.report", "reports.issuedfile", "privacy.export", "evidence.evidence")


@transaction.atomic
def erase_firm(*, organization: Organization, by: User) -> DataRequest:
    """Erase a firm with all that hangs on it; its members keep their accounts.

    Its chain in the audit log stays, and ends with this: it holds ids and codes alone.
    """
    rows = _locked(organization)
    _take_back(Assessment.objects.filter(site__organization=organization), by)
    for verified in Assessment.objects.filter(site__organization=organization, state=Assessment.State.VERIFIED):
        lifecycle.release(assessment=verified, by=by)
    files, prefixes = _files_of_firm(organization)
    ids = {label.partition(".")[2]: pks for label, pks in rows.items()}
    traces.remove_jobs(ids=ids, words={str(organization.uuid)})
    traces.blank_admin_log([organization, *organization.memberships.all(), *organization.sites.all()])
    organization.data_requests.update(text="", answer="")
    trail.record(chain=organization.uuid, by=by, act=Act.ERASED, subject=organization.uuid)
    organization.delete()
    erased = sum(map(len, rows.values())), sum(len(rows.get(label, ())) for label in FILES_OF)
    request = _logged(DataRequest.Kind.ERASE_FIRM, by, *erased)
    _remove_files(request, files, prefixes)
    transaction.on_commit(partial(traces.remove_letters, addresses=(), words={organization.name}))
    transaction.on_commit(partial(logger.info, "erased", request=str(request.uuid), firm=str(organization.uuid)))
    return request


@transaction.atomic
def erase_person(*, person: User, firms_go_to: Mapping[Organization, User | None]) -> DataRequest:
    """Erase a person. ``firms_go_to`` says for each firm whose last owner they are who owns it next, None: erase it.

    FirmWithoutOwner, and nothing is erased, if one of these firms is missing there.
    """
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    _hold_owned(person)
    for organization in last_owned(person):
        _settle(organization, firms_go_to, person)
    _take_back_agreed_by(person)
    _forget_name(person)
    files = list(Export.objects.filter(person=person).exclude(file="").values_list("file", flat=True))
    rows = {table.label: list(table.rows(person).values_list("pk", flat=True)) for table in holdings.of_people()}
    ids = {"user": [person.pk], "person": [person.pk], "export": rows["privacy.export"]}
    traces.remove_jobs(ids=ids, words={person.email})
    traces.blank_admin_log([person, *person.memberships.all()])
    traces.end_sessions(person)
    request = _logged(DataRequest.Kind.ERASE_PERSON, person, sum(map(len, rows.values())), len(files))
    address, number = person.email, person.pk
    _record_person(person)
    person.data_requests.update(text="", answer="")
    person.delete()
    _remove_files(request, files, [])
    transaction.on_commit(partial(traces.remove_letters, addresses={address}, words=()))
    transaction.on_commit(partial(logger.info, "erased", request=str(request.uuid), person=number))
    request.refresh_from_db()
    return request


def _record_person(person: User) -> None:
    """Write that a person leaves the firms that others own, and is gone; of them the log knows a number alone."""
    places = list(person.memberships.select_related("organization").order_by("organization__uuid"))
    trail.hold(place.organization.uuid for place in places)
    for place in places:
        members.record(place, by=person, role="")
    trail.record(chain=trail.OPERATOR, by=person, act=Act.ERASED, person=person.pk)


def last_owned(person: User) -> list[Organization]:
    """Return the firms that would be left without an owner."""
    mine = Organization.objects.filter(memberships__user=person, memberships__role=Membership.Role.OWNER)
    others = Membership.objects.filter(role=Membership.Role.OWNER).exclude(user=person)
    return list(mine.exclude(memberships__in=others).order_by("pk"))


def _hold_owned(person: User) -> None:
    """Keep two owners of one firm from leaving at once; the firm's other work goes on."""
    owned = Organization.objects.filter(memberships__user=person, memberships__role=Membership.Role.OWNER)
    list(owned.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _settle(organization: Organization, firms_go_to: Mapping[Organization, User | None], person: User) -> None:
    if organization not in firms_go_to:
        raise FirmWithoutOwner(str(organization))
    heir = firms_go_to[organization]
    if heir is None:
        erase_firm(organization=organization, by=person)
    else:
        firms.hand_over(organization=organization, to=heir, by=person)


def _locked(organization: Organization) -> dict[str, list[int]]:
    """Lock every row of the firm, assessments before the firm itself as the verbs on them do; return their keys."""
    tables = sorted(holdings.of_firms(), key=lambda table: table.model is not Assessment)
    return {
        table.label: list(table.rows(organization).select_for_update(of=("self",)).values_list("pk", flat=True))
        for table in tables
        if table.model is not DataRequest  # it stays, without the firm
    }


def _take_back(assessments: QuerySet[Assessment], by: User) -> None:
    for assessment in assessments.filter(state__in=Assessment.SENT).exclude(state=Assessment.State.VERIFIED):
        lifecycle.take_back(assessment=assessment, by=by)


def _take_back_agreed_by(person: User) -> None:
    """Take back what a person sent for firms that stay: with the person goes the consent under which it was read."""
    agreed = person.consents.filter(purpose=Consent.Purpose.ADVISOR_REVIEW, withdrawn_at__isnull=True)
    _take_back(Assessment.objects.filter(sent_submission__uuid__in=agreed.values("subject")), person)


def _forget_name(person: User) -> None:
    """Forget the person where a firm's own rows name them."""
    ResponseChange.objects.filter(by=person).update(by_name="")
    Invitation.objects.filter(email__iexact=person.email).delete()
    Invitation.objects.filter(accepted_by=person).delete()


def _files_of_firm(organization: Organization) -> tuple[list[str], list[str]]:
    """Return the files of reports and copies, and how the names of those begin that a worker may be writing.

    Evidence takes its own files along when its rows go.
    """
    cards = Scorecard.objects.filter(submission__assessment__site__organization=organization)
    reports = Report.objects.filter(scorecard__in=cards).values_list("file", flat=True)
    issued = IssuedReport.objects.filter(scorecard__in=cards)
    prints = IssuedFile.objects.filter(report__in=issued).values_list("file", flat=True)
    copies = Export.objects.filter(organization=organization).exclude(file="").values_list("file", flat=True)
    being_printed = [f"reports/{uuid}-" for uuid in cards.values_list("uuid", flat=True)]
    being_signed = [f"issued/{uuid}-" for uuid in issued.values_list("uuid", flat=True)]
    return [*reports, *prints, *copies], [*being_printed, *being_signed]


def _logged(kind: DataRequest.Kind, by: User, rows: int, files: int) -> DataRequest:
    request = asking.ask(kind=kind, by=by, is_done=True)
    request.rows_erased, request.files_erased = rows, files
    request.save(update_fields=["rows_erased", "files_erased"])
    return request


def _remove_files(request: DataRequest, files: list[str], prefixes: list[str]) -> None:
    """Queue the files' removal with the rows' own; once more later for what was being written just then."""
    for number, due_at in enumerate((None, timezone.now() + STRAGGLERS_AFTER)):
        outbox.enqueue(
            task="privacy.remove_files",
            args={"files": files, "prefixes": prefixes},
            dedup_key=f"remove-files:{request.uuid}:{number}",
            queue="report",
            due_at=due_at,
        )
