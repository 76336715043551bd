"""Results of any framework, with answers by chance: sources without a database, and completed assessments with one."""

from django.db import transaction

from assessments import asked, beginnings, lifecycle, scores
from assessments.answers import Given, canonical
from assessments.models import Scope, Submission
from assessments.scoring import applying, engine
from assessments.scoring.types import Answer
from reports.content import Source
from tests.factories.assessments import fill
from tests.factories.questionnaires import library_framework, library_version
from tests.factories.reports import DAY
from tests.scoring import any_answers

LIBRARY = ("c4ir-smc", "impuls", "cmmm", "eu-dmat", "dbi-1970", "qd-1567-sme")
STEEL = {"industry": "steel", "size": "medium"}


def variant_of(framework):
    """Return the first variant, None where there are none."""
    return framework.variants[0].id if framework.variants else None


def firm_framework(framework, variant=None, profile=STEEL):
    """Return all that a firm may come to be asked."""
    return applying.for_firm(framework, variant=variant or variant_of(framework), profile=profile)


def random_answers(random, framework, *, answered=0.85, quick=False):
    """Return answers of every state to a firm's framework; what is left out is open."""
    found = {}
    for item in framework.items(quick=quick):
        chance = random.random()
        if chance < answered:
            found[item.id] = Given("answered", canonical(item.answer, any_answers.value(random, item.answer)))
        elif chance < answered + (1 - answered) / 3:
            found[item.id] = Given("dont_know")
        elif chance < answered + (1 - answered) / 2:
            found[item.id] = Given("not_applicable", reason="không có")
    return found


def source(framework, answers, *, scope="full", variant=None, profile=STEEL):
    """Return what pages are made from; ``framework`` is one of the library by name, or any."""
    framework = library_framework(framework) if isinstance(framework, str) else framework
    variant = variant or variant_of(framework)
    given = {item: each if isinstance(each, Given) else Given("answered", each) for item, each in answers.items()}
    scored = {item: Answer(each.state, each.value) for item, each in given.items()}
    return Source(
        framework=framework,
        card=engine.score(framework, scored, scope=scope, variant=variant, profile=profile),
        priorities=(),
        answers=given,
        firm="Cơ khí An Mẫu",
        place="Nhà máy 1, TP Hồ Chí Minh",
        day=DAY,
        variant=variant,
        profile=profile,
    )


def completed(site, framework_id, answers, *, by, scope=Scope.FULL):
    """Return the scorecard of a completed assessment of any framework; ``answers`` is given the firm's framework."""
    version = library_version(framework_id)
    variant = variant_of(library_framework(framework_id)) or ""
    assessment = beginnings.start(site=site, scope=scope, by=by, framework=version, variant=variant)
    fill(assessment, answers(asked.of_firm(assessment)), by=by)
    submission = lifecycle.complete(assessment=assessment, by=by, language="vi")
    with transaction.atomic():
        return scores.store_self(submission=Submission.objects.get(pk=submission.pk))
