"""Every mistake in what is asked and how it rolls up, named by line, id and a sentence. Each case breaks one place."""
# ruff: noqa: E501 -- the cases are a table

from typing import NamedTuple

import pytest

from questionnaires.loading import load_folder
from tests.questionnaires.editing import edit

HEAD = "framework.yaml"


class Case(NamedTuple):
    """``at`` is a text of the line that the fault must name, in the edited file; empty for a line of ``new``."""

    old: str
    new: str
    at: str
    id: str
    message: str


COUNTED = "aggregate: {method: count_at_least, at_least: 1}"
SHARED = "aggregate: {method: share_of_maximum, out_of: 2, min_coverage: 0.5}"
SAME = "aggregate: {method: identity}"
N1 = '- {id: n1, answer: clause, ask: {vi: "Câu đếm một", en: "Counted one"}}'
I1 = '- {id: i1, answer: clause, ask: {vi: "Câu duy nhất", en: "The only one"}}'
SHARE = "bins: {points: [0, 1, 2, 4], from: [0.1, 20, 50]}"
COST = "bins: {points: [0, 4], above: [10]}"
ROWS = '- {when: {best: ">=2", worst: ">=1"}, value: 2}'
LAST = "- {when: {}, value: 1}"
KINDS = "levels: {on: value, from: [0.5, 1]}"
METHODS = "levels: {on: share, above: [0.4, 0.6]}"
WHOLE = "aggregate: {method: weighted_mean, min_coverage: 0.5, requires_all: true}"
GATE = "weight: {discrete: 5, process: 5}\n  aggregate: {method: gated_sum_of_levels, met: 0.8}"
RUNGS = "weight: {discrete: 2, process: 1}\n    aggregate: {method: gated_sum_of_levels, met: 0.8}"
BANDS = "aggregate: {method: sequential_gate, met: 0.8}"
R1 = "- {id: rungs.1, key: true, rung: 1, answer: clause,"
R2 = "- {id: rungs.2, rung: 2, weight: 2, answer: clause,"
R2B = "in_variants: [process]}"
STEEL = (
    'steel: {out_of: 3, options: [{id: mes, name: {vi: "MES", en: "MES"}}, {id: erp, name: {vi: "ERP", en: "ERP"}}]}'
)
GARMENT = 'garment: {options: [{id: cad, name: {vi: "CAD", en: "CAD"}}]}'
SEVERAL = 'applies_when: {plan: ">=1", chosen: [partly, full]}'
SIZE = "applies_when: {profile.size: [small, medium]}"
TRIED = '- {id: "1", name: {vi: "Thử", en: "Tried"}, points: 1}'
PARTLY = '- {id: partly, name: {vi: "Một phần", en: "Partly"}, points: 0.5}'
MEASURED = "aggregate: {method: weighted_mean, rescale: {from: [0, 4], to: [0, 2]}}"

