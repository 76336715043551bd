"""What WeasyPrint keeps of texts with OpenType features, given back: half a megabyte a report otherwise, for good.

Its ``Layout.setup`` makes a list of Pango attributes for each such text (our columns of figures, 2,800 in a report) and
lets go neither of the list nor of the attribute, which is made before it is looked whether one is kept to be shared. A
list owns its attributes, so lists that share one can never be freed. Here each has its own, and ends with its layout.
"""

from functools import wraps
from types import ModuleType
from typing import Any

# Looked at: a version that frees the lists itself must not have them freed twice, so any other is left as it is.
_VERSIONS = ("70.0",)


class _Unshared(dict[bytes, Any]):
    """In place of the attributes that a font configuration keeps: nothing is kept, each list gets its own."""

    def setdefault(self, _features: bytes, attribute: Any = None) -> Any:
        return attribute


def give_back(fonts: Any, weasyprint: ModuleType) -> None:
    """Free the attributes of the texts that are set with these fonts as soon as the texts are."""
    if weasyprint.__version__ not in _VERSIONS:
        return
    fonts.font_features = _Unshared()
    lines = weasyprint.text.line_break
    if not hasattr(lines.Layout.setup, "__wrapped__"):
        lines.Layout.setup = _freeing(lines.Layout.setup, lines.pango, lines.ffi)


def _freeing(setup: Any, pango: Any, ffi: Any) -> Any:
    @wraps(setup)
    def set_up(layout: Any, style: Any) -> None:
        setup(layout, style)
        if isinstance(style.font_config.font_features, _Unshared):
            attributes = pango.pango_layout_get_attributes(layout.layout)
            if attributes != ffi.NULL:
                pango.pango_attr_list_unref(attributes)  # the layout's own hold on it remains

    return set_up
