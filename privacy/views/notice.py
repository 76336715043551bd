"""The privacy notice, for everybody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.consent_wording import NOTICE_VERSION, operator
from assessments.beginnings import CLAIM_DAYS
from privacy import due
from privacy.models import DataRequest


@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    """Say who keeps what, for what and how long, who reads it, and what people may ask for."""
    days = due.DAYS
    shown = {
        "version": NOTICE_VERSION,
        "who": operator(),
        "backup_days": settings.OPERATOR_BACKUP_DAYS,
        "claim_days": CLAIM_DAYS,
        "acknowledge_days": due.ACKNOWLEDGE_WORKING_DAYS,
        "show_days": days[DataRequest.Kind.EXPORT],
        "restrict_days": days[DataRequest.Kind.RESTRICT],
        "erase_days": days[DataRequest.Kind.ERASE_PERSON],
    }
    return render(request, "privacy/notice.html", shown)
