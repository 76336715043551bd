"""Holding an opinion round: open it, share its link, close it, read where both sides disagree."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

import charts
from accounts.models import User
from assessments.access import sign_in_first
from assessments.delegating import CODE_LENGTH, Keys, token_hash
from assessments.models import Assessment
from c4ir_assess import qr, told_once
from c4ir_assess.exceptions import TransitionNotAllowed
from opinions import access, rounds
from opinions.comparing import FEWEST, Compared, View
from opinions.models import OpinionRound
from questionnaires.answer_types import Ladder
from questionnaires.document import Item


@dataclass(frozen=True, slots=True)
class SideShown:
    """One side of a question: its figures and their strip; without figures too few people answered."""

    view: View | None
    strip: SafeString


@dataclass(frozen=True, slots=True)
class Shown:
    """One question with both sides."""

    item: Item
    compared: Compared
    management: SideShown
    shop_floor: SideShown

    @property
    def is_told(self) -> bool:
        """Whether at least one side can be shown."""
        return bool(self.management.view or self.shop_floor.view)


@require_safe
@sign_in_first
@never_cache
def opinions(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the newest round: how to begin one, how many take part in it, or what it came to."""
    assessment = access.get_assessment(request, uuid)
    newest = assessment.opinion_rounds.order_by("-pk").first()
    found = [_shown(item, each) for item, each in rounds.compared(newest)] if newest and newest.closed_at else []
    told = _told_once(request, newest) if newest else None
    context = {
        "assessment": assessment,
        "round": newest,
        "keys_end_at": rounds.keys_end_at(newest) if newest else None,
        "questions": sum(len(page.items) for page in rounds.pages(assessment)),
        "counts": rounds.counts(newest) if newest else {},
        "told": told,
        "shown": [each for each in found if each.is_told],
        "hidden": [each for each in found if not each.is_told],
        "fewest": FEWEST,
    }
    page = render(request, "opinions/round.html", context)
    return told_once.forget(page, path=request.path) if told else page


@require_POST
@sign_in_first
def open_round(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a round; pressed twice, the round that is open stays."""
    assessment = access.get_assessment(request, uuid)
    assert isinstance(request.user, User)  # noqa: S101 -- a claim's holder may hold no round
    try:
        keys = rounds.open_round(assessment=assessment, by=request.user)[1]
    except TransitionNotAllowed:
        return _back(assessment)
    return _telling(assessment, keys)


@require_POST
@sign_in_first
def renew_keys(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a new link and code in place of those before."""
    assessment = access.get_assessment(request, uuid)
    found = access.get_open_round(assessment)
    assert isinstance(request.user, User)  # noqa: S101 -- a claim's holder may hold no round
    try:
        keys = rounds.renew_keys(opinion_round=found, by=request.user)
    except TransitionNotAllowed:  # closed in the meantime: its page says so
        return _back(assessment)
    return _telling(assessment, keys)


@require_POST
@sign_in_first
def close_round(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End the round, and go to what it came to."""
    assessment = access.get_assessment(request, uuid)
    found = access.get_open_round(assessment)
    assert isinstance(request.user, User)  # noqa: S101 -- a claim's holder may hold no round
    rounds.close_round(opinion_round=found, by=request.user)
    return _back(assessment)


def _back(assessment: Assessment) -> HttpResponse:
    return redirect("opinions:round", assessment.uuid)


def _telling(assessment: Assessment, keys: Keys) -> HttpResponse:
    page = reverse("opinions:round", args=[assessment.uuid])
    return told_once.hand_over(redirect(page), keys.handed, path=page)


def _told_once(request: HttpRequest, opinion_round: OpinionRound) -> dict[str, str | SafeString] | None:
    """Return what leads into the round, the first time it is asked for; else nothing."""
    keys = Keys.read(told_once.take(request))
    if opinion_round.closed_at or token_hash(keys.token) != opinion_round.token_hash:
        return None
    half = CODE_LENGTH // 2
    link = f"{settings.BASE_URL}{reverse('opinions:link', args=[keys.token])}"
    return {
        "link": link,
        "qr": qr.svg(link, gettext("QR code that opens the opinion round")),
        "code": f"{keys.code[:half]}-{keys.code[half:]}",
        "code_page": f"{settings.BASE_URL}{reverse('opinions:code')}",
        "code_address": f"{settings.BASE_URL.split('://', 1)[1]}{reverse('opinions:code')}",
    }


def _shown(item: Item, compared: Compared) -> Shown:
    return Shown(item, compared, _side(item, compared.management), _side(item, compared.shop_floor))


def _side(item: Item, view: View | None) -> SideShown:
    """Draw one side on the scale of the question's own levels."""
    top = len(item.answer.levels) - 1 if isinstance(item.answer, Ladder) else 1
    zones = [charts.Zone("", level / top, (level + 1) / top) for level in range(top)]
    standing = charts.Standing(None)
    if view is not None:
        median, low, high = (float(value) / top for value in (view.median, view.low, view.high))
        standing = charts.Standing(median, low, high, level=round(view.median))
    return SideShown(view, mark_safe(charts.level_scale(standing, zones=zones)))
