"""What an assessment asks: by variant, by the firm's profile, by the answers; on pages, in counts, in submissions."""

import pytest

from accounts.models import Organization
from assessments import asked, lifecycle, outline, progress, scores
from assessments.answers import Given
from assessments.models import Response, Submission
from assessments.scoring import applying
from questionnaires import library
from tests.assessments.acts import complete
from tests.factories import assessments, questionnaires

pytestmark = pytest.mark.both_databases


def ids(framework):
    return [item.id for item in framework.items()]


def now(assessment):
    return ids(asked.asked(assessment, progress.responses_of(assessment)))


def profile(assessment, **facts):
    """Change what is known of the firm."""
    Organization.objects.filter(pk=assessment.site.organization_id).update(**facts)
    assessment.site.organization.refresh_from_db()


def test_framework_without_conditions_asks_everything(draft, framework):
    assert ids(asked.of_firm(draft)) == now(draft) == ids(framework)


def test_variant_leaves_out_what_belongs_to_the_other(every_type, site_b, chi):
    flow = assessments.draft_of(questionnaires.every_type_document(), site_b, by=chi, variant="flow")

    assert "flow_only" not in now(every_type)
    assert "flow_only" in now(flow)


def test_profile_decides_by_size_and_industry(every_type):
    assert not {"large_only", "tools"} & set(now(every_type))

    profile(every_type, sector="14", headcount=900)

    assert {"large_only", "tools"} <= set(now(every_type))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, {}),
        ({"headcount": 900}, {"size": "large"}),
        ({"sector": "24"}, {"industry": "steel"}),
        ({"sector": "14", "headcount": 9, "revenue_band": "0-3"}, {"size": "micro", "industry": "garment"}),
    ],
)
def test_profile_has_the_facts_that_are_known(site_a, facts, expected):
    Organization.objects.filter(pk=site_a.organization_id).update(**({"sector": "22"} | facts))
    site_a.organization.refresh_from_db()

    assert asked.profile_of(site_a) == expected


def test_quick_check_without_an_account_has_no_profile():
    assert asked.profile_of(None) == {}


def test_answer_brings_questions_and_takes_them_away(every_type):
    assert not {"which_software", "users"} & set(now(every_type))

    assessments.answer_with(every_type, {"has_software": "used"})
    assert {"which_software", "users"} <= set(now(every_type))

    lifecycle.clear_response(assessment=every_type, item="has_software", base_version=1, by=None)
    assert not {"which_software", "users"} & set(now(every_type))


def test_answer_that_waits_to_be_confirmed_brings_nothing(every_type, an):
    lifecycle.prefill(assessment=every_type, answers={"has_software": (Given("answered", "used"), False)}, by=an)
    assert "users" not in now(every_type)

    lifecycle.confirm_response(assessment=every_type, item="has_software", by=an)
    assert "users" in now(every_type)


def test_answer_to_a_question_that_left_is_kept_and_not_counted(every_type):
    assessments.answer_with(every_type, {"has_software": "used", "users": "12"})
    lifecycle.save_response(
        assessment=every_type, item="has_software", given=Given("answered", "no"), base_version=1, by=None
    )

    assert Response.objects.filter(item="users").exists()
    found = progress.tasks(
        asked.framework_of(every_type),
        asked.asked(every_type, progress.responses_of(every_type)),
        "full",
        progress.responses_of(every_type),
    )
    assert [(task.section.id, task.answered, task.total) for task in found] == [
        ("basics", 1, 2),
        ("energy_block", 0, 3),
        ("more", 0, 0),
    ]


def test_submission_freezes_what_is_asked_and_confirmed(every_type, an):
    given = {
        "has_software": (Given("answered", "no"), True),
        "users": (Given("answered", "12"), True),
        "power": (Given("answered", "1500"), False),
        "checks": (Given("answered", ["size"]), True),
    }
    lifecycle.prefill(assessment=every_type, answers=given, by=an)

    submission = complete(every_type, by=an)

    assert set(submission.answers.values_list("item", flat=True)) == {"has_software", "checks"}


def test_submission_freezes_variant_and_profile(every_type, an):
    profile(every_type, sector="14", headcount=900)
    assessments.answer_with(every_type, {"tools": ["rfid"]})

    submission = complete(every_type, by=an)

    assert (submission.variant, submission.profile) == ("pieces", {"size": "large", "industry": "garment"})


def test_changing_the_profile_later_changes_no_submission(every_type, an):
    profile(every_type, sector="14")
    assessments.answer_with(every_type, {"tools": ["rfid"], "checks": ["size"]})
    submission = complete(every_type, by=an)
    profile(every_type, sector="22")

    submission = Submission.objects.select_related("assessment__framework_version").get(pk=submission.pk)
    card = scores.stored(scores.store_self(submission=submission)).scorecard

    assert "tools" in ids(asked.of_submission(submission, submission.answers.all()))
    assert "tools" in {part.id for part in card.nodes["energy_block"].explanation.parts}
    assert "tools" not in now(every_type)


def test_engine_asks_what_the_submission_froze(every_type, an):
    """Frozen answers, frozen variant and frozen profile lead to the same questions again."""
    profile(every_type, headcount=900)
    assessments.answer_with(every_type, {"has_software": "used", "users": "12", "large_only": 1})
    before = now(every_type)
    submission = complete(every_type, by=an)

    again = applying.asked(
        applying.for_firm(
            library.get(every_type.framework_version.content_hash),
            variant=submission.variant,
            profile=submission.profile,
        ),
        scores.answers_of(submission),
    )
    assert ids(again) == before


def test_items_that_depend_on_an_answer_are_known(every_type):
    framework = asked.of_firm(every_type)

    assert asked.depending_on(framework, "has_software") == {"which_software", "users"}
    assert asked.depending_on(framework, "power") == set()


def test_part_without_questions_has_no_page(every_type):
    pages = outline.sections(asked.asked(every_type, {}), "full")

    assert [(page.id, page.number, page.of, [node.id for node in page.above]) for page in pages] == [
        ("basics", 1, 1, ["work"]),
        ("energy_block", 1, 2, []),
        ("more", 2, 2, []),
    ]


def test_question_without_a_list_for_the_industry_is_known(every_type):
    assert [item.id for item in asked.without_list(every_type, "energy_block")] == ["tools"]
    assert asked.without_list(every_type, "basics") == []

    profile(every_type, sector="14")
    assert asked.without_list(every_type, "energy_block") == []
