"""Who hears of what: members of the firm by role; of the staff only who may open it, or could until now."""

from django.conf import settings
from django.db.models import QuerySet

from accounts.models import Membership, Organization, User
from reviews.access import SEES_ALL, reviews_within_reach
from reviews.models import Conflict, Proposal, Review, SecondOpinion

OWNERS = (Membership.Role.OWNER,)
ANSWERING = (Membership.Role.OWNER, Membership.Role.CONTRIBUTOR)


def members(organization: Organization, roles: tuple[Membership.Role, ...]) -> list[User]:
    """Return the members of a firm with these roles whose accounts are open."""
    places = {"memberships__organization": organization, "memberships__role__in": roles}
    return list(User.objects.filter(is_active=True, **places).order_by("pk"))


def advisor(review: Review, *, but: User | None = None) -> list[User]:
    """Return to whom a review is assigned, unless they did it themselves."""
    found = [review.advisor] if review.advisor and review.advisor != but else []
    return [person for person in found if may_open(person, review)]


def former_advisor(review: Review, person: User) -> list[User]:
    """Return who had a review until now, unless they review no more or must hear nothing of the firm."""
    return [person] if _may_hear(person, review) else []


def concerned_by_taking_back(review: Review, proposal: Proposal | None) -> list[User]:
    """Return who worked on what a firm took back: its advisor, and who could approve what was proposed of it."""
    found = [review.advisor] if review.advisor else []
    if proposal:
        found += _could_approve(review)
    return [person for person in dict.fromkeys(found) if _may_hear(person, review)]


def asker(opinion: SecondOpinion, review: Review) -> list[User]:
    """Return who asked for a second opinion; nobody for one that chance has drawn and nobody gave out."""
    found = [opinion.asked_by] if opinion.asked_by and opinion.asked_by.is_active else []
    return [person for person in found if may_open(person, review)]


def assigners(review: Review) -> list[User]:
    """Return who could assign a review, for one that is nobody's."""
    found = User.objects.filter(is_active=True, staff_role__in=SEES_ALL).order_by("pk")
    return [person for person in found if may_open(person, review)]


def approvers(review: Review) -> list[User]:
    """Return who could decide on what is proposed: nobody who verified it, nobody with an interest in the firm."""
    return [person for person in _could_approve(review) if may_open(person, review)]


def may_open(person: User, review: Review) -> bool:
    """Whether a review is within a person's reach now."""
    return reviews_within_reach(person).filter(pk=review.pk).exists()


def _could_approve(review: Review) -> QuerySet[User]:
    found = User.objects.filter(is_active=True, staff_role=User.StaffRole.APPROVER).order_by("pk")
    return found if settings.OPERATOR_SINGLE_REVIEWER else found.exclude(reviews=review)


def _may_hear(person: User, review: Review) -> bool:
    """Whether a person of the staff has no interest in the firm; what they cannot open is only named to them."""
    interests = Conflict.objects.filter(user=person, organization__sites=review.site_id)
    return person.is_active and person.is_reviewer and not interests.exists()
