"""The only ways to an assessment or a submission from a request.

A member of the firm reaches it by role; a quick check without an account is reached by its claim: the SHA-256 of the
token in its private link, kept in the session. A colleague who was asked for one part reaches the question pages of
that part and nothing else, by the delegation kept in the session in the same way. Everybody else finds nothing (404),
staff included: they read what a firm sends them through ``reviews``. A uuid alone grants nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial, wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Site, User
from assessments import asked, outline
from assessments.models import Assessment, Delegation, Submission
from assessments.querysets import AssessmentQuerySet
from assessments.seats import Seat

CLAIMS = "claims"
DELEGATIONS = "delegations"  # the session's delegations: uuid -> the name that was given
DELEGATE = "delegate"  # the ``member_role`` of an assessment that a delegation leads to
WRITERS = (Membership.Role.OWNER, Membership.Role.CONTRIBUTOR)
TO_ANSWER = Assessment.objects.with_questions()  # built once, since each saved answer begins with it


def claim_hash(token: str) -> str:
    """Return what is stored of a private link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def keep_claim(request: HttpRequest, token: str) -> None:
    """Let this session reach what the token grants."""
    request.session[CLAIMS] = [*dict.fromkeys([*_claims(request), claim_hash(token)])]


def holds_claim(request: HttpRequest, assessment: Assessment) -> bool:
    """Whether this session holds the claim to a quick check without an account."""
    return assessment.claim_hash in _claims(request)


def get_claimed_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return a quick check without an account whose claim this session holds; else 404, for a firm's members too."""
    found = Assessment.objects.claimed(_claims(request)).filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def live_delegations() -> QuerySet[Delegation]:
    """Return the delegations that open something: neither expired nor revoked, by somebody who may still answer."""
    asked_now = Delegation.objects.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
    return asked_now.filter(
        created_by__is_active=True,
        created_by__memberships__organization=F("assessment__site__organization"),
        created_by__memberships__role__in=WRITERS,
    )


def keep_delegation(request: HttpRequest, delegation: Delegation, name: str = "") -> None:
    """Let this session answer the part that was asked for, under the name given; a name given before stays."""
    held, mine = _delegations(request), str(delegation.uuid)
    request.session[DELEGATIONS] = held | {mine: name or held.get(mine, "")}


def name_given(request: HttpRequest, delegation: Delegation) -> str:
    """Return the name under which this session answers the part; nothing before one was given."""
    return _delegations(request).get(str(delegation.uuid), "")


def get_delegation(request: HttpRequest, uuid: UUID) -> Delegation | None:
    """Return a delegation that this session holds and that still opens something."""
    held = live_delegations().filter(uuid__in=_delegations(request)).filter(uuid=uuid)
    place = ("assessment__site__organization", "assessment__framework_version", "created_by")
    return held.select_related(*place).defer("assessment__framework_version__document").first()


def get_page(request: HttpRequest, uuid: UUID, node: str) -> Seat:
    """Return the seat from which this person may read a page of an assessment.

    404 for an outsider, and for a colleague who was asked for another part than the one that holds this page.
    """
    return _seat_at(node, get_seats(request, uuid))


def get_seats(request: HttpRequest, uuid: UUID) -> Iterator[Seat]:
    """Return from where this person reaches an assessment: the whole, or each part they were asked for; or none."""
    return _seats(request, uuid, Assessment.objects.with_place())


def get_editable_page(request: HttpRequest, uuid: UUID, node: str) -> Seat:
    """Return the seat from which this person may answer a page; 404 as for reading, 403 for a read-only member.

    Its assessment holds what saving an answer takes; a page that is shown wants the plant and the firm, too.
    """
    seat = _seat_at(node, _seats(request, uuid, TO_ANSWER))
    if not may_answer(seat.assessment):
        raise PermissionDenied
    return seat


def take_seat(request: HttpRequest, delegation: Delegation) -> Seat:
    """Return the seat of the colleague who was asked; without pages once the part is not asked any more."""
    assessment = Assessment.objects.with_place().get(pk=delegation.assessment_id)
    assessment.member_role = DELEGATE
    pages = outline.pages_of(asked.of_firm(assessment), assessment.scope, delegation.node)
    ids = frozenset(page.id for page in pages)
    return Seat(assessment, delegation=delegation, pages=ids, name=name_given(request, delegation))


