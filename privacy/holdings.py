"""What is kept of a firm or of a person, table by table. The tables are found from the models: none can be forgotten.

A table belongs to a firm or a person if its rows go when they go, and so does what the product keeps after that only to
prove what was done: their requests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import CASCADE, ForeignObjectRel, Model, QuerySet

from accounts.models import Organization, User
from privacy.models import DataRequest

# Reached from a person, but another's: a firm's, or the acts of the operator's own people.
NOT_A_PERSONS = {"admin.logentry", "evidence.upload"}


@dataclass(frozen=True, slots=True)
class Table:
    """One table, and the lookup that leads from its rows to whom they belong."""

    model: type[Model]
    path: str

    @property
    def label(self) -> str:
        """Return its name, as in ``assessments.response``."""
        return self.model._meta.label_lower

    def rows(self, owner: Organization | User) -> QuerySet[Any]:
        """Return the rows of one firm or person, the oldest first."""
        return self.model._default_manager.filter(**{self.path: owner.pk}).order_by("pk")


def of_firms() -> tuple[Table, ...]:
    """Return every table that holds rows of a firm, parents before children."""
    return tuple(_tables(Organization))


def of_people() -> tuple[Table, ...]:
    """Return every table that holds rows of a person."""
    return tuple(table for table in _tables(User) if table.label not in NOT_A_PERSONS)


def _tables(root: type[Model]) -> Iterator[Table]:
    """Walk from the owner's own table to all that hang on it, each by the shortest way."""
    found, waiting = {root}, [Table(root, "pk")]
    while waiting:
        above = waiting.pop(0)
        yield above
        for relation in _relations(above.model):
            below = relation.related_model
            if below not in found and _belongs(relation):
                found.add(below)
                further = [] if above.model is root else [above.path]
                waiting.append(Table(below, "__".join([relation.field.name, *further])))


def _relations(model: type[Model]) -> Iterator[ForeignObjectRel]:
    for field in model._meta.get_fields(include_hidden=True):
        if isinstance(field, ForeignObjectRel) and (field.one_to_many or field.one_to_one):
            yield field


def _belongs(relation: ForeignObjectRel) -> bool:
    return relation.on_delete is CASCADE or relation.related_model is DataRequest
