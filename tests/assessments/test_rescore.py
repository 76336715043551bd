"""What was submitted, scored once more: new cards beside the old ones, and nobody is told."""

import sys
from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assessments import rescoring, scores
from assessments.models import NodeScore, Scope, Scorecard
from assessments.scoring import engine
from c4ir_assess.jobs.models import Job
from questionnaires.canonical import content_hash
from questionnaires.models import FrameworkVersion
from tests.factories import assessments
from tests.factories.questionnaires import framework_version, shipped_document

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def submitted(site, level=2, *, scope=Scope.FULL, answers=None):
    """A scored submission."""
    assessment = assessments.completed(site, scope=scope, answers=answers or assessments.all_at(level, scope))
    submission = assessment.submissions.get()
    scores.store_self(submission=submission)
    return submission


def new_version(number="0.10.0", change=lambda _document: None):
    """A published version of c4ir-smc with a change."""
    document = deepcopy(shipped_document()) | {"version": number}
    change(document)
    return FrameworkVersion.objects.create(
        framework="c4ir-smc",
        version=number,
        document=document,
        content_hash=content_hash(document),
        status=FrameworkVersion.Status.PUBLISHED,
        published_at=timezone.now(),
    )


def without_s1_3(document):
    block = next(block for block in document["blocks"] if block["id"] == "S")
    items = block["children"][0]["items"]
    items[:] = [item for item in items if item["id"] != "S1.3"]


def rescore(**options):
    """Run the command; return what it said on stdout and on stderr."""
    out, err = StringIO(), StringIO()
    call_command("rescore", stdout=out, stderr=err, **options)
    return out.getvalue().strip(), err.getvalue()


def cards(submission):
    return list(submission.scorecards.order_by("pk").values_list("engine", "framework_hash"))


@pytest.fixture
def next_engine(monkeypatch):
    """The engine of tomorrow."""
    monkeypatch.setattr(engine, "ENGINE", "2")


def test_nothing_is_due_while_engine_and_version_are_the_same(site_a):
    submission = submitted(site_a)

    assert rescore() == ("0 cards stored, 0 answers left out, 0 submissions refused", "")
    assert len(cards(submission)) == 1


def test_new_engine_stores_a_card_beside_the_old_one(site_a, next_engine):
    own = framework_version().content_hash
    submission = submitted(site_a)
    Scorecard.objects.update(engine="1")

    assert rescore()[0].startswith("1 cards stored")

    assert cards(submission) == [("1", own), ("2", own)]
    first, second = submission.scorecards.order_by("pk")
    assert (first.overall_exact, first.input_hash) == (second.overall_exact, second.input_hash)
    assert NodeScore.objects.filter(scorecard=second).count() == NodeScore.objects.filter(scorecard=first).count()


def test_new_version_stores_a_card_under_its_hash(site_a):
    old, new = framework_version(), new_version()
    submission = submitted(site_a)

    assert rescore(framework="c4ir-smc", to="0.10.0")[0].startswith("1 cards stored, 0 answers")

    assert cards(submission) == [("1", old.content_hash), ("1", new.content_hash)]


def test_answer_that_the_new_version_does_not_ask_for_is_left_out_and_counted(site_a):
    new_version(change=without_s1_3)
    submission = submitted(site_a, answers=assessments.all_at(2) | {"S1.3": 5})

    assert rescore(framework="c4ir-smc", to="0.10.0")[0] == (
        "1 cards stored, 1 answers left out, 0 submissions refused"
    )

    first, second = (scores.stored(row).scorecard.nodes["S1"] for row in submission.scorecards.order_by("pk"))
    assert (first.raw, second.raw) == (3, 2)


def test_second_run_stores_nothing(site_a, next_engine):
    submission = submitted(site_a)
    Scorecard.objects.update(engine="1")
    rescore()

    assert rescore()[0].startswith("0 cards stored")
    assert len(cards(submission)) == 2


def test_nobody_is_told_and_no_report_is_printed(site_a, next_engine):
    submitted(site_a)
    Scorecard.objects.update(engine="1")
    before = Job.objects.count()

    rescore()

    assert Job.objects.count() == before


def test_firm_is_shown_the_card_that_it_was_first_shown(site_a, next_engine):
    new_version()
    submission = submitted(site_a)
    Scorecard.objects.update(engine="1")
    first = submission.scorecards.get()

    rescore()
    rescore(framework="c4ir-smc", to="0.10.0")

    assert submission.scorecards.count() == 3
    assert scores.self_scorecard(submission) == first


