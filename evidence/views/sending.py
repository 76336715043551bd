"""The way in for the page's script: a file is announced, then sent piece by piece, from wherever it was cut off."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments import asked, outline
from assessments.access import sign_in_first
from evidence import access, uploads
from evidence.refusals import refuse
from evidence.views import pieces
from evidence.views.pages import list_only
from evidence.views.refusing import refusing_to_a_script


@require_POST
@sign_in_first
@never_cache
@refusing_to_a_script
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the announcement of a file and say where to send it, and from which byte on."""
    reach = access.get_editable_reach(request, uuid, request.POST.get("item", ""))
    assessment, seat, announced = reach.assessment, reach.seat, pieces.announced(request)
    if announced is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if not announced.item:
        refuse("question")
    outline.get_item(asked.of_firm(assessment), assessment.scope, announced.item)
    upload = uploads.begin(assessment=assessment, announced=announced, by=seat.by, delegation=seat.delegation)
    return pieces.told_where(upload, reverse("evidence:piece", args=[assessment.uuid, upload.uuid]))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
@never_cache
@refusing_to_a_script
def piece(request: HttpRequest, uuid: UUID, upload: UUID) -> HttpResponse:
    """Take the piece that begins at ``Upload-Offset``; the last one answers the page's new list of files.

    409 tells the byte from which to go on. A GET tells it too.
    """
    reach, row = access.get_upload(request, uuid, upload)
    row.assessment = reach.assessment
    if (response := pieces.taken(request, row)) is not None:
        return response
    kept = uploads.finish(upload=row, by_name=reach.seat.name)
    said = gettext("Added: %(name)s") % {"name": kept.name}
    return JsonResponse({"added": said, "html": list_only(request, reach, request.GET.get("item", ""))})
