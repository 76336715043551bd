"""The second opinions that a person has to do with, by what is to be done."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, F

from accounts.models import User
from reviews.models import SecondOpinion
from reviews.second.access import opinions_within_reach

MOST = 200  # of each group: what is done comes last, and more of it is in the figures


class Group(StrEnum):
    """What is to be done, in the order of the page."""

    TO_RATE = "to_rate"
    TO_GIVE = "to_give"  # drawn by chance, and nobody was asked yet
    UNDER_WAY = "under_way"
    TO_RECONCILE = "to_reconcile"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Listed:
    """A group with its rows."""

    group: Group
    opinions: list[SecondOpinion]


def groups(user: User) -> list[Listed]:
    """Return the groups that hold anything, the oldest first in each."""
    rows = opinions_within_reach(user).annotate(rated=Count("ratings")).order_by(F("finished_at").desc(), "asked_at")
    found: dict[Group, list[SecondOpinion]] = {group: [] for group in Group}
    for opinion in rows:
        found[group_of(opinion, user)].append(opinion)
    return [Listed(group, opinions[:MOST]) for group, opinions in found.items() if opinions]


def group_of(opinion: SecondOpinion, user: User) -> Group:
    """Return what is to be done about a second opinion, as this person sees it."""
    if opinion.reconciled_at is not None:
        return Group.DONE
    if opinion.finished_at is not None:
        return Group.TO_RECONCILE
    if opinion.rater_id == user.pk:
        return Group.TO_RATE
    return Group.UNDER_WAY if opinion.rater_id else Group.TO_GIVE
