"""The page that proves an issued report, for everybody who holds its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reports.issued import verify_page
from reports.public_pages import public_page


@require_safe
@public_page
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Say what a report is and where it stands; a wrong address and a report that is gone read the same."""
    report = verify_page.find(token)
    if report is None:
        return render(request, "reports/verify_nothing.html", status=404)
    return render(request, "reports/verify.html", {"proof": verify_page.proof(report)})
