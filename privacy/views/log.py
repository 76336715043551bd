"""The audit log for administrators: choose a firm, read its chain, have it checked, take it away as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import openings
from accounts.gates import administrators_only, person
from c4ir_assess.audit import checking, exporting
from privacy.log import chains, page
from privacy.log.chains import Whose


@administrators_only
@never_cache
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Find a firm by its name, marks or not; the operator's own chain stands below."""
    typed = request.GET.get("q", "").strip()[:100]
    found = chains.find(typed, by=person(request)) if typed else []
    if typed:
        openings.note_list(by=person(request), where="bench/audit", shown=[each.chain.uuid for each in found])
    operators = chains.find("", by=person(request))
    shown = {"q": typed, "found": found, "most": chains.MOST_FOUND, "operators": operators}
    return render(request, "privacy/audit.html", shown)


@administrators_only
@never_cache
@require_safe
def entries(request: HttpRequest, chain: UUID) -> HttpResponse:
    """Show who did what to which and when; that it was opened is the newest entry."""
    reach = chains.within_reach(person(request))
    get_object_or_404(reach, uuid=chain)
    openings.note_log(chain=chain, by=person(request))
    whose = chains.whose(reach.get(uuid=chain))
    before, after = (page.number(request.GET.get(name, "")) for name in ("before", "after"))
    shown = {
        "whose": whose,
        "page": page.read(whose, before=before, after=after),
        **_check_of(whose),
    }
    return render(request, "privacy/audit_chain.html", shown)


@administrators_only
@never_cache
@require_safe
def progress(request: HttpRequest, chain: UUID) -> HttpResponse:
    """Answer the part of the page that tells of the check, for a page that waits for it; nothing else is opened."""
    whose = chains.whose(get_object_or_404(chains.within_reach(person(request)), uuid=chain))
    return render(request, "privacy/_audit_check.html", {"whose": whose, **_check_of(whose)})


@administrators_only
@require_POST
def check(request: HttpRequest, chain: UUID) -> HttpResponse:
    """Have a chain checked by a worker; the page tells when it is done."""
    found = get_object_or_404(chains.within_reach(person(request)), uuid=chain)
    checking.ask(chain=found.uuid, by=person(request))
    return redirect("privacy:audit_chain", found.uuid)


@administrators_only
@never_cache
@require_safe
def export(request: HttpRequest, chain: UUID) -> StreamingHttpResponse:
    """Send a chain as JSON lines, from which anybody can work out the hashes again."""
    found = get_object_or_404(chains.within_reach(person(request)), uuid=chain)
    openings.note_log_export(chain=found.uuid, by=person(request))
    response = StreamingHttpResponse(
        (f"{line}\n" for line in exporting.lines(found)), content_type="application/x-ndjson; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="audit-{found.uuid}.jsonl"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _check_of(whose: Whose) -> dict[str, object]:
    """Return what is known of a chain's wholeness: the last check, and its end on the last days."""
    check = checking.latest(whose.chain)
    return {
        "check": check,
        "has_failed": check is not None and checking.has_failed(check),
        "faults": page.fault_lines(check) if check else [],
        "days": chains.days(whose.chain),
    }
