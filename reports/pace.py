"""How fast one person may try answers: the engine works for each try, and a person needs a moment to read it."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

MOST_A_MINUTE = 120
MINUTE = 60


def is_too_fast(request: HttpRequest) -> bool:
    """Count a try for the person, without an account for the client's address; nothing of the try is kept."""
    person = request.user.pk if request.user.is_authenticated else get_adapter(request).get_client_ip(request)
    key = f"what_if:{person}:{timezone.now():%Y%m%d%H%M}"
    made = int(cache.get(key, 0))
    cache.set(key, made + 1, MINUTE)
    return made >= MOST_A_MINUTE
