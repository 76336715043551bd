"""The only writers of requests: somebody asks, the operator says that it has come in, and answers."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Organization, User
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import TransitionNotAllowed
from privacy import due, telling
from privacy.models import DataRequest


@transaction.atomic
def ask(
    *,
    kind: DataRequest.Kind,
    by: User,
    organization: Organization | None = None,
    text: str = "",
    is_done: bool = False,
) -> DataRequest:
    """Write a request with its due dates, and queue what is told of it.

    What the product does by itself is acknowledged and done at once; of a copy is told when it can be downloaded.
    """
    today, now = timezone.localdate(), timezone.now() if is_done else None
    request = DataRequest.objects.create(
        kind=kind,
        person=by,
        organization=organization,
        text=text,
        acknowledge_by=due.acknowledge_by(today),
        due_on=due.due_on(kind, today),
        acknowledged_at=now,
        done_at=now,
    )
    _record(request, by, "ask")
    if not is_done:
        telling.queue_received(request)
    elif kind != DataRequest.Kind.EXPORT:
        telling.queue_done(request)
    return request


@transaction.atomic
def acknowledge(*, request: DataRequest, by: User) -> None:
    """Say that a request has come in; saying it twice is harmless."""
    waiting = DataRequest.objects.filter(pk=request.pk, acknowledged_at__isnull=True)
    if waiting.update(acknowledged_at=timezone.now(), handled_by=by):
        _record(request, by, "acknowledge")


@transaction.atomic
def finish(*, request: DataRequest, by: User, answer: str) -> None:
    """Write what was done about a request; TransitionNotAllowed if somebody did so before."""
    acknowledge(request=request, by=by)
    still_open = DataRequest.objects.filter(pk=request.pk, done_at__isnull=True)
    if not still_open.update(done_at=timezone.now(), handled_by=by, answer=answer):
        raise TransitionNotAllowed("finish")
    _record(request, by, "finish")
    telling.queue_done(request)


def _record(request: DataRequest, by: User, act: str) -> None:
    """Write into the firm's audit log, or into the operator's for a person's own, what becomes of a request."""
    chain = request.organization.uuid if request.organization else trail.OPERATOR
    trail.record(chain=chain, by=by, act=Act.REQUEST, subject=request.uuid, kind=str(request.kind), by_act=act)
