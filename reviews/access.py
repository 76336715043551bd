"""Who may look at the bench, and at which submission. A firm's private submission exists for no staff member at all.

Approvers and administrators reach everything that firms sent; an advisor reaches what is assigned to them, what they
were asked for a second opinion on, and what came through a programme that they work for. Who gives a second opinion
reaches nothing of the review itself before it is finished, whatever their role. Nobody reaches a firm in which they
declared an interest: for them it is as absent as one that never was.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from accounts import openings
from accounts.gates import person
from accounts.models import Opening, Site, User
from assessments.models import Assessment, Submission
from assessments.querysets import SubmissionQuerySet
from evidence.access import may_open
from evidence.access import of_assessment as evidence_of
from evidence.models import Evidence
from programmes.access import places_of_staff
from reviews.models import Review, SecondOpinion

SEES_ALL = (User.StaffRole.APPROVER, User.StaffRole.ADMINISTRATOR)
NOT_SENT = tuple(state for state in Assessment.State if state not in Assessment.SENT)
ADVISES = (User.StaffRole.ADVISOR, User.StaffRole.APPROVER)  # to whom a review can be assigned


def advisors() -> QuerySet[User]:
    """Return to whom a review can be assigned now."""
    return User.objects.filter(is_active=True, staff_role__in=ADVISES).order_by("name", "pk")


def is_reviewer(request: HttpRequest) -> bool:
    """Whether an advisor, an approver or an administrator asks."""
    return bool(request.user.is_authenticated and request.user.is_reviewer)


def get_sent_submission(request: HttpRequest, uuid: UUID) -> Submission:
    """Return a submission that this person may read; one beyond reach is as absent as one that never was (404)."""
    if not is_reviewer(request):
        raise Http404
    related = ("assessment__site__organization", "assessment__framework_version", "assessment__review")
    found = (
        submissions_within_reach(person(request))
        .select_related(*related, "submitted_by")
        .defer("assessment__framework_version__document")
        .filter(uuid=uuid)
        .first()
    )
    if found is None:
        raise Http404
    return found


def submissions_within_reach(user: User) -> SubmissionQuerySet:
    """Return what a person of the staff may read: of the reviews within reach, and where a second opinion is asked."""
    sent = Submission.objects.sent_for_review()
    own = Q(assessment__review__in=reviews_within_reach(user))
    if user.staff_role not in SEES_ALL:
        own |= Q(pk__in=user.second_opinions.values("submission")) & ~Q(assessment__site__in=_hidden(user))
    return sent.filter(own)


def reviews_within_reach(user: User) -> QuerySet[Review]:
    """Return the reviews that a person of the staff may open, whatever their state; none of a restricted firm's."""
    if user.staff_role in SEES_ALL:
        return not_hidden(user)
    assigned, of_programmes = own(user)
    return not_hidden(user).filter(assigned | of_programmes)


def not_hidden(user: User, *, most_keys: int = 0) -> QuerySet[Review]:
    """Return the reviews of what firms sent and let be read, but of firms in which this person has an interest.

    It is reach for those who see all; of these reviews an advisor reaches their ``own``. For a long list, up to
    ``most_keys`` of what is left out are read first and named in it.
    """
    blind = _blind(user).values_list("review", flat=True)
    return _of_open_firms(user, most_keys=most_keys).exclude(pk__in=named(blind, most_keys))


def _of_open_firms(user: User, *, most_keys: int = 0) -> QuerySet[Review]:
    """Return the reviews of ``not_hidden`` with those on which this person gives a second opinion."""
    if not (user.is_active and user.is_reviewer):
        return Review.objects.none()
    # A key above 0 is any key: it has SQLite begin with the few restrictions instead of all plants.
    restricted = Site.objects.filter(organization__restriction__pk__gt=0).values_list("pk", flat=True)
    hidden = _hidden(user).values_list("pk", flat=True)
    return (
        Review.objects.exclude(state__in=NOT_SENT)
        .exclude(site__in=named(restricted, most_keys))
        .exclude(site__in=named(hidden, most_keys))
    )


