"""The only writers of programmes, their staff, and firms' places in them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organization, User
from c4ir_assess.audit import trail
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import TransitionNotAllowed
from programmes import codes
from programmes.models import Assignment, Participation, Programme

FIELDS = (
    "name_vi",
    "name_en",
    "operator",
    "partner",
    "offer_vi",
    "offer_en",
    "starts_on",
    "ends_on",
    "framework_version",
)
TRIES = 5


def make(*, facts: Mapping[str, Any], by: User) -> Programme:
    """Make a programme with a link and a code of its own; a code that is taken already is drawn again."""
    for _ in range(TRIES):
        code = codes.new_code()
        if not Programme.objects.filter(code=code).exists():
            break
    return Programme.objects.create(**{name: facts[name] for name in FIELDS}, code=code, created_by=by)


@transaction.atomic
def change(*, programme: Programme, facts: Mapping[str, Any]) -> None:
    """Change a programme that has not begun; TransitionNotAllowed afterwards, for firms have read what it is."""
    locked = _locked(programme)
    refuse_begun(programme=locked)
    for name in FIELDS:
        setattr(locked, name, facts[name])
    locked.save(update_fields=FIELDS)


def refuse_begun(*, programme: Programme) -> None:
    """Raise TransitionNotAllowed for a programme that can be changed no more."""
    if programme.state != Programme.State.PLANNED:
        raise TransitionNotAllowed("change")


@transaction.atomic
def end(*, programme: Programme) -> None:
    """End a programme before its last day: from now on nobody joins. Firms that take part stay until they leave."""
    locked = _locked(programme)
    if locked.state == Programme.State.ENDED:
        raise TransitionNotAllowed("end")
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])


@transaction.atomic
def assign(*, programme: Programme, user: User, by: User) -> None:
    """Let a person of the staff work for a programme; once is enough. TransitionNotAllowed for anybody else."""
    if not user.is_reviewer:
        raise TransitionNotAllowed("assign")
    _, is_new = Assignment.objects.get_or_create(programme=programme, user=user, defaults={"assigned_by": by})
    if is_new:
        _record_staff(programme, user, by, works=True)


@transaction.atomic
def unassign(*, programme: Programme, user: User, by: User) -> None:
    """Let a person of the staff work for a programme no longer; its firms are out of reach at once."""
    if Assignment.objects.filter(programme=programme, user=user).delete()[0]:
        _record_staff(programme, user, by, works=False)


@transaction.atomic
def join(
    *, programme: Programme, organization: Organization, by: User, wording: str, wording_version: str, language: str
) -> Participation:
    """Give a firm its place in a running programme; a second tap finds the first one's. TransitionNotAllowed else."""
    if _locked(programme).state != Programme.State.RUNNING:
        raise TransitionNotAllowed("join")
    place, is_new = Participation.objects.get_or_create(
        programme=programme,
        organization=organization,
        left_at=None,
        defaults={"joined_by": by, "wording": wording, "wording_version": wording_version, "language": language},
    )
    if is_new:
        _record_place(programme, organization, Act.AGREED, by)
    return place


@transaction.atomic
def leave(*, programme: Programme, organization: Organization, by: User) -> bool:
    """End a firm's place in a programme, whatever the programme's state; return whether there was one."""
    places = Participation.objects.open().filter(programme=programme, organization=organization)
    if not places.update(left_at=timezone.now(), left_by=by):
        return False
    _record_place(programme, organization, Act.WITHDRAWN, by)
    return True


def _record_place(programme: Programme, organization: Organization, act: Act, by: User) -> None:
    """Write into the firm's audit log that the programme's staff may see it, or may no longer."""
    trail.record(chain=organization.uuid, by=by, act=act, subject=programme.uuid, purpose="programme")


def _record_staff(programme: Programme, user: User, by: User, *, works: bool) -> None:
    trail.record(chain=trail.OPERATOR, by=by, act=Act.ROLE, subject=programme.uuid, person=user.pk, works=works)


def _locked(programme: Programme) -> Programme:
    """Return the row as it is now; acts on one programme follow each other."""
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
