"""Private links to a result: made by the owner, told once and kept by their hash alone."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from c4ir_assess.jobs.models import Job
from reports.models import ShareLink
from reports.shared import links as share_links
from tests.factories.reports import all_at, scored
from tests.reports.shared.links import links_url

GOOD = {"for_whom": "Vietcombank", "language": "vi", "days": "30"}


def test_owner_is_told_the_link_once(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD)
    first, second = client.get(links_url(submission)), client.get(links_url(submission))
    token = re.search(r"/shared/([\w-]{43})/", first.content.decode())[1]

    assert share_links.find(token) == ShareLink.objects.get()
    assert "/shared/" not in second.content.decode()


def test_secret_on_its_way_to_the_page_is_in_no_session(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD)
    brought = client.cookies["link_made"]
    token = brought.value.split(":")[0]

    assert share_links.find(token) == ShareLink.objects.get()
    assert [each for each in Session.objects.all() if token in str(each.get_decoded())] == []
    assert (brought["path"], brought["httponly"], brought["samesite"]) == (links_url(submission), True, "Strict")
    assert int(brought["max-age"]) <= 60


def test_browser_forgets_the_secret_once_it_was_told(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD)
    client.get(links_url(submission))

    assert client.cookies["link_made"].value == ""


def test_secret_that_was_changed_on_the_way_or_brought_late_tells_nothing(client_of, an, submission, shared):
    client, url = client_of(an), links_url(submission)
    client.post(url, GOOD)
    whole = client.cookies["link_made"].value
    for wrong in (f"{whole}x", shared[1], f"{shared[1]}:1:x"):
        client.cookies["link_made"] = wrong
        assert "/shared/" not in client.get(url).content.decode()
    client.cookies["link_made"] = whole
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=True):
        assert "/shared/" not in client.get(url).content.decode()


def test_secret_is_not_kept(shared):
    stored = ShareLink.objects.values().get()

    assert shared[1] not in str(stored)
    assert stored["token_hash"] == share_links.token_hash(shared[1])


@pytest.mark.parametrize(
    "wrong", [{"for_whom": "  "}, {"for_whom": "x" * 121}, {"language": "fr"}, {"days": "365"}, {"days": ""}]
)
def test_owner_is_told_what_is_wrong_and_nothing_is_made(wrong, client_of, an, submission):
    answer = client_of(an).post(links_url(submission), GOOD | wrong)

    assert answer.status_code == 422
    assert not ShareLink.objects.exists()


def test_no_more_than_ten_links_are_open(client_of, an, submission):
    made = [share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=7) for _ in range(10)]
    answer = client_of(an).post(links_url(submission), GOOD)
    with pytest.raises(TransitionNotAllowed):
        share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=7)
    share_links.revoke(link=made[0][0], by=made[0][0].made_by)

    assert answer.status_code == 422
    assert client_of(an).post(links_url(submission), GOOD).status_code == 302


def test_term_that_is_not_offered_is_refused(submission, an):
    with pytest.raises(InvalidAnswer):
        share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=365)


def test_making_a_link_queues_its_pdf(submission, an):
    share_links.make(submission=submission, by=an, for_whom="x", language="vi-en", days=7)

    assert Job.objects.filter(task="reports.render_report", args__language="vi-en").count() == 1


def test_quick_check_has_no_private_link(client_of, an, site_a):
    quick = scored(site_a, by=an, scope="quick", answers=all_at(1, "quick")).submission

    assert client_of(an).get(links_url(quick)).status_code == 404


def test_link_that_was_made_speaks_the_language_of_its_report(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD | {"language": "vi-en"})

    assert "/?lang=en" in client.get(links_url(submission)).content.decode()


def test_for_whom_is_shown_as_it_was_typed_and_never_as_markup(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD | {"for_whom": "<script>alert(1)</script>"})

    assert "<script>alert" not in client.get(links_url(submission)).content.decode()
