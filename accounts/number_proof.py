"""Proving a number: the code waits in the session of the person who is signed in, with how often it was tried.

A number that signs in another account gets its code like any other; only who holds it learns that it is taken.
"""

import time
from dataclasses import asdict, dataclass
from typing import Self

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.http import HttpRequest

from accounts import numbers
from accounts.models import User

KEY = "number_proof"
TIMEOUT = 15 * 60
MOST_TRIES = 3


@dataclass(slots=True)
class Proof:
    """A code on its way to a number."""

    number: str
    code: str
    at: float
    tries: int = 0

    @classmethod
    def of(cls, request: HttpRequest) -> Self | None:
        """Return what waits in this session and is still valid."""
        kept = request.session.get(KEY)
        found = cls(**kept) if kept else None
        return found if found and time.time() - found.at <= TIMEOUT else None

    def keep(self, request: HttpRequest) -> None:
        """Put it into the session."""
        request.session[KEY] = asdict(self)


def send(request: HttpRequest, person: User, number: str) -> bool:
    """Send a new code to a number and wait for it; False where codes are asked for too often. NotSentError passes."""
    if not ratelimit.consume(request, action="verify_phone", key=number, user=person):
        return False
    code = get_adapter(request).generate_login_code()
    numbers.send_code(person=person, number=number, code=code)
    Proof(number=number, code=code, at=time.time()).keep(request)
    return True


def is_right(request: HttpRequest, proof: Proof, typed: str) -> bool:
    """Compare what was typed; the third wrong one ends the code, a right one too."""
    is_same = bool(compare_user_code(actual=typed, expected=proof.code))
    proof.tries += 1
    if is_same or proof.tries >= MOST_TRIES:
        request.session.pop(KEY, None)
    else:
        proof.keep(request)
    return is_same
