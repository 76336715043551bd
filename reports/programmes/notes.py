"""What a reader has to know of how a programme's figures are counted; said on the page, in the workbook and the PDF."""

from django.utils.translation import gettext

from reports.programmes.figures import Figures
from reports.programmes.stops import UNTOUCHED_DAYS
from reports.programmes.suppression import LEAST


def all_of(figures: Figures) -> tuple[str, ...]:
    """Return the notes, in the active language."""
    return (counted(), invited(), medians(), together(figures), stopped())


def marks(figures: Figures) -> tuple[str, ...]:
    """Return what stands over every page and sheet."""
    shown = gettext("Figures of %(day)s") % {"day": figures.as_of}
    return (figures.title, shown, *([] if figures.site_operator else [demonstration()]))


def demonstration() -> str:
    """Return what is said where no operator is set."""
    return gettext("Demonstration: not a result of any authority")


def counted() -> str:
    """Return what one firm is."""
    return gettext(
        "Each firm that takes part now is counted once at every step that one of its plants has taken, by full "
        "assessments with the programme's question set since its first day. Firms that left are not counted."
    )


def invited() -> str:
    """Return why nobody counts invitations."""
    return gettext("The invitation is one link for all and anybody may pass it on, so invitations are not counted.")


def medians() -> str:
    """Return what a median is."""
    return gettext(
        "Half of the assessments took no longer than the number of days given; each plant counts for itself."
    )


def together(figures: Figures) -> str:
    """Return whose results are counted and how closely they are shown."""
    said = gettext(
        "Levels and gaps count only firms that agreed to anonymous sector figures, each with its newest self-assessed "
        "result. So that no single firm shows, numbers under %(least)s are not shown and others are rounded down to "
        "tens; the figures are renewed once at least %(least)s firms have changed."
    ) % {"least": LEAST}
    if figures.together is None:
        return said
    order = gettext("Dimensions stand in the order of their exact numbers.")
    made = gettext("These are of %(day)s.") % {"day": figures.together.made_on}
    return f"{said} {order} {made}"


def stopped() -> str:
    """Return what counts as stopping."""
    return gettext(
        "A firm has stopped when nobody has touched its answers for more than %(days)s days. Although this tells no "
        "answers, it is shown in tens from %(least)s firms up, too."
    ) % {"days": UNTOUCHED_DAYS, "least": LEAST}
