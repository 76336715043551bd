"""What a report is made from: the stored scorecard, the frozen answers, and whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from assessments import scores
from assessments.answers import Given
from assessments.models import Scorecard
from assessments.scoring import types as scoring
from questionnaires import library
from questionnaires.document import Framework, Item, Node


@dataclass(frozen=True, slots=True)
class Source:
    """All facts that a report tells; ``firm`` and ``place`` are as at completion."""

    framework: Framework
    card: scoring.Scorecard
    priorities: tuple[scoring.Priority, ...]
    answers: Mapping[str, Given]
    firm: str
    place: str
    day: date
    troubles: tuple[str, ...] = ()
    # Published frameworks that the crosswalk leads to, by id.
    others: Mapping[str, Framework] = field(default_factory=dict)
    # What decided which questions were asked and how they weigh.
    variant: str | None = None
    profile: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_quick(self) -> bool:
        """Whether only the key items were asked."""
        return self.card.scope == "quick"

    @property
    def scored(self) -> dict[str, scoring.Answer]:
        """Return the answers as the engine takes them."""
        return {item: scoring.Answer(given.state, given.value) for item, given in self.answers.items()}

    def asked(self, node: Node) -> list[Item]:
        """Return the items of a leaf node that were asked."""
        return [item for item in node.items if item.key or not self.is_quick]


def read(row: Scorecard) -> Source:
    """Read the source of a stored scorecard; the numbers are the stored ones."""
    submission = row.submission
    stored = scores.stored(row)
    framework = library.get(row.framework_hash)
    return Source(
        framework=framework,
        card=stored.scorecard,
        priorities=stored.priorities,
        answers={
            answer.item: Given(answer.state, answer.value, answer.reason)  # type: ignore[arg-type]  # the model's choices are the states
            for answer in submission.answers.all()
        },
        firm=submission.firm_name,
        place=submission.place,
        day=timezone.localdate(submission.submitted_at),
        troubles=tuple(filter(None, (submission.first_trouble, submission.second_trouble))),
        others=library.newest_of(others_of(framework)) if row.scope == "full" else {},
        variant=submission.variant or None,
        profile=submission.profile,
    )


def others_of(framework: Framework) -> list[str]:
    """Return the ids of the frameworks that the crosswalk leads to."""
    return [draft.framework for draft in framework.drafts] + [each.framework for each in framework.crosswalks]
