"""What a script says of a file that it sends, and what it is told: for every page on which files are sent in pieces."""

import re
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError

from evidence import uploads
from evidence.models import Upload
from evidence.uploads import Announced


def announced(request: HttpRequest) -> Announced | None:
    """Return what the script says of the file; None for what it never sends."""
    post = request.POST
    size, digest = post.get("size", ""), post.get("digest", "")
    if not re.fullmatch(r"[0-9]{1,12}", size) or not re.fullmatch(r"([0-9a-f]{64})?", digest):
        return None
    return Announced(post.get("name", ""), int(size), post.get("item", ""), post.get("caption", ""), digest)


def told_where(upload: Upload, url: str) -> JsonResponse:
    """Tell where to send a file, and from which byte on."""
    told = {"url": url, "offset": upload.offset, "piece": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    return JsonResponse(told, status=HTTPStatus.CREATED)


def taken(request: HttpRequest, row: Upload) -> HttpResponse | None:
    """Take the piece that begins at ``Upload-Offset`` and tell how far it is; None once the whole is there."""
    if request.method != "POST":
        return JsonResponse({"offset": row.offset})
    sent = _piece(request)
    if sent is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    if not _is_whole(row) and not uploads.take(upload=row, offset=sent[0], piece=sent[1]):
        row.refresh_from_db(fields=["offset"])
        return JsonResponse({"offset": row.offset}, status=HTTPStatus.CONFLICT)
    return None if _is_whole(row) else JsonResponse({"offset": row.offset})


def _is_whole(row: Upload) -> bool:
    return row.offset == row.size


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
