"""A few strips of an invented firm's result, so that the front door shows what one gets instead of describing it."""

from fractions import Fraction

from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

import charts


def strips() -> SafeString:
    """Return the picture in the reader's language."""
    axis = charts.Axis(
        levels=(
            (0, pgettext("level", "Experience-based")),
            (1, pgettext("level", "First steps")),
            (2, pgettext("level", "Common standard")),
            (3, pgettext("level", "Connected")),
            (4, pgettext("level", "Proactive")),
            (5, pgettext("level", "Adaptive")),
        )
    )
    rows = (
        _strip(_("Leadership and strategy"), 23),
        _strip(_("Quality and traceability"), 27),
        _strip(_("Equipment and maintenance"), 17),
        _strip(_("Energy management"), 10),
    )
    words = charts.Words(self_assessed=pgettext("key of a chart", "Self-assessed"))
    title = _("Four of the 20 dimensions, levels 0 to 5")
    return mark_safe(
        charts.narrow_level_strips(
            (charts.Group(_("Sample report of an invented firm"), rows),), axis=axis, title=title, words=words
        )
    )


def _strip(label: str, tenths: int) -> charts.Strip:
    value = Fraction(tenths, 10)
    return charts.Strip(label, number_format(tenths / 10, decimal_pos=1), value=value, level=int(value))
