"""Next steps in words, and why the first ones come first."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from assessments import wording
from assessments.scoring.levels import next_level
from assessments.scoring.priorities import step_name, weakest_item
from assessments.scoring.types import Priority
from questionnaires.document import Item, Node, Step, StepName
from questionnaires.words import Language
from reports.content.plan_types import StepText
from reports.content.source import Source
from reports.content.types import PriorityText


def step_text(item: Item, name: StepName, language: Language) -> StepText:
    """Say what a step of an item is and what it takes."""
    step = item.steps[name]
    return StepText(
        text=step.text[language],
        effort=wording.effort(step),
        cost=wording.cost(step),
        months=wording.months(step),
        leads=step.leads[language],
        learn=_learn(step, language),
        measure=step.measure[language],
    )


def priorities(source: Source, language: Language) -> tuple[PriorityText, ...]:
    """Say what to do first, in order; after a quick check the steps that cost almost nothing, if there are any."""
    chosen = (_free_ones(source) if source.is_quick else ()) or source.priorities
    return tuple(_priority(source, place, each, language) for place, each in enumerate(chosen, start=1))


def _free_ones(source: Source) -> tuple[Priority, ...]:
    """Return the priorities that cost almost nothing, then such steps of the lowest other dimensions, one a block."""
    most = source.framework.priorities.most
    chosen = [each for each in source.priorities if _step(source, each).effort == "free"]
    for block, priority in sorted(_others(source), key=lambda pair: pair[1].score):
        if len(chosen) < most and not {each.dimension for each in chosen} & {node.id for node in block.walk()}:
            chosen.append(priority)
    return tuple(chosen[:most])


def _others(source: Source) -> Iterator[tuple[Node, Priority]]:
    """Yield each rated dimension whose next step costs almost nothing, scored by its value."""
    for block in source.framework.blocks:
        for node in block.walk():
            value = source.card.nodes[node.id].value if node.id in source.card.nodes else None
            weakest = weakest_item(node, source.scored)
            name = step_name(weakest[1]) if weakest else None
            if value is None or weakest is None or name is None or weakest[0].steps[name].effort != "free":
                continue
            ahead = next_level(source.framework.levels, value) or value
            share = block.weight / sum(1 for each in block.walk() if each.items)
            yield block, Priority(node.id, weakest[0].id, name, share, ahead - value, value)


def _step(source: Source, priority: Priority) -> Step:
    _, _, item = _find(source, priority)
    return item.steps[_name(item, priority)]


def _name(item: Item, priority: Priority) -> StepName:
    return next(name for name in item.steps if name == priority.step)


def _priority(source: Source, number: int, priority: Priority, language: Language) -> PriorityText:
    block, dimension, item = _find(source, priority)
    return PriorityText(
        number=number,
        node=dimension.id,
        name=dimension.name[language],
        block=block.name[language],
        step=step_text(item, _name(item, priority), language),
        why=tuple(_why(source, priority, item, language)),
    )


def _find(source: Source, priority: Priority) -> tuple[Node, Node, Item]:
    return next(
        (block, dimension, item)
        for block in source.framework.blocks
        for dimension in block.walk()
        for item in dimension.items
        if item.id == priority.item
    )


def _why(source: Source, priority: Priority, item: Item, language: Language) -> list[str]:
    reasons = []
    if priority.trouble:
        trouble = next(each for each in source.framework.troubles if each.id == priority.trouble)
        reasons.append(gettext("It eases what troubles you: %(trouble)s.") % {"trouble": trouble.name[language]})
    if priority.instead_of:
        reasons.append(_needed_first(source, priority, language))
    reasons.append(_weight(source, priority))
    given = source.answers.get(item.id)
    if given and given.value is not None and not item.sensitive:
        level = wording.level_words(source.framework.levels, given.value, language)
        reasons.append(gettext("The step belongs to your lowest answer here: %(level)s.") % {"level": level})
    return reasons


def _weight(source: Source, priority: Priority) -> str:
    whole = sum((block.weight for block in source.framework.blocks), start=Fraction(0))
    value = source.card.nodes[priority.dimension].value or Fraction(0)
    text = gettext(
        "It is %(gap)s points away from level %(level)s, in a dimension that makes up %(share)s of the overall result."
    )
    return text % {
        "gap": wording.distance(priority.gap),
        "level": value + priority.gap,
        "share": wording.share(priority.weight / whole),
    }


def _needed_first(source: Source, priority: Priority, language: Language) -> str:
    other = next(node for node in source.framework.root.walk() if node.id == priority.instead_of)
    needs = source.framework.requires[priority.required_by or other.id]
    reason = next(need.reason[language] for need in needs if need.node == priority.dimension)
    return gettext("It comes before “%(other)s”. %(reason)s") % {"other": other.name[language], "reason": reason}


def _learn(step: Step, language: Language) -> str:
    if step.learn is None:
        return ""
    text = ngettext("%(what)s (about %(hours)s hour)", "%(what)s (about %(hours)s hours)", step.learn.hours)
    return text % {"what": step.learn.text[language], "hours": step.learn.hours}
