"""What ``manage.py check --deploy`` says of the certificate that signs reports."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import checks
from django.utils import timezone

from c4ir_assess.exceptions import SigningFault
from reports.issued import signing

SOON = timedelta(days=30)


@checks.register("reports", deploy=True)
def certificate_can_sign(**_given: Any) -> Iterable[checks.CheckMessage]:
    """Find a certificate that cannot sign, or that soon cannot, before a report finds it."""
    try:
        found = signing.identity()
    except SigningFault as fault:
        return [checks.Error(str(fault), id="reports.E001")]
    if found and found.ends_at - timezone.now() < SOON:
        return [checks.Warning(f"SIGNING_CERTIFICATE expires on {found.ends_at:%Y-%m-%d}: renew it", id="reports.W001")]
    if settings.OPERATOR_NAME and (found is None or found.is_demonstration):
        which = "is the demonstration's, which proves nothing" if found else "is not set: reports are issued unsigned"
        return [checks.Warning(f"SIGNING_CERTIFICATE {which}", id="reports.W002")]
    return []
