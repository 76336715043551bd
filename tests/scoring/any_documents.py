"""Framework documents nobody thought of, with everything that the format has; validation finds no fault in them."""

from dataclasses import dataclass, field
from string import ascii_lowercase

GATES = ("gated_sum_of_levels", "sequential_gate")
WEIGHTED = ("weighted_mean", "sum", "share_of_maximum", *GATES)
PLAIN = ("mean", "weighted_mean", "sum", "min", "max", "share_of_maximum", "count_at_least", "identity", "none")
METHODS = (*PLAIN, *GATES, "lookup")
KINDS = ("ladder", "ladder", "choice", "multi", "grid", "number", "checklist", "text")
POINTS = ("0", "0.5", "0.8", "1", "1", "2", "3", "7.25")
WEIGHTS = ("1", "2", "3", "0.5", "2.5", "20", "0.333333")
LEAST = ("0.333333", "0.5", "0.6", "0.666667", "1")
BOUNDS = ("0.1", "0.5", "0.8", "1", "1.8", "2.5", "2.8", "3.8", "4", "4.8", "7", "25", "50", "75")
SHARES = ("0.1", "0.2", "0.25", "0.4", "0.5", "0.6", "0.75", "0.8", "1")
SIZES, INDUSTRIES = ("small", "medium", "large"), ("steel", "wood", "food")
VARIANTS = ("discrete", "process")


