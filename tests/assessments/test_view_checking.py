"""Looking over a block at its end, and coming back to it from a change."""

import pytest

from tests.factories import assessments


def block(letter, number):
    return {f"{letter}{dimension}.{item}": number for dimension in range(1, 4) for item in range(1, 4)}


def test_ux_24_last_question_of_a_block_leads_to_a_look_over_it(draft, an, client_of, url):
    fields = {f"S3.{n}-choice": "3" for n in (1, 2, 3)}
    client = client_of(an)

    answer = client.post(url("node", draft, "S3"), fields | {"action": "continue"})

    assert answer.url == url("part_check", draft, "S")
    page = client.get(answer.url).content.decode()
    assert f'href="{url("node", draft, "P1")}"' in page
    assert page.count("?from=part#") == 9


def test_ux_24_change_returns_to_the_look_over_the_block(draft, an, client_of, url):
    client = client_of(an)
    assert 'name="from" value="part"' in client.get(url("node", draft, "S2") + "?from=part").content.decode()

    answer = client.post(url("node", draft, "S2"), {"S2.1-choice": "3", "action": "list", "from": "part"})

    assert answer.url == f"{url('part_check', draft, 'S')}#S2"


def test_ux_24_nothing_is_sent_by_looking(draft, an, client_of, url):
    client = client_of(an)

    for where in (url("part_check", draft, "S"), url("check", draft)):
        client.get(where)

    draft.refresh_from_db()
    assert (draft.state, draft.revision, draft.submissions.count()) == ("draft", 0, 0)


def test_look_over_a_block_says_what_is_open(draft, an, english, url):
    assessments.answer(draft, block("S", 3) | {"S1.1": "dk"}, by=an)
    draft.responses.filter(item="S2.2").delete()

    page = english(an).get(url("part_check", draft, "S")).content.decode()

    assert "1 question of this part has no answer yet" in page
    assert "1 answer is “do not know”" in page
    assert f"{url('node', draft, 'S2')}?from=part&amp;missed=1" in page
    assert "Continue with: People" in page


def test_look_over_the_last_block_leads_to_the_parts(draft, an, client_of, url):
    assert (
        f'class="btn" href="{url("tasks", draft)}"' in client_of(an).get(url("part_check", draft, "G")).content.decode()
    )


@pytest.mark.parametrize("part", ["S1", "overall", "Z"])
def test_only_a_block_has_a_look_over_it(draft, an, client_of, url, part):
    assert client_of(an).get(url("part_check", draft, part)).status_code == 404


def test_completed_assessment_goes_from_page_to_page(completed, an, client_of, url):
    assert f'href="{url("node", completed, "P1")}"' in client_of(an).get(url("node", completed, "S3")).content.decode()


def test_ux_10_signing_in_again_leads_to_the_parts_of_what_is_being_answered(draft, an, client_of, url):
    assert client_of(an).get(url("resume")).url == url("tasks", draft)


def test_ux_10_any_part_may_come_first_and_is_shown_so(draft, an, english, url):
    assessments.answer(draft, {"T3.1": 2, "T3.2": 2, "T3.3": 2}, by=an)

    page = english(an).get(url("tasks", draft)).content.decode()

    assert page.count("tag-done") == 1
    assert str(an) in page


def test_signing_in_with_two_assessments_open_leads_to_the_list(draft, quick, an, client_of, url):
    assert client_of(an).get(url("resume")).url == url("home")


def test_signing_in_with_none_leads_to_the_list(completed, an, chi, site_b, client_of, url):
    assert client_of(an).get(url("resume")).url == url("home")
    assert client_of(chi).get(url("resume")).url == url("home")
    assert client_of(None).get(url("resume")).status_code == 302


def test_ux_50_help_stands_in_the_same_place_and_names_the_part(draft, an, english, url, settings):
    settings.OPERATOR_EMAIL = "help@example.org"
    client = english(an)
    pages = [client.get(where).content.decode() for where in ("/", url("tasks", draft), url("node", draft, "O4"))]

    assert all(page.count('<p class="foot-help">') == 1 for page in pages)
    assert "mailto:help@example.org?subject=Question%20about%20part%20O4" in pages[2]
    assert "?subject" not in pages[1]
