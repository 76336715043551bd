"""Assessments in any state, made by the verbs themselves so that every row is one the product could have."""

from assessments import lifecycle
from assessments.answers import Given
from assessments.models import Assessment, Scope
from reviews.models import Review
from tests.factories import questionnaires


def draft(site, *, scope=Scope.FULL, by=None, answers=None):
    """An assessment of a plant that is being answered; ``answers`` as in ``answer``."""
    version = questionnaires.framework_version()
    assessment = Assessment.objects.create(framework_version=version, scope=scope, site=site, started_by=by)
    return answer(assessment, answers or {}, by=by)


def draft_of(document, site, *, by=None, variant="", responses=None):
    """An assessment by any framework; ``responses`` are values by item, stored as they are given."""
    version = questionnaires.published(document)
    assessment = lifecycle.start(site=site, scope=Scope.FULL, by=by, framework=version, variant=variant)
    return answer_with(assessment, responses or {}, by=by)


def answer_with(assessment, values, *, by=None):
    """Give answers of any type, values by item, as they are."""
    return fill(assessment, {item: Given("answered", value) for item, value in values.items()}, by=by)


def fill(assessment, answers, *, by=None):
    """Give all these answers; a fresh draft gets them by one act, since sixty saves take longer than most tests."""
    if not answers:
        return assessment
    versions = dict(assessment.responses.values_list("item", "version"))
    if not versions:
        lifecycle.prefill(assessment=assessment, answers={item: (one, True) for item, one in answers.items()}, by=by)
        assessment.refresh_from_db(fields=["revision", "touched_at"])
        return assessment
    for item, one in answers.items():
        base = versions.get(item, 0)
        lifecycle.save_response(assessment=assessment, item=item, given=one, base_version=base, by=by)
    return assessment


def unclaimed(*, answers=None):
    """A quick check without an account, and the token of its private link."""
    questionnaires.framework_version()
    assessment, token = lifecycle.start_unclaimed()
    return answer(assessment, answers or {}), token


def completed(site, *, scope=Scope.FULL, by=None, answers=None, language="vi"):
    """A completed assessment of a plant; every item is answered unless ``answers`` says otherwise."""
    assessment = draft(site, scope=scope, by=by, answers=answers or all_at(2, scope))
    lifecycle.complete(assessment=assessment, by=by, language=language)
    return assessment


def sent(site, *, by, answers=None, advisor=None):
    """An assessment that its firm sent to the advisors; assigned if one is named."""
    assessment = completed(site, by=by, answers=answers)
    send(assessment, by=by)
    if advisor:
        Review.objects.filter(assessment=assessment).update(advisor=advisor)
    return assessment


def send(assessment, *, by):
    """Send the newest submission of what is completed, or was taken back, to the advisors."""
    lifecycle.send_for_review(
        assessment=assessment,
        submission=assessment.submissions.latest("number"),
        by=by,
        wording="I agree.",
        wording_version="test",
        language="en",
    )


def answer(assessment, answers, *, by=None):
    """Give answers by item id: a level, ``"dk"`` for do not know, or a text as the reason for not applicable."""
    return fill(assessment, {item: given(what) for item, what in answers.items()}, by=by)


def given(what):
    """Turn a level, ``"dk"`` or a reason into an answer."""
    if what == "dk":
        return Given("dont_know")
    return Given("answered", what) if isinstance(what, int) else Given("not_applicable", reason=what)


def all_at(level, scope=Scope.FULL):
    """Return one level for every item of a scope."""
    framework = questionnaires.shipped_framework()
    return {item.id: level for item in framework.items(quick=scope == Scope.QUICK)}
