"""A provider of short messages for tests: it keeps what it was given, or refuses it."""

import re

from accounts.texting import NotSentError

SENT: list[tuple[str, str]] = []


class Keeping:
    def send(self, *, number: str, text: str) -> None:
        SENT.append((number, text))


class Refusing:
    def send(self, *, number: str, text: str) -> None:  # noqa: ARG002 -- it sends none
        raise NotSentError("nobody there")


def code() -> str:
    """Return the code in the newest message."""
    return re.search(r"\b(\d{6})\b", SENT[-1][1])[1]
