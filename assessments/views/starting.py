"""Starting: for a plant, without an account by a private link, and from a quick check on to the full assessment."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Membership, Site, User
from assessments import access, claims, lifecycle, offers, preparing, rounds
from assessments.asked import framework_of
from assessments.cards import reader_language
from assessments.forms import StartForm
from assessments.models import Assessment, Scope
from assessments.offers import Offer
from assessments.views.refusals import refusing_kindly
from c4ir_assess.exceptions import InvalidAnswer, UnknownItem
from questionnaires import library

LINK = "quick_link"  # the private link of a quick check just started, until the tasks page has shown it
MOST_AN_HOUR = 30
HOUR = 3600
WISH = "continue_full"  # the quick check that a person without an account or a firm wants to continue


@dataclass(frozen=True, slots=True)
class Repeat:
    """A plant's last round that another one can follow, which would have this number."""

    last: Assessment
    offer: Offer
    number: int


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@refusing_kindly
def start(request: HttpRequest) -> HttpResponse:
    """Say what a framework asks; a POST starts it for one of the person's plants, full or as a quick check."""
    if not isinstance(request.user, User):
        return redirect_to_login(reverse("assessments:home"))
    sites = _own_sites(request)
    if not sites:
        return redirect("accounts:firm_create")
    data = request.POST if request.method == "POST" else request.GET
    offer = offers.find(data.get("framework", ""))
    if offer is None:
        raise UnknownItem("framework")
    form = StartForm(data, sites=sites, framework=offer.framework, language=reader_language())
    if request.method == "POST" and form.is_valid():
        return _to_questions(_started(form, offer, sites[0], request.user))
    if request.method == "POST" and not form.lacks_variant:
        raise InvalidAnswer("start: no such scope, plant or variant")
    return _start_page(request, offer, form, sites)


@require_safe
def prepare(request: HttpRequest) -> HttpResponse:
    """Tell everybody how long it takes, whom and which papers to have near, and what becomes of the answers."""
    offer = offers.offered()[0]
    context = {"offer": offer, "framework": offer.framework, "prepared": preparing.to_prepare(offer.framework)}
    return render(request, "assessments/prepare.html", context)


@require_POST
@refusing_kindly
def quick_start(request: HttpRequest) -> HttpResponse:
    """Start a quick check: of the person's plant, or without an account, held by a private link."""
    sites = access.writable_sites(request)
    if sites and isinstance(request.user, User):
        return _to_questions(lifecycle.start(site=sites[0], scope=Scope.QUICK, by=request.user))
    open_one = access.reachable(request).filter(site__isnull=True, state=Assessment.State.DRAFT).first()
    if open_one is not None:
        return _to_questions(open_one)
    if _is_too_many(request):
        return render(request, "429.html", status=429)
    claims.delete_expired()
    assessment, token = lifecycle.start_unclaimed()
    _keep_link(request, assessment, token)
    return _to_questions(assessment)


@require_safe
def quick_claim(request: HttpRequest, token: str) -> HttpResponse:
    """Open a quick check by its private link; from then on this session holds its claim."""
    claimed = Assessment.objects.filter(claim_hash=access.claim_hash(token), claim_expires_at__gt=timezone.now())
    assessment = get_object_or_404(claimed)
    access.keep_claim(request, token)
    return redirect("assessments:tasks", assessment.uuid)


