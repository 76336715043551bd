"""The shapes of a framework document as one JSON Schema, for tools and people outside. Pure."""

from collections.abc import Mapping
from typing import Any

from questionnaires.framework_shapes import FRAMEWORK, SLOT
from questionnaires.shapes import Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Framework document"
DESCRIPTION = (
    "One framework as load_frameworks joins it from its files: texts in both languages, numbers as decimal text. "
    "What this schema accepts may still have faults that only the product's own validation finds."
)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a document: a whole framework, or a slot that awaits its official document."""
    definitions: dict[str, Any] = {}
    return {
        "$schema": DIALECT,
        "title": TITLE,
        "description": DESCRIPTION,
        "if": {"required": ["awaits"]},
        "then": _described(SLOT, definitions),
        "else": _described(FRAMEWORK, definitions),
        "$defs": dict(sorted(definitions.items())),
    }


def _described(part: Any, definitions: dict[str, Any]) -> Any:
    """Return words of a schema with every shape in them spelled out; a named one is described once and referred to."""
    if isinstance(part, Shape):
        if not part.name:
            return _described(part.words, definitions)
        if part.name not in definitions:
            definitions[part.name] = _described(part.words, definitions)
        return {"$ref": f"#/$defs/{part.name}"}
    if isinstance(part, Mapping):
        return {key: _described(value, definitions) for key, value in part.items()}
    return [_described(entry, definitions) for entry in part] if isinstance(part, list) else part
