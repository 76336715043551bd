"""Who competes for the first things to do, a second time, written as plainly as possible."""

from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring.types import Scorecard
from questionnaires.document import Framework


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
