"""The only writers of opinion rounds. An opinion never touches what the firm answers, nor its result."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from accounts.models import Membership, User
from accounts.names import tidy
from assessments import asked, audited, delegating, outline
from assessments.answers import Given
from assessments.delegating import Keys
from assessments.models import Assessment, Scope
from assessments.outline import Section
from c4ir_assess.audit.models import Act
from c4ir_assess.exceptions import TransitionNotAllowed
from opinions.comparing import Compared, compare
from opinions.models import Opinion, OpinionRound, Participant
from questionnaires.answer_types import Ladder
from questionnaires.document import Item

MOST_PARTICIPANTS = 500
KEYS_LAST = timedelta(days=30)
Side = Participant.Side


def pages(assessment: Assessment) -> tuple[Section, ...]:
    """Return the pages of key questions, a block a page; none where the framework names no key questions."""
    return outline.sections(asked.of_firm(assessment), Scope.QUICK)


def open_round(*, assessment: Assessment, by: User) -> tuple[OpinionRound, Keys]:
    """Begin a round, and return what leads people in; TransitionNotAllowed where one is open or nothing is asked."""
    if not pages(assessment):
        raise TransitionNotAllowed("open_round")
    keys = delegating.new_keys()
    try:
        with transaction.atomic():
            made = OpinionRound.objects.create(assessment=assessment, opened_by=by, **_hashes(keys))
            audited.record(assessment, Act.SHARED, by=by, subject=made.uuid, what="round")
    except IntegrityError as fault:
        raise TransitionNotAllowed("open_round") from fault
    return made, keys


@transaction.atomic
def renew_keys(*, opinion_round: OpinionRound, by: User) -> Keys:
    """Return a new link and code in place of those before; who is in already stays in."""
    keys = delegating.new_keys()
    renewed = {**_hashes(keys), "opened_by": by, "keys_made_at": timezone.now()}
    if not OpinionRound.objects.filter(pk=opinion_round.pk, closed_at__isnull=True).update(**renewed):
        raise TransitionNotAllowed("renew_keys")
    audited.record(
        opinion_round.assessment, Act.SHARED, by=by, subject=opinion_round.uuid, what="round", is_renewed=True
    )
    return keys


@transaction.atomic
def close_round(*, opinion_round: OpinionRound, by: User | None) -> None:
    """End a round: nobody answers any more, and the owner reads what was said. Once more is harmless."""
    if OpinionRound.objects.filter(pk=opinion_round.pk, closed_at__isnull=True).update(closed_at=timezone.now()):
        audited.record(opinion_round.assessment, Act.UNSHARED, by=by, subject=opinion_round.uuid, what="round")


@transaction.atomic
def join(*, opinion_round: OpinionRound, side: str, name: str = "") -> Participant:
    """Let a person in; TransitionNotAllowed once the round is closed or full."""
    _lock(opinion_round, "join")
    if opinion_round.participants.count() >= MOST_PARTICIPANTS:
        raise TransitionNotAllowed("join")
    return Participant.objects.create(round=opinion_round, side=side, name=tidy(name))


@transaction.atomic
def save_opinions(*, participant: Participant, given: Iterable[tuple[str, Given | None]]) -> None:
    """Store what a person thinks, item by item; None takes an opinion back. TransitionNotAllowed once it is closed."""
    _lock(participant.round, "save_opinions")
    for item, opinion in given:
        mine = Opinion.objects.filter(participant=participant, item=item)
        if opinion is None:
            mine.delete()
            continue
        told = {"state": opinion.state, "value": opinion.value, "reason": opinion.reason, "given_at": timezone.now()}
        Opinion.objects.update_or_create(participant=participant, item=item, defaults=told)


def finish(*, participant: Participant) -> None:
    """Keep that the person has said to be done."""
    Participant.objects.filter(pk=participant.pk).update(finished_at=timezone.now())


def find_by_token(token: str) -> OpinionRound | None:
    """Return the open round that a link leads to."""
    return _open().filter(token_hash=delegating.token_hash(token)).first()


def find_by_code(code: str) -> OpinionRound | None:
    """Return the open round that a code leads to, however it was typed."""
    return _open().filter(code_hash=_code_hash(delegating.plain_code(code))).first()


def keys_end_at(opinion_round: OpinionRound) -> datetime:
    """Return when link and code let nobody in any more; a new link lasts anew."""
    return opinion_round.keys_made_at + KEYS_LAST


def counts(opinion_round: OpinionRound) -> dict[str, int]:
    """Return how many people of each side have said anything; all that is told while the round is open."""
    told = opinion_round.participants.filter(opinions__isnull=False)
    sides = {side.value: Count("pk", filter=Q(side=side), distinct=True) for side in Side}
    return told.aggregate(**sides)


def compared(opinion_round: OpinionRound) -> list[tuple[Item, Compared]]:
    """Return the key questions with levels as both sides see them, the greatest disagreement first."""
    items = {
        item.id: item
        for page in pages(opinion_round.assessment)
        for item in page.items
        if isinstance(item.answer, Ladder)
    }
    levels: dict[str, dict[str, list[int]]] = {side.value: {} for side in Side}
    rows = Opinion.objects.filter(participant__round=opinion_round, state="answered", item__in=items)
    for item, side, value in rows.values_list("item", "participant__side", "value"):
        if isinstance(value, int):
            levels[side].setdefault(item, []).append(value)
    found = compare(list(items), levels[Side.MANAGEMENT], levels[Side.SHOP_FLOOR])
    return [(items[each.item], each) for each in found]


def _open() -> QuerySet[OpinionRound]:
    """Return the rounds whose link still lets people in: not too old, and whoever gave it still belongs to the firm."""
    firm = F("assessment__site__organization")
    return OpinionRound.objects.filter(
        closed_at__isnull=True,
        keys_made_at__gt=timezone.now() - KEYS_LAST,
        opened_by__is_active=True,
        opened_by__memberships__organization=firm,
        opened_by__memberships__role__in=(Membership.Role.OWNER, Membership.Role.CONTRIBUTOR),
    ).select_related("assessment__site__organization")


def _lock(opinion_round: OpinionRound, act: str) -> None:
    """Let joining, answering and closing follow each other; refuse once the round is closed."""
    row = OpinionRound.objects.select_for_update(no_key=True).get(pk=opinion_round.pk)
    if row.closed_at is not None:
        raise TransitionNotAllowed(act)


def _hashes(keys: Keys) -> dict[str, str]:
    return {"token_hash": delegating.token_hash(keys.token), "code_hash": _code_hash(keys.code)}


def _code_hash(code: str) -> str:
    """Return what is stored of a round's code: it and the code of a part given to a colleague never open each other."""
    return delegating.code_hash(f"opinions:{code}")
