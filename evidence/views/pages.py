"""The page of files: of one question or of a whole assessment, and what can be done with each of them."""

from dataclasses import dataclass, field
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.access import may_answer, sign_in_first
from assessments.cards import reader_language
from assessments.models import Assessment
from c4ir_assess.exceptions import UnknownItem
from evidence import access, intake, lifecycle, listing, receiving, serving
from evidence.access import Reach
from evidence.models import Evidence
from evidence.refusals import Refused, in_megabytes
from evidence.views.refusing import refusing_on_a_page


@dataclass(slots=True)
class Troubles:
    """What was refused in one request: a line each, and under which field they stand."""

    lines: list[str] = field(default_factory=list)
    caption: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # checked in _add: before, the body is neither measured nor anybody's to send
@sign_in_first
@never_cache
@refusing_on_a_page
def files(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the files, of one question with ``?item=``; a POST of the plain form adds some."""
    item = request.GET.get("item", "")
    if request.method != "POST":
        return show(request, access.get_reach(request, uuid, item), item)
    reach = access.get_editable_reach(request, uuid, item)
    if int(request.META.get("CONTENT_LENGTH") or 0) > receiving.largest_request():
        troubles = Troubles([Refused("too_large_at_once").sentence])
        return show(request, reach, item, troubles, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    request.upload_handlers = [receiving.Receiver(request)]
    return _add(request, reach)


@require_POST
@sign_in_first
@refusing_on_a_page
def change(request: HttpRequest, uuid: UUID, file: UUID) -> HttpResponse:
    """Remove a file, describe it, let it support a question or no longer; then go back to where it was done."""
    reach, found = access.get_editable_evidence(request, uuid, file)
    found.assessment = reach.assessment
    act, item, here = (request.POST.get(name, "") for name in ("act", "item", "here"))
    _check(reach, found, act, item)
    match act:
        case "remove":
            lifecycle.remove(evidence=found, by=reach.seat.by)
            messages.success(request, gettext("The file is removed."))
        case "describe":
            return _describe(request, reach, found, here)
        case "use":
            lifecycle.use(evidence=found, item=item, by=reach.seat.by)
        case "set_aside":
            lifecycle.set_aside(evidence=found, item=item, by=reach.seat.by)
        case _:
            return HttpResponse(status=400)
    return _back(reach.assessment, here)


@require_safe
@sign_in_first
def download(request: HttpRequest, uuid: UUID, file: UUID) -> HttpResponseBase:
    """Send a file to those who answer the assessment."""
    return serving.download(access.get_evidence(request, uuid, file))


@require_safe
@sign_in_first
def thumbnail(request: HttpRequest, uuid: UUID, file: UUID) -> HttpResponseBase:
    """Send a picture's thumbnail to those who answer the assessment."""
    return serving.thumbnail(access.get_evidence(request, uuid, file))


def show(
    request: HttpRequest,
    reach: Reach,
    item: str,
    troubles: Troubles | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Return the page; UnknownItem for a question that this firm is not asked."""
    return render(request, "evidence/files.html", _context(reach, item, troubles), status=status)


def list_only(request: HttpRequest, reach: Reach, item: str) -> str:
    """Return the list of files as it stands now, for a page that is open."""
    return render_to_string("evidence/_files.html", _context(reach, item, None), request)


def _check(reach: Reach, found: Evidence, act: str, item: str) -> None:
    """Keep a colleague who was asked to the questions of the part, and others' files as they are."""
    if not reach.is_whole and item and not reach.has(item):
        raise UnknownItem(item)
    if act != "use" and not reach.may_change(found):
        raise PermissionDenied


@csrf_protect
def _add(request: HttpRequest, reach: Reach) -> HttpResponse:
    item, troubles = request.POST.get("item", ""), Troubles()
    sent = [file for file in request.FILES.getlist("file") if isinstance(file, receiving.Received)]
    try:
        caption = intake.caption(request.POST.get("caption", ""))
    except Refused as refusal:
        troubles.caption = refusal.sentence
    else:
        _keep(request, reach, item, caption, sent, troubles)
    if not troubles.lines and not troubles.caption:
        return _back(reach.assessment, item)
    here = request.GET.get("item", "")
    return show(request, reach, here, troubles, HTTPStatus.UNPROCESSABLE_ENTITY)


def _keep(
    request: HttpRequest,
    reach: Reach,
    item: str,
    caption: str,
    sent: list[receiving.Received],
    troubles: Troubles,
) -> None:
    """Take in what can be taken, one by one, and say of the rest why not."""
    if not item or not sent:
        troubles.lines.append(Refused("nothing" if item else "question").sentence)
        return
    if not reach.has(item):
        raise UnknownItem(item)
    for file in sent:
        try:
            intake.announced(file.sent_name, file.sent_size)
            accepted = intake.accept(file.sent_name, file.read())
            lifecycle.add(
                assessment=reach.assessment,
                item=item,
                accepted=accepted,
                caption=caption,
                by=reach.seat.by,
                delegation=reach.seat.delegation,
                by_name=reach.seat.name,
            )
        except Refused as refusal:
            troubles.lines.append(f"{file.sent_name[:60]}: {refusal.sentence}")
        else:
            messages.success(request, gettext("Added: %(name)s") % {"name": accepted.name})


def _describe(request: HttpRequest, reach: Reach, found: Evidence, here: str) -> HttpResponse:
    try:
        caption = intake.caption(request.POST.get("caption", ""))
    except Refused as refusal:
        return show(request, reach, here, Troubles([refusal.sentence]), HTTPStatus.UNPROCESSABLE_ENTITY)
    lifecycle.describe(evidence=found, caption=caption, by=reach.seat.by)
    return _back(reach.assessment, here)


def _context(reach: Reach, item: str, troubles: Troubles | None) -> dict[str, object]:
    assessment, known = reach.assessment, listing.questions_within(reach, reader_language())
    if item and item not in known:
        raise UnknownItem(item)
    found = listing.lines(reach, known, item)
    return {
        "assessment": assessment,
        "here": item,
        "question": known.get(item),
        "questions": known.values(),
        "mine": [line for line in found if line.is_for_this] if item else found,
        "others": [line for line in found if not line.is_for_this and not line.evidence.at_visit] if item else [],
        "troubles": troubles,
        "is_whole": reach.is_whole,
        "is_open": may_answer(assessment) and lifecycle.takes(assessment, item),
        "longest_caption": intake.LONGEST_CAPTION,
        "file_limit": in_megabytes(settings.EVIDENCE_FILE_BYTES),
    }


def _back(assessment: Assessment, item: str) -> HttpResponseRedirect:
    page = reverse("evidence:files", args=[assessment.uuid])
    return redirect(f"{page}?{urlencode({'item': item})}" if item else page)
