"""A part with more questions than a phone shows well: its pages, from the list of parts to the look over it."""

import copy
import re

import pytest
from django.urls import reverse

from assessments import asked, delegating, outline
from assessments.models import Scope
from tests.factories import assessments
from tests.factories.questionnaires import library_document

pytestmark = pytest.mark.both_databases

FIRST, SECOND = [f"p6.c0{n}" for n in range(1, 5)], [f"p6.c0{n}" for n in range(5, 8)]


def shown(page):
    return re.findall(r'data-item="([^"]+)"', page)


def levels(items):
    return dict.fromkeys(items, 2)


def fields(items):
    return {f"{item}-choice": "2" for item in items}


def conditional():
    """The same framework, in which the second page of its last part hangs on the first question."""
    document = copy.deepcopy(library_document("dbi-1970"))
    document["framework"] = "with-conditions"
    last = document["blocks"][-1]
    for item in last["items"][4:]:
        item["applies_when"] = {"p6.c01": ">=1"}
    return document


@pytest.fixture
def long(site_a, an):
    """Firm A's assessment by a framework with parts of 13, 1, 16, 13, 10 and 7 questions."""
    return assessments.draft_of(library_document("dbi-1970"), site_a, by=an)


@pytest.fixture
def tied(site_a, an):
    return assessments.draft_of(conditional(), site_a, by=an)


def test_long_part_is_asked_on_pages_of_at_most_six(long, an, english, url):
    client = english(an)
    pages = [client.get(url("node", long, node)).content.decode() for node in ("p6", "p6~2")]

    assert [shown(page) for page in pages] == [FIRST, SECOND]
    assert [re.search(r"\(page\s.\sof\s.\)", page)[0].split() for page in pages] == [
        ["(page", "1", "of", "2)"],
        ["(page", "2", "of", "2)"],
    ]
    assert all("Part 6 / 6" in page for page in pages)


@pytest.mark.parametrize("node", ["p6~1", "p6~3", "p6~", "p2~2", "p6~~2"])
def test_page_that_the_part_does_not_have_is_404(long, an, client_of, url, node):
    assert client_of(an).get(url("node", long, node)).status_code == 404


def test_answering_goes_from_page_to_page_and_ends_in_a_look_over_the_part(long, an, client_of, url):
    client = client_of(an)

    second = client.post(url("node", long, "p6"), fields(FIRST) | {"action": "continue"}).url
    end = client.post(second, fields(SECOND) | {"action": "continue"}).url

    assert (second, end) == (url("node", long, "p6~2"), url("part_check", long, "p6"))
    page = client.get(end).content.decode()
    assert page.count("?from=part#") == 7
    assert f'href="{url("node", long, "p6~2")}?from=part#p6.c05"' in page


def test_page_in_the_middle_of_the_framework_leads_on_to_the_next_part(long, an, client_of, url):
    assessments.answer(long, levels(item.id for item in asked.of_firm(long).items()), by=an)
    client, where, seen = client_of(an), url("node", long, "p1"), []

    for _ in range(9):
        seen.append(where.split(f"{long.uuid}/")[1])
        where = client.post(where, {"action": "continue"}).url
        if "/check/" in where:
            seen.append("look")
            where = re.search(r'class="btn" href="([^"]+)"', client.get(where).content.decode())[1]

    assert seen == ["p1/", "p1~2/", "p1~3/", "look", "p2/", "p3/", "p3~2/", "p3~3/", "look", "p4/", "p4~2/"]


def test_part_of_one_page_has_no_look_over_it(long, an, client_of, url):
    assert client_of(an).get(url("part_check", long, "p2")).status_code == 404


def test_list_of_parts_has_a_line_a_part_that_leads_to_the_first_open_page(long, an, english, url):
    assessments.answer(long, levels([*FIRST, SECOND[0]]), by=an)

    page = english(an).get(url("tasks", long)).content.decode()

    assert page.count('class="task-name"') == 6
    assert "5 / 7 questions" in page
    assert f'href="{url("node", long, "p6~2")}"' in page
    assert f'href="{url("node", long, "p6")}"' not in page
    assert "0 of 6 parts done" in page


def test_part_is_done_when_all_its_pages_are(long, an, english, url):
    assessments.answer(long, levels(FIRST + SECOND), by=an)

    page = english(an).get(url("tasks", long)).content.decode()

    assert "1 of 6 parts done" in page
    assert f'href="{url("node", long, "p6")}"' in page


def test_check_names_the_pages_that_are_open(long, an, english, url):
    assessments.answer(long, levels([*FIRST, SECOND[0]]), by=an)

    page = english(an).get(url("check", long)).content.decode()

    assert f'href="{url("node", long, "p6~2")}?from=check&amp;missed=1"' in page
    assert re.search(r"\(page\s2\sof\s2\)</a>", page)
    assert page.count('class="answers-part"') == 6


