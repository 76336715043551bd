"""Every type of answer on its page: saved card by card, posted whole, wrong, cleared, in conflict."""

import re

import pytest

from assessments.models import Response
from tests.factories import assessments

pytestmark = pytest.mark.both_databases

# item, its page, what a browser posts, what is stored
ANSWERS = [
    ("has_software", "basics", {"choice": "option-used"}, "used"),
    ("machines", "basics", {"row.press-line": "1", "row.cnc": "0"}, {"cnc": 0, "press-line": 1}),
    ("power", "energy_block", {"number": "1.234,5"}, "1234.5"),
    ("steps_done", "energy_block", {"level.1": ["log", "meter"]}, {"1": ["meter", "log"], "2": []}),
    ("steps_done", "energy_block", {"none": "-"}, {"1": [], "2": []}),
    ("checks", "energy_block", {"option": ["count", "size"]}, ["size", "count"]),
    ("checks", "energy_block", {"option": "nothing"}, ["nothing"]),
    ("wishes", "more", {"text": "Thêm khoá học\r\nngắn"}, "Thêm khoá học\nngắn"),
]


def stored(item):
    response = Response.objects.filter(item=item).first()
    return response and (response.state, response.value)


def as_list(value):
    return value if isinstance(value, list) else [value]


def field(answer, name):
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', answer.content.decode())
    return found and found[1].replace("&quot;", '"')


@pytest.mark.parametrize(("item", "node", "fields", "value"), ANSWERS)
def test_card_of_each_type_is_saved(every_type, an, client_of, save_card, item, node, fields, value):
    answer = save_card(client_of(an), every_type, node, item, fields)

    assert answer.status_code == 200
    assert stored(item) == ("answered", value)
    assert "answersaved" in answer.headers["HX-Trigger"]


@pytest.mark.parametrize("posted", ANSWERS)
def test_page_shows_each_type_as_it_was_posted(every_type, an, client_of, url, form_fields, posted):
    item, node, fields, value = posted
    client = client_of(an)
    named = {f"{item}-{name}": given for name, given in fields.items()}

    assert client.post(url("node", every_type, node), named).status_code == 302

    before = list(Response.objects.values())
    shown = form_fields(client.get(url("node", every_type, node)))
    assert client.post(url("node", every_type, node), shown).status_code == 302
    assert list(Response.objects.values()) == before
    assert stored(item) == ("answered", value)


@pytest.mark.parametrize(
    "posted",
    [
        ("checks", "energy_block", {"option": ["nothing", "size"]}),
        ("steps_done", "energy_block", {"level.1": "log", "none": "-"}),
        ("power", "energy_block", {"number": "99999"}),
        ("wishes", "more", {"text": "x" * 201}),
        ("power", "energy_block", {"number": "12", "choice": "dont_know"}),
    ],
)
def test_what_cannot_be_one_answer_is_said_and_kept_on_the_page(
    every_type, an, english, url, save_card, form_fields, posted
):
    item, node, fields = posted
    client = english(an)
    named = {f"{item}-{name}": given for name, given in fields.items()}

    assert save_card(client, every_type, node, item, fields).status_code == 422
    page = client.post(url("node", every_type, node), named)

    assert page.status_code == 422
    assert stored(item) is None
    assert "<title>Error:" in page.content.decode()
    assert f'id="{item}-error"' in page.content.decode()
    shown = {name: as_list(form_fields(page).get(name)) for name in named}
    assert shown == {name: as_list(given) for name, given in named.items()}


def test_number_error_is_beside_its_field_with_the_bounds(every_type, an, english, save_card):
    answer = save_card(english(an), every_type, "energy_block", "power", {"number": "-1"})

    assert "from 0 to 20,000, with at most 2 decimals" in answer.content.decode()


def test_saved_number_is_echoed_as_it_was_understood(every_type, an, client_of, save_card):
    answer = save_card(client_of(an), every_type, "energy_block", "power", {"number": "1500"})

    assert "1.500 kWh" in answer.content.decode()


def test_grid_says_how_many_lines_are_chosen(every_type, an, english, save_card):
    answer = save_card(english(an), every_type, "basics", "machines", {"row.cnc": "1"})

    assert "1 / 3 lines chosen" in answer.content.decode()


def test_grid_has_no_table_and_a_group_for_each_line(every_type, an, client_of, url):
    page = client_of(an).get(url("node", every_type, "basics")).content.decode()

    assert "<table" not in page
    assert page.count('class="grid-row"') == 3


def test_grid_in_part_is_open_on_the_page_and_in_the_list(every_type, an, english, url):
    assessments.answer_with(every_type, {"has_software": "no", "machines": {"cnc": 1}})
    client = english(an)

    page = client.post(url("node", every_type, "basics"), {"action": "continue"}, follow=True).content.decode()

    assert "1 question is left on this page" in page
    assert "(1 / 3)" in page
    assert "1 / 2 questions" in client.get(url("tasks", every_type)).content.decode()


@pytest.mark.parametrize(
    ("item", "node", "value", "empty"),
    [
        ("checks", "energy_block", ["size"], {}),
        ("power", "energy_block", "12.5", {"number": ""}),
        ("wishes", "more", "Học thêm", {"text": " "}),
        ("steps_done", "energy_block", {"1": ["log"], "2": []}, {}),
    ],
)
def test_answer_that_was_emptied_is_taken_back(every_type, an, client_of, save_card, item, node, value, empty):
    assessments.answer_with(every_type, {item: value})
    version = Response.objects.get().version

    answer = save_card(client_of(an), every_type, node, item, empty, version=version, seen="?")

    assert answer.status_code == 200
    assert stored(item) is None
    assert field(answer, f"{item}-version") == "0"


