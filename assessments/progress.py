"""How far the answering is: the state of each part and page, and who touched it last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from assessments import outline
from assessments.answers import is_partial
from assessments.models import Assessment, Response
from assessments.outline import Section
from questionnaires.answer_types import FreeText
from questionnaires.document import Framework, Item, Node

type TaskState = Literal["todo", "open", "done", "optional"]
type AnswerStanding = Literal["missing", "partial", "unconfirmed", "unknown", "given"]

OPEN: frozenset[AnswerStanding] = frozenset({"missing", "partial", "unconfirmed"})


@dataclass(frozen=True, slots=True)
class Task:
    """A part as the task list shows it, or one page of it; a question that may stay empty is not counted.

    ``opens`` is the first page with something open, else the first one. ``answered`` counts answers of any kind,
    ``unknown`` those that say "do not know" and are therefore still open, ``unconfirmed`` those that were filled in and
    wait for the owner's word.
    """

    pages: tuple[Section, ...]
    opens: Section
    total: int
    answered: int
    unknown: int
    unconfirmed: int
    minutes: int
    last: Response | None

    @property
    def section(self) -> Section:
        """Return the first page, or the one that it is about."""
        return self.pages[0]

    @property
    def questions(self) -> int:
        """Return how many questions it asks, those that may stay empty among them."""
        return sum(len(page.items) for page in self.pages)

    @property
    def state(self) -> TaskState:
        """Done means that nothing of it is open any more."""
        if self.last is None:
            return "todo" if self.total else "optional"
        return "done" if self.answered == self.total and not self.unknown else "open"


def responses_of(assessment: Assessment) -> dict[str, Response]:
    """Return the present answers by item, with the people who gave them, in one query."""
    rows = Response.objects.filter(assessment=assessment).select_related("answered_by")
    return {response.item: response for response in rows}


def tasks(whole: Framework, asked: Framework, scope: str, responses: Mapping[str, Response]) -> list[Task]:
    """Return all parts of what is asked with their states; ``whole`` gives the minutes."""
    return [_task(whole, scope, pages, responses) for pages in outline.parts(asked, scope)]


def page_tasks(whole: Framework, asked: Framework, scope: str, responses: Mapping[str, Response]) -> list[Task]:
    """Return the same page by page."""
    return [_task(whole, scope, (page,), responses) for page in outline.sections(asked, scope)]


def by_part(tasks: Iterable[Task]) -> list[tuple[tuple[Node, ...], list[Task]]]:
    """Group the parts under the nodes above them, in order; where the parts are the blocks, they are one group."""
    grouped: dict[tuple[str, ...], tuple[tuple[Node, ...], list[Task]]] = {}
    for task in tasks:
        above = task.section.above
        grouped.setdefault(tuple(node.id for node in above), (above, []))[1].append(task)
    return list(grouped.values())


def missing(section: Section, responses: Mapping[str, Response]) -> list[Item]:
    """Return the page's questions that still need an answer of any kind, or a word that it is right."""
    return [item for item in section.items if not is_optional(item) and standing(item, responses.get(item.id)) in OPEN]


def is_carried_over(assessment: Assessment, responses: Mapping[str, Response]) -> bool:
    """Whether answers that wait to be confirmed come from an earlier version of the same questions."""
    if assessment.continued_from_id is None or all(response.is_confirmed for response in responses.values()):
        return False
    earlier = Assessment.objects.filter(pk=assessment.continued_from_id)
    return earlier.filter(framework_version__framework=assessment.framework_version.framework).exists()


def is_optional(item: Item) -> bool:
    """Whether a question may stay empty: own words are never missed."""
    return isinstance(item.answer, FreeText)


def standing(item: Item, response: Response | None) -> AnswerStanding:
    """Return how far one question is."""
    if response is None:
        return "missing"
    if not response.is_confirmed:
        return "unconfirmed"
    if response.state == Response.State.DONT_KNOW:
        return "unknown"
    is_open = response.state == Response.State.ANSWERED and is_partial(item.answer, response.value)
    return "partial" if is_open else "given"


def _task(whole: Framework, scope: str, pages: tuple[Section, ...], responses: Mapping[str, Response]) -> Task:
    items = [item for page in pages for item in page.items]
    stored = [responses[item.id] for item in items if item.id in responses]
    found = [standing(item, responses.get(item.id)) for item in items if not is_optional(item)]
    return Task(
        pages=pages,
        opens=next((page for page in pages if missing(page, responses)), pages[0]),
        total=len(found),
        answered=sum(each not in OPEN for each in found),
        unknown=found.count("unknown"),
        unconfirmed=found.count("unconfirmed"),
        minutes=outline.minutes(whole, scope, items=len(items)),
        last=max(stored, key=lambda one: one.answered_at, default=None),
    )
