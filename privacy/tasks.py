"""What workers do for this room."""

from c4ir_assess.jobs.running import job_task
from privacy import copies, store
from privacy.models import Export


@job_task("privacy.make_copy")
def make_copy(*, export: int) -> None:
    """Make a copy that somebody asked for, unless it is there or not wanted any more."""
    wanted = Export.objects.select_related("person", "organization").filter(pk=export, file="").first()
    if wanted:
        copies.make(export=wanted)


@job_task("privacy.drop_copy")
def drop_copy(*, export: int) -> None:
    """Take a copy away once its day is over."""
    old = Export.objects.filter(pk=export).first()
    if old:
        copies.drop(export=old)


@job_task("privacy.remove_files")
def remove_files(*, files: list[str], prefixes: list[str]) -> None:
    """Take away the files of somebody who was erased, also those that a worker was writing at that moment."""
    for name in files:
        store.remove(name)
    for prefix in prefixes:
        store.remove_all(prefix)
