"""Work that is due once a day, whatever happens: the relay sees to it that today's job is there."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job


def send() -> None:
    """Enqueue today's jobs that are not there yet."""
    today = f"{timezone.localdate():%Y-%m-%d}"
    keys = {f"{task}:{today}": task for task in settings.JOBS_DAILY}
    known = set(Job.objects.filter(dedup_key__in=keys).values_list("dedup_key", flat=True))
    if known >= keys.keys():
        return
    with transaction.atomic():
        for key in keys.keys() - known:
            outbox.enqueue(task=keys[key], args={}, dedup_key=key)
