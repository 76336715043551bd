"""Going on from answers that are there: into a newer version of the framework, or into another framework's draft.

The assessment that the answers come from stays as it is.
"""

from django.db import transaction

from accounts.models import Site, User
from assessments import lifecycle
from assessments.answers import Given
from assessments.asked import framework_of, of_firm, of_site
from assessments.carrying import Carried, carried
from assessments.models import Assessment, Scope, Submission
from assessments.scores import answers_of
from assessments.scoring.drafting import drafted
from c4ir_assess.exceptions import TransitionNotAllowed
from questionnaires import library
from questionnaires.document import Framework
from questionnaires.models import FrameworkVersion


def newer_version(assessment: Assessment) -> FrameworkVersion | None:
    """Return the newest published version of the assessment's framework if it is newer than its own.

    None as well where nothing of that framework is in use any more, and for a quick check that it does not have.
    """
    own = assessment.framework_version
    if assessment.site_id is None:
        return None
    try:
        newest = library.newest(own.framework)
    except FrameworkVersion.DoesNotExist:
        return None
    if library.number(newest) <= library.number(own):
        return None
    has_scope = assessment.scope != Scope.QUICK or library.get(newest.content_hash).quick is not None
    return newest if has_scope else None


def what_is_carried(assessment: Assessment, to: FrameworkVersion) -> Carried:
    """Return what would become of the present answers in another version."""
    variant = variant_in(library.get(to.content_hash), assessment.variant)
    return carried(
        of_firm(assessment),
        of_site(to.content_hash, variant, assessment.site),
        assessment.responses.order_by("item"),
        quick=assessment.scope == Scope.QUICK,
    )


@transaction.atomic
def carry_over(*, assessment: Assessment, by: User) -> Assessment:
    """Start a draft in the newest version with the answers to this one, once.

    TransitionNotAllowed if there is none newer. Answers to questions that changed, and those that were not confirmed
    before, ask to be confirmed.
    """
    version = newer_version(assessment)
    if version is None or assessment.site is None:
        raise TransitionNotAllowed("carry_over")
    Site.objects.select_for_update(no_key=True).get(
        pk=assessment.site.pk
    )  # a second tap waits here and finds the first one's row
    already = assessment.continuations.filter(framework_version=version).first()
    if already is not None:
        return already
    what = what_is_carried(assessment, version)
    open_ones = set(assessment.responses.filter(is_confirmed=False).values_list("item", flat=True))
    answers = {item: (given, sure and item not in open_ones) for item, (given, sure) in what.answers.items()}
    framework = library.get(version.content_hash)
    draft = Assessment.objects.create(
        framework_version=version,
        scope=assessment.scope,
        variant=variant_in(framework, assessment.variant),
        site=assessment.site,
        started_by=by,
        continued_from=assessment,
        round=assessment.round,
        **_troubles(framework, assessment),
    )
    lifecycle.prefill(assessment=draft, answers=answers, by=by)
    return draft


@transaction.atomic
def open_draft(*, submission: Submission, framework: str, by: User) -> Assessment:
    """Open another framework's questionnaire, filled in as far as the answers of a submission go; nothing confirmed.

    A draft of it that is being answered already is opened as it is. TransitionNotAllowed where the answers say nothing
    about that framework, or none of its versions is published.
    """
    source = submission.assessment
    draft = next((each for each in framework_of(source).drafts if each.framework == framework), None)
    published = library.newest_of([framework]).get(framework) if draft else None
    if draft is None or published is None or source.site is None or submission.scope != Scope.FULL:
        raise TransitionNotAllowed("open_draft")
    opened = lifecycle.start(site=source.site, scope=Scope.FULL, by=by, framework=library.newest(framework))
    if opened.responses.exists():
        return opened
    lines = drafted(draft, published, answers_of(submission))
    answers = {line.item.id: (Given("answered", line.value), False) for line in lines if line.value is not None}
    lifecycle.prefill(assessment=opened, answers=answers, by=by)
    opened.continued_from = source
    opened.save(update_fields=["continued_from"])
    return opened


def variant_in(framework: Framework, variant: str) -> str:
    """Return the variant if the newer version still has it, else its first one."""
    known = [each.id for each in framework.variants] or [""]
    return variant if variant in known else known[0]


def _troubles(framework: Framework, assessment: Assessment) -> dict[str, object]:
    """Return the owner's troubles that the newer version still lists."""
    known = {trouble.id for trouble in framework.troubles}
    named = [name for name in (assessment.first_trouble, assessment.second_trouble) if name in known]
    first, second = [*named, "", ""][:2]
    return {"first_trouble": first, "second_trouble": second, "troubles_asked": assessment.troubles_asked}
