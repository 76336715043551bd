"""The private link after the start: a new one in place of a lost one, its end, and how many one address may make."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments import claims, lifecycle
from assessments.access import claim_hash
from assessments.models import Assessment, Submission
from c4ir_assess.exceptions import TransitionNotAllowed
from tests.factories import assessments

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def holder(client_of):
    """A visitor who opened the quick check by its link, the check, and the token."""
    assessment, token = assessments.unclaimed(answers={"S1.1": 3})
    client = client_of(None)
    client.get(reverse("assessments:quick_claim", args=[token]))
    return client, assessment, token


def ended(days):
    assessment, _ = assessments.unclaimed(answers={"S1.1": 3})
    Assessment.objects.filter(pk=assessment.pk).update(claim_expires_at=timezone.now() - timedelta(days=days))
    return assessment


def test_renewing_stores_only_the_hash_and_a_new_expiry():
    assessment, _ = assessments.unclaimed()
    Assessment.objects.update(claim_expires_at=timezone.now() + timedelta(days=1))

    token = claims.renew_claim(assessment=assessment)

    stored = Assessment.objects.get()
    assert stored.claim_hash == claim_hash(token)
    assert stored.claim_expires_at > timezone.now() + timedelta(days=29)


def test_renewing_what_was_renewed_meanwhile_is_refused():
    assessment, _ = assessments.unclaimed()
    same = Assessment.objects.get()
    token = claims.renew_claim(assessment=assessment)

    with pytest.raises(TransitionNotAllowed):
        claims.renew_claim(assessment=same)

    assert Assessment.objects.get().claim_hash == claim_hash(token)


def test_renewing_a_plants_quick_check_is_refused(site_a):
    quick = assessments.draft(site_a, scope="quick")

    with pytest.raises(TransitionNotAllowed):
        claims.renew_claim(assessment=quick)


def test_new_link_is_shown_once_and_opens_it_elsewhere(holder, client_of, url):
    client, assessment, _ = holder
    answer = client.post(url("new_link", assessment))
    first, second = client.get(answer.url), client.get(answer.url)
    path = first.content.decode().partition('value="http://')[2].partition('"')[0].partition("/")[2]

    assert answer.url == url("tasks", assessment)
    assert client_of(None).get("/" + path).url == url("tasks", assessment)
    assert path not in second.content.decode()


def test_new_link_ends_the_one_before(holder, client_of, url):
    client, assessment, token = holder
    other = client_of(None)
    other.get(reverse("assessments:quick_claim", args=[token]))

    client.post(url("new_link", assessment))

    assert client_of(None).get(reverse("assessments:quick_claim", args=[token])).status_code == 404
    assert other.get(url("tasks", assessment)).url.startswith(reverse("account_login"))
    assert client.get(url("tasks", assessment)).status_code == 200


@pytest.mark.parametrize("is_completed", [False, True])
def test_tasks_offer_a_new_link_to_the_holder(holder, url, is_completed):
    client, assessment, _ = holder
    if is_completed:
        lifecycle.complete(assessment=assessment, by=None, language="vi")

    assert url("new_link", assessment) in client.get(url("tasks", assessment)).content.decode()


def test_tasks_of_a_plant_offer_no_link(site_a, an, client_of, url):
    quick = assessments.draft(site_a, scope="quick", by=an)

    assert url("new_link", quick) not in client_of(an).get(url("tasks", quick)).content.decode()


def test_expired_quick_checks_are_deleted_with_what_was_made_of_them():
    old, fresh = ended(8), ended(6)
    lifecycle.complete(assessment=old, by=None, language="vi")

    assert claims.delete_expired() == 1
    assert Assessment.objects.get() == fresh
    assert not Submission.objects.exists()


def test_deleting_leaves_the_full_assessment_that_was_continued_from_it(site_a, an):
    full = lifecycle.continue_full(assessment=ended(8), site=site_a, by=an)

    claims.delete_expired()

    assert Assessment.objects.get() == full
    assert full.responses.count() == 1


def test_deleting_is_bounded(monkeypatch):
    monkeypatch.setattr(claims, "MOST_AT_ONCE", 2)
    newest = [ended(days) for days in (10, 9, 8)][-1]

    assert claims.delete_expired() == 2
    assert Assessment.objects.get() == newest


def test_starting_a_quick_check_deletes_expired_ones(client_of, url):
    old = ended(8)

    client_of(None).post(url("quick_start"))

    assert Assessment.objects.exclude(pk=old.pk).count() == Assessment.objects.count() == 1


def test_31st_new_quick_check_of_an_address_in_an_hour_is_429(client_of, url, framework_version):
    statuses = [client_of(None).post(url("quick_start")).status_code for _ in range(31)]

    assert statuses == [302] * 30 + [429]
    assert Assessment.objects.count() == 30


def test_limit_counts_each_address_and_not_the_check_one_has(client_of, url, framework_version):
    visitor = client_of(None)
    visitor.post(url("quick_start"))
    for _ in range(29):
        client_of(None).post(url("quick_start"))

    assert client_of(None).post(url("quick_start")).status_code == 429
    assert client_of(None).post(url("quick_start"), REMOTE_ADDR="203.0.113.9").status_code == 302
    assert visitor.post(url("quick_start")).status_code == 302
