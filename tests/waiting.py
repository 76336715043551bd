"""Waiting for what will be so, instead of for a time."""

import time


def until(condition, *, within=30.0, every=0.02):
    """Return what ``condition`` returns once it is true; fail after ``within`` seconds."""
    deadline = time.monotonic() + within
    while not (found := condition()):
        assert time.monotonic() < deadline, f"not so within {within} s"
        time.sleep(every)
    return found
