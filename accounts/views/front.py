"""The pages that need no account: the front door, and the switch between the two languages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import excerpt, language
from accounts.models import User


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """Say what this is, for whom, what it costs, who reads the answers and whom to call."""
    return render(request, "accounts/front_door.html", {"excerpt": excerpt.strips()})


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
