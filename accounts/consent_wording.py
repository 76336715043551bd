"""The words with which people agree. Whoever changes them, in either language, raises WORDING_VERSION.

The words about a submission that advisors read are in ``assessments.consents``: they speak of that submission.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from accounts.models import Consent

WORDING_VERSION = "2026-11-2"
NOTICE_VERSION = "2026-11"

type Terms = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """What is asked: each term under its heading, and the sentence beside the box."""

    purpose: Consent.Purpose
    title: str
    terms: Terms
    agreement: str

    version: str = WORDING_VERSION

    @property
    def text(self) -> str:
        """Return all the words that are shown, as they are kept with the consent."""
        said = [self.title, *(f"{heading}: {term}" for heading, term in self.terms)]
        notice = gettext("Privacy notice, version %(version)s") % {"version": NOTICE_VERSION}
        return "\n".join([*said, notice, self.agreement])


def operator() -> str:
    """Return by which name the operator is spoken of; no name is ours to give where none is set."""
    return settings.OPERATOR_NAME or gettext("the operator of this site")


def wording(purpose: Consent.Purpose) -> Wording:
    """Return the words for a purpose that people agree to by themselves, in the active language."""
    return {
        Consent.Purpose.ACCOUNT: _account,
        Consent.Purpose.SECTOR_FIGURES: _sector_figures,
        Consent.Purpose.CONTACT: _contact,
    }[purpose]()


def backup_term() -> str:
    """Return how long something erased lives on in backups."""
    days = {"days": settings.OPERATOR_BACKUP_DAYS}
    return gettext("Backups are overwritten within %(days)s days.") % days


def _account() -> Wording:
    who = {"operator": operator()}
    return Wording(
        purpose=Consent.Purpose.ACCOUNT,
        title=gettext("Contact data for the account"),
        terms=(
            (gettext("What"), gettext("Name, e-mail address and, if you enter it, telephone number.")),
            (gettext("What for"), gettext("To sign you in, keep your answers for you and write about your account.")),
            (
                gettext("Who sees it"),
                gettext(
                    "Colleagues in your firm and %(operator)s, who runs the account. "
                    "No other firm and no supplier of solutions."
                )
                % who,
            ),
            (gettext("How long"), gettext("As long as the account exists.") + " " + backup_term()),
            (
                gettext("How to withdraw"),
                gettext("At any time under “My data”. An account cannot do without this data, so it is then erased."),
            ),
        ),
        agreement=gettext("I agree that %(operator)s uses my contact data to run my account.") % who,
    )


def _sector_figures() -> Wording:
    return Wording(
        purpose=Consent.Purpose.SECTOR_FIGURES,
        title=gettext("Anonymous use in sector figures"),
        terms=(
            (
                gettext("What"),
                gettext(
                    "The firm's results with its sector, size class and province. "
                    "No name, no contact data, no single answer."
                ),
            ),
            (gettext("What for"), gettext("To show firms of a sector where they stand, as averages over many firms.")),
            (
                gettext("Who sees it"),
                gettext("Everybody may see the averages. Averages over too few firms are not shown."),
            ),
            (gettext("How long"), gettext("Until it is withdrawn or the firm is erased here.")),
            (
                gettext("How to withdraw"),
                gettext(
                    "At any time with one button under “My data”. "
                    "It holds at once: every figure made from then on leaves the firm out."
                ),
            ),
        ),
        agreement=gettext("On behalf of the firm I agree that its results count anonymously in sector figures."),
    )


def _contact() -> Wording:
    who = {"operator": operator()}
    return Wording(
        purpose=Consent.Purpose.CONTACT,
        title=gettext("Contact about programmes and solutions"),
        terms=(
            (gettext("What"), gettext("Name, e-mail address and telephone number.")),
            (gettext("What for"), gettext("To tell you of support programmes and solutions that may suit your plant.")),
            (
                gettext("Who sees it"),
                gettext(
                    "%(operator)s alone. A supplier of solutions gets your contact data only if you say yes "
                    "to that supplier."
                )
                % who,
            ),
            (gettext("How long"), gettext("Until it is withdrawn or the account is erased.")),
            (
                gettext("How to withdraw"),
                gettext("At any time with one button under “My data”. It holds at once."),
            ),
        ),
        agreement=gettext("I agree that %(operator)s contacts me about programmes and solutions.") % who,
    )
