"""The records of all sheets -> one document, which may be wrong in any way that validation tells.

What belongs nowhere, an option of a question that does not exist, is told here: the document could not hold it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from questionnaires.workbook import sheets
from questionnaires.workbook.columns import Sheet
from questionnaires.workbook.parts import Part, Row, part, put
from questionnaires.workbook.question_sheets import DETAILS
from questionnaires.workbook.unfolding import ROOT

type Rows = Mapping[str, list[Row]]
type Complain = Callable[[Row, str, str], None]  # row, key of the column, sentence

DETAIL_KEYS = tuple(column.key for column in DETAILS)
LISTS = (  # sheets that are lists of the document as they are
    (sheets.LEVELS, ("levels",)),
    (sheets.VARIANTS, ("variants",)),
    (sheets.CLASSES, ("classes",)),
    (sheets.GLOSSARY, ("glossary",)),
    (sheets.CAPS, ("rules", "caps")),
    (sheets.TROUBLES, ("rules", "troubles")),
    (sheets.CONTRADICTIONS, ("rules", "contradictions")),
)
GROUPS = (  # sheets that are lists under ids, which stand in their first column
    (sheets.REASONS, ("na",)),
    (sheets.REQUIRES, ("rules", "requires")),
    (sheets.CROSSWALKS, ("crosswalks",)),
    (sheets.DRAFTS, ("drafts",)),
)
PARTS = {"option": "options", "row": "rows", "column": "columns"}


def join(rows: Rows, complain: Complain) -> Part:
    """Return the document of all sheets' rows, without the other parts."""
    return _Joiner(rows, complain).document()


