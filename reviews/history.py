"""What became of a submission since its firm first sent it: each act with who, when and why."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import pgettext

from accounts.models import User
from assessments.models import Assessment, Event
from reviews.models import HandBack

Act = Event.Act

GIVEN_BACK = (Act.SENT_BACK, Act.REOPENED)
DECIDES = (*GIVEN_BACK, Act.SENT, Act.TAKEN_BACK, Act.PROPOSED, Act.APPROVED)
OF_ITS_FIRM = (Act.STARTED, Act.COMPLETED, Act.CORRECTED)  # before it was sent, or between: not the staff's to read


@dataclass(frozen=True, slots=True)
class Step:
    """One act; ``act`` is empty where it moved no assessment: an advisor handed the review back."""

    words: str
    at: datetime
    by: User | None
    reason: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """The acts, the newest first."""

    steps: tuple[Step, ...]

    @property
    def given_back(self) -> Step | None:
        """Return why the advisor has it again: a proposal sent back, or a report withdrawn, with nothing since."""
        last = next((step for step in self.steps if step.act in DECIDES), None)
        return last if last and last.act in GIVEN_BACK else None

    @property
    def handed_back(self) -> Step | None:
        """Return the last time that an advisor handed the review back."""
        return next((step for step in self.steps if not step.act), None)


def of(assessment: Assessment) -> History:
    """Read what became of a submission, in two queries."""
    acts = assessment.events.exclude(act__in=OF_ITS_FIRM).select_related("by").order_by("-at", "-pk")
    steps = [Step(event.get_act_display(), event.at, event.by, event.reason, event.act) for event in acts]
    gave_up = HandBack.objects.filter(review__assessment=assessment).select_related("by").order_by("-at", "-pk")
    steps += [Step(pgettext("history of a review", "Handed back"), row.at, row.by, row.reason) for row in gave_up]
    return History(tuple(sorted(steps, key=lambda step: step.at, reverse=True)))
