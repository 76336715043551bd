"""The words with which a firm joins a programme. A change of words is a new WORDING_VERSION."""

from django.utils.formats import date_format
from django.utils.translation import gettext

from programmes.models import Programme

WORDING_VERSION = "2026-11"


def seen(programme: Programme) -> list[str]:
    """Return who sees what because the firm takes part: one sentence each."""
    facts = _facts(programme)
    lines = [
        gettext(
            "%(operator)s sees that your firm takes part, its name, and the day it joined. "
            "The advisors who work for this programme see the same."
        )
        % facts
    ]
    if programme.partner:
        lines.append(
            gettext("%(partner)s learns how many firms take part. It does not learn which firms they are.") % facts
        )
    return lines


def unseen(programme: Programme) -> list[str]:
    """Return what nobody sees because of it."""
    facts = _facts(programme)
    lines = [
        gettext(
            "%(operator)s does not see your answers, results, reports or evidence, unless you yourself send an "
            "assessment for review; you are asked separately each time."
        )
        % facts
    ]
    if programme.partner:
        lines.append(gettext("%(partner)s never sees answers, results or reports of a single firm.") % facts)
    return lines


def leaving() -> str:
    """Return how to leave."""
    return gettext(
        "You may leave the programme at any time, also after its end, with one tap. It takes effect at once, and your "
        "assessments stay yours."
    )


def agreement(programme: Programme) -> str:
    """Return the sentence beside the box."""
    return gettext("On behalf of the firm I agree to take part in “%(programme)s” on these terms.") % _facts(programme)


def wording(programme: Programme) -> str:
    """Return all the words that were shown, as they are kept with the firm's place."""
    days = gettext("Programme: %(programme)s, %(first)s – %(last)s.") % _facts(programme)
    return "\n".join(
        [days, programme.offer, *seen(programme), *unseen(programme), leaving(), agreement(programme)],
    )


def _facts(programme: Programme) -> dict[str, str]:
    return {
        "programme": programme.name,
        "operator": programme.operator,
        "partner": programme.partner,
        "first": date_format(programme.starts_on, "SHORT_DATE_FORMAT"),
        "last": date_format(programme.ends_on, "SHORT_DATE_FORMAT"),
    }
