"""The only writer of notices: one row a person, and in the same transaction the job of the letter that tells of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Organization, User
from assessments.models import Assessment, Submission
from c4ir_assess.jobs import outbox
from notices import quiet
from notices.models import Kind, Notice, Preference
from notices.rules import RULES
from programmes.models import Programme

LETTER, DIGEST = "notices.send_letter", "notices.send_digest"


@dataclass(frozen=True, slots=True)
class About:
    """What a notice points to; its columns by their names."""

    organization: Organization
    assessment: Assessment | None = None
    submission: Submission | None = None
    programme: Programme | None = None
    subject: UUID | None = None
    who: User | None = None
    day: date | None = None


@transaction.atomic
def write(*, kind: Kind, to: Iterable[User], about: About, once: str = "") -> list[Notice]:
    """Tell each person, and return what is new. ``once`` names a thing that is told a person one single time.

    Nobody is told anything of a firm that keeps its data to itself for a while.
    """
    people = list(to)
    if not people or Organization.objects.filter(pk=about.organization.pk, restriction__isnull=False).exists():
        return []
    now, chosen = timezone.now(), _preferences(people)
    rows = [_row(kind, person, about, once, now, chosen.get(person.pk) or Preference()) for person in people]
    if once:
        known = set(Notice.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
        rows = [row for row in rows if row.key not in known]
    Notice.objects.bulk_create(rows)
    for row in rows:
        if _is_mailed(row, chosen.get(row.person_id) or Preference()):
            queue_letter(row, now)
    return rows


def queue_letter(notice: Notice, now: datetime) -> None:
    """Queue the letter of a notice, or that of the day which tells of it; at night for the next morning."""
    if notice.digest_on is None:
        due_at = quiet.after_quiet(now) if quiet.is_quiet(now) else None
        key = letter_key(notice) + (f"{due_at:%Y-%m-%d}" if due_at else "now")
        outbox.enqueue(task=LETTER, args={"notice": notice.pk}, dedup_key=key, due_at=due_at)
    else:
        is_late = quiet.is_late(notice.digest_on, now)
        due_at = quiet.late_letter(now) if is_late else quiet.morning_of(notice.digest_on)
        queue_digest(notice.person_id, notice.digest_on, due_at)


def queue_digest(person: int, day: date, due_at: datetime) -> None:
    """Queue the letter that collects what can wait, one a person and moment."""
    args = {"person": person, "day": f"{day:%Y-%m-%d}"}
    key = f"{digest_key(person)}{day:%Y-%m-%d}:{due_at:%Y-%m-%dT%H:%M}"
    outbox.enqueue(task=DIGEST, args=args, dedup_key=key, due_at=due_at)


def letter_key(notice: Notice) -> str:
    """Return how the keys of the jobs begin that write of a notice alone."""
    return f"notice:{notice.pk}:"


def digest_key(person: int) -> str:
    """Return how the keys of the jobs begin that write to a person of all that could wait."""
    return f"digest:{person}:"


def _row(kind: Kind, person: User, about: About, once: str, now: datetime, chosen: Preference) -> Notice:
    columns = {name: getattr(about, name) for name in About.__slots__}
    row = Notice(person=person, kind=kind, created_at=now, digest_on=_digest_day(kind, now, chosen), **columns)
    if once:
        row.key = f"{kind}:{once}:{person.pk}"
    return row


def _digest_day(kind: Kind, now: datetime, chosen: Preference) -> date | None:
    """Return the day of the letter that tells of it; a reminder too late for the morning's comes the same day."""
    rule = RULES[kind]
    if not (rule.can_wait and chosen.digest):
        return None
    return timezone.localdate(quiet.late_letter(now)) if rule.is_reminder else quiet.digest_day(now)


def _is_mailed(notice: Notice, chosen: Preference) -> bool:
    return chosen.reminders or not RULES[Kind(notice.kind)].is_reminder


def _preferences(people: list[User]) -> dict[int, Preference]:
    return {each.person_id: each for each in Preference.objects.filter(person__in=people)}
