"""What workers do for this room."""

from c4ir_assess.jobs.running import job_task
from privacy import copies, store, telling
from privacy.models import DataRequest, Export


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


@job_task("privacy.tell_received", is_letter=True)
def tell_received(*, request: int) -> None:
    """Write that a request has come in."""
    telling.tell_received(request=_request(request))


@job_task("privacy.tell_done", is_letter=True)
def tell_done(*, request: int) -> None:
    """Write that a request is done."""
    telling.tell_done(request=_request(request))


@job_task("privacy.tell_copy_ready", is_letter=True)
def tell_copy_ready(*, export: int) -> None:
    """Write that a copy is there, unless it was taken away meanwhile."""
    if found := Export.objects.select_related("person").filter(pk=export).first():
        telling.tell_copy_ready(export=found)


@job_task("privacy.remind_to_acknowledge", is_letter=True)
def remind_to_acknowledge(*, request: int) -> None:
    """Remind the administrators on the day on which a request is to be acknowledged."""
    telling.remind_to_acknowledge(request=_request(request))


@job_task("privacy.remind_to_finish", is_letter=True)
def remind_to_finish(*, request: int) -> None:
    """Remind the administrators shortly before a request is to be done."""
    telling.remind_to_finish(request=_request(request))


def _request(pk: int) -> DataRequest:
    """Return a request; it is the one thing that no erasing takes away."""
    return DataRequest.objects.select_related("person").get(pk=pk)
