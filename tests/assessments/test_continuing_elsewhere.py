"""Answers taken further: into a draft of another framework, by whom, and into a plant of another kind."""

import copy

import pytest
from django.urls import reverse

from accounts.models import Organization
from assessments import continuing, lifecycle
from assessments.answers import Given
from assessments.asked import framework_of
from assessments.models import Assessment
from c4ir_assess.exceptions import TransitionNotAllowed
from questionnaires.publishing import publish
from tests.assessments.newer import carried
from tests.factories import assessments
from tests.factories.questionnaires import every_type_document, library_version

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def answered(firm_a, an):
    """A completed assessment of c4ir-smc with every item at level 2."""
    return assessments.completed(firm_a, by=an, answers=assessments.all_at(2))


@pytest.fixture
def criteria():
    return library_version("qd-1567-sme")


def opened(answered, an):
    return continuing.open_draft(submission=answered.submissions.get(), framework="qd-1567-sme", by=an)


def test_draft_of_the_official_criteria_is_filled_in_and_nothing_is_confirmed(answered, criteria, an):
    draft = opened(answered, an)

    assert draft.framework_version == criteria
    assert draft.continued_from == answered
    assert set(draft.responses.values_list("is_confirmed", flat=True)) == {False}
    assert set(draft.responses.values_list("item", flat=True)) == {"2.2", "2.3", "2.4", "2.6", "3.2", "3.4"}


def test_draft_follows_the_frozen_answers(answered, criteria, an):
    lifecycle.correct(assessment=answered, by=an)
    was = answered.responses.get(item="T1.3")
    lifecycle.save_response(
        assessment=answered, item="T1.3", given=Given("answered", 5), base_version=was.version, by=an
    )

    draft = opened(answered, an)

    levels = {item.id: item for item in framework_of(draft).items()}["2.2"].answer.options
    assert next(option.points for option in levels if option.id == draft.responses.get(item="2.2").value) == 2


def test_draft_that_is_being_answered_is_opened_as_it_is(answered, criteria, an):
    draft = opened(answered, an)
    lifecycle.confirm_response(assessment=draft, item="2.2", by=an)

    assert opened(answered, an) == draft
    assert draft.responses.get(item="2.2").is_confirmed


def test_draft_counts_nothing_until_it_is_confirmed(answered, criteria, an):
    draft = opened(answered, an)
    lifecycle.confirm_response(assessment=draft, item="3.2", by=an)

    submission = lifecycle.complete(assessment=draft, by=an, language="vi")

    assert list(submission.answers.values_list("item", flat=True)) == ["3.2"]


@pytest.mark.parametrize("framework", ["impuls", "nothing", "c4ir-smc"])
def test_framework_about_which_the_answers_say_nothing_is_refused(answered, criteria, an, framework):
    with pytest.raises(TransitionNotAllowed):
        continuing.open_draft(submission=answered.submissions.get(), framework=framework, by=an)


def test_draft_of_an_unpublished_framework_is_refused(answered, an):
    with pytest.raises(TransitionNotAllowed):
        opened(answered, an)


def test_result_page_opens_the_draft(client, answered, criteria, an):
    client.force_login(an)

    response = client.post(reverse("assessments:draft_other", args=[answered.uuid, "qd-1567-sme"]))

    assert response.url == reverse("assessments:tasks", args=[Assessment.objects.get(continued_from=answered).uuid])


@pytest.mark.parametrize(("who", "status"), [("binh", 403), ("dung", 404), ("chi", 404), ("admin", 404)])
@pytest.mark.parametrize("name", ["newer", "draft_other"])
def test_answers_are_taken_further_by_those_who_may_answer(answered, criteria, client_of, request, who, status, name):
    arguments = [answered.uuid, "qd-1567-sme"] if name == "draft_other" else [answered.uuid]

    response = client_of(request.getfixturevalue(who)).post(reverse(f"assessments:{name}", args=arguments))

    assert response.status_code == status
    assert not Assessment.objects.filter(continued_from=answered).exists()


def questions_of(holder):
    """Every question of a document, whatever the nodes above it."""
    nodes = holder.get("blocks", []) + holder.get("children", [])
    return [*holder.get("items", []), *(item for node in nodes for item in questions_of(node))]


def industry(site, sector):
    Organization.objects.filter(pk=site.organization_id).update(sector=sector)
    site.organization.refresh_from_db()


def test_answer_from_another_industrys_list_is_to_be_given_anew(site_a, an):
    document = copy.deepcopy(every_type_document())
    question = next(item for item in questions_of(document) if item["id"] == "tools")
    lists = question["answer"]["options_by"]["profile.industry"]
    lists["steel"] = {"options": [{"id": "furnace", "name": {"vi": "Lò điện", "en": "Electric furnace"}}]}
    industry(site_a, "14")
    assessment = assessments.draft_of(document, site_a, by=an, variant="pieces", responses={"tools": ["cad"]})
    newer = publish(document={**document, "version": "9.0.0"})
    industry(assessment.site, "24")

    what = continuing.what_is_carried(assessment, newer)
    draft = carried(assessment, an)

    assert [item.id for item in what.unreadable] == ["tools"]
    assert not draft.responses.exists()


def test_page_names_as_new_only_what_this_variant_is_asked(site_a, an):
    assessment = assessments.draft_of(every_type_document(), site_a, by=an, variant="pieces")
    document = copy.deepcopy(every_type_document())
    question = next(item for item in questions_of(document) if item["id"] == "flow_only")
    question["id"] = "flow_too"
    newer = publish(document={**document, "version": "9.0.0"})

    assert continuing.what_is_carried(assessment, newer).added == ()
