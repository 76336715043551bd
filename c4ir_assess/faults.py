"""Telling of a fault without quoting what people typed: a message may hold an answer, a name, an address."""

import traceback

from c4ir_assess.exceptions import DomainError

LONGEST = 500


def describe(fault: BaseException) -> str:
    """Return type and message where the message is ours or the system's, else type and place."""
    if isinstance(fault, DomainError):
        said = str(fault)
    elif isinstance(fault, OSError) and fault.strerror:
        said = fault.strerror
    elif fault.__traceback__:
        frame = traceback.extract_tb(fault.__traceback__)[-1]
        said = f"in {frame.name}, line {frame.lineno} of {'/'.join(frame.filename.rsplit('/', 2)[-2:])}"
    else:
        said = "raised nowhere"
    return f"{type(fault).__name__}: {said}"[:LONGEST]


def trace(fault: BaseException) -> str:
    """Return the whole way to a fault and to those behind it, as a traceback tells it, but without their messages."""
    behind = fault.__cause__ or fault.__context__
    before = f"{trace(behind)}\nthen:\n" if behind else ""
    return f"{before}{''.join(traceback.format_tb(fault.__traceback__))}{describe(fault)}"
