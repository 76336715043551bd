"""The only writers of restrictions: a firm keeps everything to itself, and lets it be used again."""

from django.db import transaction

from accounts.models import Organization, User
from privacy import asking
from privacy.models import DataRequest, Restriction


@transaction.atomic
def restrict(*, organization: Organization, by: User) -> None:
    """From now on only members open what is the firm's and no figure counts it; the operator gets the request."""
    Organization.objects.select_for_update().get(pk=organization.pk)
    _, is_new = Restriction.objects.get_or_create(organization=organization)
    if is_new:
        asking.ask(kind=DataRequest.Kind.RESTRICT, by=by, organization=organization)


def lift(*, organization: Organization) -> None:
    """Let the firm's data be used again as its consents say."""
    Restriction.objects.filter(organization=organization).delete()
