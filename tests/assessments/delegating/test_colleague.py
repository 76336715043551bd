"""What a colleague does with the part that was given: the way in, the answers, the end."""

import re

import pytest
from django.urls import reverse

from assessments import asked, delegating, lifecycle, outline
from assessments.answers import Given
from assessments.authors import author
from assessments.models import Delegation, Scope
from tests.assessments.delegating.pages import enter, landing, page
from tests.factories import assessments


def test_colleague_gives_a_name_before_the_first_answer(client_of, draft, given):
    client, (_, keys) = client_of(None), given

    opened = client.get(reverse("assessments:delegation_link", args=[keys.token]))
    sent_back = client.get(page(draft))
    refused = client.post(page(draft), {"S1.1-choice": "3"})

    assert opened.url == sent_back.url == refused.url == landing(given)
    assert not draft.responses.exists()


def test_link_opened_by_a_messenger_does_not_count_as_opened(client_of, given):
    client_of(None).get(reverse("assessments:delegation_link", args=[given[1].token]))

    assert Delegation.objects.get().opened_at is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_colleague_is_told_what_is_wrong_with_the_name(client_of, given, name):
    client = client_of(None)
    client.get(reverse("assessments:delegation_link", args=[given[1].token]))

    assert client.post(landing(given), {"name": name}).status_code == 422


def test_ux_23_author_of_an_answer_is_the_name_given(delegate, draft, autosave, client_of, an, url):
    assert autosave(delegate, draft, "S1.1", "3").status_code == 200

    stored = draft.responses.get()
    assert (stored.answered_as, stored.answered_by) == ("Hoa kế toán", None)
    assert "Hoa kế toán" in client_of(an).get(page(draft)).content.decode()
    assert "Hoa kế toán" in client_of(an).get(url("tasks", draft)).content.decode()


def test_signed_in_outsider_answers_as_the_colleague(client_of, chi, draft, given, autosave):
    autosave(enter(client_of(chi), given, "Chi"), draft, "S1.1", "3")

    stored = draft.responses.get()
    assert (stored.answered_as, stored.answered_by) == ("Chi", None)


def test_member_who_opens_the_link_answers_as_a_member(client_of, an, draft, given, autosave):
    autosave(enter(client_of(an), given, "Chi"), draft, "S1.1", "3")

    stored = draft.responses.get()
    assert (stored.answered_as, stored.answered_by) == ("", an)


def test_delegate_comes_back_after_having_finished(delegate, draft, given, autosave, client_of):
    delegate.post(landing(given), {"finish": "1"})

    again = enter(client_of(None), given, "Hoa")

    assert autosave(again, draft, "S1.1", "3").status_code == 200


def test_delegate_reads_that_a_completed_assessment_is_completed(delegate, draft, an, given, autosave):
    assessments.answer(draft, {"S1.1": 2}, by=an)
    lifecycle.complete(assessment=draft, by=an, language="vi")

    assert "đã hoàn tất" in delegate.get(landing(given)).content.decode()
    assert "đã hoàn tất" in delegate.get(page(draft)).content.decode()
    assert autosave(delegate, draft, "S1.2", "3").status_code == 409
    assert delegate.post(page(draft), {"S1.2-choice": "3", "action": "continue"}).url == landing(given)
    assert not draft.responses.filter(item="S1.2").exists()


def test_continued_quick_check_keeps_who_answered(site_a, an):
    quick = assessments.draft(site_a, by=an, scope=Scope.QUICK)
    level = Given("answered", 2)
    lifecycle.save_response(assessment=quick, item="S1.1", given=level, base_version=0, by=None, by_name="Hoa")

    full = lifecycle.continue_full(assessment=quick, site=site_a, by=an)

    assert author(full.responses.get()) == "Hoa"


def test_delegate_of_a_block_goes_through_its_pages_and_back(client_of, draft, an):
    assessments.answer(draft, assessments.all_at(2), by=an)
    given = delegating.delegate(assessment=draft, part="S", by=an)
    client, seen = enter(client_of(None), given), []

    address = page(draft, "S1")
    while address != landing(given):
        seen.append(address.split("/")[-2])
        address = client.post(address, {"action": "continue"}).url

    assert seen == [each.id for each in outline.pages_of(asked.of_firm(draft), "full", "S")]
    assert len(seen) > 1


def test_code_lets_the_colleague_in(client_of, given):
    answer = client_of(None).post(reverse("assessments:delegation_code"), {"code": given[1].code})

    assert answer.url == landing(given)


def test_wrong_and_ended_codes_read_the_same(client_of, given):
    said = [client_of(None).post(reverse("assessments:delegation_code"), {"code": "ABCDEFGH"})]
    delegating.revoke(delegation=given[0], by=given[0].created_by)
    said.append(client_of(None).post(reverse("assessments:delegation_code"), {"code": given[1].code}))

    wrong, ended = (
        re.search(r'<div class="error-summary.*?</div>', each.content.decode(), re.DOTALL)[0] for each in said
    )
    assert [each.status_code for each in said] == [422, 422]
    assert wrong == ended


def test_code_is_not_looked_at_after_too_many_wrong_ones(client_of, given):
    client = client_of(None)
    for _ in range(30):
        client.post(reverse("assessments:delegation_code"), {"code": "ABCDEFGH"})

    answer = client.post(reverse("assessments:delegation_code"), {"code": given[1].code})

    assert answer.status_code == 429
