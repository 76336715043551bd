"""How an assessment begins: for a plant, without an account, or with the answers of a quick check."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import Site, User
from assessments.access import claim_hash
from assessments.models import Assessment, Response, Scope
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from questionnaires import library
from questionnaires.models import FrameworkVersion

CLAIM_DAYS = 30


@transaction.atomic
def start(
    *,
    site: Site,
    scope: Scope,
    by: User,
    framework: FrameworkVersion | None = None,
    variant: str = "",
    is_exact: bool = False,
) -> Assessment:
    """Start an assessment of a plant, or return the one of this framework, scope and variant that is being answered.

    Without a framework it is the one that is offered first. InvalidAnswer for a scope or a variant that it lacks.
    ``is_exact``: one that is being answered in another version of the framework is not taken for it.
    """
    version = framework or library.newest(settings.DEFAULT_FRAMEWORK)
    _refuse_unfit(version, scope, variant)
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)  # a second tap waits here and finds the first one's row
    same_work = Assessment.objects.filter(
        site=site, scope=scope, variant=variant, framework_version__framework=version.framework
    )
    if is_exact:
        same_work = same_work.filter(framework_version=version)
    open_one = same_work.filter(state=Assessment.State.DRAFT).order_by("-pk").first()
    if open_one is not None:
        return open_one
    return Assessment.objects.create(framework_version=version, scope=scope, variant=variant, site=site, started_by=by)


def start_unclaimed() -> tuple[Assessment, str]:
    """Start a quick check that belongs to whoever holds the token; only its hash is kept, and it expires."""
    version = library.newest(settings.DEFAULT_FRAMEWORK)
    _refuse_unfit(version, Scope.QUICK, "")
    token = secrets.token_urlsafe(32)
    assessment = Assessment.objects.create(
        framework_version=version,
        scope=Scope.QUICK,
        claim_hash=claim_hash(token),
        claim_expires_at=timezone.now() + timedelta(days=CLAIM_DAYS),
    )
    return assessment, token


@transaction.atomic
def continue_full(*, assessment: Assessment, site: Site, by: User) -> Assessment:
    """Start a full assessment of the same framework version with the quick check's answers; once a plant.

    The quick check and its private link stay as they are.
    """
    if assessment.scope != Scope.QUICK:
        raise TransitionNotAllowed("continue_full")
    Site.objects.select_for_update(no_key=True).get(pk=site.pk)
    already = Assessment.objects.filter(continued_from=assessment, site=site, scope=Scope.FULL).first()
    if already is not None:
        return already
    assessment.refresh_from_db(fields=["first_trouble", "second_trouble", "troubles_asked"])
    full = Assessment.objects.create(
        framework_version=assessment.framework_version,
        scope=Scope.FULL,
        variant=assessment.variant,
        site=site,
        started_by=by,
        continued_from=assessment,
        revision=1,
        first_trouble=assessment.first_trouble,
        second_trouble=assessment.second_trouble,
        troubles_asked=assessment.troubles_asked,
    )
    Response.objects.bulk_create(_copy(response, full, by) for response in assessment.responses.order_by("item"))
    return full


def _refuse_unfit(version: FrameworkVersion, scope: str, variant: str) -> None:
    """Refuse a scope or a variant that the framework does not have."""
    framework = library.get(version.content_hash)
    if scope == Scope.QUICK and framework.quick is None:
        raise InvalidAnswer(f"{version} has no quick check")
    if variant not in ([each.id for each in framework.variants] or [""]):
        raise InvalidAnswer(f"{version} has no variant {variant!r}")


def _copy(response: Response, to: Assessment, by: User) -> Response:
    return Response(
        assessment=to,
        item=response.item,
        state=response.state,
        value=response.value,
        reason=response.reason,
        version=to.revision,
        answered_by_id=None if response.answered_as else response.answered_by_id or by.pk,
        answered_as=response.answered_as,
        answered_at=response.answered_at,
        is_confirmed=response.is_confirmed,
    )
