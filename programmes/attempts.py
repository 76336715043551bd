"""Wrong codes are counted for each address, so that nobody finds programmes by trying.

Right ones are not: a whole room of owners behind one address types the same code from the same poster.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

MOST_AN_HOUR = 30
HOUR = 3600


def is_too_many(request: HttpRequest) -> bool:
    """Whether this address has typed too many wrong codes within the hour."""
    return int(cache.get(_key(request), 0)) >= MOST_AN_HOUR


def count(request: HttpRequest) -> None:
    """Count a wrong code."""
    cache.set(_key(request), int(cache.get(_key(request), 0)) + 1, HOUR)


def _key(request: HttpRequest) -> str:
    address = get_adapter(request).get_client_ip(request)
    return f"programme_code:{address}:{timezone.now():%Y%m%d%H}"
