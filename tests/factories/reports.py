"""Results and reports for tests: sources by hand, without a database; scorecards and files by the product's verbs."""

from datetime import date

from django.db import transaction
from django.db.models.functions import Now

from assessments import scores
from assessments.answers import Given
from assessments.models import Submission
from assessments.report_requests import job_key
from assessments.scoring import engine
from assessments.scoring.priorities import day_one
from assessments.scoring.types import Answer
from c4ir_assess.jobs.models import Job
from reports.content import Source, build_report_content
from reports.models import Report
from reports.press import fingerprint
from reports.printed import files
from reports.printed.languages import EDITIONS
from tests.factories import assessments
from tests.factories.questionnaires import library_framework, shipped_framework

DAY = date(2026, 11, 22)


def source(
    answers=None, *, scope="full", troubles=(), firm="Cơ khí An Mẫu", place="Nhà máy 1, TP Hồ Chí Minh", others=()
):
    """What a report is made from; ``answers`` by item as in ``given``, every item at level 2 if left out."""
    framework = shipped_framework()
    said = {item: given(what) for item, what in (all_at(2, scope) if answers is None else answers).items()}
    scored = {item: Answer(each.state, each.value) for item, each in said.items()}
    card = engine.score(framework, scored, scope=scope)
    return Source(
        framework=framework,
        card=card,
        priorities=day_one(framework, card, scored, troubles),
        answers=said,
        firm=firm,
        place=place,
        day=DAY,
        troubles=tuple(troubles),
        others={each: library_framework(each) for each in others},
    )


def given(what):
    """Return the answer that a level, ``"dk"`` or a reason for not applicable stands for."""
    return assessments.given(what) if not isinstance(what, Given) else what


def all_at(level, scope="full"):
    """Return one level for every item of a scope."""
    return {item.id: level for item in shipped_framework().items(quick=scope == "quick")}


def block_at(**levels):
    """Return answers that put whole blocks at a level: ``block_at(S=2, P=0)``."""
    return {item: levels[item[0]] for item in all_at(0) if item[0] in levels}


def scored(site, *, by=None, language="vi", **options):
    """The scorecard of a completed assessment; its report is queued, not made."""
    assessment = assessments.completed(site, by=by, language=language, **options)
    return score(assessment)


def score(assessment):
    """Score the newest submission as the worker does."""
    submission = Submission.objects.select_related("assessment").filter(assessment=assessment).latest("number")
    with transaction.atomic():
        return scores.store_self(submission=submission)


def report(scorecard, language="vi", content=b"%PDF-1.7 a report", *, with_private=False):
    """A report with a small file of its own, as if a worker had printed it from what is stored now."""
    done = Job.objects.filter(dedup_key=job_key(scorecard, language))
    done.update(state=Job.State.DONE, attempts=1, finished_at=Now())
    name = files.store(f"reports/{scorecard.uuid}-{language}", content)
    digest = name.removesuffix(".pdf").rpartition("-")[2]
    contents = [build_report_content(scorecard, each) for each in EDITIONS[language]]
    return Report.objects.create(
        scorecard=scorecard,
        language=language,
        with_private=with_private,
        input_hash=fingerprint.of(*contents, with_private=with_private),
        file=name,
        content_hash=digest,
        size=len(content),
        pages=12,
    )
