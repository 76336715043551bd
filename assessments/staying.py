"""How long a session still lasts. It is put off by a page that is opened or by the person's word, never by a script."""

import time

from django.http import HttpRequest

RENEWED = "renewed"
PARTS = 7  # of its length: so often at most a session is written only to last longer


def seconds_left(request: HttpRequest) -> int:
    """Return in how many seconds this session ends, at the earliest."""
    return max(0, int(request.session.get(RENEWED, 0)) + request.session.get_expiry_age() - _now())


def renew(request: HttpRequest) -> int:
    """Let the session last its full length from now on, and return it in seconds."""
    request.session[RENEWED] = _now()
    return seconds_left(request)


def renew_by_visit(request: HttpRequest) -> int:
    """Renew a session of which a good part has passed; return in how many seconds it ends."""
    age = request.session.get_expiry_age()
    return seconds_left(request) if seconds_left(request) > age - age / PARTS else renew(request)


def _now() -> int:
    return int(time.time())
