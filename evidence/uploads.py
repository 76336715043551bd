"""A file that arrives in pieces. What has arrived stays for a day, so a cut line costs one piece and never the file."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from assessments.models import Assessment, Delegation
from c4ir_assess.exceptions import StaleVersion
from evidence import intake, lifecycle, store, sweeping
from evidence.models import Evidence, Upload
from evidence.refusals import Refused, refuse

KEPT = timedelta(hours=24)
MOST_OPEN = 5  # a sender and assessment; the oldest makes room


@dataclass(frozen=True, slots=True)
class Announced:
    """What a device says of a file before it sends it; ``digest`` is empty where it cannot tell."""

    name: str
    size: int
    item: str
    caption: str
    digest: str


def begin(
    *,
    assessment: Assessment,
    announced: Announced,
    by: User | None,
    delegation: Delegation | None = None,
    at_visit: bool = False,
) -> Upload:
    """Return the sender's upload of a file, the one that was cut off if there is one; Refused as early as can be."""
    name = intake.announced(announced.name, announced.size)
    caption = intake.caption(announced.caption)
    sender = {"by": by, "delegation": delegation}
    mine = Upload.objects.filter(assessment=assessment, evidence=None, **sender)
    same = {"name": name, "size": announced.size, "item": announced.item, "digest": announced.digest}
    begun = mine.filter(**same).first() if announced.digest else None
    if begun:
        return begun
    with transaction.atomic():
        lifecycle.lock(assessment, at_visit=at_visit)
        lifecycle.check_room(assessment, 0, at_visit=at_visit)
        for old in mine.order_by("-pk")[MOST_OPEN - 1 :]:
            old.delete()
        sweeping.plan()
        row = Upload(assessment=assessment, caption=caption, stored=store.new_name(), **sender, **same)
        row.save()
    return row


def take(*, upload: Upload, offset: int, piece: bytes) -> bool:
    """Put a piece where it belongs; False if it is not the one that comes next, and nothing is changed.

    The row is moved on first and stays locked while the piece is written, so two pieces never write at once.
    """
    if not piece or offset + len(piece) > upload.size:
        return False
    with transaction.atomic():
        waiting = Upload.objects.filter(pk=upload.pk, offset=offset, evidence=None)
        if not waiting.update(offset=F("offset") + len(piece)):
            return False
        store.put(upload.stored, offset, piece)
    upload.offset = offset + len(piece)
    return True


def finish(*, upload: Upload, by_name: str = "", at_visit: bool = False) -> Evidence:
    """Take in a whole upload and return what is kept; Refused takes what arrived away. A second time finds the first.

    A colleague who was asked sends under the name given.

    An upload that had to make room for newer ones just now did not arrive.

    Looking at the content takes long, so nothing is locked meanwhile.
    """
    try:
        accepted = intake.accept(upload.name, _whole(upload))
        return lifecycle.add(
            assessment=upload.assessment,
            item=upload.item,
            accepted=accepted,
            caption=upload.caption,
            by=upload.by,
            delegation=upload.delegation,
            by_name=by_name,
            upload=upload,
            at_visit=at_visit,
        )
    except StaleVersion:
        row = Upload.objects.select_related("evidence").filter(pk=upload.pk).first()
        if row is None or row.evidence is None:
            refuse("altered")
        return row.evidence
    except Refused:
        upload.delete()
        raise


def _whole(upload: Upload) -> bytes:
    """Return what arrived, if it is what was announced; Refused otherwise."""
    content = store.read(upload.stored)
    if len(content) != upload.size or upload.digest not in {"", hashlib.sha256(content).hexdigest()}:
        refuse("altered")
    return content


def end_old() -> int:
    """Forget uploads that nobody went on with, and those whose file is long taken in; return how many."""
    old = Upload.objects.filter(started_at__lt=timezone.now() - KEPT)
    for row in (rows := list(old[: settings.EVIDENCE_FILES])):
        row.delete()
    return len(rows)
