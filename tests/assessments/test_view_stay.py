"""How long a session still lasts: a visit or the person's word puts its end off, a question about it does not."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.factories import assessments

AGE = settings.SESSION_COOKIE_AGE


@pytest.fixture
def reading(client_of, url, draft, an, time_machine):
    """Return the client of somebody who opened a page of questions two hours before the session ends."""
    time_machine.move_to("2026-11-22T08:00:00Z", tick=False)
    client = client_of(an)
    client.get(url("node", draft, "S1"))
    time_machine.shift(timedelta(seconds=AGE - 7200))
    return client


def seconds(answer):
    return answer.json()["seconds"]


def ends():
    return Session.objects.get().expire_date


def test_asking_tells_what_is_left_and_changes_nothing(reading):
    before = ends()

    assert seconds(reading.get(reverse("assessments:stay"))) == 7200
    assert ends() == before


def test_ux_44_one_tap_lets_the_session_last_its_full_length(reading):
    before = ends()

    assert seconds(reading.post(reverse("assessments:stay"))) == AGE
    assert ends() - before == timedelta(seconds=AGE - 7200)


def test_page_of_questions_opened_later_lets_the_session_last(reading, url, draft):
    page = reading.get(url("node", draft, "S1")).content.decode()

    assert f'data-seconds="{AGE}"' in page


def test_page_opened_soon_again_writes_no_session(client_of, url, draft, an, time_machine):
    time_machine.move_to("2026-11-22T08:00:00Z", tick=False)
    client = client_of(an)
    client.get(url("node", draft, "S1"))
    before = ends()
    time_machine.shift(timedelta(hours=1))

    page = client.get(url("node", draft, "S1")).content.decode()

    assert f'data-seconds="{AGE - 3600}"' in page
    assert ends() == before


def test_session_that_has_ended_is_401(reading, time_machine):
    time_machine.shift(timedelta(seconds=7201))

    assert reading.get(reverse("assessments:stay")).status_code == 401
    assert reading.post(reverse("assessments:stay")).status_code == 401


def test_holder_of_a_private_link_may_stay(client_of, db):
    _, token = assessments.unclaimed()
    client = client_of(None)
    client.get(f"/quick/{token}/")

    assert seconds(client.post(reverse("assessments:stay"))) == AGE


def test_anonymous_is_401_and_wrong_method_405(client_of, db):
    assert client_of(None).post(reverse("assessments:stay")).status_code == 401
    assert client_of(None).put(reverse("assessments:stay")).status_code == 405
