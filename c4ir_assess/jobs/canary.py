"""A job that does nothing, each minute in each queue that people wait for.

It comes back only if relay, broker and worker do their part.
"""

import time

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from c4ir_assess.jobs import outbox, timing
from c4ir_assess.jobs.models import Job

TASK = "jobs.canary"


def watched() -> set[str]:
    """Return the queues whose work somebody waits for; that a patient one waits its turn is no news."""
    return set(settings.CELERY_TASK_QUEUES) - settings.JOBS_PATIENT_QUEUES


def send() -> None:
    """Enqueue this minute's canary of each queue, unless an earlier one is still on its way; forget old ones."""
    minute = int(time.time() / timing.CANARY.total_seconds())
    keys = {queue: f"canary:{queue}:{minute}" for queue in watched()}
    known = Q(dedup_key__in=keys.values()) | Q(state__in=[Job.State.QUEUED, Job.State.RUNNING])
    skipped = set(Job.objects.filter(known, task=TASK).values_list("queue", flat=True))
    if skipped >= keys.keys():
        return
    with transaction.atomic():
        for queue in keys.keys() - skipped:
            outbox.enqueue(task=TASK, args={}, dedup_key=keys[queue], queue=queue)
        Job.objects.filter(task=TASK, finished_at__lt=Now() - timing.CANARY_KEPT).delete()


def missing() -> set[str]:
    """Return the queues whose last canary did not come back in time: nobody works there, or not fast enough."""
    back = Job.objects.filter(task=TASK, state=Job.State.DONE, finished_at__gte=Now() - timing.CANARY_LATE)
    return watched() - set(back.values_list("queue", flat=True))
