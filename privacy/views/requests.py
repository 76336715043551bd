"""Correct, restrict, erase: what people ask for about their data."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from c4ir_assess.exceptions import FirmWithoutOwner
from privacy import access, asking, due, erasing, restricting
from privacy.forms import CorrectForm, LeaveForm, TypedForm
from privacy.models import DataRequest

ERASED = "erased_request"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def correct(request: HttpRequest) -> HttpResponse:
    """Lead to the pages on which data is corrected, and take a request for what they cannot correct."""
    form = CorrectForm(request.POST or None)
    if form.is_valid():
        text = form.cleaned_data["text"]
        asking.ask(kind=DataRequest.Kind.CORRECT, by=access.get_person(request), text=text)
        messages.success(request, _("Your request has come in. You see below by when it is answered."))
        return redirect("privacy:my_data")
    shown = {"form": form, "due": _dates(DataRequest.Kind.CORRECT)}
    return render(request, "privacy/correct.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def restrict(request: HttpRequest) -> HttpResponse:
    """Let an owner keep everything of the firm to its members, or open it again."""
    firm = access.get_own_firm(request, request.POST.get("firm", "") or request.GET.get("firm", ""))
    if request.method != "POST":
        is_restricted = hasattr(firm, "restriction")
        shown = {"firm": firm, "is_restricted": is_restricted, "due": _dates(DataRequest.Kind.RESTRICT)}
        return render(request, "privacy/restrict.html", shown)
    if request.POST.get("act") == "lift":
        restricting.lift(organization=firm, by=access.get_person(request))
        messages.success(request, _("The restriction is lifted: your consents hold again as they stand."))
    else:
        restricting.restrict(organization=firm, by=access.get_person(request))
        messages.success(request, _("Restricted: from now on only members of the firm open its data."))
    return redirect("privacy:my_data")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def erase_firm(request: HttpRequest) -> HttpResponse:
    """Erase a firm, once an owner has typed its name."""
    firm = access.get_own_firm(request, request.POST.get("firm", "") or request.GET.get("firm", ""))
    form = TypedForm(request.POST or None, expected=firm.name, label=_("To confirm, type the name of the firm"))
    if form.is_valid():
        erasing.erase_firm(organization=firm, by=access.get_person(request))
        said = _("%(firm)s is erased here, with all its answers, results and files.")
        messages.success(request, said % {"firm": firm.name})
        return redirect("privacy:my_data")
    members = firm.memberships.exclude(user=request.user.pk).select_related("user").order_by("pk")
    shown = {"form": form, "firm": firm, "members": members, "due": _dates(DataRequest.Kind.ERASE_FIRM)}
    return render(request, "privacy/erase_firm.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def erase_person(request: HttpRequest) -> HttpResponse:
    """Erase the person who asks, once it is said what becomes of their firms and their address is typed.

    The operator's own people are erased by an administrator: what they did for firms is not theirs alone.
    """
    person = access.get_person(request)
    firms = erasing.last_owned(person)
    form = LeaveForm(request.POST or None, person=person, firms=firms)
    if not form.is_valid() or person.is_reviewer:
        if form.is_bound and person.is_reviewer:
            raise PermissionDenied
        shown = {"form": form, "person": person, "firms": firms, "due": _dates(DataRequest.Kind.ERASE_PERSON)}
        return render(request, "privacy/erase_person.html", shown, status=422 if form.is_bound else 200)
    try:
        done = erasing.erase_person(person=person, firms_go_to=form.firms_go_to)
    except FirmWithoutOwner:  # somebody else left meanwhile: what becomes of that firm is asked now
        return redirect("privacy:erase_person")
    logout(request)
    request.session[ERASED] = str(done.uuid)
    return redirect("privacy:erased")


@require_safe
@never_cache
def erased(request: HttpRequest) -> HttpResponse:
    """Tell somebody who has no account any more that everything is gone, with the number of the request."""
    done = DataRequest.objects.filter(uuid=request.session[ERASED]).first() if ERASED in request.session else None
    if done is None:
        raise Http404
    return render(request, "privacy/erased.html", {"done": done})


def _dates(kind: DataRequest.Kind) -> dict[str, object]:
    """Return the law's dates for a request of today."""
    today = timezone.localdate()
    return {"acknowledge_by": due.acknowledge_by(today), "on": due.due_on(kind, today)}
