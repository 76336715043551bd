"""Sending what strangers gave us: never as a page of ours, never kept on the way, with the name that people know."""

from django.http import FileResponse, Http404
from django.utils.http import content_disposition_header

from evidence import store
from evidence.models import Evidence

TYPES = {
    Evidence.Kind.PICTURE: "image/jpeg",
    Evidence.Kind.PDF: "application/pdf",
    Evidence.Kind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Evidence.Kind.DOCUMENT: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def download(evidence: Evidence) -> FileResponse:
    """Send a file to be saved; only a picture that was scanned is shown at once."""
    is_shown = evidence.kind == Evidence.Kind.PICTURE and evidence.scan == Evidence.Scan.CLEAN
    return _sent(evidence, evidence.stored, TYPES[Evidence.Kind(evidence.kind)], as_attachment=not is_shown)


def shown_beside(evidence: Evidence) -> FileResponse:
    """Send a file to be looked at beside an answer, inside a page of ours; what no browser shows is sent to be saved.

    A picture was drawn anew here. A PDF is shown by the browser's own viewer, which runs no page of ours and which a
    sandbox would keep shut; only a page of this origin may frame it.
    """
    if evidence.kind not in {Evidence.Kind.PICTURE, Evidence.Kind.PDF}:
        return download(evidence)
    response = _sent(evidence, evidence.stored, TYPES[Evidence.Kind(evidence.kind)], as_attachment=False)
    if evidence.kind == Evidence.Kind.PDF:
        response["Content-Security-Policy"] = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
        response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def thumbnail(evidence: Evidence) -> FileResponse:
    """Send a picture's thumbnail, which was drawn here; 404 without one."""
    if not evidence.thumbnail:
        raise Http404
    return _sent(evidence, evidence.thumbnail, TYPES[Evidence.Kind.PICTURE], as_attachment=False)


def _sent(evidence: Evidence, name: str, content_type: str, *, as_attachment: bool) -> FileResponse:
    try:
        response = FileResponse(store.open_file(name), content_type=content_type)
    except FileNotFoundError as gone:
        raise Http404 from gone
    response["Content-Disposition"] = content_disposition_header(as_attachment, evidence.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
