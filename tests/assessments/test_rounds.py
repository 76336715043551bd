"""Assessing a plant again: the last answers to be confirmed, what support there was, and the line of rounds."""

import pytest
from django.db import transaction
from django.urls import reverse

from assessments import lifecycle, rounds
from assessments.models import Assessment, Support
from assessments.rounds import Helped
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from questionnaires.models import FrameworkVersion
from tests.factories import assessments

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def following(completed, an):
    """The second round, just started."""
    return rounds.repeat(assessment=completed, by=an)


def confirm_all(assessment, by):
    for response in assessment.responses.all():
        lifecycle.confirm_response(assessment=assessment, item=response.item, by=by)


def support_fields(*lines, **more):
    fields = {"form-TOTAL_FORMS": len(lines), "form-INITIAL_FORMS": 0}
    for number, line in enumerate(lines):
        fields |= {f"form-{number}-{name}": value for name, value in line.items()}
    return fields | more


def test_new_round_takes_the_last_answers_along_unconfirmed(following, completed):
    before = {each.item: each.value for each in completed.responses.all()}

    assert {each.item: each.value for each in following.responses.all()} == before
    assert not following.responses.filter(is_confirmed=True).exists()
    assert (following.round, following.continued_from, following.state) == (1, completed, "draft")


def test_unconfirmed_answers_of_a_round_are_not_scored(following, an):
    lifecycle.confirm_response(assessment=following, item="O4.1", by=an)

    submission = lifecycle.complete(assessment=following, by=an, language="vi")

    assert [each.item for each in submission.answers.all()] == ["O4.1"]


def test_second_tap_opens_the_same_round(completed, following, an):
    assert rounds.repeat(assessment=completed, by=an) == following
    assert Assessment.objects.count() == 2


def test_there_is_one_open_round_a_plant_and_framework(completed, site_a, an):
    begun = assessments.draft(site_a, by=an)

    assert rounds.repeat(assessment=completed, by=an) == begun


def test_third_round_follows_the_second(following, an):
    confirm_all(following, an)
    lifecycle.complete(assessment=following, by=an, language="vi")

    third = rounds.repeat(assessment=following, by=an)

    assert (third.round, [each.number for each in rounds.rounds_of(third)]) == (2, [1, 2, 3])


@pytest.mark.parametrize("scope", ["full", "quick"])
def test_what_is_being_answered_or_quick_is_not_repeated(scope, site_a, an):
    draft = assessments.draft(site_a, scope=scope, by=an, answers={"S1.1": 2})
    if scope == "quick":
        lifecycle.complete(assessment=draft, by=an, language="vi")
        draft.refresh_from_db()

    with pytest.raises(TransitionNotAllowed):
        rounds.repeat(assessment=draft, by=an)


def test_what_is_with_the_advisors_may_be_repeated_and_stays_there(sent, an):
    rounds.repeat(assessment=sent, by=an)

    assert Assessment.objects.get(pk=sent.pk).state == "in_review"


def test_assessment_that_was_never_repeated_is_in_no_round(completed):
    assert rounds.rounds_of(completed) == []


def test_other_plants_are_in_no_round_of_this_one(following, site_b, chi):
    other = assessments.completed(site_b, by=chi)

    assert rounds.rounds_of(other) == []


def test_supports_are_kept_in_place_of_what_was_noted(following):
    rounds.keep_supports(assessment=following, helped=[Helped("grant", "Sở KH&CN"), Helped("training")])
    rounds.keep_supports(assessment=following, helped=[Helped("loan", "Ngân hàng")])

    assert [(each.kind, each.provider) for each in Support.objects.all()] == [("loan", "Ngân hàng")]


def test_unknown_kind_of_support_is_refused_and_nothing_changes(following):
    rounds.keep_supports(assessment=following, helped=[Helped("grant")])

    with pytest.raises(InvalidAnswer), transaction.atomic():
        rounds.keep_supports(assessment=following, helped=[Helped("bribe")])
    assert Support.objects.get().kind == "grant"


def test_first_round_has_no_supports(draft):
    with pytest.raises(TransitionNotAllowed):
        rounds.keep_supports(assessment=draft, helped=[])


def test_starting_again_asks_first_what_support_there_was(completed, an, client_of, url):
    answer = client_of(an).post(url("again", completed))

    assert answer.url == url("support", Assessment.objects.get(round=1))


