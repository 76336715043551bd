"""What a draft would do to levels: counted by a worker, from what is stored, without a name."""

import json

import pytest
from django.db import transaction

from assessments import lifecycle, rescoring, scores
from assessments.models import NodeScore, Scope, Submission
from assessments.scoring import engine
from authoring import drafts, effect
from authoring.effect import Counts
from authoring.models import Effect
from authoring.moves import moves
from authoring.previewing import framework_of
from c4ir_assess.jobs.models import Job
from questionnaires import publishing
from tests.authoring import versions
from tests.factories import assessments, jobs
from tests.factories.accounts import make_firm

pytestmark = pytest.mark.django_db


def scored(level, *, scope=Scope.FULL, site=None, answers=None):
    """A firm that put everything at one level and has its result."""
    site = site or make_firm()
    assessment = assessments.completed(site, scope=scope, answers=answers or assessments.all_at(level, scope))
    submission = assessment.submissions.latest("number")
    with transaction.atomic():
        scores.store_self(submission=submission)
    return submission


def measured(draft, admin):
    """Ask for the effect and do the worker's part."""
    row = effect.ask(version=draft, by=admin)
    effect.measure(effect_id=row.pk)
    row.refresh_from_db()
    return row


def overall(row):
    return dict(Counts.read(row.counts).moves.get("overall", {}))


def higher_threshold(document):
    """Let level 2 begin from 2.5."""
    document["levels"][2]["from"] = "2.5"


def test_levels_that_change_are_counted_from_what_firms_were_told(admin):
    draft = versions.draft(higher_threshold)
    for level in (0, 1, 2, 2, 3):
        scored(level)

    row = measured(draft, admin)

    assert overall(row) == {(0, 0): 1, (1, 1): 1, (2, 1): 2, (3, 3): 1}
    assert (row.total, row.done, row.finished_at is not None) == (5, 5, True)


def test_blocks_are_counted_each(admin):
    draft = versions.draft(higher_threshold)
    scored(2, answers=assessments.all_at(2) | {f"P{n}.{m}": 4 for n in range(1, 4) for m in range(1, 4)})

    counts = Counts.read(measured(draft, admin).counts)

    assert (dict(counts.moves["S"]), dict(counts.moves["P"])) == ({(2, 1): 1}, {(4, 4): 1})


def test_draft_that_changes_no_score_moves_nobody(draft, admin):
    for level in (0, 1, 2):
        scored(level)

    assert overall(measured(draft, admin)) == {(0, 0): 1, (1, 1): 1, (2, 2): 1}


def test_answers_to_questions_that_are_gone_are_left_out_and_counted(admin):
    def without_one(document):
        del document["blocks"][4]["children"][2]["items"][2]
        document["rules"]["contradictions"] = []
        document["drafts"] = {}

    draft = versions.draft(without_one)
    scored(2)
    scored(3)

    counts = Counts.read(measured(draft, admin).counts)

    assert (counts.answers, counts.touched, counts.unscored) == (2, 2, 0)
    assert sum(counts.moves["overall"].values()) == 2


def test_answers_that_the_draft_does_not_allow_are_left_out_and_counted(admin):
    def shorter_ladder(document):
        item = versions.item(document)
        item["levels"] = item["levels"][:3]
        del item["improve"]

    draft = versions.draft(shorter_ladder)
    scored(4)
    scored(2)

    assert Counts.read(measured(draft, admin).counts).answers == 1


def test_newest_submission_of_an_assessment_counts_alone(draft, admin, site_a, an):
    first = scored(1, site=site_a)
    lifecycle.correct(assessment=first.assessment, by=an)
    assessments.answer(first.assessment, {"S1.1": 3}, by=an)
    lifecycle.complete(assessment=first.assessment, by=an, language="vi")
    with transaction.atomic():
        scores.store_self(submission=Submission.objects.latest("pk"))

    assert measured(draft, admin).total == 1


def test_quick_checks_and_other_frameworks_are_not_counted(draft, admin):
    scored(2, scope=Scope.QUICK)

    assert (measured(draft, admin).total, effect.has_past("c4ir-smc")) == (0, False)


def test_card_that_was_made_later_is_not_what_a_firm_was_told(admin):
    """Scored again under a version between the two, the submission has a second card, which no firm sees."""
    between = publishing.publish(document=versions.document(higher_threshold, number="0.9.5"))
    submission = scored(2)
    assert rescoring.rescore(submission=submission, to=between).is_stored
    draft = versions.draft(higher_threshold)

    assert overall(measured(draft, admin)) == {(2, 1): 1}


def test_card_of_a_later_engine_is_not_what_a_firm_was_told(admin, monkeypatch):
    submission = scored(2)
    monkeypatch.setattr(engine, "ENGINE", "2")
    assert rescoring.rescore(submission=submission).is_stored
    NodeScore.objects.filter(scorecard=submission.scorecards.latest("pk")).update(level=5)

    assert overall(measured(versions.draft(higher_threshold), admin)) == {(2, 1): 1}


