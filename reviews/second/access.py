"""Who sees a second opinion: its rater alone until it is finished, then also the advisor whose work it looks at.

Approvers and administrators see that there is one, and both sides once it is finished. A rater sees nothing of the
review itself before that (``reviews.access``).
"""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from accounts.gates import person
from accounts.models import User
from assessments.models import Submission
from reviews.access import SEES_ALL, get_review, reviews_within_reach
from reviews.models import Review, SecondOpinion

RELATED = (
    "rater",
    "reconciled_by",
    "review__advisor",
    "submission__assessment__framework_version",
    "submission__assessment__site__organization",
)


def opinions_within_reach(user: User) -> QuerySet[SecondOpinion]:
    """Return the second opinions that a person may know of, whose firms still are with the advisors.

    Who was asked goes on with what was sent then, also when the firm has sent again since: what is compared is how two
    read the same answers. One for which nobody was found by then waits no more.
    """
    interest = Q(review__assessment__site__organization__conflicts__user=user)
    of_reviews = Q(review__in=reviews_within_reach(user))
    if user.staff_role not in SEES_ALL:
        of_reviews &= Q(review__advisor=user, finished_at__isnull=False)
    newest = Submission.objects.sent_for_review()
    waits = Q(rater=None, submission__in=newest)
    given = Q(rater__isnull=False, review__assessment__sent_submission__in=newest)
    found = SecondOpinion.objects.filter(waits | given).filter(of_reviews | (Q(rater=user) & ~interest))
    return found.select_related(*RELATED).defer("submission__assessment__framework_version__document")


def get_opinion(request: HttpRequest, uuid: UUID) -> SecondOpinion:
    """Return a second opinion that this person may know of; else 404."""
    found = opinions_within_reach(person(request)).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    found.review.assessment = found.submission.assessment
    return found


def get_own_opinion(request: HttpRequest, uuid: UUID) -> SecondOpinion:
    """Return the second opinion that this person gives; 403 for who may know of it.

    Also for who became the advisor of that review meanwhile: nobody is the second one beside themselves.
    """
    found = get_opinion(request, uuid)
    user = person(request)
    if found.rater_id != user.pk or (found.review.advisor_id == user.pk and found.finished_at is None):
        raise PermissionDenied
    return found


def get_finished_opinion(request: HttpRequest, uuid: UUID) -> SecondOpinion:
    """Return a second opinion whose both sides lie open; 404 before, for everybody."""
    found = get_opinion(request, uuid)
    if found.finished_at is None:
        raise Http404
    return found


def get_review_to_ask_about(request: HttpRequest, uuid: UUID) -> Review:
    """Return a review about which this person may ask a second advisor; 403 for others who may read it."""
    found = get_review(request, uuid)
    if not may_ask(person(request)):
        raise PermissionDenied
    return found


def may_ask(user: User) -> bool:
    """Whether a person asks for second opinions, and reads how far advisors agree."""
    return user.staff_role in SEES_ALL
