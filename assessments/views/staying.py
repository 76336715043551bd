"""What a page's scripts ask beside the answers: how long the session still lasts, and the keys to what waits."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from assessments import staying, unsent


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stay(request: HttpRequest) -> HttpResponse:
    """Tell in how many seconds the session ends, after a POST put off to its full length; 401 once it has ended."""
    if request.session.is_empty():
        return HttpResponse(status=401)
    seconds = staying.renew(request) if request.method == "POST" else staying.seconds_left(request)
    return JsonResponse({"seconds": seconds})


@require_safe
@never_cache
def unsent_keys(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell a person the key to the answers that they left on this device, though the assessment may be out of reach."""
    if not isinstance(request.user, User):
        return HttpResponse(status=401)
    return JsonResponse({"holders": [unsent.own_holder(request.user, uuid)]})
