"""The pages that need no account: the front door, and the switch between the two languages."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts import excerpt, language
from accounts.models import User

YEAR = 365 * 24 * 60 * 60  # seconds


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Say what this is, for whom, what it costs, who reads the answers and whom to call."""
    return render(request, "accounts/front_door.html", {"excerpt": excerpt.strips()})


@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
def logo(_request: HttpRequest, name: str) -> HttpResponse:
    """Send the operator's logo; another one has another name."""
    found = settings.OPERATOR_LOGO
    if found is None or found.name != name:
        raise Http404
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the language chosen, in the cookie and with the person, and return to the page it was chosen on."""
    response = redirect(language.way_back(request))
    chosen = request.POST.get("language")
    if chosen in dict(settings.LANGUAGES):
        language.remember(response, chosen)
        if isinstance(request.user, User):
            User.objects.filter(pk=request.user.pk).update(language=chosen)
    return response
