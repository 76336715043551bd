"""The list of assessments, and the parts of one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Response, Scope
from assessments.moves import TRANSITIONS
from tests.factories import assessments
from tests.factories.accounts import make_user


def read(client, address):
    return client.get(address).content.decode()


def test_home_lists_the_work_of_the_persons_firms_alone(draft, an, cuong, binh, chi, site_b, client_of, url):
    other = assessments.draft(site_b, by=chi)

    for person in (an, cuong, binh):
        page = read(client_of(person), url("home"))
        assert url("tasks", draft) in page
        assert url("tasks", other) not in page


def test_home_sends_a_person_without_a_firm_to_make_one(client_of, url, framework_version):
    answer = client_of(make_user()).get(url("home"))

    assert (answer.status_code, answer.url) == (302, reverse("accounts:firm_create"))


def test_home_sends_staff_without_a_firm_to_the_queue(dung, client_of, url, framework_version):
    assert client_of(dung).get(url("home")).url == reverse("reviews:queue")


def test_home_asks_anonymous_visitors_to_sign_in(client_of, url, db):
    assert client_of(None).get(url("home")).url.startswith(reverse("account_login"))


def test_home_without_any_work_offers_both_scopes(site_a, an, client_of, url, framework_version):
    page = read(client_of(an), url("home"))

    assert 'name="scope" value="full"' in page
    assert 'name="scope" value="quick"' in page


def test_home_offers_no_second_draft_of_the_same_scope(draft, an, client_of, url):
    page = read(client_of(an), url("home"))

    assert 'name="scope" value="full"' not in page
    assert 'name="scope" value="quick"' in page


def test_home_offers_nothing_to_start_to_a_reader(site_a, binh, client_of, url, framework_version):
    assert 'name="scope"' not in read(client_of(binh), url("home"))


def test_home_links_results_and_the_sending_for_owners(completed, an, cuong, client_of, url):
    result = reverse("reports:result", args=[completed.submissions.get().uuid])

    assert result in read(client_of(an), url("home"))
    assert url("send", completed) in read(client_of(an), url("home"))
    assert result in read(client_of(cuong), url("home"))
    assert url("send", completed) not in read(client_of(cuong), url("home"))


def test_home_links_the_newest_result_while_answers_are_corrected(completed, an, client_of, url):
    assessments.lifecycle.correct(assessment=completed, by=an)
    newest = assessments.lifecycle.complete(assessment=completed, by=an, language="vi")
    assessments.lifecycle.correct(assessment=completed, by=an)

    assert reverse("reports:result", args=[newest.uuid]) in read(client_of(an), url("home"))


@pytest.mark.parametrize("rows", [1, 3])
def test_home_costs_the_same_for_one_row_and_three(site_a, an, client_of, url, rows):
    for _ in range(rows):
        assessments.draft(site_a, by=an, answers={"S1.1": 1, "S1.2": 2})
    client = client_of(an)

    with CaptureQueriesContext(connection) as captured:
        client.get(url("home"))

    assert len(captured) == 8


def test_start_makes_an_assessment_and_asks_what_troubles_first(site_a, cuong, client_of, url, framework_version):
    answer = client_of(cuong).post(url("start"), {"scope": "full"})

    made = Assessment.objects.get()
    assert (made.site, made.scope, made.started_by) == (site_a, "full", cuong)
    assert answer.url == url("troubles", made)


def test_start_for_a_reader_is_403(site_a, binh, client_of, url, framework_version):
    assert client_of(binh).post(url("start"), {"scope": "full"}).status_code == 403
    assert not Assessment.objects.exists()


def test_start_without_a_firm_leads_to_making_one(client_of, url, framework_version):
    answer = client_of(make_user()).post(url("start"), {"scope": "full"})

    assert answer.url == reverse("accounts:firm_create")


def test_start_anonymous_leads_to_sign_in_and_home(client_of, url, framework_version):
    answer = client_of(None).post(url("start"), {"scope": "full"})

    assert answer.url == f"{reverse('account_login')}?next={url('home')}"


@pytest.mark.parametrize("fields", [{}, {"scope": "huge"}, {"scope": "full", "site": "not-a-uuid"}])
def test_start_of_nonsense_is_400(site_a, an, client_of, url, framework_version, fields):
    assert client_of(an).post(url("start"), fields).status_code == 400
    assert not Assessment.objects.exists()


def test_start_for_another_firms_plant_is_refused(site_a, site_b, an, client_of, url, framework_version):
    assert client_of(an).post(url("start"), {"scope": "full", "site": site_b.uuid}).status_code == 400
    assert not Assessment.objects.exists()


def states(page, *, of=3):
    """Return the tags of the first parts, the troubles' own left out."""
    return [part.split('"')[0] for part in page.split('class="tag tag-')[2 : 2 + of]]


