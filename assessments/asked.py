"""What one assessment asks: its framework for the variant and the firm's profile, of that what the answers call for.

Pages, progress, checks and submissions all ask here. Only confirmed answers to questions of this firm decide what else
is asked: they are the ones that a submission freezes and that are scored.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from accounts.models import Site
from accounts.profile.industry import industry
from assessments.models import Assessment, Response, Submission, SubmittedAnswer
from assessments.scoring import applying
from assessments.scoring.types import Answer, Scope
from questionnaires import library
from questionnaires.answer_types import Multi
from questionnaires.document import Framework, Item, Variant


def framework_of(assessment: Assessment) -> Framework:
    """Return the framework version that the assessment was started with, whole."""
    return library.get(assessment.framework_version.content_hash)


def profile_of(site: Site | None) -> dict[str, str]:
    """Return the facts by which frameworks ask, as they are known now: ``{"size": "small", "industry": "steel"}``."""
    if site is None:
        return {}
    size, trade = site.organization.size_class, industry(site.organization.sector)
    return ({"size": size.value} if size else {}) | ({"industry": trade} if trade else {})


def of_firm(assessment: Assessment) -> Framework:
    """Return all that this firm may be asked, whatever it answers."""
    return of_site(assessment.framework_version.content_hash, assessment.variant, assessment.site)


def of_site(framework_hash: str, variant: str, site: Site | None) -> Framework:
    """Return all that a plant would be asked by a framework, started or not."""
    return _of_firm(framework_hash, variant, tuple(sorted(profile_of(site).items())))


def asked(assessment: Assessment, responses: Mapping[str, Response]) -> Framework:
    """Return what is asked with these answers; a part without questions is gone."""
    framework = of_firm(assessment)
    return applying.asked(framework, _deciding(framework, responses.values()), _scope(assessment))


def of_submission(submission: Submission, frozen: Iterable[SubmittedAnswer]) -> Framework:
    """Return what was asked when these answers were frozen."""
    scope: Scope = "quick" if submission.scope == "quick" else "full"
    return applying.asked(all_of_submission(submission), _answers(frozen), scope)


def all_of_submission(submission: Submission) -> Framework:
    """Return all that the firm could have been asked when the submission was frozen, whatever it answered."""
    facts = tuple(sorted(submission.profile.items()))
    return _of_firm(submission.assessment.framework_version.content_hash, submission.variant, facts)


def variant_of(assessment: Assessment) -> Variant | None:
    """Return the kind of plant that the assessment is for, None where the framework knows no kinds."""
    return next((each for each in framework_of(assessment).variants if each.id == assessment.variant), None)


def depending_on(framework: Framework, item: str) -> set[str]:
    """Return the items that are asked or not by the answer to this one."""
    return {
        other.id
        for other in framework.items()
        if other.applies_when and any(condition.item == item for condition in other.applies_when.answers)
    }


def without_list(assessment: Assessment, node: str) -> list[Item]:
    """Return the node's questions that are left out because there is no list of options for this firm's profile."""
    whole, shown = framework_of(assessment), {item.id for item in of_firm(assessment).items()}
    found = next((each for each in whole.dimensions() if each.id == node), None)
    return [item for item in (found.items if found else ()) if item.id not in shown and _lacks_list(item, assessment)]


def _lacks_list(item: Item, assessment: Assessment) -> bool:
    if not isinstance(item.answer, Multi) or item.answer.lists is None:
        return False
    if item.in_variants and assessment.variant not in item.in_variants:
        return False
    return profile_of(assessment.site).get(item.answer.lists.fact) not in item.answer.lists.by_value


@lru_cache(maxsize=256)
def _of_firm(content_hash: str, variant: str, facts: tuple[tuple[str, str], ...]) -> Framework:
    return applying.for_firm(library.get(content_hash), variant=variant or None, profile=dict(facts))


def _deciding(framework: Framework, responses: Iterable[Response]) -> dict[str, Answer]:
    known = {item.id for item in framework.items()}
    return _answers(each for each in responses if each.is_confirmed and each.item in known)


def _answers(recorded: Iterable[Response | SubmittedAnswer]) -> dict[str, Answer]:
    return {each.item: Answer(each.state, each.value) for each in recorded}  # type: ignore[arg-type]  # the model's choices are the engine's states


def _scope(assessment: Assessment) -> Scope:
    return "quick" if assessment.scope == "quick" else "full"
