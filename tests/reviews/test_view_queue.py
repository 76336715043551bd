import unicodedata
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews import queue as waiting
from tests.reviews import rows

pytestmark = pytest.mark.django_db
URL = "/bench/"


def names(response):
    return [row.assessment.site.organization.name for row in response.context["rows"]]


def test_queue_shows_what_was_sent_newest_first(client, staff):
    client.force_login(staff)
    rows.sent(rows.plant("Older"), at=rows.SENT)
    rows.sent(rows.plant("Newer"), at=rows.SENT + timedelta(seconds=1))

    assert names(client.get(URL)) == ["Newer", "Older"]


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
    first = rows.private(rows.plant("Kept Private"))
    rows.copy(first, number=2)
    rows.unclaimed()

    response = client.get(URL)

    assert response.context["private"] == 2
    assert names(response) == []
    assert "Kept Private" not in response.content.decode()


def test_queue_loses_what_its_firm_takes_back(client, advisor):
    client.force_login(advisor)
    submission = rows.sent(rows.plant("Second Thoughts"))

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
        ("state=in_time", ["May Đường Sáng Mẫu"]),
        ("state=overdue", ["Nhựa Hoà Bình Mẫu"]),
        ("state=due_soon", []),
    ],
)
def test_queue_filters_by_what_the_url_says(client, advisor, query, found):
    client.force_login(advisor)
    now = timezone.now()
    rows.sent(rows.plant("Nhựa Hoà Bình Mẫu"), at=now - timedelta(days=40))
    rows.sent(rows.plant("May Đường Sáng Mẫu", sector="14", province="31", headcount_band="over-200"), at=now)

    assert names(client.get(f"{URL}?{query}")) == found


def test_queue_says_beside_the_field_that_a_filter_is_not_offered(client, advisor):
    client.force_login(advisor)
    rows.sent(rows.plant("Still There"))

    response = client.get(f"{URL}?sector=99&q=still")

    assert list(response.context["form"].errors) == ["sector"]
    assert names(response) == ["Still There"]


def test_queue_counts_by_state_under_the_other_filters(client, advisor):
    client.force_login(advisor)
    now = timezone.now()
    rows.sent(rows.plant("One"), at=now)
    rows.sent(rows.plant("Two"), at=now - timedelta(days=40))
    rows.sent(rows.plant("Other", sector="14"), at=now)

    tabs = client.get(f"{URL}?sector=22&state=overdue").context["tabs"]

    assert [(tab.state, tab.count, tab.is_current) for tab in tabs] == [
        ("", 2, False),
        ("in_time", 1, False),
        ("due_soon", 0, False),
        ("overdue", 1, True),
    ]


def test_queue_chip_leads_to_the_queue_without_its_filter(client, advisor):
    client.force_login(advisor)

    chips = client.get(f"{URL}?sector=22&q=nhua&before=1-1").context["form"].chips()

    assert [chip.without for chip in chips] == ["?sector=22", "?q=nhua"]


def test_queue_shows_the_level_in_words(client, advisor):
    client.force_login(advisor)
    rows.card(rows.sent(), level=2, value="1.9")

    assert "mức 2 · Có chuẩn chung" in client.get(URL).content.decode()


@pytest.mark.parametrize(("is_scored", "words"), [(True, "Chưa đủ dữ liệu"), (False, "Đang tính kết quả")])
def test_queue_says_why_there_is_no_level(client, advisor, is_scored, words):
    client.force_login(advisor)
    submission = rows.sent()
    if is_scored:
        rows.card(submission, level=None)

    assert words in client.get(URL).content.decode()


@pytest.mark.parametrize("is_demo", [True, False])
def test_queue_marks_invented_firms(client, advisor, is_demo):
    client.force_login(advisor)
    rows.sent(rows.plant(is_demo=is_demo))

    assert ("Dữ liệu minh hoạ" in client.get(URL).content.decode()) is is_demo


def test_queue_pages_by_links_that_keep_the_filters(client, advisor, monkeypatch):
    monkeypatch.setattr(waiting, "PAGE_SIZE", 2)
    client.force_login(advisor)
    for place in range(3):
        rows.sent(rows.plant(f"Firm {place}"))

    first = client.get(f"{URL}?sector=22")
    second = client.get(f"{URL}?sector=22&before={first.context['page'].older}")

    assert f"sector=22&amp;before={first.context['page'].older}" in first.content.decode()
    assert (names(first), names(second)) == (["Firm 2", "Firm 1"], ["Firm 0"])


@pytest.mark.parametrize("query", ["before=nonsense", "after=1-x"])
def test_queue_shows_the_newest_for_a_broken_page_link(client, advisor, query):
    client.force_login(advisor)
    rows.sent(rows.plant("Here"))

    assert names(client.get(f"{URL}?{query}")) == ["Here"]


def test_queue_costs_the_same_for_one_row_and_for_three(client, advisor, django_assert_num_queries):
    client.force_login(advisor)
    rows.card(rows.sent(rows.plant("One")), level=1)
    client.get(URL)

    with django_assert_num_queries(6):  # session, person, counts, private, rows, scorecards
        client.get(URL)
    for name in ("Two", "Three"):
        rows.card(rows.sent(rows.plant(name)), level=1)
    with django_assert_num_queries(6):
        client.get(URL)
