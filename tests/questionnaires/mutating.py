"""Broken documents: a few places of a sound one, deleted, replaced, doubled, renamed or swapped for one another."""

import copy

from hypothesis import strategies as st

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        ["0", "-1", "0.5", "1", "2", "5", "6", "21", "99999999999999", "٣", "1e9", "S1", "S1.1", "overall", "none",
         ">=3", ">=0", "<=1", "\ud800", "\x00", "a\nb", "dk", "na", "profile.size", "small", "discrete",
         "mean", "weighted_mean", "sum", "min", "max", "share_of_maximum", "gated_sum_of_levels", "sequential_gate",
         "lookup", "count_at_least", "identity", "ladder", "choice", "multi", "grid", "number", "checklist", "text",
         "value", "share"]
    ),
)  # fmt: skip
KEYS = st.one_of(
    SCALARS,
    st.sampled_from(
        ["id", "name", "about", "weight", "aggregate", "method", "levels", "items", "children", "answer", "options",
         "points", "scale", "to", "out_of", "from", "above", "and", "on", "when", "table", "value", "at_least", "met",
         "rescale", "requires_all", "min_coverage", "in_variants", "applies_when", "rung", "scored", "key", "exclusive",
         "cap", "bins", "low", "high", "decimals", "combine", "rows", "columns", "options_by", "attributes", "awaits"]
    ),
)  # fmt: skip
HASHABLE_KEYS = KEYS.filter(lambda key: key == key)  # noqa: PLR0124 -- NaN is not the key that it is
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(HASHABLE_KEYS, inner, max_size=3), max_leaves=8
)
WAYS = ("delete", "replace", "double", "nest", "rename", "swap", "add")


def places(value, place=()):
    """Yield every place of a document below its root."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*place, key)
        yield from places(part, (*place, key))


def mutations(document, most=3):
    """Return a strategy for lists of changes to a document."""
    every = st.sampled_from(sorted(places(document), key=str))
    return st.lists(st.tuples(every, st.sampled_from(WAYS), VALUES, HASHABLE_KEYS, every), min_size=1, max_size=most)


def mutated(document, changes):
    """Return a copy with the changes whose places are still there."""
    document = copy.deepcopy(document)
    for place, how, value, key, other in changes:
        try:
            _change(document, place, how, value, key, other)
        except (KeyError, IndexError, TypeError):
            continue
    return document


def _change(document, place, how, value, key, other):
    holder, last = _at(document, place[:-1]), place[-1]
    part = holder[last]
    match how:
        case "delete":
            del holder[last]
        case "double" if isinstance(holder, list):
            holder.insert(last, copy.deepcopy(part))
        case "rename" if isinstance(holder, dict):
            holder[key] = holder.pop(last)
        case "add" if isinstance(part, dict):
            part[key] = value
        case "swap":
            holder[last] = copy.deepcopy(_at(document, other))
        case "nest":
            holder[last] = [part]
        case _:
            holder[last] = value


def _at(value, place):
    for step in place:
        value = value[step]
    return value
