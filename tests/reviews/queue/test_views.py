import unicodedata
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reviews.models import Conflict, Review
from reviews.queue import pages
from tests.reviews import rows

pytestmark = pytest.mark.django_db
URL = "/bench/"


def names(response):
    return names_in(response.context)


def names_in(context):
    return [row.review.site.organization.name for row in context["rows"]]


def test_queue_shows_what_was_sent_newest_first(client, staff):
    client.force_login(staff)
    rows.sent(rows.plant("Older"), at=rows.SENT, advisor=staff)
    rows.sent(rows.plant("Newer"), at=rows.SENT + timedelta(seconds=1), advisor=staff)

    assert names(client.get(f"{URL}?view=")) == ["Newer", "Older"]


def test_queue_sends_an_anonymous_visitor_to_sign_in(client):
    response = client.get(URL)

    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next=/bench/")


@pytest.mark.parametrize("who", ["owner", "outsider"])
def test_queue_does_not_exist_for_people_of_firms(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(URL).status_code == 404


def test_queue_refuses_other_methods(client, advisor):
    client.force_login(advisor)

    assert client.post(URL).status_code == 405


def test_queue_counts_private_submissions_and_names_none(client, staff):
    client.force_login(staff)
    rows.private(rows.plant("Kept Private"))
    rows.private(rows.plant("Kept Private Too"))
    rows.unclaimed()

    response = client.get(URL)

    assert response.context["private"] == 2
    assert names(response) == []
    assert "Kept Private" not in response.content.decode()


def test_queue_loses_what_its_firm_takes_back(client, advisor):
    client.force_login(advisor)
    submission = rows.sent(rows.plant("Second Thoughts"), advisor=advisor)

    rows.take_back(submission)

    assert "Second Thoughts" not in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sector=14", ["May Đường Sáng Mẫu"]),
        ("province=31", ["May Đường Sáng Mẫu"]),
        ("headcount=over-200", ["May Đường Sáng Mẫu"]),
        ("sector=14&province=79", []),
        ("q=duong", ["May Đường Sáng Mẫu"]),
        ("q=DUONG+sang", ["May Đường Sáng Mẫu"]),
        ("q=sang+may", ["May Đường Sáng Mẫu"]),
        ("q=" + unicodedata.normalize("NFD", "Đường"), ["May Đường Sáng Mẫu"]),
        ("q=hoa+binh", ["Nhựa Hoà Bình Mẫu"]),
        ("q=Hòa", ["Nhựa Hoà Bình Mẫu"]),
        ("q=%25", []),
        ("q=_", []),
        ("q=khong+co", []),
        ("q=hai+duong", ["May Đường Sáng Mẫu"]),
        ("q=Hải+Dương&sector=22", []),
        ("due=in_time", ["May Đường Sáng Mẫu"]),
        ("due=overdue", ["Nhựa Hoà Bình Mẫu"]),
        ("due=due_soon", []),
        ("view=overdue", ["Nhựa Hoà Bình Mẫu"]),
        ("age=0-3", ["May Đường Sáng Mẫu"]),
        ("age=31-", ["Nhựa Hoà Bình Mẫu"]),
        ("age=4-7", []),
        ("state=not_begun", ["May Đường Sáng Mẫu", "Nhựa Hoà Bình Mẫu"]),
        ("state=verified", []),
        ("advisor=none", []),
    ],
)
def test_queue_filters_by_what_the_url_says(client, advisor, query, found):
    client.force_login(advisor)
    now = timezone.now()
    rows.sent(rows.plant("Nhựa Hoà Bình Mẫu"), at=now - timedelta(days=40), advisor=advisor)
    rows.sent(
        rows.plant("May Đường Sáng Mẫu", sector="14", province="31", headcount_band="over-200"), at=now, advisor=advisor
    )

    assert names(client.get(f"{URL}?{query}")) == found


def test_queue_says_beside_the_field_that_a_filter_is_not_offered(client, advisor):
    client.force_login(advisor)
    rows.sent(rows.plant("Still There"), advisor=advisor)

    response = client.get(f"{URL}?sector=99&q=still")

    assert list(response.context["form"].errors) == ["sector"]
    assert names(response) == ["Still There"]


def test_ux_38_queue_counts_each_view_under_the_filters(client, advisor):
    client.force_login(advisor)
    now = timezone.now()
    rows.sent(rows.plant("One"), at=now, advisor=advisor)
    rows.sent(rows.plant("Two"), at=now - timedelta(days=40), advisor=advisor)
    rows.sent(rows.plant("Other", sector="14"), at=now, advisor=advisor)

    tabs = client.get(f"{URL}?sector=22&view=overdue").context["tabs"]

    assert [(tab.view, tab.count, tab.is_current) for tab in tabs] == [
        ("", "2", False),
        ("mine", "2", False),
        ("unassigned", "0", False),
        ("overdue", "1", True),
        ("returned", "0", False),
        ("proposed", "0", False),
        ("verified", "0", False),
    ]


def test_queue_stops_counting_at_a_thousand(client, advisor, monkeypatch):
    monkeypatch.setattr(pages, "MOST_COUNTED", 2)
    client.force_login(advisor)
    for place in range(3):
        rows.sent(rows.plant(f"Firm {place}"), advisor=advisor)

    assert [tab.count for tab in client.get(URL).context["tabs"][:3]] == ["1+", "1+", "0"]


def test_queue_chip_leads_to_the_queue_without_its_filter(client, advisor):
    client.force_login(advisor)

    chips = client.get(f"{URL}?view=mine&sector=22&q=nhua&before=1-1").context["form"].chips()

    assert [chip.without for chip in chips] == ["?view=mine&sector=22", "?view=mine&q=nhua"]


