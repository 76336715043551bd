"""The only writers of evidence. Each act first locks its assessment, which must be a draft: what is frozen stays.

A file is in the store before its row is written, so a row never lacks its file; a file whose row did not come to be is
swept away.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import User
from assessments import asked, audited, outline
from assessments.models import Assessment, Delegation, ReturnedItem
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import StaleVersion, TransitionNotAllowed
from c4ir_assess.jobs import outbox
from evidence import store, sweeping
from evidence.intake import Accepted
from evidence.models import Evidence, EvidenceUse, Upload
from evidence.refusals import refuse

ANSWERED_IN = (Assessment.State.DRAFT, Assessment.State.RETURNED)


def takes(assessment: Assessment, item: str) -> bool:
    """Whether files for a question come and go now: of what came back from the advisors for these questions alone."""
    if assessment.state == Assessment.State.RETURNED:
        return ReturnedItem.objects.filter(back__assessment=assessment, back__closed_at=None, item=item).exists()
    return assessment.state == Assessment.State.DRAFT


def add(  # noqa: PLR0913 -- who may be one of three, and how it came
    *,
    assessment: Assessment,
    item: str,
    accepted: Accepted,
    caption: str,
    by: User | None,
    delegation: Delegation | None = None,
    by_name: str = "",
    upload: Upload | None = None,
    at_visit: bool = False,
) -> Evidence:
    """Keep a file for one question, and queue its scan; Refused when there is no room, UnknownItem for no question.

    It is kept of a member, of a colleague who was asked, under the name given, or of an advisor ``at_visit``. The
    ``upload`` that brought it is finished in the same transaction; StaleVersion if it was finished before.
    """
    outline.get_item(asked.of_firm(assessment), assessment.scope, item)
    stored = [store.keep(content) for content in (accepted.content, accepted.thumbnail) if content]
    try:
        with transaction.atomic():
            lock(assessment, at_visit=at_visit)
            if not at_visit:
                _check_open(assessment, item)
            check_room(assessment, len(accepted.content), at_visit=at_visit)
            sender = {"added_by": by, "delegation": delegation, "added_as": by_name, "at_visit": at_visit}
            kept = _written(assessment, accepted, stored, caption=caption, **sender)
            kept.uses.create(item=item)
            audited.record(assessment, Act.FILE_ADDED, by=by, subject=kept.uuid, item=item)
            if upload:
                _end(upload, kept)
            _queue(kept)
    except BaseException:
        store.remove(*stored)
        raise
    return kept


@transaction.atomic
def remove(*, evidence: Evidence, by: User | None) -> None:
    """Take a file away from every question, for good."""
    lock(evidence.assessment, takes_away=True, at_visit=evidence.at_visit)
    items = sorted(evidence.uses.values_list("item", flat=True))
    audited.record(evidence.assessment, Act.FILE_REMOVED, by=by, subject=evidence.uuid, items=items)
    evidence.delete()


@transaction.atomic
def describe(*, evidence: Evidence, caption: str, by: User | None) -> None:
    """Say in a line what a file shows."""
    lock(evidence.assessment)
    audited.record(evidence.assessment, Act.FILE_CHANGED, by=by, subject=evidence.uuid, what="caption")
    Evidence.objects.filter(pk=evidence.pk).update(caption=caption)


@transaction.atomic
def use(*, evidence: Evidence, item: str, by: User | None) -> None:
    """Let a file support one more question; once more is harmless. UnknownItem for no question of this assessment."""
    assessment = evidence.assessment
    outline.get_item(asked.of_firm(assessment), assessment.scope, item)
    lock(assessment)
    _check_open(assessment, item)
    if EvidenceUse.objects.get_or_create(evidence=evidence, item=item)[1]:
        audited.record(assessment, Act.FILE_CHANGED, by=by, subject=evidence.uuid, item=item, is_used=True)


@transaction.atomic
def set_aside(*, evidence: Evidence, item: str, by: User | None) -> None:
    """Let a file no longer support a question; without a question left it is kept in the list of all files."""
    lock(evidence.assessment, takes_away=True)
    if evidence.uses.filter(item=item).delete()[0]:
        audited.record(evidence.assessment, Act.FILE_CHANGED, by=by, subject=evidence.uuid, item=item, is_used=False)


def lock(assessment: Assessment, *, takes_away: bool = False, at_visit: bool = False) -> None:
    """Hold the assessment's row until the transaction ends; TransitionNotAllowed once it is not being answered.

    Questions that came back from the advisors are answered, too, and mostly with a file; what was sent to them before
    is not taken away any more. What an advisor adds ``at_visit`` comes and goes while they judge.
    """
    states: tuple[str, ...] = (Assessment.State.DRAFT,) if takes_away else ANSWERED_IN
    if at_visit:
        states = (Assessment.State.IN_REVIEW,)
    open_ones = Assessment.objects.filter(pk=assessment.pk, state__in=states)
    if not open_ones.update(touched_at=timezone.now()):
        raise TransitionNotAllowed("evidence")


def _check_open(assessment: Assessment, item: str) -> None:
    """Refuse a file for a question that did not come back, while others did. The row is locked."""
    assessment.refresh_from_db(fields=["state"])
    if not takes(assessment, item):
        raise TransitionNotAllowed("evidence")


def check_room(assessment: Assessment, size: int, *, at_visit: bool = False) -> None:
    """Make sure that a file of this size may be added; Refused otherwise. Exact while the row is locked.

    The firm and its advisors each have room of their own: photos of a visit take none from what the firm shows.
    """
    held = Evidence.objects.filter(assessment=assessment, at_visit=at_visit)
    if held.count() >= settings.EVIDENCE_FILES:
        refuse("too_many_files")
    if (held.aggregate(Sum("size"))["size__sum"] or 0) + size > settings.EVIDENCE_TOTAL_BYTES:
        refuse("full")


def _written(assessment: Assessment, accepted: Accepted, stored: list[str], **about: Any) -> Evidence:
    """Write the row of files that are in the store: the content, and of a picture its thumbnail."""
    return Evidence.objects.create(
        assessment=assessment,
        name=accepted.name,
        kind=accepted.kind,
        stored=stored[0],
        thumbnail=stored[1] if len(stored) > 1 else "",
        size=len(accepted.content),
        scan=Evidence.Scan.PENDING if settings.CLAMD_URL else Evidence.Scan.UNSCANNED,
        added_at=timezone.now(),
        **about,
    )


def _end(upload: Upload, kept: Evidence) -> None:
    if not Upload.objects.filter(pk=upload.pk, evidence=None).update(evidence=kept):
        raise StaleVersion


def _queue(kept: Evidence) -> None:
    """Queue what is to be done with a new file: its scan, and the sweep of what this hour leaves behind."""
    sweeping.plan()
    if kept.scan == Evidence.Scan.PENDING:
        outbox.enqueue(task="evidence.scan", args={"evidence": kept.pk}, dedup_key=f"scan:{kept.pk}")
