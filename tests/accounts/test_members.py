"""Changing roles and showing members out: a firm keeps an owner, and who is out has nothing left."""

import threading

import pytest
from django.db import connection
from django.urls import reverse

from accounts import invitations, members
from accounts.models import Invitation, Membership
from c4ir_assess.exceptions import TransitionNotAllowed
from tests.factories import assessments
from tests.factories.accounts import join, make_firm, make_user

Role = Membership.Role


@pytest.fixture
def place(site_a):
    """Return a person's place in firm A."""
    return lambda person: site_a.organization.memberships.get(user=person)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.READ_ONLY])
def test_last_owner_stays_owner(an, place, role):
    with pytest.raises(TransitionNotAllowed):
        members.change_role(member=place(an), by=an, role=role)
    assert place(an).role == Role.OWNER


def test_last_owner_stays(an, place):
    with pytest.raises(TransitionNotAllowed):
        members.remove_member(member=place(an), by=an)
    assert place(an)


def test_owner_whose_account_is_closed_does_not_count(an, site_a, place):
    join(make_user(is_active=False), site_a, Role.OWNER)

    with pytest.raises(TransitionNotAllowed):
        members.remove_member(member=place(an), by=an)


def test_owner_may_go_when_another_stays(an, site_a, place):
    other = join(make_user(), site_a, Role.OWNER)

    members.remove_member(member=place(an), by=an)

    assert site_a.organization.memberships.get(role=Role.OWNER).user == other


def test_role_is_changed(cuong, place):
    members.change_role(member=place(cuong), by=cuong, role=Role.OWNER)

    assert place(cuong).role == Role.OWNER


def test_removed_member_loses_everything_at_once(an, cuong, site_a, place, client_of):
    assessment = assessments.completed(site_a, by=an)
    client = client_of(cuong)
    addresses = [
        reverse("assessments:tasks", args=[assessment.uuid]),
        reverse("assessments:node", args=[assessment.uuid, "S1"]),
        reverse("reports:result", args=[assessment.submissions.get().uuid]),
        f"{reverse('accounts:firm')}?site={site_a.uuid}",
    ]
    assert {client.get(address).status_code for address in addresses} == {200}

    members.remove_member(member=place(cuong), by=cuong)

    assert [client.get(address).status_code for address in addresses[:3]] == [404, 404, 404]
    assert client.get(addresses[3]).url == reverse("accounts:firm_create")


@pytest.mark.parametrize("act", ["removed", "demoted"])
def test_invitations_of_an_owner_end_with_the_ownership(an, site_a, place, act):
    other = join(make_user(), site_a, Role.OWNER)
    invitations.invite(
        organization=site_a.organization, email="x@example.org", role=Role.OWNER, by=other, language="vi"
    )

    if act == "removed":
        members.remove_member(member=place(other), by=other)
    else:
        members.change_role(member=place(other), by=other, role=Role.CONTRIBUTOR)

    assert Invitation.objects.get().revoked_at


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_two_owners_who_show_each_other_out_leave_one():
    first, second = make_user(), make_user()
    site = make_firm(owner=first)
    join(second, site, Role.OWNER)
    refused = []

    def show_out(person):
        try:
            members.remove_member(member=site.organization.memberships.get(user=person), by=person)
        except TransitionNotAllowed:
            refused.append(person)
        finally:
            connection.close()

    threads = [threading.Thread(target=show_out, args=[person]) for person in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert site.organization.memberships.filter(role=Role.OWNER).count() == 1
