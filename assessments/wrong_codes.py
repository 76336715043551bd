"""How many wrong codes of a kind may come from one address in an hour; many people of one factory share one.

Right ones are not counted: a whole room may type the same code from the same poster.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

MOST_AN_HOUR = 30
HOUR = 3600


def are_too_many(request: HttpRequest, kind: str) -> bool:
    """Whether no further code of a kind is looked at in this hour."""
    return int(cache.get(_key(request, kind), 0)) >= MOST_AN_HOUR


def count(request: HttpRequest, kind: str) -> None:
    """Count a wrong code, each of many at once."""
    key = _key(request, kind)
    if not cache.add(key, 1, 2 * HOUR):  # the key is of one hour; it never ends while it is counted
        cache.incr(key)


def _key(request: HttpRequest, kind: str) -> str:
    return f"wrong_code:{kind}:{get_adapter(request).get_client_ip(request)}:{timezone.now():%Y%m%d%H}"
