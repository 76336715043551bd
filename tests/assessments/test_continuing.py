"""Going on from answers that are there: a newer version of the framework, and the draft of another one."""

import copy

import pytest
from django.urls import reverse

from accounts.models import Organization
from assessments import continuing, lifecycle
from assessments.answers import Given
from assessments.asked import framework_of
from assessments.models import Assessment, Scope
from c4ir_assess.exceptions import TransitionNotAllowed
from questionnaires.models import FrameworkVersion
from questionnaires.publishing import publish
from tests.factories import assessments
from tests.factories.questionnaires import every_type_document, library_version, shipped_document

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def answered(firm_a, an):
    """A completed assessment of c4ir-smc with every item at level 2."""
    return assessments.completed(firm_a, by=an, answers=assessments.all_at(2))


def item_of(document, id_):
    return next(
        item
        for block in document["blocks"]
        for node in block["children"]
        for item in node["items"]
        if item["id"] == id_
    )


@pytest.fixture
def newer():
    """Version 0.10.0: S1.1 reworded, S1.2 with other evidence, S1.3 gone, S1.4 new."""
    document = copy.deepcopy(shipped_document())
    document["version"] = "0.10.0"
    item_of(document, "S1.1")["ask"] = {"vi": "Câu hỏi đã sửa?", "en": "A question reworded?"}
    item_of(document, "S1.2")["evidence"] = {"vi": "Bằng chứng khác.", "en": "Other evidence."}
    added = {**copy.deepcopy(item_of(document, "S1.3")), "id": "S1.4"}
    dimension = next(node for block in document["blocks"] for node in block["children"] if node["id"] == "S1")
    dimension["items"] = [item for item in dimension["items"] if item["id"] != "S1.3"] + [added]
    document["drafts"]["qd-1567-sme"] = [each for each in document["drafts"]["qd-1567-sme"] if "S1.3" not in str(each)]
    document["rules"]["contradictions"] = [
        each for each in document["rules"]["contradictions"] if "S1.3" not in each["when"]
    ]
    return publish(document=document)


def carried(assessment, an):
    return continuing.carry_over(assessment=assessment, by=an)


def test_unchanged_questions_keep_their_answers(answered, newer, an):
    draft = carried(answered, an)

    response = draft.responses.get(item="O4.1")
    assert (draft.framework_version, response.value, response.is_confirmed) == (newer, 2, True)


def test_changed_question_keeps_its_answer_and_asks_to_be_confirmed(answered, newer, an):
    response = carried(answered, an).responses.get(item="S1.1")

    assert (response.value, response.is_confirmed) == (2, False)


def test_other_evidence_does_not_change_a_question(answered, newer, an):
    assert carried(answered, an).responses.get(item="S1.2").is_confirmed


def test_removed_and_new_questions_have_no_answer(answered, newer, an):
    assert not carried(answered, an).responses.filter(item__in=["S1.3", "S1.4"]).exists()


def test_earlier_assessment_stays_as_it_was(answered, newer, an):
    before = list(answered.responses.order_by("item").values())

    carried(answered, an)

    answered.refresh_from_db()
    assert answered.state == "completed"
    assert list(answered.responses.order_by("item").values()) == before


def test_carrying_over_twice_opens_the_same_draft(answered, newer, an):
    assert carried(answered, an) == carried(answered, an)


def test_answer_not_confirmed_before_is_not_confirmed_by_carrying(answered, newer, an):
    answered.responses.filter(item="O4.1").update(is_confirmed=False)

    assert not carried(answered, an).responses.get(item="O4.1").is_confirmed


def test_unconfirmed_answers_are_no_part_of_the_result(answered, newer, an):
    draft = carried(answered, an)

    submission = lifecycle.complete(assessment=draft, by=an, language="vi")

    assert not submission.answers.filter(item="S1.1").exists()
    assert submission.answers.filter(item="S1.2").exists()


