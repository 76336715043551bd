"""Many cases in one test: each meets the rows that the test made, whatever the one before it did."""

import contextlib

from django.db import transaction


@contextlib.contextmanager
def undone():
    """Take back what happens inside, and nothing that was there before."""
    point = transaction.savepoint_create()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
