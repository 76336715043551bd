"""The method of docs/scoring.md a second time, written as plainly as possible and without looking at the engine.

It answers one question at a time about one part: what it is worth over what is answered (raw), at worst (low), at best
(high), at most (top), and how much of it is answered (coverage).
"""

import functools
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from questionnaires.answer_types import Checklist, Multi
from tests.scoring.plain_points import parts_answered, points_of, possible

GATES = ("gated_sum_of_levels", "sequential_gate")
WEIGHTED = ("weighted_mean", "sum", "share_of_maximum", *GATES)


def is_node(part):
    return hasattr(part, "aggregate")


def mean(pairs):
    return sum(weight * number for weight, number in pairs) / sum(weight for weight, _ in pairs) if pairs else None


def once(method):
    """Answer the same question about the same part once."""

    @functools.wraps(method)
    def remembered(self, part, question):
        key = method.__name__, part.id, question
        if key not in self.memory:
            self.memory[key] = method(self, part, question)
        return self.memory[key]

    return remembered


@dataclass
class Oracle:
    framework: object
    answers: dict
    scope: str = "full"
    basis: str = "self"
    variant: str | None = None
    profile: dict = field(default_factory=dict)
    memory: dict = field(default_factory=dict)

    # What is asked

    def exists(self, part):
        if part.in_variants and self.variant not in part.in_variants:
            return False
        if is_node(part):
            return part is self.framework.root or any(self.exists(below) for below in (*part.children, *part.items))
        return (part.key or self.scope == "full") and self.applies(part)

    def counts(self, part):
        """Whether something in a node that exists is scored."""
        if not is_node(part):
            return part.is_scored
        return any(self.exists(below) and self.counts(below) for below in (*part.children, *part.items))

    def applies(self, item):
        lists = item.answer.lists if isinstance(item.answer, Multi) else None
        if lists and self.profile.get(lists.fact) not in lists.by_value:
            return False
        when = item.applies_when
        if when is None:
            return True
        of_profile = all(self.profile.get(fact) in values for fact, values in when.profile.items())
        return of_profile and all(self.holds(condition) for condition in when.answers)

    def holds(self, condition):
        item = next((each for node in self.visible for each in node.items if each.id == condition.item), None)
        answer = self.answers.get(condition.item)
        if item is None or not self.exists(item) or answer is None or answer.state != "answered":
            return False
        if hasattr(condition, "options"):
            chosen = [answer.value] if isinstance(answer.value, str) else answer.value
            return any(option in condition.options for option in chosen)
        return answer.value >= condition.level if condition.operator == ">=" else answer.value <= condition.level

    @functools.cached_property
    def visible(self):
        """The nodes of this variant: those of which nothing above is hidden."""
        found, waiting = [], [self.framework.root]
        while waiting:
            node = waiting.pop()
            if not node.in_variants or self.variant in node.in_variants:
                found.append(node)
                waiting += node.children
        return found

    def nodes(self):
        """The nodes in which something is asked, in document order."""
        visible = {node.id for node in self.visible}
        return [node for node in self.framework.root.walk() if node.id in visible and self.exists(node)]

    def existing(self, node):
        """The parts that take part, asked and scored."""
        return [
            part for part in (*node.children, *node.items) if self.exists(part) and (is_node(part) or part.is_scored)
        ]

    def answer_type(self, item):
        if not isinstance(item.answer, Multi) or item.answer.lists is None:
            return item.answer
        options, scale = item.answer.lists.by_value[self.profile[item.answer.lists.fact]]
        return Multi(options, item.answer.cap, scale)

    # What it is worth

    def weight(self, node, part):
        if node.aggregate.method not in WEIGHTED:
            return Fraction(1)
        return part.weights.get(self.variant, part.weight) if is_node(part) else part.weight

    def value_of(self, item):
        answer = self.answers.get(item.id)
        return answer.value if answer is not None and answer.state == "answered" else None

    def is_gone(self, item):
        answer = self.answers.get(item.id)
        left = answer is not None and answer.state == "not_applicable"
        return left and (bool(item.na_reasons) or self.basis == "verified")

    def of_item(self, item, question):
        if self.is_gone(item):
            return None
        answer, value = self.answer_type(item), self.value_of(item)
        if question == "coverage":
            return Fraction(0) if value is None else parts_answered(answer, value)
        if question == "raw":
            return None if value is None else points_of(answer, value)
        ways = [points_of(answer, way) for way in possible(answer, None if question == "top" else value)]
        return min(ways) if question == "low" else max(ways)

    @once
    def ask(self, part, question):
        if not is_node(part):
            return self.of_item(part, question)
        if question == "coverage":
            return mean([(self.weight(part, each), self.ask(each, "coverage")) for each in self.counted(part)])
        number = self.before_rescale(part, question)
        line = part.aggregate.rescale
        if number is None or line is None:
            return number
        return line.to[0] + (number - line.of[0]) / (line.of[1] - line.of[0]) * (line.to[1] - line.to[0])

    def before_rescale(self, node, question):
        number = self.combined(node, question)
        if question != "raw" or number is None:
            return number
        return sorted([self.combined(node, "low"), number, self.combined(node, "high")])[1]

    def counted(self, node):
        """What counts in the value and in the coverage: not what left the score, nor what has no value beside one."""
        there = [part for part in self.existing(node) if self.ask(part, "coverage") is not None]
        valued = [part for part in there if self.ask(part, "top") is not None]
        return valued if valued and node.aggregate.method != "none" else there

    @once
    def combined(self, node, question):  # noqa: PLR0911 -- one line a method is the shortest table
        parts = [part for part in self.counted(node) if self.ask(part, question) is not None]
        pairs = [(self.weight(node, part), self.ask(part, question)) for part in parts]
        values, told = [value for _, value in pairs], node.aggregate
        if told.method in GATES:
            return self.gate(node, question)
        if told.method == "lookup":
            return self.table(node, question)
        if not parts or told.method == "none":
            return None
        total = sum(weight * value for weight, value in pairs)
        match told.method:
            case "mean" | "weighted_mean":
                return mean(pairs)
            case "sum":
                return total
            case "min" | "identity":
                return min(values)
            case "max":
                return max(values)
            case "count_at_least":
                return Fraction(len([value for value in values if value >= told.at_least]))
        of_all = told.out_of or sum(self.weight(node, part) * self.ask(part, "top") for part in parts)
        return total / of_all if of_all else Fraction(0)

    # Gates

    def gate(self, node, question):
        shares = self.rungs(node, question)
        if all(share is None for share in shares.values()):
            return None
        total, last = Fraction(0), 0
        for rung, share in sorted(shares.items()):
            if share is None or share < node.aggregate.met:
                total += share or 0
                break
            total, last = total + 1, rung
        return total if node.aggregate.method == "gated_sum_of_levels" else Fraction(last)

    @once
    def rungs(self, part, question):
        """Return the share of each level that is met."""
        if is_node(part):
            of_parts = [(self.weight(part, each), self.rungs(each, question)) for each in self.counted(part)]
            found = {rung for _, rungs in of_parts for rung in rungs if rung > 0}
            return {
                rung: mean([(weight, rungs[rung]) for weight, rungs in of_parts if rungs.get(rung) is not None])
                for rung in found
            }
        if part.rung is not None:
            number = Fraction(1) if question == "top" else self.ask(part, question)
            scaled = question == "top" or number is None
            return {part.rung: number if scaled else number / (self.ask(part, "top") or 1)}
        if not isinstance(part.answer, Checklist):
            return {}
        open_ = {"raw": None, "low": Fraction(0), "high": Fraction(1), "top": Fraction(1)}[question]
        value = {} if question == "top" else self.value_of(part) or {}
        return {
            level.level: Fraction(len(value[str(level.level)]), len(level.attributes))
            if str(level.level) in value
            else open_
            for level in part.answer.levels
        }

    # Tables

    def table(self, node, question):
        rows = node.aggregate.table
        parts = [part for part in self.counted(node) if self.ask(part, "top") is not None]
        if not parts:
            return None
        if question == "top":
            return max(row.value for row in rows)
        if question == "raw":
            levels = {part.id: self.in_table(part, "raw") for part in parts}
            return None if None in levels.values() else self.row(rows, levels)
        ways = [range(self.in_table(part, "low"), self.in_table(part, "high") + 1) for part in parts]
        found = [self.row(rows, dict(zip([p.id for p in parts], way, strict=True))) for way in product(*ways)]
        if None in found:
            found = [row.value for row in rows]
        return min(found) if question == "low" else max(found)

    def row(self, rows, levels):
        for row in rows:
            if all(
                each.item in levels
                and (levels[each.item] >= each.level if each.operator == ">=" else levels[each.item] <= each.level)
                for each in row.when
            ):
                return row.value
        return None

    def in_table(self, part, question):
        number = self.ask(part, question)
        if number is None:
            return None
        bounds = self.bounds(part) if is_node(part) else []
        return self.reached(bounds, self.measured(part, number)) if bounds else int(number)

    # Levels

    def bounds(self, node):
        """Return (level, lower bound or None, whether it is excluded) for every level that the node can have."""
        levels = self.framework.levels
        if node.bounds is None:
            return [(level.value, level.lower, level.is_above) for level in levels]
        if not node.bounds.lowers:
            return []
        own = zip(levels[1:], node.bounds.lowers, strict=True)
        return [(levels[0].value, None, False), *((level.value, lower, node.bounds.is_above) for level, lower in own)]

    def measured(self, node, number):
        if node.bounds is None or node.bounds.on == "value":
            return number
        top = self.ask(node, "top")
        return number / top if top else Fraction(0)

    def reached(self, bounds, number):
        above = [level for level, lower, excluded in bounds[1:] if (number > lower if excluded else number >= lower)]
        return max([bounds[0][0], *above])

    def value(self, node):
        raw, coverage = self.ask(node, "raw"), self.ask(node, "coverage")
        if raw is None or coverage < node.aggregate.min_coverage:
            return None
        children = [part for part in node.children if self.exists(part) and self.counts(part)]
        if node.aggregate.requires_all and any(self.value(child) is None for child in children):
            return None
        items = [item for item in node.items if self.exists(item) and item.is_scored]
        gone = sum(self.weight(node, item) for item in items if self.is_gone(item))
        if self.basis == "self" and 3 * gone > sum(self.weight(node, item) for item in items):
            return None
        return raw

    def level_by_value(self, node):
        value, bounds = self.value(node), self.bounds(node)
        if value is None or self.scope == "quick" or not bounds:
            return None
        if node is self.framework.root:
            children = [self.level_by_value(child) for child in node.children if self.exists(child)]
            bounds = [bound for bound in bounds if self.condition_holds(bound[0], children)] or bounds[:1]
        return self.reached(bounds, self.measured(node, value))

    def condition_holds(self, value, children):
        level = next(level for level in self.framework.levels if level.value == value)
        if level.needs is None or level is self.framework.levels[0]:
            return True
        return len([each for each in children if each is not None and each >= level.needs.level]) >= level.needs.n

    def levels(self):
        """Return the level of every node once all caps have acted, in their order."""
        found = {node.id: self.level_by_value(node) for node in self.nodes()}
        for cap in self.framework.caps:
            named = [found[name] for name in cap.lowest_of if found.get(name) is not None]
            if named and found.get(cap.node) is not None:
                found[cap.node] = min(found[cap.node], min(named) + cap.plus)
        return found
