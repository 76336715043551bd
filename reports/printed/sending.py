"""Handing a file over: to be saved under its name, and kept nowhere on the way."""

from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header


def data(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Return the answer that sends a file made for this request."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def pdf(opened: BinaryIO, name: str) -> FileResponse:
    """Return the answer that sends an opened PDF."""
    response = FileResponse(opened, as_attachment=True, filename=name, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