CASES = {
    # Answer types
    "answer type unknown": Case("type: checklist", "type: tick_list", "tick_list", "points",
        'answer.type must be one of ladder, choice, multi, grid, number, checklist, text, not "tick_list".'),
    "answer type misnamed": Case(N1, N1.replace("clause", "clauses"), "", "n1",
        "answer names the unknown answer type clauses; did you mean clause."),
    "shared ladder": Case("answers:\n", "answers:\n  steps: {type: ladder}\n", "steps:", "everything",
        "answers.steps is a ladder, whose descriptors stand at the item itself."),
    "ladder without descriptors": Case(N1, N1.replace("answer: clause, ", ""), "", "n1", "levels is missing."),
    "steps without distances": Case("{value: 1, id: middle, from: 1,", "{value: 1, id: middle, from: 50,", "improve:", "grown",
        "improve needs a node whose every level begins near its number, on the value."),
    "steps on a share": Case("    aggregate: {method: mean, min_coverage: 0.4}", "    levels: {on: share, from: [0.2, 0.4]}\n    aggregate: {method: mean, min_coverage: 0.4}", "improve:", "grown",
        "improve needs a node whose every level begins near its number, on the value."),
    "steps on bounds of its own": Case("    aggregate: {method: mean, min_coverage: 0.4}", "    levels: {on: value, from: [50, 90]}\n    aggregate: {method: mean, min_coverage: 0.4}", "improve:", "grown",
        "improve needs a node whose every level begins near its number, on the value."),
    "descriptors without ladder": Case(N1, N1.replace("answer: clause", "answer: clause, levels: [{vi: Có, en: a}, {vi: Đủ, en: b}]"), "", "n1",
        "levels belongs to a ladder, while the answer is choice."),
    "steps without ladder of six": Case('      - {vi: "Bậc năm.", en: "Rung 5."}\n', "", "improve:", "grown",
        "improve belongs to a ladder from 0 to 5."),
    "steps without ladder": Case("      answer: {type: ladder, scale: {to: 2}}", "      answer: clause", "improve:", "grown",
        "improve belongs to a ladder from 0 to 5."),
    "ladder too long": Case('      - {vi: "Bậc năm.", en: "Rung 5."}', "".join(f'      - {{vi: "Bậc {n}.", en: "Rung {n}."}}\n' for n in range(5, 12)), '      levels:\n      - {vi: "Bậc không', "grown",
        "levels must have at most 11 entries, not 12."),
    "option twice": Case(PARTLY, PARTLY.replace("id: partly", "id: none"), "", "none",
        "id is used twice: the id none is there already."),
    "option reserved": Case('{id: c, name: {vi: "Ý thứ ba"', '{id: dk, name: {vi: "Ý thứ ba"', "", "dk",
        "id may not be dk, which is a special answer."),
    "row reserved": Case('rows: [{id: a, name: {vi: "Máy', 'rows: [{id: na, name: {vi: "Máy', "", "na",
        "id may not be na, which is a special answer."),
    "option id malformed": Case('{id: c, name: {vi: "Ý thứ ba"', '{id: c;d, name: {vi: "Ý thứ ba"', "", "c;d",
        'id must be an id of letters, digits, hyphens and underscores, not "c;d".'),
    "option without points": Case(PARTLY, PARTLY.replace(", points: 0.5", ""), "", "partly", "points is missing, while an item that counts has this answer."),
    "points negative": Case(PARTLY, PARTLY.replace("0.5", "-1"), "", "partly", 'points must be a number from 0 to 1000000, not "-1".'),
    "exclusive with points": Case("exclusive: true", "exclusive: true, points: 1", "", "none",
        "points must be 0 for an option that stands alone."),
    "multi without options": Case("options_by:\n          profile.industry", "unknown:\n          profile.industry", "answer:\n        type: multi\n        scale: {to: 2}\n        unknown", "listed",
        "answer needs either options or options_by."),
    "multi with both": Case("        options_by:", "        options: [{id: z, name: {vi: Ý, en: Z}}]\n        options_by:", "answer:\n        type: multi\n        scale: {to: 2}\n        options: ", "listed",
        "answer needs either options or options_by."),
    "list by unknown fact": Case("profile.industry:", "profile.colour:", "", "listed",
        "answer.options_by.profile.colour names no fact of a firm's profile; known are profile.size, profile.industry."),
    "list by two facts": Case("          profile.industry:", "          profile.size: {small: {options: [{id: z, name: {vi: Ý, en: Z}}]}}\n          profile.industry:", "options_by:", "listed",
        "answer.options_by must name one fact of the profile, not 2."),
    "list by unknown size": Case("          profile.industry:\n            steel", "          profile.size:\n            tiny", "            tiny", "listed",
        "answer.options_by.profile.size.tiny is no value of profile.size, which is one of micro, small, medium, large."),
    "list with an id twice": Case(STEEL, STEEL.replace("id: erp", "id: mes"), "", "mes", "id is used twice: the id mes is there already."),
    "list with nothing to scale": Case(GARMENT, GARMENT.replace("id: cad,", "id: cad, points: 0,"), "scale: {to: 2}\n        options_by", "listed",
        "answer.scale has nothing to scale, as the most that can be earned is 0; give points, or out_of."),
    "scale by nothing": Case("scale: {to: 2, out_of: 3}", "scale: {to: 2, out_of: 0}", "", "several",
        'answer.scale.out_of must be a number above 0 and at most 1000000, not "0".'),
    "list with two denominators": Case("scale: {to: 2}\n        options_by", "scale: {to: 2, out_of: 3}\n        options_by", "scale: {to: 2, out_of: 3}\n        options_by", "listed",
        "answer.scale.out_of has no effect, as each list has its own."),
    "number column with zeros": Case(TRIED, TRIED.replace('"1"', '"01"'), "", "01", 'id must be a whole number such as "5", not "01".'),
    "number without room": Case("low: 0.5\n        high: 1000", "low: 1000\n        high: 1000", "high: 1000", "cost",
        "answer.high must be above low, which is 1000."),
    "number too fine": Case("low: 0.5\n", "low: 0.555\n", "", "cost", "answer.low has 3 decimals, an answer at most 2."),
    "bin too fine": Case(SHARE, SHARE.replace("0.1,", "0.15,"), "", "share", "answer.bins.from[0] has 2 decimals, an answer at most 1."),
    "bins without bounds": Case(COST, "bins: {points: [0, 4]}", "", "cost", "answer.bins needs either from or above."),
    "bins with both bounds": Case(COST, "bins: {points: [0, 4], above: [10], from: [10]}", "", "cost", "answer.bins needs either from or above."),
    "bins too few": Case(SHARE, SHARE.replace(", 4]", "]"), "", "share", "answer.bins.points must be 4, one more than the bounds, not 3."),
    "bins do not rise": Case(SHARE, SHARE.replace("20, 50", "50, 20"), "", "share", "answer.bins.from[2] must rise: 20 is not above 50."),
    "bin beyond high": Case(SHARE, SHARE.replace("50]", "100.5]"), "", "share", "answer.bins.from[2] leaves a bin empty: answers go from 0 to 100."),
    "bin below low": Case(SHARE, SHARE.replace("[0.1,", "[0,"), "", "share", "answer.bins.from[0] leaves a bin empty: answers go from 0 to 100."),
    "bin above high": Case(COST, COST.replace("[10]", "[1000]"), "", "cost", "answer.bins.above[0] leaves a bin empty: answers go from 0.5 to 1000."),
    "checklist level twice": Case("- {level: 2, attributes", "- {level: 1, attributes", '- {level: 1, attributes: [{id: a, name: {vi: "Có số liệu', "points",
        "answer.levels[2].level is used twice: the level 1 is there already."),
    "attribute twice": Case('{id: b, name: {vi: "Có lịch làm"', '{id: a, name: {vi: "Có lịch làm"', "", "a", "id is used twice: the id a is there already."),
    "text counts": Case("    - id: remark\n      scored: false\n", "    - id: remark\n", "- id: remark", "remark", "scored must be false, as own words earn no points."),
    "text too long": Case("limit: 500", "limit: 5000", "", "remark", 'answer.limit must be a whole number from 1 to 4000, not "5000".'),
    "scale with nothing to scale": Case(COST, "bins: {points: [0, 0], above: [10]}\n        scale: {to: 5}", "scale: {to: 5}", "cost",
        "answer.scale has nothing to scale, as the most that can be earned is 0; give points, or out_of."),
    "nothing to earn": Case(COST, "bins: {points: [0, 0], above: [10]}", 'answer:\n        type: number\n        unit: {vi: "triệu', "cost",
        "answer earns nothing whatever is answered; give it points, or say scored: false."),
    # Names
    "item named like a column": Case("- id: remark", "- id: scope", "", "scope", "id may not be scope, which has a meaning of its own."),
    "item named like a fact": Case("- id: remark", "- id: profile.size", "", "profile.size", "id may not begin with profile., as facts of the firm do."),
    "item named like a row": Case("- id: remark", "- id: q4.a", "", "q4.a", "id is the name of a column already: q4 has a part of that name."),
    "item named like a level": Case("- id: remark", "- id: points.1", "", "points.1", "id is the name of a column already: points has a part of that name."),
    "item named overall": Case("- id: remark", "- id: overall", "", "overall", "id may not be overall, which has a meaning of its own."),
    "variant twice": Case("- {id: process,", "- {id: discrete,", '- {id: discrete, name: {vi: "Sản xuất liên tục', "discrete", "id is used twice: the variant discrete is there already."),
    "class twice": Case("- {id: leader,", "- {id: newcomer,", '- {id: newcomer, name: {vi: "Đi đầu', "newcomer", "id is used twice: the class newcomer is there already."),
    # Conditions
    "condition on a later item": Case(SEVERAL, 'applies_when: {share: ">=1"}', "", "several", "applies_when.share must name an item that is asked before this one, which share is not."),
    "condition on itself": Case(SEVERAL, "applies_when: {several: [a]}", "", "several", "applies_when.several must name an item that is asked before this one, which several is not."),
    "condition on unknown item": Case(SEVERAL, "applies_when: {nothing: [a]}", "", "several", "applies_when.nothing must name an item that is asked before this one, which nothing is not."),
    "condition on a conditional item": Case(SIZE, "applies_when: {several: [a]}", "", "q11", "applies_when.several depends on several, which is itself asked only under a condition."),
    "condition on a list by profile": Case(SIZE, "applies_when: {listed: [mes]}", "", "q11", "applies_when.listed depends on listed, which is itself asked only under a condition."),
    "condition on unknown option": Case(SEVERAL, "applies_when: {chosen: [partly, whole]}", "", "several", "applies_when.chosen[1] names the unknown option whole."),
    "condition on a level of a choice": Case(SEVERAL, 'applies_when: {chosen: ">=1"}', "", "several", "applies_when.chosen asks for a level of chosen, which has none."),
    "condition above the ladder": Case(SEVERAL, 'applies_when: {plan: ">=3"}', "", "several", "applies_when.plan asks for level 3 of plan, whose ladder ends at 2."),
    "condition on an option of a ladder": Case(SEVERAL, "applies_when: {plan: [a]}", "", "several", "applies_when.plan[0] names the unknown option a."),
    "condition malformed": Case(SEVERAL, 'applies_when: {plan: ">1"}', "", "several", 'applies_when.plan must be a condition such as >=3 or <=1 with a level, not ">1".'),
    "condition on unknown fact": Case(SIZE, "applies_when: {profile.sector: [small]}", "", "q11", "applies_when.profile.sector names no fact of a firm's profile; known are profile.size, profile.industry."),
    "condition on unknown size": Case(SIZE, "applies_when: {profile.size: [tiny]}", "", "q11", "applies_when.profile.size[0] is no value of profile.size, which is one of micro, small, medium, large."),
    "condition on a level of the profile": Case(SIZE, 'applies_when: {profile.size: ">=1"}', "", "q11", "applies_when.profile.size must be a list of values of the profile."),
    "condition empty": Case(SIZE, "applies_when: {}", "", "q11", "applies_when is empty."),
    "condition beside the quick check": Case(N1, N1.replace("answer: clause", 'key: true, applies_when: {grown: ">=1"}, answer: clause'), "", "n1",
        "applies_when.grown depends on grown, which the quick check does not ask."),
    "condition in other variants": Case(N1, N1.replace("answer: clause", "in_variants: [discrete], applies_when: {rungs.2b: [full]}, answer: clause"), "", "n1",
        "applies_when.rungs.2b depends on rungs.2b, which no variant asks together with this item."),
    "contradiction on an option": Case('when: {plan: ">=2", pick: "<=0"}', 'when: {chosen: ">=2"}', "", "odd", "when.chosen asks for a level of chosen, which has none."),
    # Quick check
    "quick check asks nothing of a block": Case(R1, R1.replace("key: true, ", ""), "- id: gates", "gates",
        "this entry has no key item, so that the quick check would ask nothing about gates."),
    "quick check asks nothing in a variant": Case(R1, R1.replace("key: true,", "key: true, in_variants: [discrete],"), "- id: gates", "gates",
        "this entry has no key item, so that the quick check would ask nothing about gates."),
    "quick check asks what does not count": Case(R1, R1.replace("key: true,", "key: true, scored: false,"), "- id: gates", "gates",
        "this entry has no key item, so that the quick check would ask nothing about gates."),
    "quick check without a value": Case(WHOLE, "aggregate: {method: none}", "quick:", "everything", "quick gives no range, as the whole has no value."),
    # Variants
    "variant unknown": Case(R2B, "in_variants: [mixed]}", "", "rungs.2b", "in_variants[0] names the unknown variant mixed."),
    "weight of unknown variant": Case("weight: {discrete: 13, process: 4}", "weight: {discrete: 13, mixed: 4, process: 4}", "", "kinds", "weight.mixed names the unknown variant mixed."),
    "weight of a variant missing": Case("weight: {discrete: 13, process: 4}", "weight: {discrete: 13}", "", "kinds", "weight.process is missing."),
    "weight by no variant": Case("weight: {discrete: 13, process: 4}", "weight: {}", "", "kinds", "weight is empty."),
    "part hidden by its node": Case("    - id: points\n", "    - id: points\n      in_variants: [process]\n", "in_variants: [process]\n      ask", "points",
        "in_variants is never reached: what lies above it is in other variants."),
    "variant alone": Case('- {id: process, name: {vi: "Sản xuất liên tục", en: "Process"}}\n', "", "variants:\n", "everything", "variants must have at least 2 entries, not 1."),
    # Weights and methods
    "weight without effect": Case(COUNTED + "\n    items:\n    " + N1, COUNTED + "\n    items:\n    " + N1.replace("id: n1,", "id: n1, weight: 2,"), "- {id: n1, weight: 2, answer", "n1",
        "weight has no effect, as the node above takes count_at_least."),
    "item weight by variant": Case(R2, R2.replace("weight: 2", "weight: {discrete: 2, process: 1}"), "", "rungs.2", "weight must be a number above 0 and at most 1000, not a mapping."),
    "method told too much": Case(SAME, "aggregate: {method: identity, met: 0.5}", "", "same", "aggregate.met means nothing to identity."),
    "nothing rescaled": Case("    levels: none\n    aggregate: {method: none}", "    levels: none\n    aggregate: {method: none, rescale: {from: [0, 1], to: [0, 2]}}", "rescale: {from: [0, 1]", "silent",
        "aggregate.rescale means nothing to none."),
    "method told too little": Case(COUNTED, "aggregate: {method: count_at_least}", "", "counted", "aggregate.at_least is missing."),
    "waits for nothing": Case(SHARED, SHARED.replace("out_of: 2,", "requires_all: true,"), "", "shared", "aggregate.requires_all has no effect without nodes below."),
    "method none of the wrong word": Case(SAME, "aggregate: {method: nothing}", "", "same",
        "aggregate.method must be one of mean, weighted_mean, sum, min, max, share_of_maximum, gated_sum_of_levels, sequential_gate, lookup, count_at_least, identity, none, "
        'not "nothing".'),
    "rescale falls": Case(MEASURED, MEASURED.replace("from: [0, 4]", "from: [4, 0]"), "", "measured", "aggregate.rescale.from must rise from its low to its high end, not from 4 to 0."),
    "rescale below zero": Case(MEASURED, MEASURED.replace("from: [0, 4]", "from: [1, 4]"), "", "measured", "aggregate.rescale.from[0] must not be above 0, the least value of the parts."),
    "rescale short of the parts": Case(SHARED, SHARED.replace("0.5}", "0.5, rescale: {from: [0, 1], to: [0, 2]}}"), "", "shared",
        "aggregate.rescale.from[1] must not be below 1.75, the largest value of the parts."),
    "rescale beyond the parts": Case(MEASURED, MEASURED.replace("[0, 4]", "[0, 5]"), "", "measured", "aggregate.rescale.from[1] is out of reach: the parts get no further than 4."),
    "rescale beyond a count": Case(COUNTED, COUNTED.replace("1}", "1, rescale: {from: [0, 3], to: [0, 2]}}"), "", "counted",
        "aggregate.rescale.from[1] is out of reach: the parts get no further than 2."),
    "rescale above the least": Case(SAME, "aggregate: {method: identity, rescale: {from: [0.5, 1], to: [1, 2]}}", "", "same",
        "aggregate.rescale.from[0] must not be above 0, the least value of the parts."),
    "rescale from below zero": Case(MEASURED, MEASURED.replace("from: [0, 4]", "from: [-1, 4]"), "", "measured",
        'aggregate.rescale.from[0] must be a number from 0 to 1000000, not "-1".'),
    "nothing waited for": Case("    levels: none\n    aggregate: {method: none}", "    levels: none\n    aggregate: {method: none, requires_all: true}", "requires_all: true}\n    items", "silent",
        "aggregate.requires_all means nothing to none."),
    "waits for what never has a value": Case("aggregate: {method: sum, min_coverage: 0.5}", "aggregate: {method: none}", "- id: methods", "methods",
        "this entry never has a value, while the node above is shown only when all nodes below it are."),
    "share of nothing": Case(SHARED, SHARED.replace("out_of: 2", "out_of: 0"), "", "shared", 'aggregate.out_of must be a number above 0 and at most 1000000, not "0".'),
    "count out of reach": Case(COUNTED, COUNTED.replace("at_least: 1", "at_least: 1.5"), "", "counted", "aggregate.at_least is out of reach: no part gets beyond 1."),
    "identity of several": Case(I1, f"{I1}\n    {N1.replace('n1', 'i2')}", "aggregate: {method: identity}", "same", "aggregate is identity, which takes one part, not 2."),
    "node that never counts": Case(I1, I1.replace("clause,", "clause, scored: false,"), "- id: same", "same",
        "this entry never has a value, as nothing in it counts; say aggregate: {method: none}."),
    # Gates
    "gate above no gate": Case(RUNGS, RUNGS.replace("gated_sum_of_levels, met: 0.8", "mean"), "- id: rungs\n", "rungs", "this entry needs a gate of its own, as the node above is one."),
    "item without a rung": Case(R2, R2.replace("rung: 2, ", ""), "", "rungs.2", "this entry needs a rung, as the node above is a gate."),
    "rung without a gate": Case(N1, N1.replace("answer: clause", "answer: clause, rung: 1"), "", "n1", "rung has no effect, as the node above is no gate."),
    "rung below 1": Case(R2, R2.replace("rung: 2", "rung: 0"), "", "rungs.2", 'rung must be a whole number from 1 to 20, not "0".'),
    # Tables
    "table of unknown part": Case(ROWS, ROWS.replace("worst", "worse"), "", "table", "aggregate.table[0].when.worse names the unknown part worse."),
    "table with a gap": Case(f"      {LAST}\n", "", "      table:", "table", "aggregate.table has no row for worst 0, best 1."),
    "table with a row in vain": Case(LAST, f'{LAST}\n      - {{when: {{best: ">=1"}}, value: 2}}', '{when: {best: ">=1"}, value: 2}', "table",
        "aggregate.table[3] never is the first row that holds."),
    "table of a node without levels": Case("    - id: worst\n", "    - id: worst\n      levels: none\n", "      levels: none\n      name", "worst",
        "levels may not be none: the node above looks its level up in a table."),
    "table of a node without a value": Case("aggregate: {method: min}", "aggregate: {method: none}", "aggregate: {method: none}\n      items:", "worst",
        "aggregate may not be none: the node above looks its level up in a table."),
    "table too long": Case(f"      {LAST}\n", f"      {LAST}\n" * 199, "      table:", "table", "aggregate.table must have at most 200 entries, not 201."),
    "table missing": Case(COUNTED, "aggregate: {method: lookup}", "", "counted", "aggregate.table is missing."),
    "table of another method": Case(SAME, "aggregate: {method: identity, table: [{when: {}, value: 1}]}", "", "same", "aggregate.table means nothing to identity."),
    "table of a choice": Case(COUNTED, 'aggregate: {method: lookup, table: [{when: {n1: ">=1"}, value: 1}, {when: {}, value: 0}]}', "- {id: n1", "n1",
        "answer must be a ladder without a scale: the node above looks its level up in a table."),
    # Levels and classes
    "first number 2": Case("- {value: 0, id: low", "- {value: 2, id: low", "", "low", "value must be 0 or 1 for the lowest level, not 2."),
    "two kinds of bounds": Case("{value: 1, id: middle, from: 1,", "{value: 1, id: middle, above: 1,", "{value: 0, id: low", "low",
        "from is another kind of bound than the others of this list, which have above."),
    "bound missing": Case("  id: high\n  from: 1.8\n", "  id: high\n", "- value: 2", "high", "from is missing."),
    "level out of reach": Case("  from: 1.8\n", "  from: 2.3\n", "  from: 2.3", "high", "from is out of reach: the whole gets no further than 2.25, in the variant discrete."),
    "condition of the lowest level": Case("{value: 0, id: low, from: 0,", "{value: 0, id: low, from: 0, and: {count_at_least: {level: 1, n: 1}},", "", "low",
        "and has no meaning for the lowest level, which is reached by every value."),
    "condition on unknown level": Case("{level: 1, n: 2}", "{level: 3, n: 2}", "", "high", "and.count_at_least.level names the unknown level 3."),
    "condition on too many nodes": Case("{level: 1, n: 2}", "{level: 1, n: 4}", "", "high",
        "and.count_at_least.n is out of reach: 3 nodes right below the whole have a level."),
    "own bounds too few": Case(KINDS, "levels: {on: value, from: [1]}", "", "kinds", "levels.from must have 2 bounds, one for each level above the lowest, not 1."),
    "own bounds from 0": Case(KINDS, "levels: {on: value, from: [0, 1]}", "", "kinds", "levels.from[0] must be above 0, where the lowest level begins."),
    "own bounds fall": Case(KINDS, "levels: {on: value, from: [1, 0.5]}", "", "kinds", "levels.from[1] must rise: 0.5 is not above 1."),
    "own bounds of two kinds": Case(KINDS, "levels: {on: value, from: [0.5, 1], above: [0.5, 1]}", "", "kinds", "levels needs either from or above."),
    "own bound out of reach": Case(KINDS, "levels: {on: value, from: [0.5, 2.1]}", "", "kinds", "levels.from[1] is out of reach: the node gets no further than 2."),
    "own share out of reach": Case(METHODS, "levels: {on: share, above: [0.4, 1]}", "", "methods", "levels.above[1] is out of reach: the node gets no further than 1."),
    "levels of the whole out of reach": Case("    levels: none\n    " + SAME, "    " + SAME, "- id: same", "same",
        "this entry gets no further than 1, while level 2 of the whole begins from 1.8; give it levels of its own, or levels: none."),
    "levels misspelt": Case("    levels: none\n    " + SAME, "    levels: no\n    " + SAME, "levels: no\n", "same", 'levels must be one of none, not "no".'),
    "class with a gap": Case("levels: [0, 1]}", "levels: [0]}", "classes:", "everything", "classes leave a gap: level 1 belongs to no class."),
    "class twice for a level": Case("levels: [2]}", "levels: [1, 2]}", "", "leader", "levels[0] is used twice: the level 1 is there already."),
    "class of unknown level": Case("levels: [2]}", "levels: [2, 3]}", "", "leader", "levels[1] names the unknown level 3."),
    # Rules
    "cap without a level": Case("lowest_of: [kinds, gates]", "lowest_of: [kinds, same]", "", "everything", "rules.caps[0].lowest_of[1] names same, which has no level."),
    "cap on a whole without a level": Case(WHOLE, "aggregate: {method: none}", "lowest_of", "everything", "rules.caps[0].node names the whole, which has no level."),
    "requirement out of reach": Case("ticked: {from: 1,", "ticked: {from: 2.5,", "", "everything", "rules.requires.measured[0].from is out of reach: ticked gets no further than 2."),
    "priority of unknown block": Case("at_least_one_of: [kinds]", "at_least_one_of: [ticked]", "", "everything", "rules.priorities.at_least_one_of[0] names the unknown block ticked."),
    # Crosswalks and drafts
    "target of another model": Case("scale: [0, 5], model: other-model}", 'scale: [0, 5], model: other-model}\n    people: {name: {vi: "Con người", en: "People"}, scale: [0, 5], model: third}',
        "    people:", "people", "model differs from the model of the first target."),
    "counted elsewhere without points": Case("    - id: remark\n      scored: false\n", "    - id: remark\n      maps: {other: [strategy]}\n      scored: false\n", "maps: {other: [strategy]}\n      scored", "remark",
        "maps has no effect, as the answer earns no points."),
    "target twice": Case("maps: {other: [strategy]}", "maps: {other: [strategy, strategy]}", "", "plan", "maps.other[1] is used twice: the target strategy is there already."),
    "open draft with rules": Case("      items: []\n      open: true\n", '      items: [plan]\n      open: true\n      draft: [{points: 1, when: {plan: ">=1"}}]\n', "draft: [{points", "2.11",
        "draft is never used, as the answer stays open."),
    "draft without rules": Case("      items: []\n      open: true\n", "      items: []\n      open: false\n", '"2.11":', "2.11", "draft is missing, while the answer does not stay open."),
    "draft rule of both kinds": Case('{points: 1, when: {plan: ">=1"}}', '{points: 1, tick: {vi: Có, en: a}, when: {plan: ">=1"}}', "", "2.10", "draft[0] needs either points or a tick."),
    "draft rule beside its items": Case('{points: 1, when: {plan: ">=1"}}', '{points: 1, when: {pick: ">=1"}}', "", "2.10", "draft[0].when.pick follows pick, which items does not list."),
}  # fmt: skip

