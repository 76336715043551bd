"""A programme as firms meet it: the code on a poster, the page behind the link, joining, leaving, starting."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import gates
from accounts.models import Organization
from assessments import lifecycle as assessing
from assessments import wrong_codes
from assessments.access import writable_sites
from assessments.cards import reader_language
from assessments.forms import StartForm
from assessments.models import Scope
from c4ir_assess.exceptions import TransitionNotAllowed
from programmes import access, lifecycle, wording
from programmes.forms import CodeForm, JoinForm
from programmes.models import Programme
from questionnaires import library
from questionnaires.models import FrameworkVersion


@require_safe
@never_cache
def enter_code(request: HttpRequest, code: str = "") -> HttpResponse:
    """Lead from a poster's code to the programme; ask for the code where none or a wrong one was given."""
    typed = code or request.GET.get("code", "")
    form = CodeForm({"code": typed} if typed else None)
    if not form.is_bound:
        return render(request, "programmes/code.html", {"form": form})
    if wrong_codes.are_too_many(request, "programme"):
        return render(request, "429.html", status=429)
    found = Programme.objects.filter(code=form.cleaned_data["code"]).first() if form.is_valid() else None
    if found is not None:
        return redirect("programmes:invitation", found.token)
    wrong_codes.count(request, "programme")
    return render(request, "programmes/code.html", {"form": form, "is_wrong": True}, status=404)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say who runs the programme, what a firm gets and who sees what; a POST joins with a firm."""
    programme = access.get_invitation(token)
    if request.method == "POST":
        return _join(request, programme)
    return _page(request, programme)


@login_required
def _join(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Join as the owner of a firm, in the words that the page showed."""
    firm = access.get_owned_firm(request, request.POST.get("firm", ""))
    form = JoinForm(request.POST)
    form.fields["firm"].queryset = access.owned_firms(request)  # type: ignore[attr-defined]  # a field of models
    if form.is_stale or not form.is_valid():
        return _page(request, programme, form=form, status=422)
    try:
        with translation.override(form.cleaned_data["language"]):
            words = wording.wording(programme)
        lifecycle.join(
            programme=programme,
            organization=firm,
            by=gates.person(request),
            wording=words,
            wording_version=form.cleaned_data["wording_version"],
            language=form.cleaned_data["language"],
        )
    except TransitionNotAllowed:
        messages.warning(request, gettext("This programme takes no firms at present, so nothing was changed."))
    else:
        messages.success(request, gettext("%(firm)s takes part in the programme now.") % {"firm": firm.name})
    return redirect("programmes:invitation", programme.token)


@require_POST
@login_required
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """End a firm's place in the programme at once."""
    programme = access.get_invitation(token)
    firm = access.get_owned_firm(request, request.POST.get("firm", ""))
    if lifecycle.leave(programme=programme, organization=firm, by=gates.person(request)):
        told = gettext("%(firm)s has left the programme. Its staff no longer sees your firm.")
        messages.success(request, told % {"firm": firm.name})
    return redirect("programmes:invitation", programme.token)


@require_POST
@login_required
def start(request: HttpRequest, token: str) -> HttpResponse:
    """Start the full assessment of the programme's version for a plant of a firm that takes part."""
    programme = access.get_invitation(token)
    sites = _sites(request, programme)
    if not sites:
        raise PermissionDenied if access.own_places(request, programme).exists() else Http404
    form = _start_form(request.POST.dict() | {"scope": Scope.FULL.value}, programme, sites)
    if not form.is_valid():
        return _page(request, programme, start=form, status=422)
    assessment = assessing.start(
        site=form.cleaned_data["site"] or sites[0],
        scope=Scope.FULL,
        by=gates.person(request),
        framework=programme.framework_version,
        variant=form.cleaned_data["variant"],
        is_exact=True,
    )
    return redirect("assessments:tasks", assessment.uuid)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """List the programmes in which the person's firms take part."""
    places = access.own_places(request).select_related("joined_by").order_by("-joined_at")
    owned = set(access.owned_firms(request).values_list("pk", flat=True))
    return render(request, "programmes/mine.html", {"places": places, "owned": owned})


def _page(
    request: HttpRequest,
    programme: Programme,
    *,
    form: JoinForm | None = None,
    start: StartForm | None = None,
    status: int = 200,
) -> HttpResponse:
    places = list(access.own_places(request, programme).order_by("joined_at"))
    joined = {place.organization_id for place in places}
    owned = list(access.owned_firms(request))
    sites = _sites(request, programme)
    context: dict[str, Any] = {
        "programme": programme,
        "framework": library.get(programme.framework_version.content_hash),
        "seen": wording.seen(programme),
        "unseen": wording.unseen(programme),
        "leaving": wording.leaving(),
        "agreement": wording.agreement(programme),
        "wording_version": wording.WORDING_VERSION,
        "language": get_language(),
        "places": places,
        "owned": {firm.pk for firm in owned},
        "firms": [firm for firm in owned if firm.pk not in joined],
        "is_member": bool(owned) or _is_member(request),
        "sites": sites,
        "start": start or (_start_form(None, programme, sites) if sites else None),
        "form": form,
    }
    return render(request, "programmes/invitation.html", context, status=status)


def _is_member(request: HttpRequest) -> bool:
    return Organization.objects.filter(memberships__user=request.user.pk).exists()


def _sites(request: HttpRequest, programme: Programme) -> list[Any]:
    """Return the plants for which this person may start: of firms that take part, while the version is in use."""
    if programme.framework_version.status != FrameworkVersion.Status.PUBLISHED:
        return []
    joined = set(access.own_places(request, programme).values_list("organization", flat=True))
    return [site for site in writable_sites(request) if site.organization_id in joined]


def _start_form(data: Any, programme: Programme, sites: list[Any]) -> StartForm:
    framework = library.get(programme.framework_version.content_hash)
    return StartForm(data, sites=sites, framework=framework, language=reader_language())
