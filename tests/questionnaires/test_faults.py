"""Every mistake of an author is named by file, line, item and a sentence. Each case breaks a copy of the real folder."""
# ruff: noqa: E501 -- the cases are a table

import unicodedata
from typing import NamedTuple

import pytest

from questionnaires.loading import load_folder
from tests.questionnaires.editing import edit, line_of

ASK = "How does the plant set its goals and plan for smart manufacturing?"
ASK_VI = "Nhà máy đặt mục tiêu và kế hoạch cho sản xuất thông minh như thế nào?"
STEP = 'effort: free, cost_million_vnd: [0, 1], months: 1, leads: {vi: "Chủ doanh nghiệp", en: "Owner"}'
LEVEL = "Matters are settled as they come; the owner keeps the direction for technology in mind."
LEARN = 'setting goals with a figure, a date and a way to measure", hours: 4, where: plant}'
MEASURE = 'en: "Goals on schedule at the monthly check (out of 3)"'


class Case(NamedTuple):
    """``at`` is a text of the line that the fault must name, in the edited file."""

    file: str
    old: str
    new: str
    at: str
    id: str
    message: str


S = "S.yaml"
HEAD = "framework.yaml"
CASES = {
    # Texts
    "language missing": Case(S, f"      en: {ASK}\n", "", "    ask:", "S1.1", "ask.en is missing."),
    "text empty": Case(S, f"en: {ASK}", 'en: " "', 'en: " "', "S1.1", "ask.en is empty."),
    "text nothing": Case(S, f"en: {ASK}", "en: # nothing", "# nothing", "S1.1", "ask.en must be text, not nothing."),
    "text a literal": Case(S, f"en: {ASK}", "en: true", "en: true", "S1.1", 'ask.en must be text, not "True".'),
    "text a list": Case(S, f"en: {ASK}", "en: [a]", "en: [a]", "S1.1", "ask.en must be text, not a list."),
    "text not NFC": Case(
        S, ASK_VI, unicodedata.normalize("NFD", ASK_VI), "      vi: Nha", "S1.1", "ask.vi is not in Unicode normal form NFC."
    ),
    "text over its limit": Case(
        S, ASK, f"{ASK} {'x' * 80}", "x" * 80, "S1.1", "ask.en has 147 characters, the limit is 140."
    ),
    "text on two lines": Case(
        S, f"en: {ASK}", 'en: "One.\\nTwo."', "One.", "S1.1", "ask.en holds a line break or a control character."
    ),
    "text with a blank at its end": Case(
        S, f"en: {ASK}", f'en: "{ASK} "', f'{ASK} "', "S1.1", "ask.en begins or ends with a blank."
    ),
    "text not translated": Case(S, f"vi: {ASK_VI}", f"vi: {ASK}", f"vi: {ASK}", "S1.1", "ask.vi has no Vietnamese letter."),
    "languages swapped": Case(S, f"en: {ASK}", f"en: {ASK_VI}", f"en: {ASK_VI}", "S1.1", "ask.en has Vietnamese letters."),
    # Keys
    "key mistyped": Case(S, f"    ask:\n      vi: {ASK_VI}", f"    ask:\n      vn: x\n      vi: {ASK_VI}", "vn: x", "S1.1",
                         "ask.vn is not known here."),
    "key unknown": Case(S, "  - id: S1.1\n", "  - id: S1.1\n    colour: red\n", "colour", "S1.1",
                        "colour is not known here."),
    "key twice": Case(S, "  - id: S1.1\n    key: true\n", "  - id: S1.1\n    key: true\n    key: true # again\n", "# again", "S1.1",
                      "key is written twice in the same mapping."),
    "key item not said": Case(S, "  - id: S1.1\n    key: true", "  - id: S1.1\n    key: yes", "key: yes", "S1.1",
                              'key must be true or false, not "yes".'),
    "part missing": Case(HEAD, "minutes: {phone: 55, computer: 40}\n", "", "framework: c4ir-smc", "c4ir-smc",
                         "minutes is missing."),
    "anchor": Case(S, f"en: {ASK}", f"en: &ask {ASK}", "&ask", "S1.1", "the anchor &ask is not allowed."),
    "tag": Case(S, f"en: {ASK}", "en: !!str x", "!!str", "S1.1", "the tag tag:yaml.org,2002:str is not allowed."),
    # Ids
    "item id twice": Case(S, "- id: S1.2\n", "- id: S1.1 # again\n", "# again", "S1.1",
                          "id is used twice: the node or item S1.1 is there already."),
    "node id twice": Case("P.yaml", "- id: P3\n", "- id: S3 # again\n", "# again", "S3",
                          "id is used twice: the node or item S3 is there already."),
    "item id malformed": Case(S, "- id: S1.2\n", "- id: S1 2\n", "- id: S1 2", "S1",
                              'items[1].id must be an id of at most 60 letters, digits, points, hyphens and underscores, '
                              'not "S1 2".'),
    "node id reserved": Case("P.yaml", "- id: P3\n", "- id: check\n", "- id: check", "check",
                             "id may not be check, which has a meaning of its own."),
    "level id twice": Case(HEAD, "id: first_steps", "id: experience_based # again", "# again", "experience_based",
                           "id is used twice: the level experience_based is there already."),
    "term twice": Case("glossary.yaml", "- id: agv\n", "- id: access_rights # again\n", "# again", "access_rights",
                       "id is used twice: the term access_rights is there already."),
    "trouble twice": Case(HEAD, "id: defects_returns", "id: late_delivery # again", "# again", "late_delivery",
                          "id is used twice: the trouble late_delivery is there already."),
    "contradiction twice": Case("contradictions.yaml", "- id: trace_stock", "- id: order_scan_network # again", "# again",
                                "order_scan_network",
                                "id is used twice: the contradiction order_scan_network is there already."),
    # Names that lead nowhere
    "trouble of unknown node": Case(HEAD, "nodes: [O1, O2, O5]", "nodes: [O1, O2, O9]", "[O1, O2, O9]", "late_delivery",
                                    "nodes[2] names the unknown dimension O9."),
    "trouble of a block": Case(HEAD, "nodes: [O1, O2, O5]", "nodes: [O]", "nodes: [O]", "late_delivery",
                               "nodes[0] names the unknown dimension O."),
    "condition on unknown item": Case("contradictions.yaml", '{O3.2: ">=3", O5.1: "<=1"}', '{O3.2: ">=3", X: "<=1"}', "X:",
                                      "trace_stock", "when.X names the unknown item X."),
    "na of unknown item": Case(HEAD, "  O5.2:\n  - vi", "  O5.9:\n  - vi", "O5.9", "c4ir-smc",
                               "na.O5.9 names the unknown item O5.9."),
    "sensitive unknown item": Case(HEAD, "sensitive: [G2.1,", "sensitive: [G2.7,", "G2.7", "c4ir-smc",
                                   "sensitive[0] names the unknown item G2.7."),
    "cap on unknown node": Case(HEAD, "lowest_of: [S, P, O, T]", "lowest_of: [S, P, O, X]", "lowest_of", "c4ir-smc",
                                "rules.caps[0].lowest_of[3] names the unknown node X."),
    "cap by itself": Case(HEAD, "{node: overall, lowest_of: [S, P, O, T]", "{node: S, lowest_of: [S]", "lowest_of",
                          "c4ir-smc", "rules.caps[0].lowest_of[0] names S, the node that is capped."),
    "requirement of unknown node": Case(HEAD, "      T5:\n        from", "      T9:\n        from", "T9", "c4ir-smc",
                                        "rules.requires.T2[0].node names the unknown dimension T9."),
    "requirement by unknown node": Case(HEAD, "    G2:\n      G1", "    G9:\n      G1", "G9", "c4ir-smc",
                                        "rules.requires.G9 names the unknown dimension G9."),
    "map to unknown target": Case(S, "maps: {siri: [D14], cmmm", "maps: {siri: [D41], cmmm", "D41", "S1.2",
                                  "maps.siri[0] names the unknown siri target D41."),
    "map to unknown model": Case(S, "maps: {siri: [D14], cmmm", "maps: {acatech: [D14], cmmm", "acatech", "S1.2",
                                 "maps.acatech names the unknown crosswalk acatech."),
    "draft answer of unknown item": Case(HEAD, "items: [T1.3, T3.1]", "items: [T1.3, T7.1]", "T7.1", "2.2",
                                         "items[1] names the unknown item T7.1."),
    # Bounds, weights, numbers
    "first bound not 0": Case(HEAD, "  from: 0\n", "  from: 0.5\n", "from: 0.5", "experience_based",
                              "from must be 0 for the lowest level."),
    "bounds do not rise": Case(HEAD, "  from: 2.8\n", "  from: 1.8 # same\n", "# same", "connected",
                               "from must rise: it is not above 1.8, where the level before begins."),
    "bound no number": Case(HEAD, "  from: 2.8\n", "  from: 2,8\n", "2,8", "connected",
                            'from must be a number from 0 to 1000000, not "2,8".'),
    "bound out of reach": Case(HEAD, "  from: 4.8\n", "  from: 5.8\n", "5.8", "adaptive",
                               "from is out of reach: the whole gets no further than 5."),
    "level number skipped": Case(HEAD, "- value: 5\n", "- value: 6\n", "value: 6", "adaptive",
                                 "value must be 5, one more than the level before, not 6."),
    "weight zero": Case(HEAD, "  weight: 10\n", "  weight: 0\n", "weight: 0", "G",
                        'weight must be a number above 0 and at most 1000, not "0".'),
    "weight negative": Case(HEAD, "  weight: 10\n", "  weight: -10\n", "weight: -10", "G",
                            'weight must be a number above 0 and at most 1000, not "-10".'),
    "weight of one sibling missing": Case(HEAD, "  weight: 10\n", "", "- id: G", "G",
                                          "weight is missing, while other nodes beside it have one."),
    "coverage above 1": Case(HEAD, "  weight: 10\n  aggregate: {method: weighted_mean, min_coverage: 0.6}",
                             "  weight: 10\n  aggregate: {method: weighted_mean, min_coverage: 60}", "60}", "G",
                             'aggregate.min_coverage must be a number above 0 and at most 1, not "60".'),
    "method unknown": Case(HEAD, "  weight: 10\n  aggregate: {method: weighted_mean", "  weight: 10\n  aggregate: {method: median",
                           "median", "G",
                           'aggregate.method must be one of mean, weighted_mean, sum, min, max, share_of_maximum, '
                           'gated_sum_of_levels, sequential_gate, lookup, count_at_least, identity, none, not "median".'),
    "half width missing": Case(HEAD, "  half_width: 0.5\n", "", "quick:", "c4ir-smc", "quick.half_width is missing."),
    "circle of requirements": Case(HEAD, "    G2:\n      G1:", "    T5: # again\n      T2:", "# again", "c4ir-smc",
                                   "rules.requires.T5 goes round in a circle back to T5."),
    # Items
    "level missing": Case(S, f'    - {{vi: "Việc đến đâu tính đến đó; hướng đi về công nghệ do chủ doanh nghiệp tự nắm.", en: "{LEVEL}"}}\n',
                          "", "    improve:", "S1.1", "improve belongs to a ladder from 0 to 5."),
    "two levels alike": Case(S, LEVEL, "A written 1 to 3 year plan gives every goal a figure, a date and a person in charge, and is reviewed each year.",
                             '- {vi: "Có kế hoạch 1 đến 3 năm', "S1.1", "levels[2].en says the same as level 0."),
    "step effort": Case(S, STEP, STEP.replace("free", "cheap"), "effort: cheap", "S1.1",
                        'improve.start.effort must be one of free, low, project, not "cheap".'),
    "step cost falls": Case(S, STEP, STEP.replace("[0, 1]", "[9, 1]"), "[9, 1]", "S1.1",
                            "improve.start.cost_million_vnd must be [low, high], but 9 is more than 1."),
    "step cost one number": Case(S, STEP, STEP.replace("[0, 1]", "[1]"), "[1]", "S1.1",
                                 "improve.start.cost_million_vnd must have 2 entries, not 1."),
    "step cost in words": Case(S, STEP, STEP.replace("[0, 1]", "[0, 1 triệu]"), "1 triệu", "S1.1",
                               'improve.start.cost_million_vnd[1] must be a whole number from 0 to 1000000, not "1 triệu".'),
    "step months": Case(S, STEP, STEP.replace("months: 1", "months: 0"), "months: 0", "S1.1",
                        'improve.start.months must be a number above 0 and at most 60, not "0".'),
    "step without leader": Case(S, STEP, STEP.partition(", leads")[0], '[0, 1], months: 1, learn: {vi: "Chủ doanh nghiệp, quản đốc: đặt', "S1.1",
                                "improve.start.leads is missing."),
    "step learning without hours": Case(S, LEARN, LEARN.replace(", hours: 4", ""), 'way to measure", where: plant}', "S1.1",
                                        "improve.start.learn.hours is missing."),
    "step learning too long": Case(S, LEARN, LEARN.replace("4", "241"), "241", "S1.1",
                                   'improve.start.learn.hours must be a whole number from 1 to 240, not "241".'),
    "step learning nowhere": Case(S, LEARN, LEARN.replace("plant", "abroad"), "abroad", "S1.1",
                                  'improve.start.learn.where must be one of plant, outside, either, not "abroad".'),
    "step measure empty": Case(S, MEASURE, 'en: ""', 'en: ""', "S1.1", "improve.start.measure.en is empty."),
    "contradiction with another operator": Case("contradictions.yaml", '{O3.2: ">=3", O5.1: "<=1"}', '{O3.2: "=3", O5.1: "<=1"}',
                                                '"=3"', "trace_stock",
                                                'when.O3.2 must be a condition such as >=3 or <=1 with a level, not "=3".'),
    "contradiction above the levels": Case("contradictions.yaml", '{O3.2: ">=3", O5.1: "<=1"}', '{O3.2: ">=6", O5.1: "<=1"}',
                                           '">=6"', "trace_stock",
                                           "when.O3.2 asks for level 6 of O3.2, whose ladder ends at 5."),
    "contradiction without condition": Case("contradictions.yaml", 'when: {O3.2: ">=3", O5.1: "<=1"}', "when: {}", "when: {}",
                                            "trace_stock", "when has no condition."),
    # Head
    "validity too long": Case(HEAD, "minutes: {phone: 55, computer: 40}\n", "minutes: {phone: 55, computer: 40}\nvalid_months: 61\n", "valid_months",
                              "c4ir-smc", 'valid_months must be a whole number from 1 to 60, not "61".'),
    "validity in words": Case(HEAD, "minutes: {phone: 55, computer: 40}\n", "minutes: {phone: 55, computer: 40}\nvalid_months: a year\n", "valid_months",
                              "c4ir-smc", 'valid_months must be a whole number from 1 to 60, not "a year".'),
    "version malformed": Case(HEAD, 'version: "0.9.1"', "version: 0.9", "version: 0.9", "c4ir-smc",
                              'version must be a version such as 1.0.0, not "0.9".'),
    "address malformed": Case(HEAD, 'url: ""', "url: javascript:alert(1)", "javascript", "c4ir-smc",
                              'source.url must be empty or a web address, not "javascript:alert(1)".'),
    "fidelity unknown": Case(HEAD, "fidelity: own", "fidelity: good", "good", "c4ir-smc",
                             'source.fidelity must be one of own, official, indicative, not "good".'),
    "scale falls": Case(HEAD, 'en: "Digital business strategy"}, scale: [0, 100]', 'en: "Digital business strategy"}, scale: [100, 0]', "[100, 0]",
                        "strategy", "scale must rise from its low to its high end, not from 100 to 0."),
    "id given twice": Case(HEAD, "    D1: {name:", "    D1: {id: D2, name:", "id: D2", "D1",
                           "id is given by the key already."),
    # Files
    "included file without block": Case(HEAD, "include: [S.yaml,", "include: [X.yaml, S.yaml,", "X.yaml", "-",
                                        "no block has the id X of this file."),
    "included file outside the folder": Case(HEAD, "include: [S.yaml,", "include: [../S.yaml,", "../S.yaml", "-",
                                             "include must hold names of YAML files in this folder."),
    "glossary outside the folder": Case(HEAD, "glossary: glossary.yaml", "glossary: /etc/passwd", "/etc/passwd", "-",
                                        "glossary must be the name of a YAML file in this folder."),
    "file included twice": Case(HEAD, "include: [S.yaml,", "include: [S.yaml, S.yaml,", "S.yaml, S.yaml", "-",
                                "block S has its nodes already."),
    "block without file": Case(HEAD, "include: [S.yaml,", "include: [", "- id: S\n", "S",
                               "this entry needs either items or nodes below it."),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_fault_is_named_by_file_line_and_item(folder, name):
    case = CASES[name]
    edit(folder, case.file, case.old, case.new)
    line = line_of(folder, case.file, case.at.rstrip("\n"))
    wanted = f"{folder / case.file}:{line} {case.id} {case.message}"
    assert wanted in [str(fault) for fault in load_folder(folder).faults]


@pytest.mark.parametrize(
    "name", ["text empty", "weight zero", "step months", "sensitive unknown item", "anchor", "bound out of reach"]
)
def test_one_mistake_is_one_fault(folder, name):
    case = CASES[name]
    edit(folder, case.file, case.old, case.new)
    assert len(load_folder(folder).faults) == 1


def test_line_and_file_are_those_of_the_author(folder):
    edit(folder, "S.yaml", f"en: {ASK}", 'en: ""')
    (fault,) = load_folder(folder).faults
    assert (fault.file, fault.line, fault.id) == (str(folder / "S.yaml"), 11, "S1.1")


def test_all_faults_of_all_files_come_in_one_run(folder):
    for name in ("text empty", "weight zero", "term twice", "sensitive unknown item", "condition on unknown item"):
        case = CASES[name]
        edit(folder, case.file, case.old, case.new)
    assert [fault.file.rpartition("/")[2] for fault in load_folder(folder).faults] == [
        "S.yaml",
        "contradictions.yaml",
        "framework.yaml",
        "framework.yaml",
        "glossary.yaml",
    ]


def test_quick_check_without_key_item_in_a_block_is_a_fault(folder):
    file = folder / "G.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("    key: true\n", ""), encoding="utf-8")
    (fault,) = load_folder(folder).faults
    assert (fault.id, fault.line) == ("G", line_of(folder, "framework.yaml", "- id: G"))


def test_weight_without_effect_is_a_fault(folder):
    edit(
        folder,
        "framework.yaml",
        "  weight: 10\n  aggregate: {method: weighted_mean, min_coverage: 0.6}",
        "  weight: 10",
    )
    file = folder / "G.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("\n  items:", "\n  weight: 2\n  items:"), encoding="utf-8")
    assert {(fault.id, fault.message) for fault in load_folder(folder).faults} == {
        (name, "weight has no effect, as the node above takes the plain mean.") for name in ("G1", "G2", "G3")
    }