def test_submission_without_a_result_cannot_be_compared(draft, admin, site_a, an):
    assessments.completed(site_a, by=an)

    counts = Counts.read(measured(draft, admin).counts)

    assert (counts.unscored, counts.moves) == (1, {})


def test_draft_with_variants_cannot_score_those_without(admin):
    def with_variants(document):
        pair = {"vi": "Loại một", "en": "First kind"}
        document["variants"] = [{"id": name, "name": pair} for name in ("discrete", "process")]

    draft = versions.draft(with_variants)
    scored(2)

    assert Counts.read(measured(draft, admin).counts).unscored == 1


def test_work_goes_on_in_another_job_where_one_is_not_enough(draft, admin, monkeypatch):
    monkeypatch.setattr(effect, "BATCH", 1)
    monkeypatch.setattr(effect, "PATIENCE", -1)
    for level in (0, 1, 2):
        scored(level)
    row = effect.ask(version=draft, by=admin)

    done = []
    for _ in range(4):
        effect.measure(effect_id=row.pk)
        row.refresh_from_db()
        done.append((row.done, row.finished_at is not None))

    assert done == [(1, False), (2, False), (3, False), (3, True)]
    assert Job.objects.filter(task=effect.TASK).count() == row.jobs == 4
    assert sum(overall(row).values()) == 3


def test_second_run_of_the_same_job_counts_nothing_twice(draft, admin):
    for level in (0, 1):
        scored(level)
    row = measured(draft, admin)

    effect.measure(effect_id=row.pk)

    row.refresh_from_db()
    assert (row.done, sum(overall(row).values())) == (2, 2)


def test_worker_that_comes_late_counts_for_nothing(draft, admin, monkeypatch):
    """Two workers read the same place; the second one's write finds that the place has moved on."""
    monkeypatch.setattr(effect, "BATCH", 1)
    for level in (0, 1):
        scored(level)
    row = effect.ask(version=draft, by=admin)
    late = Effect.objects.get(pk=row.pk)
    effect.measure(effect_id=row.pk)

    effect._advance(late, framework_of(draft))

    row.refresh_from_db()
    assert (row.done, sum(overall(row).values())) == (2, 2)


def test_asking_twice_is_one_piece_of_work(draft, admin):
    first, second = (effect.ask(version=draft, by=admin) for _ in range(2))

    assert first == second
    assert Job.objects.filter(task=effect.TASK).count() == 1


def test_failed_work_can_be_asked_for_again(draft, admin):
    row = effect.ask(version=draft, by=admin)
    jobs.changed(Job.objects.get(task=effect.TASK), state="failed")
    assert effect.is_failed(row)

    assert effect.ask(version=draft, by=admin) != row


def test_new_content_has_an_effect_of_its_own(draft, admin):
    row = measured(draft, admin)
    changed = drafts.replace(version=draft, document=versions.document(higher_threshold), by=admin, file_name="")

    assert (effect.newest(draft), effect.newest(changed)) == (row, None)


def test_work_for_content_that_is_gone_is_dropped(draft, admin):
    row = effect.ask(version=draft, by=admin)
    drafts.replace(version=draft, document=versions.document(higher_threshold), by=admin, file_name="")

    effect.measure(effect_id=row.pk)

    row.refresh_from_db()
    assert row.finished_at is None


def test_nothing_is_stored_that_names_a_firm(admin):
    draft = versions.draft(higher_threshold)
    submission = scored(2, site=make_firm(name="Nhựa Kín Đáo Mẫu"))

    row = measured(draft, admin)

    stored = json.dumps(row.counts)
    assert set(row.counts) == {"moves", "answers", "touched", "unscored"}
    assert "Kín" not in stored
    assert str(submission.uuid) not in stored


def test_nothing_of_a_firm_changes(admin):
    draft = versions.draft(higher_threshold)
    submission = scored(2)
    before = list(submission.scorecards.values())

    measured(draft, admin)

    assert list(submission.scorecards.values()) == before


def test_numbers_are_told_from_five_submissions_on(admin):
    draft = versions.draft(higher_threshold)
    for _ in range(4):
        scored(2)
    four = moves(measured(draft, admin), framework_of(draft), "en")
    scored(2)
    five = moves(measured(draft, admin), framework_of(draft), "en")

    assert (four.is_too_few, four.tables, four.counts) == (True, (), Counts())
    assert (five.is_too_few, five.overall.changed, five.overall.down, five.overall.total) == (False, 5, 5, 5)


def test_table_has_levels_in_words_and_the_way_they_went(admin):
    draft = versions.draft(higher_threshold)
    for level in (1, 2, 2, 2, 2):
        scored(level)

    table = moves(measured(draft, admin), framework_of(draft), "en").overall

    assert table.columns == (("1", "First steps"), ("2", "Common standard"))
    assert [(name, [(cell.number, cell.way) for cell in cells]) for name, cells in table.rows] == [
        ("1 · First steps", [(1, "same"), (0, "up")]),
        ("2 · Common standard", [(4, "down"), (0, "same")]),
    ]