# Mistakes from which others follow.
WITH_OTHERS = {
    "steps without ladder", "steps without distances", "steps on bounds of its own", "ladder too long", "option twice", "multi without options", "list by unknown size",
    "number without room", "variant twice", "variant alone", "condition in other variants",
    "quick check asks nothing in a variant", "quick check asks what does not count", "quick check without a value",
    "cap on a whole without a level", "count out of reach", "rescale beyond the parts",
    "rescale beyond a count", "gate above no gate", "item without a rung", "rung below 1",
    "table too long", "table of a choice", "first number 2", "two kinds of bounds", "level out of reach", "levels misspelt",
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_fault_is_named_by_line_and_id(everything, name):
    case = CASES[name]
    edit(everything, HEAD, case.old, case.new)
    line = line_at(everything, case.at or case.new)
    wanted = f"{everything / HEAD}:{line} {case.id} {case.message}"
    assert wanted in [str(fault) for fault in load_folder(everything).faults]


def line_at(folder, words):
    """Return the line where some words begin that are there exactly once."""
    text = (folder / HEAD).read_text(encoding="utf-8")
    assert text.count(words) == 1, f"{words!r} is {text.count(words)} times there"
    return 1 + text[: text.index(words)].count("\n")


@pytest.mark.parametrize("name", sorted(CASES.keys() - WITH_OTHERS))
def test_one_mistake_is_one_fault(everything, name):
    edit(everything, HEAD, CASES[name].old, CASES[name].new)
    (fault,) = load_folder(everything).faults
    assert fault.message == CASES[name].message


def test_variant_that_asks_nothing_is_a_fault(everything):
    for name in ("kinds", "gates", "methods"):
        edit(everything, HEAD, f"- id: {name}\n", f"- id: {name}\n  in_variants: [discrete]\n")
    messages = [fault.message for fault in load_folder(everything).faults]
    assert "variants ask nothing, in the variant process." in messages


def test_node_worth_nothing_is_a_fault(everything):
    edit(everything, HEAD, 'worst: ">=1"}, value: 2}', 'worst: ">=1"}, value: 0}')
    edit(everything, HEAD, "- {when: {}, value: 1}", "- {when: {}, value: 0}")
    told = [(fault.id, fault.message) for fault in load_folder(everything).faults]
    assert ("table", "this entry has the value 0 whatever is answered.") in told


def test_everything_has_no_fault(everything):
    assert load_folder(everything).faults == ()
