"""Health pages for machines: no session, no language, no versions, never cached."""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from c4ir_assess.jobs import health


@never_cache
@require_safe
def livez(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- the same for everybody
    """Say that the process answers, whatever else is down: restarting it would mend nothing."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 -- the same for everybody
    """Say whether to send people here. Late workers are no reason not to: answers are kept and worked off later."""
    found = health.look()
    return JsonResponse({"status": found.status, **asdict(found)}, status=503 if found.status == "failed" else 200)