def test_card_of_another_version_is_not_the_firms_even_if_it_is_the_first(site_a):
    new = new_version()
    submission = submitted(site_a)
    Scorecard.objects.update(framework_hash=new.content_hash)

    assert scores.self_scorecard(submission) is None


def test_submission_that_was_never_scored_is_left_to_the_worker(site_a, next_engine):
    assessments.completed(site_a)

    assert rescore()[0].startswith("0 cards stored")
    assert not Scorecard.objects.exists()


def test_only_what_was_submitted_to_the_named_version_is_rescored(site_a, site_b, next_engine):
    submitted(site_a)
    Scorecard.objects.update(engine="1")

    assert rescore(framework="impuls")[0].startswith("0 cards")
    assert rescore(framework="c4ir-smc@0.8.0")[0].startswith("0 cards")
    assert rescore(framework="c4ir-smc@0.9.1")[0].startswith("1 cards")


def test_all_submissions_are_rescored_whatever_the_size_of_a_batch(site_a, site_b, next_engine):
    for site in (site_a, site_b):
        for level in (1, 3):
            submitted(site, level)
    Scorecard.objects.update(engine="1")

    assert rescore(batch=1)[0].startswith("4 cards stored")


def test_quick_check_is_rescored_as_one(site_a, next_engine):
    submission = submitted(site_a, scope=Scope.QUICK)
    Scorecard.objects.update(engine="1")

    rescore()

    card = scores.stored(submission.scorecards.latest("pk")).scorecard
    assert (card.scope, card.overall.level) == ("quick", None)


def test_submission_that_the_new_version_cannot_score_is_refused_and_the_others_are_not(site_a, site_b):
    new_version(change=lambda document: document.pop("quick"))
    quick, full = submitted(site_a, scope=Scope.QUICK), submitted(site_b)
    err = StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("rescore", framework="c4ir-smc", to="0.10.0", stdout=StringIO(), stderr=err)

    assert end.value.code == 1
    assert err.getvalue() == f"submission {quick.uuid}: c4ir-smc@0.10.0 has no quick scope\n"
    assert [submission.scorecards.count() for submission in (quick, full)] == [1, 2]


def test_submission_that_is_deleted_meanwhile_is_passed_over(site_a):
    submission = submitted(site_a)
    rows = rescoring.due(to=new_version())
    found = rows.select_related("assessment__framework_version").get()
    submission.delete()

    outcome = rescoring.rescore(submission=found, to=FrameworkVersion.objects.get(version="0.10.0"))

    assert (outcome.is_stored, outcome.refusal) == (False, "it was deleted meanwhile")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"to": "0.10.0"}, "--to needs --framework"),
        ({"framework": "c4ir-smc", "to": "9.9.9"}, "c4ir-smc@9.9.9 was never published here"),
        ({"framework": "../x"}, "names no framework"),
    ],
)
def test_wrong_arguments_are_refused(options, said):
    with pytest.raises(CommandError, match=said) as refused:
        rescore(**options)

    assert refused.value.returncode == 2


def test_draft_is_no_version_to_rescore_under(db):
    FrameworkVersion.objects.create(framework="c4ir-smc", version="0.11.0", content_hash="draft", document={})

    with pytest.raises(CommandError, match="never published"):
        rescore(framework="c4ir-smc", to="0.11.0")


def test_progress_is_a_line_for_every_thousand_where_nobody_watches(site_a, site_b, next_engine, monkeypatch):
    monkeypatch.setattr(sys.modules["assessments.management.commands.rescore"], "EVERY", 2)
    for level in range(5):
        submitted(site_a if level % 2 else site_b, level)
    Scorecard.objects.update(engine="1")

    assert rescore()[1].splitlines() == ["2 of 5", "4 of 5"]


def test_progress_is_a_bar_where_somebody_watches(site_a, next_engine):
    submitted(site_a)
    Scorecard.objects.update(engine="1")
    err = StringIO()
    err.isatty = lambda: True

    call_command("rescore", stdout=StringIO(), stderr=err, no_color=True)

    assert err.getvalue().split("\r")[-1] == f"[{'#' * 30}] 1 / 1\n"
