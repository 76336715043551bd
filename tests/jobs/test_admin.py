"""Administrators look at jobs and change none."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests.factories import jobs

LIST = reverse("admin:jobs_job_changelist")


def page_of(row, act):
    return reverse(f"admin:jobs_job_{act}", args=[row.pk])


@pytest.fixture
def administrator(client, db):
    client.force_login(User.objects.create_user("admin@example.com", staff_role=User.StaffRole.ADMINISTRATOR))
    return client


def test_administrator_filters_by_state(administrator):
    failed, done = jobs.failed(dedup_key="one"), jobs.done(dedup_key="two")

    page = administrator.get(LIST, {"state__exact": "failed"}).content.decode()

    assert page_of(failed, "change") in page
    assert page_of(done, "change") not in page


def test_administrator_opens_a_job_read_only(administrator):
    page = administrator.get(page_of(jobs.failed(dedup_key="report:1:vi"), "change")).content.decode()

    assert "report:1:vi" in page
    assert 'name="_save"' not in page


@pytest.mark.parametrize("act", ["change", "delete"])
def test_administrator_cannot_write(administrator, act):
    assert administrator.post(page_of(jobs.failed(), act), {"state": "done", "post": "yes"}).status_code == 403


def test_administrator_cannot_add(administrator):
    assert administrator.get(reverse("admin:jobs_job_add")).status_code == 403


def test_advisor_is_sent_away(client, db):
    client.force_login(User.objects.create_user("advisor@example.com", staff_role=User.StaffRole.ADVISOR))

    assert client.get(LIST).status_code == 302
