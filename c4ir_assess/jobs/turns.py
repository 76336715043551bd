"""Whose turn it is at the broker: the queues in the order of the settings, instead of one after the other."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from kombu.utils.scheduling import priority_cycle

if TYPE_CHECKING:
    _Cycle = priority_cycle[str]
else:
    _Cycle = priority_cycle


class InOrder(_Cycle):
    """A worker takes from a queue only while those before it are empty. Named in the broker's options."""

    def update(self, it: Iterable[str]) -> None:
        """Take the names of the queues, which come in no order, and put them into ours."""
        order = list(settings.CELERY_TASK_QUEUES)
        super().update(sorted(it, key=order.index))
