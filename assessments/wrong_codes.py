"""How many wrong codes may come from one address in an hour; many people of one factory share one."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

MOST_AN_HOUR = 30
HOUR = 3600


def are_too_many(request: HttpRequest) -> bool:
    """Whether no further code is looked at in this hour."""
    return int(cache.get(_key(request), 0)) >= MOST_AN_HOUR


def count(request: HttpRequest) -> None:
    """Count a wrong code."""
    cache.set(_key(request), int(cache.get(_key(request), 0)) + 1, HOUR)


def _key(request: HttpRequest) -> str:
    return f"wrong_code:{get_adapter(request).get_client_ip(request)}:{timezone.now():%Y%m%d%H}"