def test_queue_shows_the_level_in_words(client, advisor):
    client.force_login(advisor)
    rows.card(rows.sent(advisor=advisor), level=2, value="1.9")

    assert "mức 2 · Có chuẩn chung" in client.get(URL).content.decode()


@pytest.mark.parametrize(("is_scored", "words"), [(True, "Chưa đủ dữ liệu"), (False, "Đang tính kết quả")])
def test_queue_says_why_there_is_no_level(client, advisor, is_scored, words):
    client.force_login(advisor)
    submission = rows.sent(advisor=advisor)
    if is_scored:
        rows.card(submission, level=None)

    assert words in client.get(URL).content.decode()


@pytest.mark.parametrize("is_demo", [True, False])
def test_queue_marks_invented_firms(client, advisor, is_demo):
    client.force_login(advisor)
    rows.sent(rows.plant(is_demo=is_demo), advisor=advisor)

    assert ("Dữ liệu minh hoạ" in client.get(URL).content.decode()) is is_demo


@pytest.mark.parametrize("query", ["", "view=overdue", "sector=22&q=one"])
def test_queue_costs_the_same_for_one_row_and_for_three(client, staff, query, django_assert_num_queries):
    client.force_login(staff)
    rows.card(rows.sent(rows.plant("One"), advisor=staff), level=1)
    client.get(f"{URL}?{query}")
    with CaptureQueriesContext(connection) as one:
        client.get(f"{URL}?{query}")
    for name in ("One Two", "One Three"):
        site = rows.plant(name)
        rows.card(rows.sent(site, advisor=staff), level=1)
        Conflict.objects.create(
            organization=site.organization, user=rows.person(staff_role="advisor"), declared_at=rows.SENT
        )

    with django_assert_num_queries(len(one)):
        client.get(f"{URL}?{query}")


def test_ux_38_same_url_shows_a_colleague_the_same_filters_within_their_own_reach(client, advisor):
    query = "?view=overdue&sector=22&q=nhua&due=overdue"
    late = timezone.now() - timedelta(days=40)
    rows.sent(rows.plant("Nhựa Một Mẫu"), at=late, advisor=advisor)
    rows.sent(rows.plant("Nhựa Hai Mẫu"), at=late, advisor=rows.person(staff_role="advisor"))

    shown = {}
    for who in (rows.person(staff_role="approver"), rows.person(staff_role="approver"), advisor):
        client.force_login(who)
        page = client.get(f"{URL}{query}")
        chips = [(str(chip.label), str(chip.value)) for chip in page.context["form"].chips()]
        shown[who] = (chips, names(page))

    first, second, third = shown.values()
    assert first == second == (first[0], ["Nhựa Một Mẫu", "Nhựa Hai Mẫu"])
    assert third == (first[0], ["Nhựa Một Mẫu"])
    assert len(first[0]) == 3


@pytest.mark.parametrize(
    ("view", "first"),
    [("", "Newer"), ("mine", "Older"), ("mine&order=newest", "Newer"), ("&order=oldest", "Older")],
)
def test_queue_puts_the_longest_wait_first_where_one_works_it_off(client, advisor, view, first):
    client.force_login(advisor)
    rows.sent(rows.plant("Older"), at=rows.SENT, advisor=advisor)
    rows.sent(rows.plant("Newer"), at=rows.SENT + timedelta(seconds=1), advisor=advisor)

    assert names(client.get(f"{URL}?view={view}"))[0] == first


def test_queue_keeps_the_rows_of_a_programme(client, advisor, in_programme):
    client.force_login(advisor)
    inside = rows.sent(rows.plant("Inside")).assessment.review
    rows.sent(rows.plant("Outside"), advisor=advisor)
    in_programme([inside], advisor)
    programme = advisor.assignments.get().programme

    assert names(client.get(f"{URL}?programme={programme.uuid}")) == ["Inside"]
    assert list(client.get(f"{URL}?programme={inside.uuid}").context["form"].errors) == ["programme"]


def test_filter_keeps_what_nobody_has_begun_apart_from_what_is_under_way(client, staff):
    client.force_login(staff)
    rows.sent(rows.plant("Waits"), advisor=staff)
    begun = rows.sent(rows.plant("Begun"), advisor=staff)
    Review.objects.filter(assessment=begun.assessment_id).update(begun_at=timezone.now())

    assert names(client.get(f"{URL}?state=not_begun")) == ["Waits"]
    assert names(client.get(f"{URL}?state=in_review")) == ["Begun"]


def test_advisor_with_work_of_their_own_begins_with_it_and_finds_all_behind_a_tab(client, advisor):
    for name, whose in (("Own", advisor), ("Elsewhere", None)):
        rows.sent(rows.plant(name), advisor=whose)
    client.force_login(advisor)

    page = client.get(URL)

    assert (names(page), page.context["form"].cleaned_data["view"]) == (["Own"], "mine")
    assert 'href="?view="' in page.content.decode()
    assert client.get(f"{URL}?view=").context["form"].cleaned_data["view"] == ""
    client.force_login(rows.person(staff_role="approver"))
    assert names(client.get(URL)) == ["Elsewhere", "Own"]


def test_name_of_a_province_offers_its_plants(client, staff):
    client.force_login(staff)
    rows.sent(rows.plant("Cơ khí Mẫu", province="75"), advisor=staff)

    page = client.get(f"{URL}?q=dong nai")

    assert names(page) == []
    assert 'href="?province=75"' in page.content.decode()
    assert names(client.get(f"{URL}?province=75")) == ["Cơ khí Mẫu"]
    assert 'href="?province=75' not in client.get(f"{URL}?q=dong").content.decode()
