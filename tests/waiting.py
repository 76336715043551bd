"""Waiting for what will be so, instead of for a time."""

import time

from django.db import connection

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def until(condition, *, within=120.0, every=0.02):
    """Return what ``condition`` returns once it is true; fail after ``within`` seconds.

    That is far more than any of it takes, so that a busy machine fails nothing; a time that is promised is given.
    """
    deadline = time.monotonic() + within
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not so within {within} s"
        time.sleep(every)
    return found


def until_somebody_waits():
    """Return once a connection to this PostgreSQL database waits for a lock of another one."""

    def waiting():
        with connection.cursor() as cursor:
            return cursor.execute(WAITING).fetchone() != (0,)

    until(waiting, every=0)
