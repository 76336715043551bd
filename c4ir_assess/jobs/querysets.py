"""Which jobs are whose turn. The one clock is the database's, so that machines whose clocks differ agree on a lease.

A moment further ahead than it can have been set means that this clock was put back; it counts as passed.
"""

from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from c4ir_assess.jobs import timing

if TYPE_CHECKING:
    from c4ir_assess.jobs.models import Job


class JobQuerySet(QuerySet["Job"]):
    """Jobs."""

    def due(self) -> Self:
        """Keep what waits for a worker and may be started now."""
        return self.filter(state=self.model.State.QUEUED, due_at__lte=Now())

    def to_publish(self) -> Self:
        """Keep what is due and was not announced to the workers lately: not yet, or the announcement was lost."""
        never = Q(published_at__isnull=True)
        long_ago = Q(published_at__lt=Now() - timing.PUBLISH_AGAIN) | Q(published_at__gt=Now())
        return self.due().filter(never | long_ago)

    def lost(self) -> Self:
        """Keep what a worker took and no longer holds: it was killed, stopped or cut off."""
        ran_out = Q(lease_until__lt=Now()) | Q(lease_until__gt=Now() + 2 * timing.LEASE)
        return self.filter(ran_out, state=self.model.State.RUNNING)

    def claimable(self) -> Self:
        """Keep what a worker may take: what is due, and what others lost, unless for the last time."""
        lost = self.lost().filter(losses__lt=timing.LOSSES - 1)
        return self.due() | lost

    def ahead_of(self, job: "Job", queues_before: list[str]) -> Self:
        """Keep what is worked on, and what is due and has its turn before a waiting job."""
        earlier = Q(due_at__lt=job.due_at) | Q(due_at=job.due_at, pk__lt=job.pk)
        waits = Q(state=self.model.State.QUEUED, due_at__lte=Now())
        first = Q(queue__in=queues_before) | (Q(queue=job.queue) & earlier)
        return self.filter(Q(state=self.model.State.RUNNING) | (waits & first))
