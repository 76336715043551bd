"""Which programmes a person sees, and how many firms take part: numbers, never who and never an answer."""

from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q, QuerySet

if TYPE_CHECKING:
    from programmes.models import Participation, Programme  # noqa: F401 -- names in the annotations below


class ProgrammeQuerySet(QuerySet["Programme"]):
    """Programmes."""

    def of_staff(self, user_id: int) -> Self:
        """Keep those that a person works for."""
        return self.filter(assignments__user=user_id)

    def with_counts(self) -> Self:
        """Add ``firms``, how many take part now, and ``partings``, how often one has left."""
        has_left = Q(participations__left_at__isnull=False)
        return self.annotate(
            firms=Count("participations", filter=~has_left, distinct=True),
            partings=Count("participations", filter=has_left, distinct=True),
        )

    def with_version(self) -> Self:
        """Fetch the framework version along, without its document."""
        return self.select_related("framework_version").defer("framework_version__document")


class ParticipationQuerySet(QuerySet["Participation"]):
    """Firms' places in programmes."""

    def open(self) -> Self:
        """Keep those that nobody has left."""
        return self.filter(left_at__isnull=True)

    def of_member(self, user_id: int | None) -> Self:
        """Keep those of the firms that a person belongs to."""
        return self.filter(organization__memberships__user=user_id)
