"""The keys with which a browser seals answers that have not reached the server yet.

A phone may be lent, and a person may sign out before the line is back: what waits on the device must say nothing to the
next one who picks it up. So it is encrypted there with a key that is never stored there. The key follows from who may
answer which assessment and from the server's secret, and it is in that person's pages alone; after signing in again
the same person gets the same key, reads what waits and sends it.
"""

import base64
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.models import User
from assessments import access
from assessments.models import Assessment, Delegation


class Holder(NamedTuple):
    """Whose waiting answers: a name that says nothing about the person, and the key to them, 256 bits as base64."""

    name: str
    key: str


def holders(request: HttpRequest, assessment: Assessment, delegation: Delegation | None = None) -> list[Holder]:
    """Return as whom this session may have left answers to an assessment; the first is who it is now."""
    who = []
    if delegation is not None:
        who.append(f"delegation {delegation.uuid}")
    if request.user.is_authenticated:
        who.append(f"user {request.user.pk}")
    if access.holds_claim(request, assessment):
        who.append(f"claim {assessment.claim_hash}")
    return [_holder(one, assessment.uuid) for one in who]


def own_holder(user: User, assessment: UUID) -> Holder:
    """Return as whom a person may have left answers to an assessment, in reach or not, or there or not.

    The key opens nothing but what that person left on the same device; whether there is such an assessment or who may
    read it does not follow from it.
    """
    return _holder(f"user {user.pk}", assessment)


def _holder(who: str, assessment: UUID) -> Holder:
    who = f"{who} of {assessment}"
    name = salted_hmac("assessments.unsent.name", who, algorithm="sha256").hexdigest()[:32]
    key = salted_hmac("assessments.unsent.key", who, algorithm="sha256").digest()
    return Holder(name, base64.b64encode(key).decode())
