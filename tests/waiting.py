"""Waiting for what will be so, instead of for a time."""

import time


def until(condition, *, within=120.0, every=0.02):
    """Return what ``condition`` returns once it is true; fail after ``within`` seconds.

    That is far more than any of it takes, so that a busy machine fails nothing; a time that is promised is given.
    """
    deadline = time.monotonic() + within
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not so within {within} s"
        time.sleep(every)
    return found