def test_troubles_go_along(answered, newer, an):
    Assessment.objects.filter(pk=answered.pk).update(first_trouble="late_delivery", second_trouble="gone")
    answered.refresh_from_db()

    draft = carried(answered, an)

    assert (draft.first_trouble, draft.second_trouble) == ("late_delivery", "")


def test_nothing_is_carried_without_a_newer_version(answered, an):
    with pytest.raises(TransitionNotAllowed):
        carried(answered, an)


def test_newer_version_is_compared_by_its_numbers(answered, newer):
    assert continuing.newer_version(answered) == newer  # 0.10.0 is above 0.9.0


def test_draft_version_is_not_offered(answered):
    document = {**shipped_document(), "version": "0.11.0"}
    FrameworkVersion.objects.create(framework="c4ir-smc", version="0.11.0", content_hash="x", document=document)

    assert continuing.newer_version(answered) is None


def test_page_says_what_becomes_of_the_answers(client, answered, newer, an):
    client.force_login(an)

    page = client.get(reverse("assessments:newer", args=[answered.uuid])).content.decode()

    assert "0.9.0" in page
    assert "0.10.0" in page
    for item in ("S1.1", "S1.3", "S1.4"):
        assert f">{item}<" in page
    assert ">S1.2<" not in page


def test_button_carries_over_and_goes_to_the_new_parts(client, answered, newer, an):
    client.force_login(an)

    response = client.post(reverse("assessments:newer", args=[answered.uuid]))

    draft = Assessment.objects.get(continued_from=answered)
    assert response.url == reverse("assessments:tasks", args=[draft.uuid])


def test_page_without_a_newer_version_is_not_found(client, answered, an):
    client.force_login(an)

    assert client.get(reverse("assessments:newer", args=[answered.uuid])).status_code == 404
    assert client.post(reverse("assessments:newer", args=[answered.uuid])).status_code == 409


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


def without_key(document, *items):
    """Take questions out of the quick check of a document."""
    for id_ in items:
        item_of(document, id_)["key"] = False
    return document


def changed_document(**parts):
    return {**copy.deepcopy(shipped_document()), "version": "0.10.0", **parts}


@pytest.fixture
def quick_answered(firm_a, an):
    """A completed quick check."""
    return assessments.completed(firm_a, by=an, scope=Scope.QUICK)


def test_quick_check_leaves_out_what_the_newer_one_does_not_ask(quick_answered, an):
    first, *_ = quick_answered.responses.order_by("item").values_list("item", flat=True)
    publish(document=without_key(changed_document(), first))

    draft = carried(quick_answered, an)

    assert first not in set(draft.responses.values_list("item", flat=True))
    assert draft.responses.count() == quick_answered.responses.count() - 1


def test_quick_check_names_as_new_only_what_it_will_ask(client, quick_answered, an):
    first, *_ = quick_answered.responses.order_by("item").values_list("item", flat=True)
    document = without_key(changed_document(), first)
    publish(document=document)
    client.force_login(an)

    what = client.get(reverse("assessments:newer", args=[quick_answered.uuid])).context["carried"]

    assert [item.id for item in what.removed] == [first]
    assert what.added == ()


def test_quick_check_is_not_carried_into_a_version_without_one(quick_answered, an):
    document = changed_document()
    del document["quick"]
    publish(document=document)

    assert continuing.newer_version(quick_answered) is None


def test_quick_check_that_was_carried_over_can_still_be_continued(quick_answered, newer, firm_a, an):
    carried(quick_answered, an)

    full = lifecycle.continue_full(assessment=quick_answered, site=firm_a, by=an)

    assert (full.scope, full.framework_version) == (Scope.FULL, quick_answered.framework_version)


def test_assessment_of_a_framework_out_of_use_stays_readable(client, answered, an):
    FrameworkVersion.objects.update(status=FrameworkVersion.Status.RETIRED)
    client.force_login(an)

    assert continuing.newer_version(answered) is None
    assert client.get(reverse("assessments:tasks", args=[answered.uuid])).status_code == 200


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