def test_support_is_stored_and_leads_to_what_troubles(following, an, client_of, url):
    client = client_of(an)
    lines = support_fields({"kind": "training", "provider": "VCCI", "note": "5S"}, {"kind": ""})

    answer = client.post(url("support", following), lines)

    assert answer.url == url("troubles", following)
    assert Support.objects.get().provider == "VCCI"
    assert "VCCI" in client.get(url("tasks", following)).content.decode()


def test_support_may_be_skipped(following, an, client_of, url):
    answer = client_of(an).post(url("support", following), support_fields({"kind": "x"}, skip="1"))

    assert answer.url == url("troubles", following)
    assert not Support.objects.exists()


def test_support_without_its_kind_is_asked_for_and_nothing_stored(following, an, english, url):
    answer = english(an).post(url("support", following), support_fields({"kind": "", "provider": "VCCI"}))

    assert answer.status_code == 422
    assert "Please choose what kind of support this was." in answer.content.decode()
    assert not Support.objects.exists()


def test_same_support_twice_is_one_line(following, an, client_of, url):
    line = {"kind": "training", "provider": "VCCI"}

    client_of(an).post(url("support", following), support_fields(line, line))

    assert Support.objects.count() == 1


def test_more_lines_come_back_to_the_page(following, an, client_of, url):
    client = client_of(an)

    answer = client.post(url("support", following), support_fields({"kind": "grant"}, more="1"))

    assert answer.url == url("support", following)
    assert client.get(answer.url).content.decode().count("-provider") >= 4


def test_cards_of_a_round_ask_to_confirm_again(following, an, english, url):
    page = english(an).get(url("node", following, "O4")).content.decode()

    assert page.count("This is your answer from the last round") == 3


def test_rounds_are_named_with_their_days_on_list_and_tasks(following, an, english, url):
    client = english(an)

    assert "Round 2" in client.get(url("home")).content.decode()
    tasks = " ".join(client.get(url("tasks", following)).content.decode().split())
    assert "Round 1" in tasks
    assert "Round 2" in tasks


def test_list_offers_to_assess_again_to_who_may_answer(completed, an, binh, client_of, url):
    assert url("again", completed) in client_of(an).get(url("home")).content.decode()
    assert url("again", completed) not in client_of(binh).get(url("home")).content.decode()


def test_list_offers_no_other_round_while_one_is_open(completed, following, an, client_of, url):
    assert url("again", completed) not in client_of(an).get(url("home")).content.decode()


def test_two_lines_of_one_kind_and_provider_keep_both_notes(following):
    helped = [Helped("training", "Sở Công Thương", "5S"), Helped("training", "Sở Công Thương", "TPM"), Helped("grant")]

    rounds.keep_supports(assessment=following, helped=helped)

    assert set(following.supports.values_list("kind", "note")) == {("training", "5S; TPM"), ("grant", "")}


def test_notes_that_are_too_long_together_are_refused_and_change_nothing(following):
    rounds.keep_supports(assessment=following, helped=[Helped("grant")])

    with pytest.raises(InvalidAnswer):
        rounds.keep_supports(
            assessment=following, helped=[Helped("loan", "", "x" * 300), Helped("loan", "", "y" * 300)]
        )

    assert following.supports.get().kind == "grant"


def test_nothing_is_repeated_once_every_version_is_retired(completed, an, client_of, url):
    FrameworkVersion.objects.update(status=FrameworkVersion.Status.RETIRED)

    with pytest.raises(TransitionNotAllowed):
        rounds.repeat(assessment=completed, by=an)
    assert client_of(an).get(url("again", completed)).status_code == 409


def test_start_offers_the_new_round_before_beginning_anew(completed, an, english, url):
    page = english(an).get(url("home")).content.decode()

    assert page.index("Assess again: round 2") < page.index("Full assessment from the beginning")
    assert "nothing is compared with it" in page


def test_start_of_another_question_set_offers_its_new_round(completed, an, english):
    page = english(an).get(reverse("assessments:start")).content.decode()

    assert page.index("Assess again: round 2") < page.index("Or from the beginning")


def test_start_offers_no_round_of_a_plant_that_is_being_assessed(following, an, english, url):
    page = english(an).get(url("home")).content.decode()

    assert "Assess again: round" not in page
    assert "from the beginning" not in page


def test_new_round_follows_the_last_one(completed, following, an):
    Assessment.objects.filter(pk=following.pk).update(state="completed")

    assert rounds.to_repeat([completed, Assessment.objects.get(pk=following.pk)]) == [following]