@dataclass
class Author:
    """Writes one document by chance. ``methods`` and ``has_conditions`` say what it may use."""

    random: object
    methods: tuple = METHODS
    has_conditions: bool = True
    shared: dict = field(default_factory=dict)
    deciding: list = field(default_factory=list)
    levels: list = field(default_factory=list)

    def document(self):
        random = self.random
        self.levels = self.all_levels()
        variants = random.random() < 0.4
        method = self.method()
        blocks = self.children("", method, depth=2, variants=VARIANTS if variants else ())
        head = {
            "framework": "any",
            "version": "1.0.0",
            "title": words(),
            "summary": words(),
            "source": {"publisher": "", "document": words(), "url": "", "licence": "CC0-1.0", "fidelity": "own"},
            "minutes": {"phone": "1", "computer": "1"},
            "levels": self.levels,
            "blocks": blocks,
            "na": {item["id"]: [words()] for item in items_of(blocks) if random.random() < 0.4},
        }
        if method != "mean" or random.random() < 0.5:
            head["overall"] = {"aggregate": self.aggregate(method, blocks)}
        else:
            weigh(random, blocks, "weighted_mean")
        if variants:
            head["variants"] = [{"id": name, "name": words()} for name in VARIANTS]
        if self.shared:
            head["answers"] = self.shared
        return head | self.maybe_quick(blocks) | self.maybe_classes() | self.maybe_caps(blocks)

    def chance(self, share):
        return self.random.random() < share

    # The head

    def all_levels(self):
        random, count, first = self.random, self.random.randint(2, 6), self.random.randint(0, 1)
        kind = random.choice(("from", "above"))
        lowers = rising(random, BOUNDS, count - 1)
        made = [
            {"value": str(value), "id": f"l{value}", "name": words(), "meaning": words(), "sentence": words()}
            for value in range(first, first + count)
        ]
        for level, bound in zip(made[1:], lowers, strict=True):
            level[kind] = bound
            if self.chance(0.2):
                need = {"level": str(random.randint(1, 4)), "n": str(random.randint(1, 3))}
                level["and"] = {"count_at_least": need}
        if kind == "from":
            made[0]["from"] = "0"
        return made

    def maybe_quick(self, blocks):
        if self.chance(0.5):
            return {}
        for block in blocks:
            next(items_of([block]))["key"] = True
        return {"quick": {"half_width": "0.5", "minutes": {"phone": "1", "computer": "1"}}}

    def maybe_classes(self):
        if self.chance(0.5):
            return {}
        half = self.random.randint(1, len(self.levels) - 1)
        parts = {"low": self.levels[:half], "high": self.levels[half:]}
        made = [{"id": id_, "name": words(), "levels": [level["value"] for level in of]} for id_, of in parts.items()]
        return {"classes": made}

    def maybe_caps(self, blocks):
        names = [node["id"] for node in nodes_of(blocks)]
        caps = []
        while names and self.chance(0.4):
            capped = self.random.choice(["overall", *names])
            others = [name for name in names if name != capped]
            if others:
                lowest = self.random.sample(others, self.random.randint(1, min(2, len(others))))
                caps.append({"node": capped, "lowest_of": lowest, "plus": str(self.random.randint(0, 2))})
        return {"rules": {"caps": caps}} if caps else {}

    # Nodes

    def method(self, *, in_gate=False):
        gates = [method for method in self.methods if method in GATES]
        return self.random.choice(gates if in_gate else self.methods)

    def children(self, above, method, depth, variants):
        """The nodes below a node with this method; a gate has gates below it, identity has one part."""
        count = 1 if method == "identity" else self.random.randint(1, 3)
        made = []
        for letter in "ABC"[:count]:
            own = self.in_variants(variants)
            made.append(self.node(above + letter, method in GATES, depth, own or variants))
            made[-1] |= {"in_variants": list(own)} if own else {}
        weigh(self.random, made, method, VARIANTS if variants else ())
        return made

    def node(self, id_, in_gate, depth, variants):
        method = self.method(in_gate=in_gate)
        made = {"id": id_, "name": words(), "about": words()}
        if depth and self.chance(0.5):
            made["children"] = self.children(id_, method, depth - 1, variants)
        else:
            made["items"] = self.items(id_, method, variants)
        parts = made.get("children") or made["items"]
        if method != "mean" or self.chance(0.3):
            made["aggregate"] = self.aggregate(method, parts)
        if self.chance(0.5):
            made["levels"] = self.node_levels()
        return made

    def node_levels(self):
        if self.chance(0.2):
            return "none"
        on = self.random.choice(("value", "share"))
        of = BOUNDS if on == "value" else SHARES
        return {"on": on, self.random.choice(("from", "above")): rising(self.random, of, len(self.levels) - 1)}

    def aggregate(self, method, parts):
        random = self.random
        told = {"method": method}
        if self.chance(0.4):
            told["min_coverage"] = random.choice(LEAST)
        if self.chance(0.2):
            told["requires_all"] = True
        if method == "share_of_maximum" and self.chance(0.5):
            told["out_of"] = random.choice(("1", "8", "12.5"))
        if method in GATES and self.chance(0.5):
            told["met"] = random.choice(("0.5", "0.8", "1"))
        if method == "count_at_least":
            told["at_least"] = random.choice(("0", "0.5", "1", "2.8", "4"))
        if method == "lookup":
            told["table"] = self.table([part["id"] for part in parts])
        if self.chance(0.2):
            told["rescale"] = {"from": ["0", random.choice(("1", "5", "10"))], "to": ["1", random.choice(("5", "100"))]}
        return told

    def table(self, names):
        """Some rows by chance, and one at the end that always holds, or does where the first part applies."""
        random = self.random
        rows = [
            {"when": {name: self.condition() for name in random.sample(names, random.randint(1, len(names)))}}
            for _ in range(random.randint(0, 4))
        ]
        rows.append({"when": random.choice(({}, {names[0]: ">=0"}))})
        return [row | {"value": random.choice(POINTS)} for row in rows]

    def condition(self, top=5):
        return f"{self.random.choice(('>=', '<='))}{self.random.randint(0, top)}"

    # Items

    def items(self, above, method, variants):
        most = {"identity": 1, "lookup": 3}.get(method, 4)
        made = [self.item(f"{above}.{n}", method, variants) for n in range(self.random.randint(1, most))]
        for item in made if method in WEIGHTED else ():
            if self.chance(0.4):
                item["weight"] = self.random.choice(WEIGHTS)
        return made

    def item(self, id_, method, variants):
        made = {"id": id_, "ask": words(), "key": self.chance(0.4)}
        kind = self.random.choice(KINDS)
        is_ladder = kind == "ladder" or (method == "lookup" and self.chance(0.7))
        if is_ladder:
            made |= self.ladder()
        else:
            made["answer"] = self.answer(kind)
        if kind == "text" or self.chance(0.1):
            made["scored"] = False
        if method in GATES and made.get("scored", True) and (kind != "checklist" or is_ladder or self.is_shared(made)):
            made["rung"] = str(self.random.randint(1, 4))
        own = self.in_variants(variants)
        return made | ({"in_variants": list(own)} if own else {}) | self.applies_when(made)

    def is_shared(self, item):
        return isinstance(item.get("answer"), str)

    def in_variants(self, variants):
        return (self.random.choice(variants),) if variants and self.chance(0.2) else ()

    def applies_when(self, item):
        """Nothing, or a condition on the profile or on an item before; what decides is itself always asked."""
        when = {}
        if self.chance(0.15):
            when["profile.size"] = self.random.sample(SIZES, self.random.randint(1, 2))
        if self.has_conditions and self.deciding and self.chance(0.3):
            name, of = self.random.choice(self.deciding)
            when[name] = self.condition(of) if isinstance(of, int) else self.random.sample(of, 1)
        if when:
            return {"applies_when": when}
        if "levels" in item:
            self.deciding.append((item["id"], len(item["levels"]) - 1))
        elif isinstance(item["answer"], dict) and "options" in item["answer"]:
            self.deciding.append((item["id"], [option["id"] for option in item["answer"]["options"]]))
        return {}

    def ladder(self):
        levels = [words(level) for level in range(self.random.randint(2, 6))]
        return {"levels": levels} | ({"answer": {"type": "ladder"} | self.scale()} if self.chance(0.3) else {})

    def answer(self, kind):
        made = {"type": kind} | getattr(self, kind)()
        made |= self.scale() if kind != "text" else {}
        if self.chance(0.15):
            name = f"shared-{len(self.shared)}"
            self.shared[name] = made
            return name
        return made

    def scale(self):
        if self.chance(0.6):
            return {}
        out_of = {"out_of": self.random.choice(("0.5", "4", "8"))} if self.chance(0.4) else {}
        return {"scale": {"to": self.random.choice(("1", "5", "10"))} | out_of}

    def options(self, count, *, alone=False):
        made = [{"id": letter, "name": words(), "points": self.points()} for letter in ascii_lowercase[:count]]
        return made + ([{"id": "none", "name": words(), "exclusive": True}] if alone else [])

    def points(self):
        return self.random.choice(POINTS)

    def choice(self):
        return {"options": self.options(self.random.randint(2, 4))}

    def multi(self):
        cap = {"cap": self.random.choice(("1", "2.5"))} if self.chance(0.3) else {}
        if self.chance(0.25):
            of = {name: self.options_of_list() for name in self.random.sample(INDUSTRIES, 2)}
            return cap | {"options_by": {"profile.industry": of}}
        return cap | {"options": self.options(self.random.randint(1, 4), alone=self.chance(0.4))}

    def options_of_list(self):
        out_of = {"out_of": "5"} if self.chance(0.5) else {}
        return {"options": self.options(self.random.randint(1, 4))} | out_of

    def grid(self):
        words_or_numbers = self.random.choice((["no", "partly", "yes"], ["0", "1", "2"]))
        columns = [{"id": each, "name": words(), "points": self.points()} for each in words_or_numbers]
        combine = {"combine": self.random.choice(("mean", "sum"))} if self.chance(0.6) else {}
        return {"rows": named(self.random.randint(1, 3)), "columns": columns} | combine

    def number(self):
        bounds = rising(self.random, ("10", "20", "25", "25.5", "50", "75"), self.random.randint(1, 3))
        points = [self.points() for _ in range(len(bounds) + 1)]
        bins = {"points": points, self.random.choice(("from", "above")): bounds}
        return {"unit": words(), "low": "0", "high": "100", "decimals": str(self.random.randint(0, 2)), "bins": bins}

    def checklist(self):
        first = self.random.randint(0, 1)
        levels = range(first, first + self.random.randint(2, 3))
        return {"levels": [{"level": str(level), "attributes": named(self.random.randint(1, 3))} for level in levels]}

    def text(self):
        return {"limit": "50"}


def words(number=0):
    return {"vi": f"Mức {number}", "en": f"Level {number}"}


def named(count):
    return [{"id": letter, "name": words()} for letter in ascii_lowercase[:count]]


def rising(random, numbers, count):
    return [numbers[place] for place in sorted(random.sample(range(len(numbers)), count))]


def weigh(random, nodes, method, variants=()):
    """Give all of these nodes a weight or none; by variant some of them."""
    if method not in WEIGHTED or random.random() < 0.3:
        return
    for node in nodes:
        names = node.get("in_variants", variants)
        by_variant = names and random.random() < 0.4
        weight = random.choice(WEIGHTS)
        node["weight"] = {name: random.choice(WEIGHTS) for name in names} if by_variant else weight


def nodes_of(nodes):
    for node in nodes:
        yield node
        yield from nodes_of(node.get("children", []))


def items_of(nodes):
    return (item for node in nodes_of(nodes) for item in node.get("items", []))
