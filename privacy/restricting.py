"""The only writers of restrictions: a firm keeps everything to itself, and lets it be used again."""

from django.db import transaction

from accounts.models import Organization, User
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from privacy import asking
from privacy.models import DataRequest, Restriction


@transaction.atomic
def restrict(*, organization: Organization, by: User) -> None:
    """From now on only members open what is the firm's and no figure counts it; the operator gets the request."""
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    _, is_new = Restriction.objects.get_or_create(organization=organization)
    if is_new:
        _record(organization, by, is_restricted=True)
        asking.ask(kind=DataRequest.Kind.RESTRICT, by=by, organization=organization)


@transaction.atomic
def lift(*, organization: Organization, by: User) -> None:
    """Let the firm's data be used again as its consents say."""
    if Restriction.objects.filter(organization=organization).delete()[0]:
        _record(organization, by, is_restricted=False)


def _record(organization: Organization, by: User, *, is_restricted: bool) -> None:
    trail.record(chain=organization.uuid, by=by, act=Act.RESTRICTED, is_restricted=is_restricted)
