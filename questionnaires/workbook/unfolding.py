"""A document -> the records of every sheet. Pure.

A record is a mapping from the keys of a sheet's columns to values of the document. What no sheet has a column for is
found afterwards, by joining the records again and comparing.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from questionnaires.workbook import sheets
from questionnaires.workbook.columns import Column, Sheet
from questionnaires.workbook.head_sheets import ENTRIES

type Record = dict[str, Any]
type Records = dict[str, list[Record]]

ROOT = "overall"


def unfold(document: Mapping[str, Any]) -> Records:
    """Return the records of every sheet by its key, but those of the other parts."""
    nodes = list(_nodes(document.get("blocks", ()), ""))
    items = [(node["id"], item) for _, node in nodes for item in node.get("items", ())]
    rules = document.get("rules", {})
    records: dict[Sheet, Iterable[Record]] = {
        sheets.HEAD: [_flat(ENTRIES, document)],
        sheets.LEVELS: _plain(sheets.LEVELS, document.get("levels", ())),
        sheets.VARIANTS: _plain(sheets.VARIANTS, document.get("variants", ())),
        sheets.CLASSES: _plain(sheets.CLASSES, document.get("classes", ())),
        sheets.NODES: [{"parent": parent, **_flat(sheets.NODES.columns, _levelled(node))} for parent, node in nodes],
        sheets.TABLES: _tables(document, nodes),
        sheets.ITEMS: [_item(node, item) for node, item in items],
        sheets.LADDERS: _ladders(items),
        sheets.SHARED: _shared(document.get("answers", {})),
        sheets.OPTIONS: [
            *(row for _, item in items for row in _options(item["id"], item.get("answer"))),
            *(row for name, answer in _sorted(document.get("answers", {})) for row in _options(f"[{name}]", answer)),
        ],
        sheets.STEPS: [
            {"item": item["id"], "step": name, **_flat(sheets.STEPS.columns, item["improve"][name])}
            for _, item in items
            for name in ("start", "build", "lead")
            if name in item.get("improve", {})
        ],
        sheets.REASONS: _grouped(sheets.REASONS, "item", document.get("na", {})),
        sheets.CAPS: _plain(sheets.CAPS, rules.get("caps", ())),
        sheets.REQUIRES: _grouped(sheets.REQUIRES, "dimension", rules.get("requires", {})),
        sheets.TROUBLES: _plain(sheets.TROUBLES, rules.get("troubles", ())),
        sheets.CONTRADICTIONS: _plain(sheets.CONTRADICTIONS, rules.get("contradictions", ())),
        sheets.GLOSSARY: _plain(sheets.GLOSSARY, document.get("glossary", ())),
        sheets.CROSSWALKS: _grouped(sheets.CROSSWALKS, "crosswalk", document.get("crosswalks", {})),
        sheets.DRAFTS: _grouped(sheets.DRAFTS, "framework", document.get("drafts", {})),
        sheets.DRAFT_RULES: _draft_rules(document.get("drafts", {})),
    }
    return {sheet.key: list(rows) for sheet, rows in records.items()} | {"unconfirmed": _unconfirmed(document)}


def value_at(record: Mapping[str, Any], key: str) -> Any:
    """Return the value at a column's key, None where there is none."""
    value: Any = record
    for step in key.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _flat(columns: Iterable[Column], record: Mapping[str, Any]) -> Record:
    """Return what a record has for these columns, but what would be an empty cell."""
    found = {column.key: value_at(record, column.key) for column in columns}
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}


def _plain(sheet: Sheet, entries: Iterable[Mapping[str, Any]]) -> list[Record]:
    return [_flat(sheet.columns, entry) for entry in entries]


def _grouped(sheet: Sheet, key: str, groups: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[Record]:
    """Return the entries of lists that stand under ids; the id is the first column."""
    return [{key: name, **_flat(sheet.columns, entry)} for name, entries in _sorted(groups) for entry in entries]


def _sorted(table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(table.items())


def _nodes(nodes: Iterable[Mapping[str, Any]], parent: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield nodes with the id of the node above, each before what lies in it."""
    for node in nodes:
        yield parent, node
        yield from _nodes(node.get("children", ()), node["id"])


def _levelled(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write ``levels: none`` as its first column has it."""
    return {**node, "levels": {"on": "none"}} if node.get("levels") == "none" else node


def _tables(document: Mapping[str, Any], nodes: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Record]:
    whole = value_at(document, "overall.aggregate.table")
    tables = [(ROOT, whole), *((node["id"], value_at(node, "aggregate.table")) for _, node in nodes)]
    return [{"node": name, **_flat(sheets.TABLES.columns, row)} for name, table in tables for row in table or ()]


def _item(node: str, item: Mapping[str, Any]) -> Record:
    """Return a question; its column of the answer names a shared type in brackets, else the type."""
    answer = item.get("answer")
    details = answer if isinstance(answer, Mapping) else {}
    record = _flat(sheets.ITEMS.columns, {**details, **item, "answer": details.get("type")})
    return {"node": node, **record, **({"answer": f"[{answer}]"} if isinstance(answer, str) else {})}


def _ladders(items: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Record]:
    return [
        {"item": item["id"], "level": str(number), **_flat(sheets.LADDERS.columns, words)}
        for _, item in items
        for number, words in enumerate(item.get("levels", ()))
    ]


def _shared(answers: Mapping[str, Mapping[str, Any]]) -> list[Record]:
    return [{"name": f"[{name}]", **_flat(sheets.SHARED.columns, answer)} for name, answer in _sorted(answers)]


def _options(owner: str, answer: Any) -> Iterator[Record]:
    """Yield all that a type of answer lists, in the order in which it is put together again."""
    if not isinstance(answer, Mapping):
        return
    for key, part in (("options", "option"), ("rows", "row"), ("columns", "column")):
        yield from (_option(owner, part, entry) for entry in answer.get(key, ()))
    for level in answer.get("levels", ()):
        rows = level.get("attributes", ())
        yield from (_option(owner, "attribute", entry, level=level["level"]) for entry in rows)
    yield from _bins(owner, answer.get("bins", {}))
    for fact, cases in _sorted(answer.get("options_by", {})):
        for case, given in _sorted(cases):
            yield _option(owner, "list", {"out_of": given.get("out_of")}, fact=fact, case=case)
            rows = given.get("options", ())
            yield from (_option(owner, "option", entry, fact=fact, case=case) for entry in rows)


def _option(owner: str, part: str, entry: Mapping[str, Any], **more: str) -> Record:
    return {"owner": owner, "part": part, **_flat(sheets.OPTIONS.columns, entry), **more}


def _bins(owner: str, bins: Mapping[str, Any]) -> Iterator[Record]:
    """Yield the bins of a number; the first one has no bound."""
    kind = "above" if "above" in bins else "from"
    bounds = [None, *bins.get(kind, ())]
    for order, points in enumerate(bins.get("points", ())):
        bound = bounds[order] if order < len(bounds) else None
        yield _option(owner, "bin", {"points": points, kind: bound})


def _draft_rules(drafts: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[Record]:
    return [
        {"framework": name, "id": answer["id"], **_flat(sheets.DRAFT_RULES.columns, rule)}
        for name, answers in _sorted(drafts)
        for answer in answers
        for rule in answer.get("draft", ())
    ]


def _unconfirmed(document: Mapping[str, Any]) -> list[Record]:
    return [dict(words) for words in value_at(document, "source.unconfirmed") or ()]
