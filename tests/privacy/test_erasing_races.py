"""A firm is erased while others work on it: nothing of it is left, whoever comes first."""

import threading

import pytest
from django.db import DatabaseError, connection

from accounts.models import Membership, Organization
from assessments import lifecycle, scores
from assessments.answers import Given
from assessments.models import Assessment, Response, Scorecard, Submission
from c4ir_assess.exceptions import DomainError, FirmWithoutOwner
from privacy import erasing
from tests.factories import assessments
from tests.factories.accounts import make_firm, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def together(*works):
    """Do all of it at once, each through a connection of its own; what is refused is returned."""
    gate, refused = threading.Barrier(len(works)), []

    def run(work):
        try:
            gate.wait(timeout=30)
            work()
        except (DatabaseError, DomainError, Submission.DoesNotExist, Assessment.DoesNotExist) as fault:
            refused.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return refused


@pytest.mark.soak(3, 200)
def test_scoring_and_saving_during_the_erasure_leave_nothing(campaign, owner, site):
    for _ in range(campaign.n):
        completed = assessments.completed(site, by=owner)
        draft = assessments.draft(site, by=owner)
        submission = completed.submissions.get()
        together(
            lambda firm=site.organization: erasing.erase_firm(organization=firm, by=owner),
            lambda submission=submission: scores.store_self(submission=submission),
            lambda draft=draft: lifecycle.save_response(
                assessment=draft, item="S1.1", given=Given("answered", 2), base_version=0, by=owner
            ),
        )

        left = [model.objects.count() for model in (Organization, Assessment, Response, Submission, Scorecard)]
        assert left == [0, 0, 0, 0, 0]
        site = make_firm(owner=owner)


@pytest.mark.soak(2, 200)
def test_of_two_owners_who_leave_at_once_one_settles_what_becomes_of_the_firm(campaign, site):
    for number in range(campaign.n):
        firm = make_firm(owner=(first := make_user(f"mot{number}@example.org"))).organization
        firm.memberships.create(user=(second := make_user(f"hai{number}@example.org")), role=Membership.Role.OWNER)

        refused = together(
            lambda first=first: erasing.erase_person(person=first, firms_go_to={}),
            lambda second=second: erasing.erase_person(person=second, firms_go_to={}),
        )

        assert [type(fault) for fault in refused] == [FirmWithoutOwner]
        assert firm.memberships.filter(role=Membership.Role.OWNER).count() == 1
