"""Programmes with any number of firms at any step, written as rows: by the verbs three hundred firms take minutes."""

import itertools
from datetime import timedelta

from django.utils import timezone

from accounts.models import Consent, Organization, Site
from accounts.search import search_key
from assessments.models import Assessment, Event, NodeScore, Response, Scorecard, Submission
from programmes.models import Participation
from tests.factories.accounts import make_user

_numbers = itertools.count(1)
# How far a firm may be; each has all before it.
DRAFT, COMPLETED, SENT, ISSUED = "draft", "completed", "in_review", "verified"
ACTS = {SENT: ("send_for_review",), ISSUED: ("send_for_review", "approve")}


def firm(programme, *, sector="22", band="51-100", province="79", old_area="", park="", joined_ago=9):
    """A firm with one plant that takes part."""
    number = next(_numbers)
    name = f"Doanh nghiệp Mẫu {number}"
    organization = Organization.objects.create(
        name=name, search_key=search_key(name), sector=sector, headcount_band=band
    )
    site = Site.objects.create(
        organization=organization, name="Nhà máy", province=province, old_area=old_area, industrial_park=park
    )
    place = Participation.objects.create(programme=programme, organization=organization, wording_version="x")
    Participation.objects.filter(pk=place.pk).update(joined_at=_ago(joined_ago))
    return site


def work(programme, site, state=DRAFT, *, started_ago=8, completed_ago=6, sent_ago=4, issued_ago=1, touched_ago=None):
    """An assessment of the programme that is in a state, with its submission and its acts."""
    made = Assessment.objects.create(framework_version=programme.framework_version, site=site)
    if state != DRAFT:
        submission = Submission.objects.create(
            assessment=made, number=1, scope="full", input_hash="x", language="vi", submitted_at=_ago(completed_ago)
        )
        if state != COMPLETED:
            made.sent_submission, made.sent_at = submission, _ago(sent_ago)
    made.state = state
    made.save()
    for act in ACTS.get(state, ACTS[SENT] if state not in {DRAFT, COMPLETED} else ()):
        ago = issued_ago if act == "approve" else sent_ago
        Event.objects.create(assessment=made, act=act, state=state, at=_ago(ago))
    moments = {"started_at": _ago(started_ago), "touched_at": _ago(issued_ago if touched_ago is None else touched_ago)}
    Assessment.objects.filter(pk=made.pk).update(**moments)
    return made


def result(assessment, level, low=()):
    """The card of what was completed last: an overall level, and the dimensions that stand at level 1."""
    submission = assessment.submissions.latest("number")
    card = Scorecard.objects.create(
        submission=submission,
        basis="self",
        scope="full",
        engine="x",
        framework_hash=assessment.framework_version.content_hash,
        input_hash="x",
        overall_level=level,
        explanation={},
    )
    NodeScore.objects.bulk_create(NodeScore(scorecard=card, node=node, level=1) for node in low)
    return card


def agree(site, *, by=None):
    """The firm agrees that its results count in sector figures."""
    purpose = Consent.Purpose.SECTOR_FIGURES
    return Consent.objects.create(
        user=by or make_user(), organization=site.organization, purpose=purpose, wording="x", language="vi"
    )


def counted(programme, level, low=(), **facts):
    """A firm with a result that counts in what firms have in common."""
    site = firm(programme, **facts)
    agree(site)
    return result(work(programme, site, COMPLETED), level, low)


def last_answer(assessment, item, *, ago):
    return Response.objects.create(
        assessment=assessment, item=item, state="answered", value=1, version=1, answered_at=_ago(ago)
    )


def _ago(days):
    return timezone.now() - timedelta(days=days)
