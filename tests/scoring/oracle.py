"""The method of docs/scoring.md a second time, written as plainly as possible and without looking at the engine.

It walks up from single answers with lists of (weight, number) pairs and answers one question at a time.
"""

from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring.types import Scorecard
from questionnaires.document import Framework


class Oracle:
    def __init__(self, framework, answers, scope="full", basis="self"):
        self.framework, self.answers, self.scope, self.basis = framework, answers, scope, basis

    def exists(self, part):
        if not is_node(part):
            return part.key or self.scope == "full"
        return any(self.exists(below) for below in self.parts(part))

    def parts(self, node):
        return [*node.children, *node.items]

    def existing(self, node):
        return [part for part in self.parts(node) if self.exists(part)]

    def weight(self, node, part):
        return part.weight if node.aggregate.method == "weighted_mean" and part in node.children else Fraction(1)

    def state(self, item):
        answer = self.answers.get(item.id)
        if answer is None or answer.state == "dont_know":
            return "open"
        if answer.state == "answered":
            return "answered"
        return "gone" if item.na_reasons or self.basis == "verified" else "open"

    def of_item(self, item, question):
        state = self.state(item)
        if state == "gone":
            return None
        if state == "answered":
            return Fraction(1) if question == "coverage" else Fraction(self.answers[item.id].value)
        return {"raw": None, "low": Fraction(0), "high": Fraction(len(item.levels) - 1), "coverage": Fraction(0)}[
            question
        ]

    def ask(self, part, question):
        """Return raw, low, high or coverage of an item or a node; None if there is none."""
        if not is_node(part):
            return self.of_item(part, question)
        pairs = [(self.weight(part, each), self.ask(each, question)) for each in self.existing(part)]
        pairs = [(weight, number) for weight, number in pairs if number is not None]
        if not pairs:
            return None
        return sum(weight * number for weight, number in pairs) / sum(weight for weight, _ in pairs)

    def value(self, node):
        raw, coverage = self.ask(node, "raw"), self.ask(node, "coverage")
        if raw is None or coverage < node.aggregate.min_coverage:
            return None
        if node is self.framework.root:
            return raw if all(self.value(each) is not None for each in self.existing(node) if is_node(each)) else None
        gone = [each for each in self.existing(node) if not is_node(each) and self.state(each) == "gone"]
        if node.items and self.basis == "self" and 3 * len(gone) > len(self.existing(node)):
            return None
        return raw

    def level_by_value(self, node):
        value = self.value(node)
        if value is None or self.scope == "quick":
            return None
        return max(level.value for level in self.framework.levels if level.lower <= value)

    def level(self, node):
        level = self.level_by_value(node)
        named = {each.id: each for each in self.framework.root.walk()}
        for cap in self.framework.caps:
            lowest = [self.level_by_value(named[name]) for name in cap.lowest_of]
            lowest = [each for each in lowest if each is not None]
            if cap.node == node.id and level is not None and lowest:
                level = min(level, min(lowest) + cap.plus)
        return level


def is_node(part):
    return hasattr(part, "aggregate")


@dataclass(frozen=True)
class Candidate:
    score: Fraction
    dimension: str
    block: str
    is_easy: bool


@dataclass(frozen=True)
class Candidates:
    """Who competes for the first things to do, worked out one dimension at a time."""

    framework: Framework
    card: Scorecard
    answers: dict
    troubles: list

    def ranked(self):
        """Return who gets a place, the best first; a dimension with several places keeps the best one."""
        places = [(self.score(node), self.end(node.id)) for node in self.framework.dimensions() if self.competes(node)]
        kept = {}
        for number, end in sorted(places, key=lambda place: -place[0]):
            kept.setdefault(end, number)
        return [self.candidate(end, number) for end, number in kept.items() if end]

    def value(self, id_):
        return self.card.nodes[id_].value

    def competes(self, node):
        return self.value(node.id) is not None and self.value(node.id) < self.framework.levels[-1].lower

    def score(self, node):
        above = next(block for block in self.framework.blocks if node in block.walk())
        level = max(level.value for level in self.framework.levels if level.lower <= self.value(node.id))
        number = above.weight / sum(bool(each.items) for each in above.walk()) * (level + 1 - self.value(node.id))
        eases = {trouble.id for trouble in self.framework.troubles if node.id in trouble.nodes}
        return number * Fraction(3, 2) if eases & set(self.troubles) else number

    def end(self, id_):
        for need in self.framework.requires.get(id_, ()):
            value = self.value(need.node)
            if value is not None and value < need.lower:
                return self.end(need.node)
        return id_

    def candidate(self, id_, number):
        node = next(node for node in self.framework.dimensions() if node.id == id_)
        above = next(block for block in self.framework.blocks if node in block.walk())
        given = [self.answers[item.id].value for item in node.items if item.id in self.answers]
        level = min(level for level in given if level is not None)
        lowest = next(item for item in node.items if item.id in self.answers and self.answers[item.id].value == level)
        step = ["start", "build", "lead"][level // 2]
        return Candidate(number, id_, above.id, lowest.steps[step].effort != "project")
