"""What happens to the claims of quick checks without an account after the start: a new private link, and the end."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from assessments.access import claim_hash
from assessments.beginnings import CLAIM_DAYS
from assessments.models import Assessment
from c4ir_assess.exceptions import TransitionNotAllowed

KEPT_DAYS = 7  # after the expiry, for whoever calls about a link that opens nothing any more
MOST_AT_ONCE = 100


def renew_claim(*, assessment: Assessment) -> str:
    """Give a quick check without an account a new link for as long as a first one, and return its token.

    The link before opens nothing from then on. The update asks for the claim that was read, so of two acts at once one
    is refused and nobody holds a token that was replaced before it was shown.
    """
    token = secrets.token_urlsafe(32)
    held = Assessment.objects.filter(pk=assessment.pk, site__isnull=True, claim_hash=assessment.claim_hash)
    expires_at = timezone.now() + timedelta(days=CLAIM_DAYS)
    if not held.update(claim_hash=claim_hash(token), claim_expires_at=expires_at):
        raise TransitionNotAllowed("renew_claim")
    assessment.claim_hash, assessment.claim_expires_at = claim_hash(token), expires_at
    return token


@transaction.atomic
def delete_expired() -> int:
    """Delete quick checks that nobody can open any more, some at a time, and return how many."""
    ended = timezone.now() - timedelta(days=KEPT_DAYS)
    expired = Assessment.objects.filter(site__isnull=True, claim_expires_at__lt=ended).order_by("claim_expires_at")
    found = list(expired.select_for_update(skip_locked=True).values_list("pk", flat=True)[:MOST_AT_ONCE])
    if found:
        Assessment.objects.filter(pk__in=found).delete()
    return len(found)
