"""The only ways to an assessment or a submission from a request.

A member of the firm reaches it by role; a quick check without an account is reached by its claim: the SHA-256 of the
token in its private link, kept in the session. Everybody else finds nothing (404), staff included: they read what a
firm sends them through ``reviews``. A uuid alone grants nothing.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.models import Membership, Site
from assessments.models import Assessment, Submission
from assessments.querysets import AssessmentQuerySet

CLAIMS = "claims"
WRITERS = (Membership.Role.OWNER, Membership.Role.CONTRIBUTOR)


def claim_hash(token: str) -> str:
    """Return what is stored of a private link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def keep_claim(request: HttpRequest, token: str) -> None:
    """Let this session reach what the token grants."""
    request.session[CLAIMS] = [*dict.fromkeys([*_claims(request), claim_hash(token)])]


def get_claimed_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return a quick check without an account whose claim this session holds; else 404, for a firm's members too."""
    found = Assessment.objects.claimed(_claims(request)).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def reachable(request: HttpRequest) -> AssessmentQuerySet:
    """Return every assessment this person may read."""
    return Assessment.objects.within_reach(user_id=request.user.pk, claims=_claims(request))


def get_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return an assessment this person may read, with plant, firm and framework version; else 404."""
    return _found(request, Assessment.objects.with_place().filter(uuid=uuid))


def get_editable_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return an assessment this person may answer; 404 for an outsider, 403 for a read-only member."""
    found = _found(request, Assessment.objects.with_place().filter(uuid=uuid))
    if not may_answer(found):
        raise PermissionDenied
    return found


def get_answerable_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return an assessment whose answers this person may take further, with plant and firm; 404 and 403 as above."""
    found = get_assessment(request, uuid)
    if not may_answer(found):
        raise PermissionDenied
    return found


def get_sendable_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return an assessment this person may send to the advisors: owners of the firm alone."""
    found = get_assessment(request, uuid)
    if not may_send(found):
        raise PermissionDenied
    return found


def get_submission(request: HttpRequest, uuid: UUID) -> Submission:
    """Return a submission of the person's firm or of a claim in this session; else 404."""
    reach = Submission.objects.within_reach(user_id=request.user.pk, claims=_claims(request))
    related = reach.select_related("assessment__site__organization", "assessment__framework_version")
    found = related.defer("assessment__framework_version__document").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def may_answer(assessment: Assessment) -> bool:
    """Whether the person for whom a getter found it may write: owner, contributor, or holder of the claim."""
    return assessment.site_id is None or assessment.member_role in WRITERS


def may_send(assessment: Assessment) -> bool:
    """Whether the person for whom a getter found it may send it to the advisors."""
    return assessment.member_role == Membership.Role.OWNER


def writable_sites(request: HttpRequest) -> list[Site]:
    """Return the plants for which this person may start an assessment, oldest first."""
    if not request.user.is_authenticated:
        return []
    places = Membership.objects.filter(user=request.user, role__in=WRITERS).values("organization")
    return list(Site.objects.filter(organization__in=places).select_related("organization").order_by("pk"))


def sign_in_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send anonymous visitors to sign-in; a quick check's page is theirs to open, with its claim.

    Without the claim they get the same answer whether there is such a uuid or not. After signing in they come back to
    what they read; what they posted is for them to post again.
    """

    @wraps(view)
    def gate(request: HttpRequest, uuid: UUID, **rest: str) -> HttpResponse:
        claimed = Assessment.objects.claimed(_claims(request)).filter(uuid=uuid)
        if not request.user.is_anonymous or claimed.exists():
            return view(request, uuid, **rest)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        is_read = request.method in {"GET", "HEAD"}
        return redirect_to_login(request.get_full_path() if is_read else reverse("assessments:tasks", args=[uuid]))

    return gate


def _found(request: HttpRequest, asked: AssessmentQuerySet) -> Assessment:
    """Return the one row asked for, reached as a member, else by a claim; 404 if neither leads to it."""
    member = asked.of_member(request.user.pk) if request.user.is_authenticated else ()
    found = next(iter(member), None) or next(iter(asked.claimed(_claims(request))), None)
    if found is None:
        raise Http404
    return found


def _claims(request: HttpRequest) -> list[str]:
    """Return the claims in this session; an empty one among them would match every firm's rows."""
    return [claim for claim in request.session.get(CLAIMS, []) if claim]
