"""From where somebody answers: with the whole assessment in reach, or asked for one part of it."""

from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from assessments.models import Assessment, Delegation


@dataclass(frozen=True, slots=True)
class Seat:
    """Who answers pages of an assessment, and which ones.

    ``by`` is a person with an account who reaches the whole. A colleague who was asked has a ``delegation``, the
    ``pages`` of its part and a ``name``, which is empty until it was given.
    """

    assessment: Assessment
    by: User | None = None
    delegation: Delegation | None = None
    pages: frozenset[str] | None = None
    name: str = ""

    @property
    def lacks_name(self) -> bool:
        """Whether the colleague has still to say who answers."""
        return self.delegation is not None and not self.name

    @property
    def is_over(self) -> bool:
        """Whether a colleague who was asked comes too late: the assessment is completed."""
        return self.delegation is not None and self.assessment.state != Assessment.State.DRAFT

    @property
    def home(self) -> str:
        """Return the page with the list of parts, or the one of the part alone."""
        if self.delegation is not None:
            return reverse("assessments:delegated", args=[self.delegation.uuid])
        return reverse("assessments:tasks", args=[self.assessment.uuid])

    def reaches(self, page: str) -> bool:
        """Whether a page of questions is within reach."""
        return self.pages is None or page in self.pages