class _Joiner:
    """Puts records where they belong; ``answers`` holds the types of answer by what the sheets call their owners."""

    def __init__(self, rows: Rows, complain: Complain) -> None:
        self.rows, self.complain = rows, complain
        self.whole = Part(Row({}))
        self.nodes: dict[str, Part] = {}
        self.items: dict[str, Part] = {}
        self.answers: dict[str, Part] = {}

    def document(self) -> Part:
        """Go through the sheets in an order in which owners come first."""
        self._head()
        for sheet, place in LISTS:
            for row in self._rows(sheet):
                self._list(place).append(part(row))
        for sheet, place in GROUPS:
            for row in self._rows(sheet):
                name = row.take(sheet.columns[0].key, "")
                self._list((*place, name)).append(_filled(sheet, part(row)))
        for act in (self._nodes, self._tables, self._shared, self._items, self._ladders, self._options, self._steps):
            act()
        self._draft_rules()
        return self.whole

    def _rows(self, sheet: Sheet) -> list[Row]:
        return self.rows.get(sheet.key, [])

    def _list(self, place: Iterable[str]) -> list[Any]:
        """Return the list at a place of the document, made if it is not there."""
        holder: Any = self.whole
        *outer, last = place
        for step in outer:
            holder = holder.setdefault(step, {})
        found: list[Any] = holder.setdefault(last, [])
        return found

    def _head(self) -> None:
        for row in self._rows(sheets.HEAD):
            self.whole = part(row)
        source = self.whole.get("source")
        if isinstance(source, Part):
            source.setdefault("publisher", "")
            source.setdefault("url", "")
            if words := self.rows.get("unconfirmed"):
                source["unconfirmed"] = [part(row) for row in words]

    def _nodes(self) -> None:
        above: list[Part] = []
        for row in self._rows(sheets.NODES):
            parent = row.take("parent", "")
            if parent and parent not in self.nodes:
                self.complain(row, "parent", gettext("no row above has the id %(id)s") % {"id": parent})
            elif parent:
                above = self.nodes[parent].setdefault("children", [])
            else:
                above = self._list(("blocks",))
            node = part(row)
            levels = node.get("levels")
            if isinstance(levels, Part) and dict(levels) == {"on": "none"}:
                node["levels"] = "none"
            above.append(node)
            self.nodes.setdefault(str(node.get("id")), node)

    def _tables(self) -> None:
        for row in self._rows(sheets.TABLES):
            name = row.take("node", "")
            owner = self.whole.setdefault("overall", Part(row)) if name == ROOT else self._known(row, "node", name)
            if owner is not None:
                row.values.setdefault("when", {})
                owner.setdefault("aggregate", Part(row)).setdefault("table", []).append(part(row))

    def _known(self, row: Row, key: str, name: str) -> Part | None:
        """Return the node or the question of this id; complain where there is none."""
        found = (self.nodes if key == "node" else self.items).get(name)
        if found is None and name:
            self.complain(row, key, gettext("names %(id)s, which does not exist") % {"id": name})
        elif found is None:
            self.complain(row, key, gettext("is empty"))
        return found

    def _shared(self) -> None:
        for row in self._rows(sheets.SHARED):
            name = str(row.take("name", ""))
            if not (name.startswith("[") and name.endswith("]")) or name in self.answers:
                self.complain(row, "name", gettext("must be a name of its own in square brackets"))
                continue
            self.answers[name] = self.whole.setdefault("answers", {})[name[1:-1]] = part(row)

    def _items(self) -> None:
        rows = self._rows(sheets.ITEMS)
        node = next((self.nodes[name] for row in rows if (name := row.values.get("node")) in self.nodes), None)
        for row in rows:
            # A question that lies nowhere is kept beside the one before: what names it is not told to be wrong, too.
            node = self._known(row, "node", row.take("node", "")) or node
            answer = self._answer(row)
            item = part(row)
            if answer is not None:
                item["answer"] = answer
            if node is not None:
                node.setdefault("items", []).append(item)
            self.items.setdefault(str(item.get("id")), item)
            if isinstance(answer, Part):
                self.answers.setdefault(str(item.get("id")), answer)

    def _answer(self, row: Row) -> Part | str | None:
        """Take the answer out of a question's row: a type with its details, the name of a shared one, or nothing."""
        given = row.take("answer")
        details = {key: value for key in DETAIL_KEYS if (value := row.take(key)) is not None}
        if given and not given.startswith("["):
            answer = Part(row)
            answer["type"] = given
            for key, value in details.items():
                put(answer, key, value)
            return answer
        for key in details:
            self.complain(row, key, gettext("belongs to a type of answer, which this row does not name"))
        return given.strip("[]") if given else None

    def _ladders(self) -> None:
        for row in self._rows(sheets.LADDERS):
            item = self._known(row, "item", row.take("item", ""))
            if item is None:
                continue
            levels = item.setdefault("levels", [])
            number = row.take("level", str(len(levels)))
            if number != str(len(levels)):
                self.complain(row, "level", gettext("must be %(number)s here") % {"number": len(levels)})
            levels.append(part(row))

    def _options(self) -> None:
        for row in self._rows(sheets.OPTIONS):
            owner, kind = row.take("owner", ""), row.take("part", "")
            answer = self.answers.get(owner)
            if answer is None:
                told = gettext("there is no question or shared type %(name)s with a type of answer to list options for")
                self.complain(row, "owner", told % {"name": owner or "?"})
            elif kind == "attribute":
                _attribute(answer, row)
            elif kind == "bin":
                _bin(answer, row)
            elif kind == "list" or (kind == "option" and "fact" in row.values):
                _case(answer, row, is_list=kind == "list")
            elif kind in PARTS:
                answer.setdefault(PARTS[kind], []).append(part(row))
            else:
                self.complain(row, "part", gettext("must be one of %(words)s") % {"words": _words(sheets.OPTIONS)})

    def _steps(self) -> None:
        for row in self._rows(sheets.STEPS):
            item = self._known(row, "item", row.take("item", ""))
            name = row.take("step", "")
            if item is None:
                continue
            steps = item.setdefault("improve", {})
            if name in steps:
                self.complain(row, "step", gettext("stands twice for %(id)s") % {"id": item.get("id")})
            step = steps[name] = part(row)
            step.setdefault("learn", None)

    def _draft_rules(self) -> None:
        for row in self._rows(sheets.DRAFT_RULES):
            name, id_ = row.take("framework", ""), row.take("id", "")
            answers = self.whole.get("drafts", {}).get(name, [])
            answer = next((each for each in answers if each.get("id") == id_), None)
            if answer is None:
                self.complain(row, "id", gettext("names %(id)s, which does not exist") % {"id": f"{name} {id_}"})
            else:
                answer.setdefault("draft", []).append(part(row))


def _filled(sheet: Sheet, entry: Part) -> Part:
    """Return an entry; a list that it must have is empty where its cell is."""
    if sheet is sheets.DRAFTS:
        entry.setdefault("items", [])
    return entry


def _words(sheet: Sheet) -> str:
    return ", ".join(next(column.words for column in sheet.columns if column.key == "part"))


def _attribute(answer: Part, row: Row) -> None:
    levels: list[Part] = answer.setdefault("levels", [])
    number = row.take("level", "")
    level = next((each for each in levels if each["level"] == number), None)
    if level is None:
        level = Part(row)
        level |= {"level": number, "attributes": []}
        levels.append(level)
    level["attributes"].append(part(row))


def _bin(answer: Part, row: Row) -> None:
    bins = answer.setdefault("bins", Part(row))
    for kind in ("from", "above"):
        if kind in row.values:
            bins.setdefault(kind, []).append(row.values[kind])
    bins.setdefault("points", []).append(row.values.get("points", ""))


def _case(answer: Part, row: Row, *, is_list: bool) -> None:
    """Put an option, or the head of a list, under the fact of the profile and its value."""
    fact, case = row.take("fact", ""), row.take("case", "")
    given = answer.setdefault("options_by", {}).setdefault(fact, {}).setdefault(case, Part(row))
    if is_list:
        given.update(part(row))
    given.setdefault("options", [])
    if not is_list:
        given["options"].append(part(row))
