"""The way in for the page's script: a file is announced, then sent piece by piece, from wherever it was cut off."""

import re
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from assessments import asked, outline
from assessments.access import sign_in_first
from evidence import access, uploads
from evidence.models import Upload
from evidence.refusals import refuse
from evidence.uploads import Announced
from evidence.views.pages import list_only
from evidence.views.refusing import refusing_to_a_script


@require_POST
@sign_in_first
@never_cache
@refusing_to_a_script
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the announcement of a file and say where to send it, and from which byte on."""
    reach = access.get_editable_reach(request, uuid, request.POST.get("item", ""))
    assessment, seat, announced = reach.assessment, reach.seat, _announced(request)
    if announced is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if not announced.item:
        refuse("question")
    outline.get_item(asked.of_firm(assessment), assessment.scope, announced.item)
    upload = uploads.begin(assessment=assessment, announced=announced, by=seat.by, delegation=seat.delegation)
    told = {
        "url": reverse("evidence:piece", args=[assessment.uuid, upload.uuid]),
        "offset": upload.offset,
        "piece": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
    }
    return JsonResponse(told, status=HTTPStatus.CREATED)


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
    if request.method != "POST":
        return JsonResponse({"offset": row.offset})
    sent = _piece(request)
    if sent is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if not _is_whole(row) and not uploads.take(upload=row, offset=sent[0], piece=sent[1]):
        row.refresh_from_db(fields=["offset"])
        return JsonResponse({"offset": row.offset}, status=HTTPStatus.CONFLICT)
    if not _is_whole(row):
        return JsonResponse({"offset": row.offset})
    kept = uploads.finish(upload=row, by_name=reach.seat.name)
    said = gettext("Added: %(name)s") % {"name": kept.name}
    return JsonResponse({"added": said, "html": list_only(request, reach, request.GET.get("item", ""))})


def _is_whole(row: Upload) -> bool:
    return row.offset == row.size


def _announced(request: HttpRequest) -> Announced | None:
    """Return what the script says of the file; None for what it never sends."""
    post = request.POST
    size, digest = post.get("size", ""), post.get("digest", "")
    if not re.fullmatch(r"[0-9]{1,12}", size) or not re.fullmatch(r"([0-9a-f]{64})?", digest):
        return None
    return Announced(post.get("name", ""), int(size), post.get("item", ""), post.get("caption", ""), digest)


def _piece(request: HttpRequest) -> tuple[int, bytes] | None:
    """Return offset and bytes of a piece that is not too large and that arrived whole; else None."""
    length, offset = request.META.get("CONTENT_LENGTH", ""), request.headers.get("Upload-Offset", "")
    if not (length.isdecimal() and offset.isdecimal() and len(offset) < 12):  # noqa: PLR2004 -- far above any file
        return None
    if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return None
    try:
        sent = request.body
    except UnreadablePostError:
        return None
    return (int(offset), sent) if len(sent) == int(length) else None
