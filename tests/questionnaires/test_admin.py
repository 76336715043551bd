"""Administrators look at published frameworks; nobody edits them by hand."""

import pytest
from django.urls import reverse

from accounts.models import User
from tests.factories.questionnaires import framework_version

pytestmark = pytest.mark.django_db
LIST = "admin:questionnaires_frameworkversion_changelist"


@pytest.fixture
def administrator(client):
    client.force_login(User.objects.create_user("admin@example.com", staff_role=User.StaffRole.ADMINISTRATOR))
    return client


@pytest.fixture
def superuser(client):
    client.force_login(User.objects.create_superuser("root@example.com"))
    return client


def test_administrator_sees_version_status_and_hash(administrator):
    row = framework_version()
    page = administrator.get(reverse(LIST)).content.decode()
    assert row.content_hash in page
    assert "0.9.1" in page


def test_superuser_opens_one_read_only(superuser):
    row = framework_version()
    page = superuser.get(reverse("admin:questionnaires_frameworkversion_change", args=[row.pk])).content.decode()
    assert row.content_hash in page
    assert 'name="_save"' not in page
    assert "deletelink" not in page


@pytest.mark.parametrize("act", ["change", "delete"])
def test_superuser_changes_nothing(superuser, act):
    row = framework_version()
    url = reverse(f"admin:questionnaires_frameworkversion_{act}", args=[row.pk])
    assert superuser.post(url, {"version": "1.0.0", "post": "yes"}).status_code == 403
    row.refresh_from_db()
    assert row.version == "0.9.1"


def test_superuser_adds_nothing(superuser):
    assert superuser.get(reverse("admin:questionnaires_frameworkversion_add")).status_code == 403


def test_list_does_not_read_documents(administrator, django_assert_max_num_queries):
    framework_version()
    with django_assert_max_num_queries(10) as queries:
        administrator.get(reverse(LIST))
    assert not any('"questionnaires_frameworkversion"."document"' in query["sql"] for query in queries)


@pytest.mark.parametrize("role", [User.StaffRole.NONE, User.StaffRole.ADVISOR, User.StaffRole.APPROVER])
def test_others_are_sent_to_the_sign_in(client, role):
    client.force_login(User.objects.create_user("person@example.com", staff_role=role))
    assert client.get(reverse(LIST)).status_code == 302
