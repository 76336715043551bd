"""The only ways to an opinion round: the firm's own people hold it, participants are in it by their session."""

from uuid import UUID

from django.http import Http404, HttpRequest

from assessments import access
from assessments.models import Assessment
from opinions.models import OpinionRound, Participant

ROUNDS = "opinion_rounds"  # the session's rounds: uuid -> the participant's uuid, empty before a side was chosen


def get_assessment(request: HttpRequest, uuid: UUID) -> Assessment:
    """Return an assessment for which this person may hold a round: 404 for outsiders, 403 for read-only members."""
    return access.get_shareable_assessment(request, uuid)


def get_open_round(assessment: Assessment) -> OpinionRound:
    """Return the round that is open; 404 without one."""
    found = assessment.opinion_rounds.filter(closed_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def keep_round(request: HttpRequest, opinion_round: OpinionRound, participant: Participant | None = None) -> None:
    """Let this session take part; who is in already stays who they are."""
    held, mine = _rounds(request), str(opinion_round.uuid)
    request.session[ROUNDS] = held | {mine: str(participant.uuid) if participant else held.get(mine, "")}


def get_round(request: HttpRequest, uuid: UUID) -> OpinionRound | None:
    """Return a round that this session was let into and that is open."""
    if str(uuid) not in _rounds(request):
        return None
    rows = OpinionRound.objects.select_related("assessment__site__organization", "assessment__framework_version")
    open_ones = rows.defer("assessment__framework_version__document").filter(closed_at__isnull=True)
    return open_ones.filter(uuid=uuid).first()


def get_participant(request: HttpRequest, opinion_round: OpinionRound) -> Participant | None:
    """Return who this session is in the round; None before a side was chosen."""
    mine = _rounds(request).get(str(opinion_round.uuid))
    return opinion_round.participants.filter(uuid=mine).first() if mine else None


def _rounds(request: HttpRequest) -> dict[str, str]:
    return dict(request.session.get(ROUNDS, {}))
