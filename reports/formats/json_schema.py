"""The JSON Schema of a report as data, read off the dataclasses that the report is made of. Pure."""

import inspect
from dataclasses import fields, is_dataclass
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

from reports.content.types import ReportContent
from reports.formats.json_export import FORMAT, VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DESCRIPTION = (
    "What one report says, in one language, as page and PDF show it: texts ready to read, numbers exact. Nothing in it "
    "is to be worked out again. “basis” says whether the firm's own answers or verified ones lead; in “partial” too "
    "little is verified, and the firm's own lead."
)
_FRACTION = {
    "type": "object",
    "description": "a rational number: exact as text, and rounded to six decimals",
    "properties": {
        "exact": {"type": "string", "pattern": "^-?[0-9]+(/[1-9][0-9]*)?$"},
        "decimal": {"type": "number"},
    },
    "required": ["exact", "decimal"],
}
_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``json_export`` writes."""
    definitions: dict[str, Any] = {"Fraction": _FRACTION}
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "basis": {"enum": ["self", "partial", "verified"]},
        "report": _described(ReportContent, definitions),
    }
    return {
        "$schema": DIALECT,
        "title": "Report",
        "description": DESCRIPTION,
        **_object(properties),
        "$defs": dict(sorted(definitions.items())),
    }


def _described(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the words for a type; a dataclass is described once and referred to."""
    if isinstance(kind, TypeAliasType):
        return _described(kind.__value__, definitions)
    if is_dataclass(kind) and isinstance(kind, type):
        return _named(kind, definitions)
    if kind is Fraction:
        return {"$ref": "#/$defs/Fraction"}
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(parts)}
    if origin in {UnionType, Union}:
        return {"anyOf": [_described(part, definitions) for part in parts]}
    return _array(parts, definitions) if origin is tuple else _SIMPLE[kind]


def _named(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # so that a type which holds itself ends here
        hints = get_type_hints(kind)
        properties = {field.name: _described(hints[field.name], definitions) for field in fields(kind) if field.repr}
        about = " ".join((inspect.getdoc(kind) or "").replace("``", "").split())
        definitions[kind.__name__] = {"description": about, **_object(properties)}
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """Return an object that has all of these; others may come to stand beside them."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _array(parts: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return a list of any length of one kind, or of as many entries as there are kinds."""
    if parts[-1] is Ellipsis:
        return {"type": "array", "items": _described(parts[0], definitions)}
    entries = [_described(part, definitions) for part in parts]
    return {"type": "array", "prefixItems": entries, "minItems": len(parts), "maxItems": len(parts)}
