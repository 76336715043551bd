"""Carrying answers over into a newer version of the framework."""

import pytest
from django.urls import reverse

from assessments import continuing, lifecycle
from assessments.models import Assessment, Scope
from c4ir_assess.exceptions import TransitionNotAllowed
from questionnaires.models import FrameworkVersion
from questionnaires.publishing import publish
from tests.assessments.newer import carried, changed_document, item_of, publish_newer
from tests.factories import assessments
from tests.factories.questionnaires import shipped_document

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def answered(firm_a, an):
    """A completed assessment of c4ir-smc with every item at level 2."""
    return assessments.completed(firm_a, by=an, answers=assessments.all_at(2))


@pytest.fixture
def newer():
    return publish_newer()


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
    assert continuing.newer_version(answered) == newer  # 0.10.0 is above 0.9.1


def test_draft_version_is_not_offered(answered):
    document = {**shipped_document(), "version": "0.11.0"}
    FrameworkVersion.objects.create(framework="c4ir-smc", version="0.11.0", content_hash="x", document=document)

    assert continuing.newer_version(answered) is None


def test_page_says_what_becomes_of_the_answers(client, answered, newer, an):
    client.force_login(an)

    page = client.get(reverse("assessments:newer", args=[answered.uuid])).content.decode()

    assert "0.9.1" in page
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


def without_key(document, *items):
    """Take questions out of the quick check of a document."""
    for id_ in items:
        item_of(document, id_)["key"] = False
    return document


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