def test_change_returns_to_the_page_in_the_look_over_the_part(long, an, client_of, url):
    answer = client_of(an).post(url("node", long, "p6~2"), fields(SECOND) | {"action": "list", "from": "part"})

    assert answer.url == f"{url('part_check', long, 'p6')}#p6~2"
    assert 'id="p6~2"' in client_of(an).get(answer.url).content.decode()


def test_history_leads_back_to_the_page_of_the_question(long, an, client_of, url):
    page = client_of(an).get(url("history", long, "p6.c06")).content.decode()

    assert f'href="{url("node", long, "p6~2")}#p6.c06"' in page


def test_ux_01_answer_that_waited_since_the_part_was_one_page_is_taken(long, an, client_of, save_card, answers):
    answer = save_card(client_of(an), long, "p6", "p6.c07", {"choice": "2"})

    assert answer.status_code == 200
    assert answers(long) == {"p6.c07": ("answered", 2, "")}


def test_answer_of_another_part_is_still_refused(long, an, client_of, save_card, answers):
    assert save_card(client_of(an), long, "p6~2", "p5.c01", {"choice": "2"}).status_code == 404
    assert answers(long) == {}


def test_ux_23_colleague_asked_for_a_part_answers_all_its_pages_and_no_other(long, an, client_of, url):
    made, keys = delegating.delegate(assessment=long, part="p6", by=an)
    client, home = client_of(None), reverse("assessments:delegated", args=[made.uuid])
    client.get(reverse("assessments:delegation_link", args=[keys.token]))
    client.post(home, {"name": "Hoa"})

    assert client.get(home).content.decode().count('class="task-name"') == 1
    second = client.post(url("node", long, "p6"), fields(FIRST) | {"action": "continue"}).url
    assert second == url("node", long, "p6~2")
    assert client.post(second, fields(SECOND) | {"action": "continue"}).url == home
    assert long.responses.count() == 7
    assert [client.get(url("node", long, node)).status_code for node in ("p5", "p5~2", "p6~3")] == [404] * 3


def test_part_and_not_its_pages_is_offered_to_a_colleague(long, an, client_of, url):
    page = client_of(an).get(url("delegate", long)).content.decode()

    assert page.count('<option value="p') == 6
    assert "~" not in page
    assert f'href="{url("delegate", long)}?part=p6"' in client_of(an).get(url("node", long, "p6~2")).content.decode()


def test_page_that_hangs_on_an_answer_is_passed_over_until_it_is_given(tied, an, client_of, url):
    client = client_of(an)
    no_more = {f"{item}-choice": "2" for item in FIRST[1:]} | {"p6.c01-choice": "0", "action": "continue"}

    assert client.post(url("node", tied, "p6"), no_more).url == url("tasks", tied)
    assert client.get(url("node", tied, "p6~2")).status_code == 404
    assert "(trang" not in client.get(url("node", tied, "p6")).content.decode()

    more = {"p6.c01-choice": "1", "p6.c01-version": "1", "action": "continue"}
    assert client.post(url("node", tied, "p6"), more).url == url("node", tied, "p6~2")


def test_save_brings_no_cards_of_another_page(tied, an, client_of, save_card):
    answer = save_card(client_of(an), tied, "p6", "p6.c01", {"choice": "2"})

    assert answer.status_code == 200
    assert "hx-swap-oob" not in answer.content.decode()


def test_old_address_of_a_part_leads_to_its_first_page_that_is_asked(site_a, an, client_of, url):
    document = conditional()
    for item in document["blocks"][-1]["items"]:
        item.pop("applies_when", None)
    for item in document["blocks"][-1]["items"][:4]:
        item["applies_when"] = {"p2.c01": ">=1"}
    assessment = assessments.draft_of(document, site_a, by=an)

    answer = client_of(an).get(url("node", assessment, "p6") + "?from=check")

    assert answer.url == url("node", assessment, "p6~2") + "?from=check"
    assert "(trang" not in client_of(an).get(answer.url).content.decode()


def test_quick_check_of_a_long_block_has_pages_and_a_look_over_it(site_a, an, client_of, url):
    document = copy.deepcopy(library_document("c4ir-smc"))
    document["framework"] = "long-quick"
    for child in document["blocks"][0]["children"]:
        for item in child["items"]:
            item["key"] = True
    assessment = assessments.draft_of(document, site_a, by=an)
    assessment.scope = Scope.QUICK
    assessment.save(update_fields=["scope"])
    client = client_of(an)

    assert len(shown(client.get(url("node", assessment, "S")).content.decode())) == 5
    second = shown(client.get(url("node", assessment, "S~2")).content.decode())
    assert len(second) == 4
    end = client.post(url("node", assessment, "S~2"), fields(second) | {"action": "continue"}).url
    assert end == url("part_check", assessment, "S")
    assert client.get(end).status_code == 200


def test_pages_of_a_block_are_those_of_its_parts(long):
    framework = asked.of_firm(long)

    assert [page.id for page in outline.pages_of(framework, "full", "p5")] == ["p5", "p5~2"]
    assert outline.pages_of(framework, "full", "p5~2") == ()
