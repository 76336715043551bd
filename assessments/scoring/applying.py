"""What of a framework is asked: by the firm's variant and profile, and by the answers given so far. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from assessments.scoring.types import Answer, Scope, ScoringInputError
from questionnaires.answer_types import Multi
from questionnaires.conditions import Chosen, Condition
from questionnaires.document import Framework, Item, Node, Profile

EVERYONE: Profile = MappingProxyType({})


def for_firm(framework: Framework, *, variant: str | None = None, profile: Profile = EVERYONE) -> Framework:
    """Return the framework with this variant's weights and nodes, and what this profile is asked.

    Raises ScoringInputError where the framework has variants and none of them is named, and the other way round.
    """
    names = [each.id for each in framework.variants]
    if names and variant not in names:
        raise ScoringInputError(f"{framework.id} needs a variant: {', '.join(names)}")
    if variant is not None and not names:
        raise ScoringInputError(f"{framework.id} has no variants, so {variant} cannot be one")
    if not names and not any(_depends_on_profile(item) for item in framework.items()):
        return framework
    return _only(
        framework,
        keep_node=lambda node: not node.in_variants or variant in node.in_variants,
        change_item=lambda item: _item_for(item, variant, profile),
        weigh=lambda node: replace(node, weight=node.weights.get(variant or "", node.weight)),
    )


def asked(framework: Framework, answers: Mapping[str, Answer], scope: Scope = "full") -> Framework:
    """Return the framework without the items whose condition on an answer does not hold, and without empty nodes.

    Answers to items that this firm is not asked decide nothing.
    """
    conditional = [item for item in framework.items() if item.applies_when and item.applies_when.answers]
    given = {item.id: answers[item.id] for item in framework.items() if item.id in answers} if conditional else {}
    hidden = {item.id for item in conditional if not _holds_all(item, given)}
    if scope == "quick":
        hidden |= {item.id for item in framework.items() if not item.key}
    if not hidden:
        return framework
    return _only(framework, change_item=lambda item: None if item.id in hidden else item)


def holds(condition: Condition | Chosen, answers: Mapping[str, Answer]) -> bool:
    """Whether a condition on an answer holds; on an open or not applicable one it never does."""
    answer = answers.get(condition.item)
    if answer is None or answer.state != "answered":
        return False
    value: Any = answer.value
    if isinstance(condition, Chosen):
        return not {*([value] if isinstance(value, str) else value)}.isdisjoint(condition.options)
    return bool(value >= condition.level if condition.operator == ">=" else value <= condition.level)


def hold(conditions: Iterable[Condition | Chosen], answers: Mapping[str, Answer]) -> bool:
    """Whether all of these conditions hold."""
    return all(holds(condition, answers) for condition in conditions)


def _holds_all(item: Item, answers: Mapping[str, Answer]) -> bool:
    return item.applies_when is None or hold(item.applies_when.answers, answers)


def _depends_on_profile(item: Item) -> bool:
    of_profile = item.applies_when is not None and item.applies_when.profile
    return bool(of_profile) or (isinstance(item.answer, Multi) and item.answer.lists is not None)


def _item_for(item: Item, variant: str | None, profile: Profile) -> Item | None:
    """Return the item as this firm is asked it, None if it is not."""
    if item.in_variants and variant not in item.in_variants:
        return None
    wanted = item.applies_when.profile if item.applies_when else {}
    if any(profile.get(fact) not in values for fact, values in wanted.items()):
        return None
    if not isinstance(item.answer, Multi) or item.answer.lists is None:
        return item
    found = item.answer.lists.by_value.get(profile.get(item.answer.lists.fact, ""))
    if found is None:
        return None
    return replace(item, answer=replace(item.answer, options=found[0], scale=found[1], lists=None))


def _same(node: Node) -> Node:
    return node


def _only(
    framework: Framework,
    *,
    change_item: Callable[[Item], Item | None],
    keep_node: Callable[[Node], bool] = lambda node: True,  # noqa: ARG005 -- a node is kept whatever it is
    weigh: Callable[[Node], Node] = _same,
) -> Framework:
    """Return the framework with changed items and weights; a node in which nothing is left is gone."""

    def changed(node: Node) -> Node:
        children = tuple(changed(child) for child in node.children if keep_node(child))
        items = tuple(new for item in node.items if (new := change_item(item)) is not None)
        kept = tuple(child for child in children if child.children or child.items)
        return replace(weigh(node), children=kept, items=items)

    return replace(framework, root=changed(framework.root))