def test_emptying_what_a_colleague_changed_is_a_conflict(every_type, an, client_of, save_card):
    assessments.answer_with(every_type, {"power": "12.5"})

    answer = save_card(client_of(an), every_type, "energy_block", "power", {"number": ""}, version=99, seen="?")

    assert answer.status_code == 409
    assert stored("power") == ("answered", "12.5")


def test_special_answer_takes_the_place_of_what_is_still_ticked(every_type, an, client_of, url, form_fields):
    """Without scripts the ticks stay on the page when "do not know" is chosen."""
    assessments.answer_with(every_type, {"checks": ["size"]})
    client = client_of(an)
    fields = form_fields(client.get(url("node", every_type, "energy_block")))

    client.post(url("node", every_type, "energy_block"), fields | {"checks-choice": "dont_know"})

    assert stored("checks") == ("dont_know", None)


def test_ticks_take_the_place_of_a_special_answer_that_the_page_showed(every_type, an, client_of, url, form_fields):
    client = client_of(an)
    client.post(url("node", every_type, "energy_block"), {"checks-choice": "dont_know"})
    fields = form_fields(client.get(url("node", every_type, "energy_block")))

    client.post(url("node", every_type, "energy_block"), fields | {"checks-option": ["size"]})

    assert stored("checks") == ("answered", ["size"])


def test_lines_of_a_grid_that_two_people_fill_in_are_put_together(every_type, an, cuong, client_of, save_card):
    save_card(client_of(cuong), every_type, "basics", "machines", {"row.cnc": "2"})

    answer = save_card(client_of(an), every_type, "basics", "machines", {"row.energy": "1"}, seen="{}")

    assert answer.status_code == 200
    assert stored("machines") == ("answered", {"cnc": 2, "energy": 1})
    assert answer.headers["HX-Retarget"] == '[data-item="machines"]'


def test_one_line_of_a_grid_that_two_people_answered_is_a_conflict(every_type, an, cuong, client_of, save_card):
    save_card(client_of(cuong), every_type, "basics", "machines", {"row.cnc": "2", "row.energy": "0"})
    client = client_of(an)

    conflict = save_card(client, every_type, "basics", "machines", {"row.cnc": "1"}, seen="{}")

    assert conflict.status_code == 409
    assert stored("machines") == ("answered", {"cnc": 2, "energy": 0})

    version = field(conflict, "machines-version")
    rows = {"row.cnc": "1", "row.energy": "0"}
    save_card(client, every_type, "basics", "machines", rows, version=version, seen="{}", mine="machines")
    assert stored("machines") == ("answered", {"cnc": 1, "energy": 0})


def test_conflict_shows_both_answers_in_words(every_type, an, cuong, english, client_of, save_card):
    save_card(client_of(cuong), every_type, "energy_block", "checks", {"option": ["size", "look"]})

    page = save_card(english(an), every_type, "energy_block", "checks", {"option": ["count"]}).content.decode()

    panel = page.split('class="conflict"')[1].split("</dl>")[0]
    assert [name in panel for name in ("Size", "Surface", "Number")] == [True, True, True]


@pytest.mark.parametrize(
    ("item", "node", "fields"),
    [
        ("has_software", "basics", {"choice": "option-none"}),
        ("has_software", "basics", {"choice": "used"}),
        ("machines", "basics", {"row.cnc": "7"}),
        ("checks", "energy_block", {"option": "\x00"}),
        ("steps_done", "energy_block", {"level.2": "meter"}),
        ("checks", "energy_block", {"option": "size", "version": "x"}),
    ],
)
def test_what_no_page_posts_is_400(every_type, an, client_of, save_card, item, node, fields):
    assert save_card(client_of(an), every_type, node, item, fields).status_code == 400
    assert not Response.objects.exists()


def test_items_without_explanation_show_no_empty_places(every_type, an, client_of, url):
    page = client_of(an).get(url("node", every_type, "basics")).content.decode().partition('id="answers"')[2]

    assert 'class="note"' not in page
    assert "<summary>" not in page


def test_own_words_are_optional_everywhere(every_type, an, english, url):
    client = english(an)

    assert 'tag-done">Optional' in client.get(url("tasks", every_type)).content.decode()
    assert "Nothing written (optional)" in client.get(url("check", every_type)).content.decode()
    answer = client.post(url("node", every_type, "more"), {"action": "continue"})
    assert answer.url == url("tasks", every_type)


def test_check_page_has_every_answer_in_words(every_type, an, client_of, url):
    given = {"has_software": "used", "machines": {"cnc": 2}, "power": "1500", "checks": ["size", "look"], "users": "12"}
    assessments.answer_with(every_type, given)

    page = client_of(an).get(url("check", every_type)).content.decode()

    for words in ("Đang dùng", "Máy gia công: Điều khiển được từ xa", "1.500 kWh", "Kích thước", "12 người"):
        assert words in page


def test_framework_of_another_publisher_says_once_that_it_is_indicative(every_type, an, english, url):
    page = english(an).get(url("tasks", every_type)).content.decode()

    assert page.count("Indicative: not an official result") == 1
    assert "How the part on energy is scored is not confirmed." in page
