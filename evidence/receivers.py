"""A file goes when its row goes, also with the assessment, the plant or the firm that it belonged to."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from evidence import store
from evidence.models import Evidence, Upload


@receiver(post_delete, sender=Evidence)
def remove_files(*, instance: Evidence, **_signal: Any) -> None:
    """Remove a piece of evidence from the store, once it is sure that its row is gone."""
    transaction.on_commit(partial(store.remove, instance.stored, instance.thumbnail))


@receiver(post_delete, sender=Upload)
def remove_part(*, instance: Upload, **_signal: Any) -> None:
    """Remove what had arrived of an upload."""
    transaction.on_commit(partial(store.remove, instance.stored))