def test_tasks_show_each_parts_state(draft, an, client_of, url):
    assessments.answer(draft, {"S1.1": 1, "S1.2": 2, "S1.3": "no plan", "S2.1": 3}, by=an)

    assert states(read(client_of(an), url("tasks", draft))) == ["done", "open", "todo"]


def test_part_with_something_not_known_is_not_done(draft, an, english, url):
    assessments.answer(draft, {"S1.1": 1, "S1.2": 2, "S1.3": "dk"}, by=an)

    page = read(english(an), url("tasks", draft))
    assert states(page, of=1) == ["open"]
    assert "1 not known" in page


def test_tasks_say_who_touched_a_part_last_and_when(draft, an, cuong, english, url):
    assessments.answer(draft, {"S1.1": 1}, by=an)
    assessments.answer(draft, {"S1.2": 1}, by=cuong)
    Response.objects.filter(item="S1.1").update(answered_at=timezone.now() - timedelta(days=3))

    page = read(english(an), url("tasks", draft))
    assert f"1 / 3 questions · {cuong} · today" not in page
    assert f"2 / 3 questions · {cuong} · today" in page


def test_tasks_say_how_much_is_left_to_do(draft, an, english, url):
    page = read(english(an), url("tasks", draft))

    assert page.count("3 questions · about 3 minutes") == 20
    assert "0 of 20 dimensions done" in page


def test_tasks_of_a_quick_check_are_its_blocks(quick, an, client_of, url):
    page = read(client_of(an), url("tasks", quick))

    assert [url("node", quick, block) in page for block in "SPOTG"] == [True] * 5
    assert url("node", quick, "S1") not in page


def test_tasks_show_the_operators_promise(draft, an, client_of, url, settings):
    settings.OPERATOR_PROMISE = "Chuyên gia gọi lại trong hai ngày."

    assert "Chuyên gia gọi lại trong hai ngày." in read(client_of(an), url("tasks", draft))


@pytest.mark.parametrize(
    ("person", "offered"),
    [("an", {"send", "correct"}), ("cuong", {"correct"}), ("binh", set())],
)
def test_completed_tasks_offer_what_the_role_allows(completed, client_of, url, request, person, offered):
    page = read(client_of(request.getfixturevalue(person)), url("tasks", completed))

    assert {name for name in ("send", "correct", "take_back", "submit") if url(name, completed) in page} == offered
    assert reverse("reports:result", args=[completed.submissions.get().uuid]) in page


@pytest.mark.parametrize(("person", "offered"), [("an", {"take_back"}), ("cuong", set()), ("binh", set())])
def test_sent_tasks_offer_only_the_taking_back(sent, client_of, url, request, person, offered):
    page = read(client_of(request.getfixturevalue(person)), url("tasks", sent))

    assert {name for name in ("send", "correct", "take_back", "submit") if url(name, sent) in page} == offered


def test_tasks_cost_the_same_with_no_answer_and_with_sixty(draft, an, client_of, url):
    client = client_of(an)
    with CaptureQueriesContext(connection) as none:
        client.get(url("tasks", draft))
    assessments.answer(draft, assessments.all_at(2), by=an)
    with CaptureQueriesContext(connection) as sixty:
        client.get(url("tasks", draft))

    # Beside session, person, assessment, answers, result: newer version, parts at colleagues, rounds before, evidence.
    assert len(none) == len(sixty) == 10


def test_name_of_a_firm_is_escaped(draft, an, client_of, url):
    organization = draft.site.organization
    organization.name = "<script>alert(1)</script>"
    organization.save()

    assert "<script>alert" not in read(client_of(an), url("tasks", draft))


def test_several_plants_are_offered_to_choose_from(site_a, an, client_of, url, framework_version):
    site_a.organization.sites.create(name="Nhà máy 2", province="79")

    page = read(client_of(an), url("home"))

    assert page.count("<option") == 2


def test_start_for_the_chosen_plant(site_a, an, client_of, url, framework_version):
    second = site_a.organization.sites.create(name="Nhà máy 2", province="79")

    client_of(an).post(url("start"), {"scope": Scope.QUICK, "site": second.uuid})

    assert Assessment.objects.get().site == second


def test_expired_quick_check_is_not_listed(an, site_a, client_of, url):
    quick, token = assessments.unclaimed()
    client = client_of(an)
    client.get(reverse("assessments:quick_claim", args=[token]))
    assert url("tasks", quick) in read(client, url("home"))

    Assessment.objects.update(claim_expires_at=timezone.now() - timedelta(seconds=1))

    assert url("tasks", quick) not in read(client, url("home"))


def test_verbs_are_the_only_writers_of_state():
    """The table of the module is the table of the model."""
    states = {state for before, after in TRANSITIONS.values() for state in (*before, after) if state}
    assert states == set(Assessment.State)
