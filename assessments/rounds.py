"""Assessing the same plant again after a while: the round before is kept, its answers are filled in to be confirmed.

The first assessment is round 0. A new one is started from one that is completed, in the newest version of the same
framework, and there is one open round a plant and framework.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from accounts.models import Site, User
from assessments import lifecycle
from assessments.asked import framework_of
from assessments.carrying import carried
from assessments.continuing import variant_in
from assessments.models import Assessment, Scope, Support
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from questionnaires import library
from questionnaires.models import FrameworkVersion

MOST_SUPPORTS = 20
MOST_LETTERS = 400  # of a note


@dataclass(frozen=True, slots=True)
class Helped:
    """One line of help that the plant had."""

    kind: str
    provider: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One of the assessments of a plant that follow each other; ``number`` counts from 1. Not done yet without date."""

    assessment: Assessment
    number: int
    is_this: bool
    done_at: datetime | None


def may_repeat(assessment: Assessment) -> bool:
    """Whether this can be followed by another round: a plant's full assessment with a result."""
    is_full = assessment.scope == Scope.FULL and assessment.site_id is not None
    return is_full and assessment.state != Assessment.State.DRAFT


def newest(assessment: Assessment) -> FrameworkVersion:
    """Return the version that the next round is about; TransitionNotAllowed once every version is retired."""
    try:
        return library.newest(assessment.framework_version.framework)
    except FrameworkVersion.DoesNotExist as retired:
        raise TransitionNotAllowed("repeat") from retired


@transaction.atomic
def repeat(*, assessment: Assessment, by: User) -> Assessment:
    """Start the next round with the last answers, none of them confirmed; one that is open already is returned."""
    if not may_repeat(assessment) or assessment.site is None:
        raise TransitionNotAllowed("repeat")
    Site.objects.select_for_update(no_key=True).get(
        pk=assessment.site.pk
    )  # a second tap waits here and finds the first one's row
    same_work = _same_work(assessment)
    already = same_work.filter(state=Assessment.State.DRAFT).order_by("-pk").first()
    if already is not None:
        return already
    version = newest(assessment)
    framework = library.get(version.content_hash)
    following = Assessment.objects.create(
        framework_version=version,
        scope=Scope.FULL,
        variant=variant_in(framework, assessment.variant),
        site=assessment.site,
        started_by=by,
        continued_from=assessment,
        round=(same_work.aggregate(last=Max("round"))["last"] or 0) + 1,
    )
    kept = carried(framework_of(assessment), framework, assessment.responses.order_by("item")).answers
    lifecycle.prefill(assessment=following, answers={item: (given, False) for item, (given, _) in kept.items()}, by=by)
    return following


@transaction.atomic
def keep_supports(*, assessment: Assessment, helped: Sequence[Helped]) -> None:
    """Store what help the plant had since the round before, in place of what was noted; nothing is an answer too.

    Two lines of one kind from one provider become one, with both notes.
    """
    notes: dict[tuple[str, str], list[str]] = {}
    for each in helped:
        notes.setdefault((each.kind, each.provider), []).extend([each.note] if each.note else [])
    if len(notes) > MOST_SUPPORTS or not {kind for kind, _ in notes} <= set(Support.Kind.values):
        raise InvalidAnswer("supports: unknown kind, or too many")
    locked = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    if locked.round == 0 or locked.state != Assessment.State.DRAFT:
        raise TransitionNotAllowed("keep_supports")
    locked.supports.all().delete()
    Support.objects.bulk_create(
        Support(assessment=locked, kind=kind, provider=provider, note=_joined(said))
        for (kind, provider), said in notes.items()
    )


def _joined(notes: Sequence[str]) -> str:
    """Return notes as one; InvalidAnswer beyond the length that a note may have, rather than a part of them."""
    joined = "; ".join(notes)
    if len(joined) > MOST_LETTERS:
        raise InvalidAnswer("supports: the notes of one kind and provider are too long together")
    return joined


def rounds_of(assessment: Assessment) -> list[Round]:
    """Return the rounds that this assessment is one of, the first one first; none if it was never repeated."""
    if assessment.site_id is None or assessment.scope != Scope.FULL:
        return []
    rows = list(_same_work(assessment).order_by("round", "pk"))
    repeated = {row.continued_from_id for row in rows if row.round}
    chain: dict[int, Assessment] = {}
    for row in rows:  # of two in one round the one that was gone on from, else the newest
        if (row.round or row.pk in repeated) and (row.round not in chain or chain[row.round].pk not in repeated):
            chain[row.round] = row
    if assessment.pk not in {row.pk for row in chain.values()}:
        return []
    keys = [row.pk for row in chain.values()]
    done = dict(Assessment.objects.filter(pk__in=keys).values_list("pk").annotate(Max("submissions__submitted_at")))
    return [Round(row, number + 1, row.pk == assessment.pk, done[row.pk]) for number, row in sorted(chain.items())]


def numbers(assessments: Collection[Assessment]) -> dict[int, int]:
    """Return the number of the round by key, of those assessments that were repeated or repeat another one."""
    repeated = {each.continued_from_id for each in assessments if each.round}
    return {each.pk: each.round + 1 for each in assessments if each.round or each.pk in repeated}


def answered_now(assessments: Collection[Assessment]) -> set[tuple[int | None, str]]:
    """Return the plants and frameworks of full assessments that are being answered; these are not repeated now."""
    drafts = (each for each in assessments if each.state == Assessment.State.DRAFT and each.scope == Scope.FULL)
    return {(each.site_id, each.framework_version.framework) for each in drafts}


def to_repeat(assessments: Collection[Assessment]) -> list[Assessment]:
    """Return the last round of each plant and framework that can be followed by another one now."""
    busy = answered_now(assessments)
    last: dict[tuple[int | None, str], Assessment] = {}
    for each in sorted(filter(may_repeat, assessments), key=lambda each: (each.round, each.pk)):
        last[each.site_id, each.framework_version.framework] = each
    return [each for work, each in last.items() if work not in busy]


def open_round(assessment: Assessment) -> Assessment | None:
    """Return the round of the same plant and framework that is being answered now."""
    return _same_work(assessment).filter(~Q(pk=assessment.pk), state=Assessment.State.DRAFT).order_by("-pk").first()


def _same_work(assessment: Assessment) -> QuerySet[Assessment]:
    """Return the full assessments of the same plant by the same framework, whatever its version."""
    own = FrameworkVersion.objects.filter(pk=assessment.framework_version_id)  # without reading its document
    return Assessment.objects.filter(
        site=assessment.site_id, scope=Scope.FULL, framework_version__framework__in=own.values("framework")
    )