def get_shareable_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return a firm's assessment of which this person may give parts to colleagues; 404 and 403 as for answering."""
    found = get_editable_assessment(request, uuid)
    if not may_share(found):
        raise PermissionDenied
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
    """Whether the person for whom a getter found it may write: owner, contributor, delegate or holder of the claim."""
    return assessment.site_id is None or assessment.member_role in {*WRITERS, DELEGATE}


def may_share(assessment: Assessment) -> bool:
    """Whether the person for whom a getter found it may ask colleagues to answer parts of it."""
    return assessment.site_id is not None and assessment.member_role in WRITERS


def may_send(assessment: Assessment) -> bool:
    """Whether the person for whom a getter found it may send it to the advisors."""
    return assessment.member_role == Membership.Role.OWNER


def writable_sites(request: HttpRequest) -> list[Site]:
    """Return the plants for which this person may start an assessment, oldest first."""
    if not request.user.is_authenticated:
        return []
    places = Membership.objects.filter(user=request.user, role__in=WRITERS).values("organization")
    return list(Site.objects.filter(organization__in=places).select_related("organization").order_by("pk"))


def sign_in_first(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Send anonymous visitors to sign-in; a quick check's page is theirs to open, with its claim.

    Who was asked for a part is let through, to the part or to a 404: there is no account to sign in to.

    Without the claim they get the same answer whether there is such a uuid or not. After signing in they come back to
    what they read; what they posted is for them to post again.
    """

    @wraps(view)
    def gate(request: HttpRequest, uuid: UUID, **rest: str) -> HttpResponseBase:
        if request.user.is_authenticated or _is_claimed(request, uuid) or _was_asked(request, uuid):
            return view(request, uuid, **rest)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        is_read = request.method in {"GET", "HEAD"}
        return redirect_to_login(request.get_full_path() if is_read else reverse("assessments:tasks", args=[uuid]))

    return gate


def _found(request: HttpRequest, wanted: AssessmentQuerySet) -> Assessment:
    """Return the one row asked for; 404 if nothing leads to it."""
    found = _reached(request, wanted)
    if found is None:
        raise Http404
    return found


def _reached(request: HttpRequest, wanted: AssessmentQuerySet) -> Assessment | None:
    """Return the one row wanted, reached as a member, else by a claim."""
    member = wanted.of_member(request.user.pk) if request.user.is_authenticated else ()
    return next(iter(member), None) or next(iter(wanted.claimed(_claims(request))), None)


def _seats(request: HttpRequest, uuid: UUID, wanted: AssessmentQuerySet) -> Iterator[Seat]:
    found = _reached(request, wanted.filter(uuid=uuid))
    if found is not None:
        return iter([Seat(found, by=request.user if isinstance(request.user, User) else None)])
    held = live_delegations().filter(uuid__in=_delegations(request), assessment__uuid=uuid)
    return map(partial(take_seat, request), held)


def _seat_at(node: str, seats: Iterable[Seat]) -> Seat:
    """Return the first seat that reaches the page; 404 if none does."""
    seat = next((seat for seat in seats if seat.reaches(node)), None)
    if seat is None:
        raise Http404
    return seat


def _claims(request: HttpRequest) -> list[str]:
    """Return the claims in this session; an empty one among them would match every firm's rows."""
    return [claim for claim in request.session.get(CLAIMS, []) if claim]


def _delegations(request: HttpRequest) -> dict[str, str]:
    """Return the delegations in this session, with the names given."""
    return dict(request.session.get(DELEGATIONS, {}))


def _is_claimed(request: HttpRequest, uuid: UUID) -> bool:
    """Whether this session holds a claim to it."""
    return Assessment.objects.claimed(_claims(request)).filter(uuid=uuid).exists()


def _was_asked(request: HttpRequest, uuid: UUID) -> bool:
    """Whether this session was ever asked for a part of it, though it may be over."""
    held = _delegations(request)
    return bool(held) and Delegation.objects.filter(uuid__in=held, assessment__uuid=uuid).exists()
