"""How far the answering is: each page's state, and who touched it last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assessments import outline
from assessments.models import Assessment, Response
from assessments.outline import Section
from questionnaires.document import Framework, Item, Node

type TaskState = Literal["todo", "open", "done"]


@dataclass(frozen=True, slots=True)
class Task:
    """One page of questions as the task list shows it.

    ``answered`` counts answers of any kind, ``unknown`` those that say "do not know" and are therefore still open.
    """

    section: Section
    answered: int
    unknown: int
    minutes: int
    last: Response | None

    @property
    def total(self) -> int:
        """Return how many questions the page asks."""
        return len(self.section.questions)

    @property
    def state(self) -> TaskState:
        """Done means that nothing on the page is open any more."""
        if not self.answered:
            return "todo"
        return "done" if self.answered == self.total and not self.unknown else "open"


def responses_of(assessment: Assessment) -> dict[str, Response]:
    """Return the present answers by item, with the people who gave them, in one query."""
    rows = Response.objects.filter(assessment=assessment).select_related("answered_by")
    return {response.item: response for response in rows}


def tasks(framework: Framework, scope: str, responses: Mapping[str, Response]) -> list[Task]:
    """Return all pages with their states."""
    return [_task(framework, scope, section, responses) for section in outline.sections(framework, scope)]


def by_block(tasks: Iterable[Task]) -> list[tuple[Node | None, list[Task]]]:
    """Group the dimensions under their blocks, in order; where the pages are the blocks, they are one group."""
    grouped: dict[str, tuple[Node | None, list[Task]]] = {}
    for task in tasks:
        block = task.section.block if task.section.node != task.section.block else None
        grouped.setdefault(block.id if block else "", (block, []))[1].append(task)
    return list(grouped.values())


def missing(section: Section, responses: Mapping[str, Response]) -> list[Item]:
    """Return the page's questions that have no answer of any kind."""
    return [item for item in section.items if item.id not in responses]


def _task(framework: Framework, scope: str, section: Section, responses: Mapping[str, Response]) -> Task:
    given = [responses[item.id] for item in section.items if item.id in responses]
    return Task(
        section=section,
        answered=len(given),
        unknown=sum(one.state == Response.State.DONT_KNOW for one in given),
        minutes=outline.minutes(framework, scope, items=len(section.questions)),
        last=max(given, key=lambda one: one.answered_at, default=None),
    )
