"""Who belongs to a firm: its owners change roles, show people out and invite; an invited person comes in by a link."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import access, invitations
from accounts import members as verbs
from accounts.member_forms import InviteForm, MemberForm, RoleForm
from accounts.models import Membership, Site, User
from c4ir_assess.exceptions import TransitionNotAllowed

_REFUSALS: dict[str, Promise] = {
    "change_role": gettext_lazy("A firm needs an owner. Please make somebody else an owner first."),
    "remove_member": gettext_lazy("A firm needs an owner. Please make somebody else an owner first."),
    "invite": gettext_lazy("Many invitations are waiting already. Please withdraw some of them first."),
    "invite_member": gettext_lazy("Whoever has this address belongs to the firm already."),
    "resend_soon": gettext_lazy("A letter went to this address a moment ago. Please wait ten minutes."),
    "resend": gettext_lazy("This invitation was accepted or withdrawn in the meantime."),
}


def telling_refusals(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say on the members' page what a verb refused; nothing was changed then."""

    @wraps(view)
    def gate(request: HttpRequest, **rest: object) -> HttpResponse:
        try:
            return view(request, **rest)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(_REFUSALS[str(refusal)]))
            return _back(access.get_own_site(request, request.GET.get("site", "")))

    return gate


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
@telling_refusals
def members(request: HttpRequest) -> HttpResponse:
    """Show owners who belongs to the firm and who is invited; a POST invites."""
    site = access.get_own_site(request, request.GET.get("site", ""))
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        invitations.invite(
            organization=site.organization, by=_person(request), language=_language(), **form.cleaned_data
        )
        messages.success(
            request, _("The invitation to %(email)s goes out now.") % {"email": form.cleaned_data["email"]}
        )
        return _back(site)
    context = {
        "site": site,
        "firm": site.organization,
        "rows": [
            (each, RoleForm(initial={"role": each.role}, auto_id=f"role-{each.pk}"))
            for each in site.organization.memberships.select_related("user").order_by("pk")
        ],
        "waiting": invitations.waiting(site.organization),
        "form": form,
    }
    return render(request, "accounts/members.html", context, status=422 if form.is_bound else 200)


@require_POST
@login_required
@telling_refusals
def role(request: HttpRequest) -> HttpResponse:
    """Give a member another role."""
    site = access.get_own_site(request, request.GET.get("site", ""))
    named, given = MemberForm(request.POST, organization=site.organization), RoleForm(request.POST)
    if named.is_valid() and given.is_valid():
        verbs.change_role(member=named.cleaned_data["member"], role=given.cleaned_data["role"], by=_person(request))
        messages.success(request, _("The role is changed."))
    return _back_or_out(request, site)


@require_POST
@login_required
@telling_refusals
def remove(request: HttpRequest) -> HttpResponse:
    """Show a member out."""
    site = access.get_own_site(request, request.GET.get("site", ""))
    named = MemberForm(request.POST, organization=site.organization)
    if named.is_valid():
        verbs.remove_member(member=named.cleaned_data["member"], by=_person(request))
        gone = {"name": str(named.cleaned_data["member"].user)}
        messages.success(request, _("%(name)s no longer belongs to the firm.") % gone)
    return _back_or_out(request, site)


@require_POST
@login_required
@telling_refusals
def resend(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write to an invited person again."""
    site = access.get_own_site(request, request.GET.get("site", ""))
    invitation = get_object_or_404(site.organization.invitations, uuid=uuid)
    invitations.resend(invitation=invitation, by=_person(request), language=_language())
    messages.success(request, _("The invitation to %(email)s goes out now.") % {"email": invitation.email})
    return _back(site)


@require_POST
@login_required
def revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Withdraw an invitation."""
    site = access.get_own_site(request, request.GET.get("site", ""))
    invitation = get_object_or_404(site.organization.invitations, uuid=uuid)
    invitations.revoke(invitation=invitation, by=_person(request))
    messages.success(request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email})
    return _back(site)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show whoever has the letter what they are invited to; the one tap that accepts is a POST by that address."""
    found = invitations.find(token)
    if found is None:
        return _over(request)
    person = request.user if isinstance(request.user, User) else None
    if request.method == "POST":
        if person is None:
            raise PermissionDenied
        try:
            invitations.accept(invitation=found, by=person)
        except TransitionNotAllowed:
            return _over(request)
        messages.success(request, _("You belong to %(firm)s now.") % {"firm": found.organization.name})
        return redirect("assessments:home")
    context = {
        "invitation": found,
        "is_for_me": person is not None and invitations.is_for(found, person),
        "is_my_address": person is not None and person.email == found.email,
        "next": urlencode({"next": request.path}),
    }
    return render(request, "accounts/invitation.html", context)


def _over(request: HttpRequest) -> HttpResponse:
    """Say the same of a link that was used, withdrawn or renewed, that has expired, and that never was."""
    return render(request, "accounts/invitation_over.html", status=404)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- login_required
    return request.user


def _language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE


def _back(site: Site) -> HttpResponse:
    return redirect(f"{reverse('accounts:members')}?site={site.uuid}")


def _back_or_out(request: HttpRequest, site: Site) -> HttpResponse:
    """Return to the page of members; who has just given up owning the firm goes to what is left to see."""
    still = site.organization.memberships.filter(user=_person(request), role=Membership.Role.OWNER)
    return _back(site) if still.exists() else redirect("assessments:home")