def named(keys: QuerySet[Any, int], most: int) -> list[int] | QuerySet[Any, int]:
    """Return the keys themselves if they are few, else what finds them: planners cannot know that it finds few."""
    found = list(keys[: most + 1]) if most else []
    return found if most and len(found) <= most else keys


def own(user: User) -> tuple[Q, Q]:
    """Return which reviews an advisor reaches: those assigned to them, and those of the programmes they work for.

    Of these only those count that are ``not_hidden``: firms that keep their data to themselves are among them here.
    """
    return Q(advisor=user), Q(site__organization__in=places_of_staff(user).values("organization"))


def _hidden(user: User) -> QuerySet[Site]:
    """Return the plants of the firms in which a person declared an interest."""
    return Site.objects.filter(organization__conflicts__user=user)


def _blind(user: User) -> QuerySet[SecondOpinion]:
    """Return the second opinions before whose end a person sees nothing of the review.

    Not of reviews that were assigned to them meanwhile: there they are the first, and no second.
    """
    return user.second_opinions.filter(finished_at=None).exclude(review__advisor=user)


def is_blind(user: User, submission: Submission) -> bool:
    """Whether a person gives a second opinion on a submission, and sees nothing that the first advisor added to it."""
    return _blind(user).filter(submission=submission).exists()


def get_review(request: HttpRequest, uuid: UUID) -> Review:
    """Return a review that this person may open, with all that its pages name; else 404."""
    found = _found(reviews_within_reach(person(request)), uuid) if is_reviewer(request) else None
    if found is None:
        raise Http404
    return found


def get_own_review(request: HttpRequest, uuid: UUID, *, columns: Sequence[str] = ()) -> Review:
    """Return a review that this person may judge: the advisor to whom it is assigned; 403 for others who may read.

    Of a review to which something is written again and again, only some ``columns`` are read.
    """
    user = person(request)
    own = _of_open_firms(user).filter(advisor=user)  # blind is nobody to what is theirs; programmes would cost most
    found = _found(own.only(*columns) if columns else own, uuid)
    if found is None:
        get_review(request, uuid)
        raise PermissionDenied
    return found


def _found(reviews: QuerySet[Review], uuid: UUID) -> Review | None:
    related = ("assessment__site__organization", "assessment__framework_version", "assessment__sent_submission")
    shown = reviews.select_related(*related, "advisor").defer("assessment__framework_version__document")
    return shown.filter(uuid=uuid).first()


def get_sent_evidence(submission: Submission, uuid: UUID) -> Evidence:
    """Return a file that came with a submission and that its readers may open; else 404."""
    found = evidence_of(submission.assessment, uuid)
    if not may_open(found, None):
        raise Http404
    return found


def note_opening(request: HttpRequest, submission: Submission, what: Opening.What, subject: UUID) -> None:
    """Write into the firm's list that this person opened what belongs to a submission it sent."""
    site = submission.assessment.site
    assert site is not None  # noqa: S101 -- only what a plant completed can be sent
    assert isinstance(request.user, User)  # noqa: S101 -- found for a reviewer
    openings.note(organization=site.organization, by=request.user, what=what, subject=subject)


def note_reading(request: HttpRequest, review: Review) -> None:
    """Write into the firm's list that this person read what it sent, on a page of its review."""
    sent = review.assessment.sent_submission
    if sent is not None:
        note_opening(request, sent, Opening.What.SUBMISSION, sent.uuid)


def note_export(request: HttpRequest, submission: Submission, file: str) -> None:
    """Write into the audit log that this person took a file about a submission away."""
    site = submission.assessment.site
    assert site is not None  # noqa: S101 -- only what a plant completed can be sent
    openings.note_export(organization=site.organization, by=person(request), file=file, subject=submission.uuid)


def note_order(request: HttpRequest, submission: Submission) -> None:
    """Write into the audit log that this person had a report of a submission made."""
    site = submission.assessment.site
    assert site is not None  # noqa: S101 -- only what a plant completed can be sent
    openings.note_order(organization=site.organization, by=person(request), subject=submission.uuid)
