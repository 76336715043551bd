"""A firm's profile: three facts to start with, the rest when it helps."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import access, facts, firms, language, openings
from accounts.firm_forms import FirmForm, FirmStartForm
from accounts.models import User

OPENINGS_SHOWN = 3


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def firm_create(request: HttpRequest) -> HttpResponse:
    """Ask who the firm is; one more plant or firm of the same person is a matter for later."""
    assert isinstance(request.user, User)  # noqa: S101 -- login_required
    if access.has_firm(request):
        return redirect(language.local_url(request, request.GET.get("next", "")) or "accounts:firm")
    if request.user.is_reviewer:
        raise PermissionDenied
    form = FirmStartForm(request.POST or None)
    if form.is_valid():
        firms.create_firm(by=request.user, site_name=_("Plant 1"), **form.cleaned_data)
        return redirect(language.local_url(request, request.GET.get("next", "")) or "assessments:home")
    return render(request, "accounts/firm_create.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@login_required
def firm(request: HttpRequest) -> HttpResponse:
    """Show what is known of the firm, and who belongs to it."""
    if not access.has_firm(request):
        return redirect("accounts:firm_create")
    site = access.get_site(request, request.GET.get("site", ""))
    context = {
        "site": site,
        "firm": site.organization,
        "of_firm": facts.of_firm(site.organization),
        "of_plant": facts.of_plant(site),
        "missing": facts.missing(site),
        "members": site.organization.memberships.select_related("user").order_by("pk"),
        "opened": openings.of_firm(site.organization)[:OPENINGS_SHOWN],
        "others": access.get_sites(request).exclude(pk=site.pk),
    }
    return render(request, "accounts/firm_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def firm_edit(request: HttpRequest) -> HttpResponse:
    """Let an owner complete or correct the profile."""
    site = access.get_own_site(request, request.GET.get("site", ""))
    form = FirmForm(request.POST or None, site=site)
    if form.is_valid():
        firms.update_firm(site=site, firm_facts=form.firm_facts(), site_facts=form.site_facts())
        messages.success(request, _("The profile is saved."))
        return redirect(f"{reverse('accounts:firm')}?site={site.uuid}")
    context = {"form": form, "site": site}
    return render(request, "accounts/firm_edit.html", context, status=422 if form.is_bound else 200)