@require_POST
@access.sign_in_first
@refusing_kindly
def new_link(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a new private link in place of one that was lost; the tasks page shows it once."""
    assessment = access.get_claimed_assessment(request, uuid)
    _keep_link(request, assessment, claims.renew_claim(assessment=assessment))
    return redirect("assessments:tasks", assessment.uuid)


@require_POST
@refusing_kindly
def continue_full(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Continue a quick check as a full assessment; who has no account or firm yet makes it first."""
    quick = access.get_assessment(request, uuid)
    if not isinstance(request.user, User):
        request.session[WISH] = str(uuid)
        return redirect("account_signup")
    sites = _own_sites(request)
    if not sites:
        request.session[WISH] = str(uuid)
        return redirect("accounts:firm_create")
    return _continue(request, quick, sites, request.user)


def has_wish(request: HttpRequest) -> bool:
    """Whether the person asked to continue a quick check before having an account or a firm."""
    return WISH in request.session


def fulfil_wish(request: HttpRequest) -> HttpResponse:
    """Continue the quick check that was waiting for an account; forget it if it cannot be continued any more."""
    uuid = UUID(request.session.pop(WISH))
    sites = access.writable_sites(request)
    try:
        quick = access.get_assessment(request, uuid)
    except Http404:
        return redirect("assessments:home")
    if not sites or not isinstance(request.user, User):
        return redirect("assessments:home")
    return _continue(request, quick, sites, request.user)


def repeats(found: Collection[Assessment], sites: Collection[Site], offered: Collection[Offer]) -> list[Repeat]:
    """Return what can be assessed again by those who may start something there: what people mean more often."""
    by_id = {offer.id: offer for offer in offered}
    return [
        Repeat(each, by_id[each.framework_version.framework], each.round + 2)
        for each in rounds.to_repeat(found)
        if each.site in sites and each.framework_version.framework in by_id
    ]


def private_link_once(request: HttpRequest, assessment: Assessment) -> str:
    """Return the private link of a quick check just started, the first time it is asked for; else nothing."""
    link = request.session.get(LINK)
    if not link or link["uuid"] != str(assessment.uuid):
        return ""
    del request.session[LINK]
    return f"{settings.BASE_URL}{link['path']}"


def _started(form: StartForm, offer: Offer, first: Site, by: User) -> Assessment:
    return lifecycle.start(
        site=form.cleaned_data["site"] or first,
        scope=Scope(form.cleaned_data["scope"]),
        by=by,
        framework=library.newest(offer.id),
        variant=form.cleaned_data["variant"],
    )


def _start_page(request: HttpRequest, offer: Offer, form: StartForm, sites: list[Site]) -> HttpResponse:
    """Ask what the framework has to know first; a button that did not ask for it leads here too, without reproach."""
    is_asked = "asked" in request.POST
    scope = Scope.QUICK if form.data.get("scope") == Scope.QUICK and offer.quick_items else Scope.FULL
    found = access.reachable(request).filter(framework_version__framework=offer.id).with_place()
    context = {
        "repeats": repeats(list(found), sites, [offer]) if scope == Scope.FULL else [],
        "offer": offer,
        "framework": offer.framework,
        "form": form,
        "sites": sites,
        "scope": scope,
        "site": form.data.get("site", ""),
        "prepared": preparing.to_prepare(offer.framework),
        "error": " ".join(str(error) for error in form.errors.get("variant", [])) if is_asked else "",
    }
    return render(request, "assessments/assessment_start.html", context, status=422 if is_asked else 200)


def _keep_link(request: HttpRequest, assessment: Assessment, token: str) -> None:
    access.keep_claim(request, token)
    request.session[LINK] = {"uuid": str(assessment.uuid), "path": reverse("assessments:quick_claim", args=[token])}


def _is_too_many(request: HttpRequest) -> bool:
    """Count a new quick check for the client's address; many people of one factory share one."""
    address = get_adapter(request).get_client_ip(request)
    key = f"quick_start:{address}:{timezone.now():%Y%m%d%H}"
    started = int(cache.get(key, 0))
    cache.set(key, started + 1, HOUR)
    return started >= MOST_AN_HOUR


def _own_sites(request: HttpRequest) -> list[Site]:
    """Return the plants to start for; none without a firm, 403 for a member who may only read."""
    sites = access.writable_sites(request)
    if not sites and Membership.objects.filter(user=request.user.pk).exists():
        raise PermissionDenied
    return sites


def _continue(request: HttpRequest, quick: Assessment, sites: list[Site], by: User) -> HttpResponse:
    """Continue in the plant that the quick check is of; one without an account goes to the person's first plant."""
    site = next((site for site in sites if quick.site_id in {None, site.pk}), None)
    if site is None:
        raise PermissionDenied  # read-only there: its answers are not to be carried into another firm
    full = lifecycle.continue_full(assessment=quick, site=site, by=by)
    messages.success(request, _("The answers of the quick check are here already; the other questions follow."))
    return redirect("assessments:tasks", full.uuid)


def _to_questions(assessment: Assessment) -> HttpResponse:
    """Go to the parts, but ask once before them what troubles the owner most."""
    has_none = not framework_of(assessment).troubles
    is_asked = has_none or assessment.troubles_asked or assessment.state != Assessment.State.DRAFT
    return redirect("assessments:tasks" if is_asked else "assessments:troubles", assessment.uuid)
