"""Many cases in one test: each meets the rows that the test made, whatever the one before it did."""

import contextlib
import re

from django.db import connection, transaction

READS = re.compile(r"[\s(]*SELECT\b(?!.*\bFOR (NO KEY )?UPDATE\b)", re.IGNORECASE | re.DOTALL)


@contextlib.contextmanager
def undone():
    """Take back what happens inside, and nothing that was there before."""
    point = transaction.savepoint_create()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@contextlib.contextmanager
def undone_after_all(blocker):
    """Take back at the end of a module what is made inside: its tests share the rows, each takes back what it did."""
    with blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@contextlib.contextmanager
def undone_if_written():
    """Take back what happens inside as ``undone`` does, and ask nothing of the database where it was only read."""
    begun = []

    def watch(execute, sql, params, many, context):
        if not begun and not READS.match(sql):  # the first savepoint or write
            begun.append(sql)
            stack.enter_context(undone())
        return execute(sql, params, many, context)

    with contextlib.ExitStack() as stack, connection.execute_wrapper(watch):
        yield
