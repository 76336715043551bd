"""The words with which a firm lets advisors read a submission. A change of words is a new WORDING_VERSION."""

from django.conf import settings
from django.utils.translation import gettext, ngettext

from accounts.consent_wording import operator

WORDING_VERSION = "2026-11-3"


def review_terms() -> list[str]:
    """Return who will read what, by when, who will not, and how to take it back: one sentence each."""
    days = settings.OPERATOR_REVIEW_DAYS
    who = {"operator": operator()}
    return [
        gettext("Who reads it: advisors of %(operator)s who work on this programme.") % who,
        gettext(
            "What they read: this completed version of the answers, the results and report made from it, "
            "the troubles you named, and the profile of the firm and the plant."
        ),
        ngettext(
            "By when: within %(days)d working day from today.",
            "By when: within %(days)d working days from today.",
            days,
        )
        % {"days": days},
        gettext("Who does not read it: other firms, suppliers of solutions, and authorities of tax or inspection."),
        gettext("You can take it back until the verified report is issued; it is private again at once."),
    ]


def review_agreement() -> str:
    """Return the sentence beside the box."""
    who = {"operator": operator()}
    return (
        gettext("On behalf of the firm I agree that advisors of %(operator)s read this version and comment on it.")
        % who
    )


def review_wording() -> str:
    """Return all the words that were shown, as they are kept with the consent."""
    return "\n".join([*review_terms(), review_agreement()])
