"""What became of a submission since its firm first sent it: each act with who, when and why."""

from dataclasses import dataclass

from assessments.models import Assessment, Event

Act = Event.Act

GIVEN_BACK = (Act.SENT_BACK, Act.REOPENED)
DECIDES = (*GIVEN_BACK, Act.SENT, Act.TAKEN_BACK, Act.PROPOSED, Act.APPROVED)
OF_ITS_FIRM = (Act.STARTED, Act.COMPLETED, Act.CORRECTED)  # before it was sent, or between: not the staff's to read


@dataclass(frozen=True, slots=True)
class History:
    """The acts, the newest first."""

    events: tuple[Event, ...]

    @property
    def given_back(self) -> Event | None:
        """Return why the advisor has it again: a proposal sent back, or a report withdrawn, with nothing since."""
        last = next((event for event in self.events if event.act in DECIDES), None)
        return last if last and last.act in GIVEN_BACK else None


def of(assessment: Assessment) -> History:
    """Read what became of a submission, in one query."""
    acts = assessment.events.exclude(act__in=OF_ITS_FIRM).select_related("by").order_by("-at", "-pk")
    return History(tuple(acts))
