"""Taking away what lies in the store and belongs to nobody: a process that is killed leaves files, never rows."""

from datetime import timedelta

from django.utils import timezone

from c4ir_assess.jobs import outbox
from evidence import store
from evidence.models import Evidence, Upload

# Nobody is between writing a file and writing its row for so long.
ORPHANED_AFTER = timedelta(hours=1)


def plan() -> None:
    """Queue one sweep for all that this hour brings, for when the last of it is old enough."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    due = hour + timedelta(hours=1, minutes=5) + ORPHANED_AFTER
    outbox.enqueue(task="evidence.sweep", args={}, dedup_key=f"evidence-sweep:{hour:%Y%m%d%H}", due_at=due)


def sweep(*, older_than: timedelta = ORPHANED_AFTER) -> int:
    """Remove old files that no row names, and return how many."""
    old = list(store.lying_about(for_seconds=older_than.total_seconds()))
    named = _named([file.name for file in old])
    orphans = [file for file in old if file.name not in named]
    for file in orphans:
        file.unlink(missing_ok=True)
    return len(orphans)


def _named(names: list[str]) -> set[str]:
    """Return those that a row names; asked in portions, since a database takes so many values at once."""
    found: set[str] = set()
    for start in range(0, len(names), 500):
        portion = names[start : start + 500]
        for model, column in ((Evidence, "stored"), (Evidence, "thumbnail"), (Upload, "stored")):
            rows = model.objects.filter(**{f"{column}__in": portion})
            found.update(rows.values_list(column, flat=True))
    return found
