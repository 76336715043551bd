"""Why a node has its value and its level: the rule, each child's share, the bounds, the cap."""

from fractions import Fraction

from django.utils import translation
from django.utils.translation import gettext, pgettext

from assessments import wording
from assessments.scoring.engine import MOST_NOT_APPLICABLE
from assessments.scoring.types import NodeResult, Part
from questionnaires.document import Item, Language, Node
from reports.content.source import Source
from reports.content.standing import standing
from reports.content.types import Explained, ExplainedPart, Paragraph


def explain(source: Source, node_id: str, language: Language) -> Explained | None:
    """Explain one node; None if the framework has no such node in this scope."""
    node = next((each for each in source.framework.root.walk() if each.id == node_id), None)
    if node is None or node.id not in source.card.nodes:
        return None
    with translation.override(language):
        return _explain(source, node, language)


def _explain(source: Source, node: Node, language: Language) -> Explained:
    result = source.card.nodes[node.id]
    parent = next((each for each in source.framework.root.walk() if node in each.children), None)
    return Explained(
        standing=standing(source, node, language),
        parent=parent.id if parent else "",
        parent_name=parent.name[language] if parent else "",
        rule=_rule(node, result),
        parts=tuple(_part(source, node, part, language) for part in result.explanation.parts),
        total_text="" if result.raw is None else wording.exact(result.raw),
        steps=tuple(_steps(source, result, language)),
    )


def _rule(node: Node, result: NodeResult) -> str:
    weights = {part.weight for part in result.explanation.parts}
    if node.items:
        return gettext("The value is the mean of the levels chosen in the questions below.")
    if len(weights) > 1:
        return gettext("The value is the mean of the parts below, each counted by its weight.")
    return gettext("The value is the mean of the dimensions below; all weigh the same.")


def _value(part: Part) -> str:
    """Return a part's value; what does not apply has none, which is something else than too few answers."""
    if part.value is not None:
        return wording.exact(part.value)
    return "–" if part.coverage is None else wording.unrated()


def _part(source: Source, node: Node, part: Part, language: Language) -> ExplainedPart:
    child = next((each for each in node.children if each.id == part.id), None)
    item = next((each for each in node.items if each.id == part.id), None)
    return ExplainedPart(
        node=child.id if child else "",
        name=child.name[language] if child else f"{part.id} · {item.ask[language]}" if item else part.id,
        said=_said(source, item, language) if item else _level(source, part.id, language),
        value_text=_value(part),
        weight_text="–" if part.value is None else wording.weight_share(part.weight, _whole(source, node)),
        contribution_text="–" if part.contribution is None else wording.exact(part.contribution),
        coverage_text="–" if part.coverage is None else wording.share(part.coverage),
    )


def _whole(source: Source, node: Node) -> Fraction:
    """Return the weights of what has a value: what is open or not applicable takes no part in the mean."""
    parts = source.card.nodes[node.id].explanation.parts
    return sum((part.weight for part in parts if part.value is not None), start=Fraction(0))


def _said(source: Source, item: Item, language: Language) -> str:
    given = source.answers.get(item.id)
    if given and given.value is not None:
        return wording.level_title(source.framework.levels, given.value, language)
    words = {
        "dont_know": pgettext("answer", "Do not know"),
        "not_applicable": pgettext("answer", "Not applicable"),
    }
    return words.get(given.state, "") if given else pgettext("answer", "Not answered")


def _level(source: Source, node: str, language: Language) -> str:
    level = source.card.nodes[node].level
    return "" if level is None else wording.level_title(source.framework.levels, level, language)


def _steps(source: Source, result: NodeResult, language: Language) -> list[Paragraph]:
    """Return the way from the sum to the level, one heading a step."""
    steps = [_coverage(result)]
    if result.level is not None:
        steps.append(_bound(source, result, language))
    if result.explanation.capped_by:
        steps.append(_cap(source, result, language))
    if result.low is not None and result.high is not None:
        steps.append(_band(result))
    return steps


def _coverage(result: NodeResult) -> Paragraph:
    title = pgettext("heading", "Enough answers?")
    covered = wording.share(result.coverage or Fraction(0))
    least = wording.share(result.explanation.min_coverage)
    values = {"covered": covered, "least": least}
    if result.coverage is None:
        return Paragraph(title, gettext("No question here applies to this plant."))
    if result.value is None and (result.coverage < result.explanation.min_coverage or not result.coverage):
        return Paragraph(title, gettext("No value is shown: %(covered)s is answered, %(least)s is needed.") % values)
    if result.value is None:
        return Paragraph(title, _hidden(result))
    return Paragraph(title, gettext("Yes: %(covered)s is answered, %(least)s is needed.") % values)


def _hidden(result: NodeResult) -> str:
    """Say why a value is not shown although enough is answered."""
    if result.not_applicable * MOST_NOT_APPLICABLE.denominator > result.items * MOST_NOT_APPLICABLE.numerator:
        return gettext("No value is shown: more than a third of the questions does not apply.")
    return gettext("No value is shown: every part below needs a value first.")


def _bound(source: Source, result: NodeResult, language: Language) -> Paragraph:
    explanation, levels = result.explanation, source.framework.levels
    level = explanation.level_before_cap if explanation.capped_by else result.level
    reached = next(each for each in levels if each.value == level)
    text = gettext("%(level)s begins at %(lower)s points; %(value)s points reach it.") % {
        "level": wording.level_title(levels, reached.value, language),
        "lower": wording.score(reached.lower, levels),
        "value": wording.score(result.value or Fraction(0), levels),
    }
    above = next((each for each in levels if each.value == reached.value + 1), None)
    if above:
        text += " " + gettext("The next level begins at %(lower)s.") % {"lower": wording.score(above.lower, levels)}
    return Paragraph(pgettext("heading", "From points to the level"), text)


def _cap(source: Source, result: NodeResult, language: Language) -> Paragraph:
    holder = result.explanation.capped_by or ""
    name = next(node.name[language] for node in source.framework.root.walk() if node.id == holder)
    text = gettext(
        "By the points alone it would be level %(before)s. People and machines grow together, so the overall level "
        "stays at %(level)s: %(block)s is at level %(block_level)s. The points stay as they are."
    ) % {
        "before": result.explanation.level_before_cap,
        "level": result.level,
        "block": name,
        "block_level": source.card.nodes[holder].level,
    }
    return Paragraph(pgettext("heading", "What holds the level"), text)


def _band(result: NodeResult) -> Paragraph:
    title = pgettext("heading", "How sure?")
    if result.low == result.high:
        return Paragraph(title, gettext("All questions that apply are answered; nobody has checked the answers yet."))
    low, high = wording.bounds(result.low or Fraction(0), result.high or Fraction(0))
    text = gettext(
        "If all open questions were at the lowest level it would be %(low)s, at the highest %(high)s. "
        "Nobody has checked the answers yet."
    )
    return Paragraph(title, text % {"low": low, "high": high})
