"""Questions that come and go with an answer or with the firm, as the pages show them."""

import pytest

from accounts.models import Organization
from assessments.models import Response
from tests.factories import assessments

pytestmark = pytest.mark.both_databases


def read(client, address):
    return client.get(address).content.decode()


def test_conditional_question_has_a_place_and_no_card_before_its_answer(every_type, an, client_of, url):
    page = read(client_of(an), url("node", every_type, "basics"))

    assert 'id="which_software" data-slot hidden' in page
    assert 'data-item="which_software"' not in page


def test_save_of_the_deciding_answer_brings_the_card(every_type, an, client_of, save_card):
    answer = save_card(client_of(an), every_type, "basics", "has_software", {"choice": "option-used"})

    page = answer.content.decode()
    assert page.count("hx-swap-oob") == 1
    assert 'data-item="which_software"' in page
    assert "users" not in page  # is on another page


def test_save_of_the_deciding_answer_takes_the_card_away(every_type, an, client_of, save_card):
    assessments.answer_with(every_type, {"has_software": "used"})

    answer = save_card(client_of(an), every_type, "basics", "has_software", {"choice": "option-no"}, version=1)

    assert 'id="which_software" data-slot hidden hx-swap-oob' in answer.content.decode()


def test_clearing_the_deciding_answer_takes_the_card_away(every_type, an, client_of, save_card):
    assessments.answer_with(every_type, {"has_software": "used"})

    answer = save_card(client_of(an), every_type, "basics", "has_software", version=1, clear="has_software")

    assert 'id="which_software" data-slot hidden hx-swap-oob' in answer.content.decode()


def test_other_saves_bring_nothing(every_type, an, client_of, save_card):
    answer = save_card(client_of(an), every_type, "basics", "machines", {"row.cnc": "1"})

    assert "hx-swap-oob" not in answer.content.decode()


def test_without_scripts_the_question_is_there_on_the_next_page(every_type, an, client_of, url):
    client = client_of(an)

    answer = client.post(url("node", every_type, "basics"), {"has_software-choice": "option-used"}, follow=True)

    assert 'data-item="which_software"' in answer.content.decode()
    assert url("node", every_type, "later") in read(client, url("tasks", every_type))


def test_part_that_is_not_asked_is_404_and_not_in_the_list(every_type, an, client_of, url):
    client = client_of(an)

    assert client.get(url("node", every_type, "later")).status_code == 404
    assert url("node", every_type, "later") not in read(client, url("tasks", every_type))


def test_answer_to_a_question_that_just_left_is_kept(every_type, an, client_of, save_card):
    """A page that is still open shows it, and a colleague's answer took it away."""
    answer = save_card(client_of(an), every_type, "later", "users", {"number": "12"})

    assert answer.status_code == 200
    assert Response.objects.get().value == "12"


def test_post_of_a_whole_page_that_left_goes_on(every_type, an, client_of, url):
    answer = client_of(an).post(url("node", every_type, "later"), {"users-number": "12", "action": "continue"})

    assert (answer.status_code, answer.url) == (302, url("part_check", every_type, "work"))


def test_wrong_answer_on_a_page_that_left_is_still_said(every_type, an, client_of, url):
    answer = client_of(an).post(url("node", every_type, "later"), {"users-number": "many"})

    assert answer.status_code == 422


def test_question_of_the_other_variant_is_404(every_type, an, client_of, save_card):
    assert save_card(client_of(an), every_type, "energy_block", "flow_only", {"choice": "1"}).status_code == 404


def test_question_without_a_list_is_said_in_good_words(every_type, an, english, url):
    client = english(an)
    assert "There is no list for your firm" in read(client, url("node", every_type, "energy_block"))

    Organization.objects.update(sector="14")

    page = read(client, url("node", every_type, "energy_block"))
    assert "There is no list for your firm" not in page
    assert 'name="tools-option" value="rfid"' in page


def test_check_page_leaves_out_what_is_not_asked(every_type, an, client_of, url):
    assessments.answer_with(every_type, {"has_software": "used", "users": "12"})
    client = client_of(an)
    assert "12 người" in read(client, url("check", every_type))

    client.post(url("node", every_type, "basics"), {"has_software-choice": "option-no", "has_software-version": "1"})

    assert "12 người" not in read(client, url("check", every_type))


def test_home_counts_what_is_asked(every_type, framework_version, an, english, url):
    assessments.answer_with(every_type, {"has_software": "used", "users": "12"})
    assert "2 / 7 questions" in read(english(an), url("home"))

    english(an).post(
        url("node", every_type, "basics"), {"has_software-choice": "option-no", "has_software-version": "1"}
    )

    assert "1 / 5 questions" in read(english(an), url("home"))
