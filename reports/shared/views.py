"""What a bank or a buyer sees behind a private link: what the document is, its headline, and the PDF."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.issued import access as issued_access
from reports.models import ShareLink, ShareOpening
from reports.printed import languages, sending
from reports.public_pages import is_person, public_page
from reports.shared import links as share_links
from reports.shared import page as shared_page


@require_safe
@public_page
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was shared; a link that has ended and one that never was read the same."""
    link = share_links.find(token)
    page = shared_page.read(link, languages.of_page()) if link else None
    if link is None or page is None:
        return _nothing(request)
    _note(request, link, ShareOpening.What.PAGE)
    return render(request, "reports/shared.html", {"page": page, "token": token})


@require_safe
@public_page
def shared_pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    """Send the PDF that was shared, none that was withdrawn; while it is being made, the page asks again by itself."""
    link = share_links.find(token)
    if link is None or shared_page.is_withdrawn(link):
        return _nothing(request)
    found = shared_page.open_pdf(link)
    if found is None:
        waiting = render(request, "reports/shared_waiting.html", {"token": token}, status=202)
        waiting["Retry-After"] = "10"
        return waiting
    _note(request, link, ShareOpening.What.PDF)
    return sending.pdf(*found)


def _nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "reports/shared_nothing.html", status=404)


def _note(request: HttpRequest, link: ShareLink, what: ShareOpening.What) -> None:
    """Write the opening into the firm's list; the firm's own people look without being counted."""
    if is_person(request) and not issued_access.is_member(request, link.submission):
        share_links.note(link=link, what=what)
