"""What becomes of the answers to one version of a framework in a newer one. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.answers import Given, Recorded
from assessments.scoring.answer_values import fault
from questionnaires.document import Framework, Item


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers that go along, by item, and what became of each question.

    ``unchanged`` keep their answers, ``changed`` ask the owner to confirm them, ``unreadable`` have an answer that the
    new question does not offer, ``removed`` are not asked any more; ``added`` are new.
    """

    answers: Mapping[str, tuple[Given, bool]]
    unchanged: tuple[Item, ...]
    changed: tuple[Item, ...]
    unreadable: tuple[Item, ...]
    removed: tuple[Item, ...]
    added: tuple[Item, ...]


def carried(old: Framework, new: Framework, responses: Iterable[Recorded], *, quick: bool = False) -> Carried:
    """Return what to carry from answers to ``old`` into ``new``; the flag beside an answer says that it is confirmed.

    Both are what this firm is asked. Only questions with an answer are named, except those that are new.
    """
    before = {item.id: item for item in old.items()}
    after = {item.id: item for item in new.items(quick=quick)}
    known = {item.id for item in old.items(quick=quick)}
    given = {each.item: Given(each.state, each.value, each.reason) for each in responses if each.item in before}  # type: ignore[arg-type]  # the model's choices are the states
    kept = {id_: answer for id_, answer in given.items() if id_ in after and _is_readable(after[id_], answer)}
    same = {id_ for id_ in kept if is_same_question(before[id_], after[id_])}
    return Carried(
        answers={id_: (answer, id_ in same) for id_, answer in kept.items()},
        unchanged=tuple(item for id_, item in after.items() if id_ in same),
        changed=tuple(item for id_, item in after.items() if id_ in kept and id_ not in same),
        unreadable=tuple(item for id_, item in after.items() if id_ in given and id_ not in kept),
        removed=tuple(item for id_, item in before.items() if id_ in given and id_ not in after),
        added=tuple(item for id_, item in after.items() if id_ not in known),
    )


def is_same_question(old: Item, new: Item) -> bool:
    """Whether a question means what it meant: its words, its help and everything that can be answered.

    Weights, steps, reasons why it is asked and evidence may differ: they do not change what an answer says.
    """
    return (old.ask, old.help, old.answer) == (new.ask, new.help, new.answer)


def _is_readable(item: Item, given: Given) -> bool:
    return given.state != "answered" or fault(item.answer, given.value) is None
