"""Filters of the queue that a person keeps under a name."""

from django.db import transaction

from accounts.models import User
from c4ir_assess.exceptions import LimitExceeded
from reviews.models import SavedView

MOST = 20


def of(user: User) -> list[SavedView]:
    """Return a person's own, by name."""
    return list(SavedView.objects.filter(user=user).order_by("name", "pk"))


@transaction.atomic
def keep(*, user: User, name: str, query: str) -> SavedView:
    """Keep filters under a name; the same name is given other filters. LimitExceeded beyond twenty."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    mine = SavedView.objects.filter(user=user)
    if mine.count() >= MOST and not mine.filter(name=name).exists():
        raise LimitExceeded
    kept, _ = SavedView.objects.update_or_create(user=user, name=name, defaults={"query": query})
    return kept
