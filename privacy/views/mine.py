"""“My data”, and the list of who opened it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import openings as opened
from accounts.forms import ConsentForm
from accounts.models import Organization
from privacy import access, overview

PAGE_SIZE = 20


@require_safe
@login_required
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """Show what is kept of the person and of their firms, what they agreed to and what they can ask for."""
    return page(request)


@require_safe
@login_required
@never_cache
def openings(request: HttpRequest) -> HttpResponse:
    """List who of the operator opened what of a firm, the newest first."""
    firm = access.get_firm(request, request.GET.get("firm", ""))
    rows = Paginator(opened.of_firm(firm), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = {
        "firm": firm,
        "page": rows,
        "opened": overview.with_things(rows.object_list),
        "shared": overview.shared_openings(firm),
    }
    return render(request, "privacy/openings.html", shown)


def page(
    request: HttpRequest,
    *,
    failed: ConsentForm | None = None,
    failed_for: Organization | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show “My data”, after a consent that could not be kept with its form as it was posted."""
    person = access.get_person(request)
    shown = {
        "person": person,
        "choices": overview.personal_choices(person, failed),
        "firms": overview.firms(person, failed, failed_for),
        "history": overview.history(person),
        "requests": overview.requests(person),
        "copies": person.exports.filter(expires_at__gt=timezone.now()).select_related("organization").order_by("-pk"),
        "failed": failed,
    }
    return render(request, "privacy/my_data.html", shown, status=status)
