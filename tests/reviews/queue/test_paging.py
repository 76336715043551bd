from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from reviews.models import Review
from reviews.queue import listing, pages
from reviews.queue.listing import View
from tests.reviews import rows
from tests.reviews.queue.test_views import names, names_in

pytestmark = pytest.mark.django_db
URL = "/bench/"


def test_queue_pages_by_links_that_keep_the_filters(client, advisor, monkeypatch):
    monkeypatch.setattr(pages, "PAGE_SIZE", 2)
    client.force_login(advisor)
    for place in range(3):
        rows.sent(rows.plant(f"Firm {place}"), advisor=advisor)

    first = client.get(f"{URL}?sector=22")
    second = client.get(f"{URL}?sector=22&before={first.context['page'].older}")

    assert f"sector=22&amp;before={first.context['page'].older}" in first.content.decode()
    assert (names(first), names(second)) == (["Firm 2", "Firm 1"], ["Firm 0"])


@pytest.mark.parametrize("query", ["before=nonsense", "after=1-x"])
def test_queue_shows_the_newest_for_a_broken_page_link(client, advisor, query):
    client.force_login(advisor)
    rows.sent(rows.plant("Here"), advisor=advisor)

    assert names(client.get(f"{URL}?{query}")) == ["Here"]


@pytest.fixture
def mixed(advisor, in_programme):
    """Reviews in every view, two reached through a programme, one beyond reach; of three moments."""
    made = [rows.sent(rows.plant(f"Nhựa {n} Mẫu"), at=rows.SENT + timedelta(seconds=n // 3)) for n in range(9)]
    reviews = [each.assessment.review for each in made]
    in_programme(reviews[:2], advisor)
    Review.objects.filter(pk__in=[each.pk for each in reviews[1:8]]).update(advisor=advisor)
    for review, state in zip(reviews[2:], ("verified", "returned", "proposed"), strict=False):
        rows.put_in(state, review)
    Review.objects.filter(pk=reviews[2].pk).update(closed_at=timezone.now())
    Review.objects.filter(pk__in=[each.pk for each in reviews[3:5]]).update(due_on=None)  # their clock stands still
    Review.objects.filter(pk=reviews[5].pk).update(due_on=timezone.localdate() - timedelta(days=1))
    return reviews


@pytest.mark.both_databases
@pytest.mark.parametrize("role", [User.StaffRole.ADVISOR, User.StaffRole.APPROVER])
@pytest.mark.parametrize("view", [view.value for view in View])
def test_long_queue_read_page_by_page_is_the_short_one_read_in_one_go(client, advisor, mixed, monkeypatch, view, role):
    monkeypatch.setattr(pages, "PAGE_SIZE", 2)
    User.objects.filter(pk=advisor.pk).update(staff_role=role)
    client.force_login(advisor)
    queries = ("", "sector=22", "q=nhua", "state=returned")
    short = {query: walk(client, f"{URL}?view={view}&{query}") for query in queries}
    monkeypatch.setattr(pages, "MOST_READ", -1)
    monkeypatch.setattr(pages, "MOST_READ_OF_ALL", -1)
    monkeypatch.setattr(listing, "FEW", 0)

    assert {query: walk(client, f"{URL}?view={view}&{query}") for query in queries} == short
    assert any(found for found, *_ in short[""])


def walk(client, url):
    """Return what the pages of a queue show, one after the other to the end and one back, with the counts."""
    seen, asked = [], url
    while asked:
        context = client.get(asked).context
        page = context["page"]
        onward = ("after", page.newer) if context["form"].oldest_first else ("before", page.older)
        seen.append((names_in(context), page.older, page.newer, [tab.count for tab in context["tabs"]]))
        asked = f"{url}&{onward[0]}={onward[1]}" if onward[1] else ""
    return seen
