"""Every waiting time of the jobs, in one place, since they must fit each other.

A worker that dies is noticed within LEASE + RECONCILE. A lease outlives two missed heartbeats.
"""

from datetime import timedelta

LEASE = timedelta(seconds=10)
HEARTBEAT = timedelta(seconds=3)
POLL = timedelta(seconds=0.5)
PUBLISH_AGAIN = timedelta(seconds=10)
RECONCILE = timedelta(seconds=2)
BROKER_TIMEOUT = timedelta(seconds=2)
BACKOFF = (timedelta(seconds=5), timedelta(seconds=25))
"""How long a job rests after its first and its second failure."""
LETTER_BACKOFF = (*BACKOFF, timedelta(minutes=2), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
"""The same for a letter: a mail server that is away is not ours, and mostly back soon."""
CANARY = timedelta(seconds=60)
CANARY_LATE = timedelta(seconds=90)
CANARY_KEPT = timedelta(minutes=5)
CLEAN_UP = timedelta(hours=1)
DONE_KEPT = timedelta(days=30)

LOSSES = 3
"""A job that lost its worker so often is given up: it may be what kills them."""
QUEUE_DEPTH = 100
"""So many messages may wait in one queue of the broker; the rest waits in the table, where repeating costs nothing."""
