"""Erasing leaves nothing: every table and every file is looked through."""

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Consent, Membership, Organization, User
from assessments import lifecycle
from assessments.models import Assessment, ResponseChange, Submission
from c4ir_assess.exceptions import FirmWithoutOwner, TransitionNotAllowed
from c4ir_assess.jobs import outbox
from c4ir_assess.jobs.models import Job
from privacy import copies, erasing, holdings, tasks
from privacy.models import DataRequest, Export
from tests.factories import assessments
from tests.factories.accounts import make_user
from tests.factories.reports import report, scored
from tests.privacy.conftest import FIRM, OWNER

pytestmark = pytest.mark.django_db


def do_jobs():
    """Do what is due now, as the worker does."""
    for job in Job.objects.filter(task="privacy.remove_files").due():
        tasks.remove_files.run(job.pk)


def test_the_planted_firm_has_a_row_in_every_table(planted):
    empty = [table.label for table in holdings.of_firms() if not table.rows(planted.organization).exists()]

    assert empty == []


def test_erased_firm_is_in_no_table_and_no_file(
    planted, owner, found, files, data_dir, django_capture_on_commit_callbacks
):
    name = planted.organization.name
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase_firm(organization=planted.organization, by=owner)
    do_jobs()

    assert found([name], data_dir) == []
    assert files() == []


def test_erased_person_and_firm_are_in_no_table_and_no_file(
    planted, owner, found, files, data_dir, django_capture_on_commit_callbacks
):
    address = owner.email
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase_person(person=owner, firms_go_to={planted.organization: None})
    do_jobs()

    assert found([FIRM, OWNER, address], data_dir) == []
    assert files() == []


def test_erased_person_leaves_the_firm_without_their_name(
    planted, owner, colleague, found, data_dir, django_capture_on_commit_callbacks
):
    answers = Submission.objects.get().answers.count()
    address = owner.email
    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase_person(person=owner, firms_go_to={planted.organization: colleague})
    do_jobs()

    assert found([OWNER, address], data_dir) == []
    assert Submission.objects.get().answers.count() == answers
    assert Membership.objects.get().role == Membership.Role.OWNER


def test_erasing_one_firm_leaves_another_as_it_is(
    planted, owner, firm_b, chi, files, django_capture_on_commit_callbacks
):
    theirs = report(scored(firm_b, by=chi))

    with django_capture_on_commit_callbacks(execute=True):
        erasing.erase_firm(organization=planted.organization, by=owner)
    do_jobs()

    assert Assessment.objects.get().site == firm_b
    assert files() == [f"files/{theirs.file}"]
    assert Job.objects.filter(dedup_key__startswith="report:").count() == 1


def test_only_the_request_itself_is_left(planted, owner):
    done = erasing.erase_person(person=owner, firms_go_to={planted.organization: None})

    assert set(DataRequest.objects.values_list("person", "organization", "text")) == {(None, None, "")}
    assert (done.kind, done.done_at is not None, done.rows_erased > 0) == ("erase_person", True, True)


def test_a_submission_in_review_is_taken_back_and_erased(site, owner):
    """It is protected: deleting the firm as it is would be refused."""
    assessments.sent(site, by=owner)

    erasing.erase_firm(organization=site.organization, by=owner)

    assert not Submission.objects.exists()


def test_the_last_owner_has_to_say_what_becomes_of_the_firm(site, owner):
    with pytest.raises(FirmWithoutOwner):
        erasing.erase_person(person=owner, firms_go_to={})

    assert User.objects.filter(pk=owner.pk).exists()


def test_a_firm_goes_to_none_but_its_members(site, owner, chi):
    with pytest.raises(PermissionDenied):
        erasing.erase_person(person=owner, firms_go_to={site.organization: chi})

    assert User.objects.filter(pk=owner.pk).exists()


def test_a_firm_with_another_owner_goes_on(site, owner, colleague):
    site.organization.memberships.filter(user=colleague).update(role=Membership.Role.OWNER)

    erasing.erase_person(person=owner, firms_go_to={})

    assert Organization.objects.get().memberships.get().user == colleague


def test_what_an_erased_person_sent_is_taken_back(site, owner, colleague):
    """The advisors read it by that person's consent."""
    sent = assessments.sent(site, by=owner)

    erasing.erase_person(person=owner, firms_go_to={site.organization: colleague})

    sent.refresh_from_db()
    assert (sent.state, sent.sent_submission) == ("completed", None)


def test_erased_person_is_signed_out_everywhere(owner, client_of):
    client_of(owner)
    other = client_of(make_user())

    erasing.erase_person(person=owner, firms_go_to={})

    assert [row.get_decoded()["_auth_user_id"] for row in Session.objects.all()] == [other.session["_auth_user_id"]]


def test_history_forgets_the_name_and_keeps_the_change(site, owner, colleague):
    draft = assessments.draft(site, by=owner, answers={"S1.1": 2})
    changes = ResponseChange.objects.filter(assessment=draft).count()

    erasing.erase_person(person=owner, firms_go_to={site.organization: colleague})

    assert list(ResponseChange.objects.values_list("by", "by_name")) == [(None, "")] * changes


def test_a_report_that_was_being_made_is_removed_later(site, owner, files, data_dir):
    card = scored(site, by=owner)
    erasing.erase_firm(organization=site.organization, by=owner)
    late = data_dir / "files" / "reports" / f"{card.uuid}-vi-abc.pdf"
    late.parent.mkdir(parents=True, exist_ok=True)
    late.write_bytes(b"%PDF")
    last = Job.objects.filter(task="privacy.remove_files").latest("due_at")

    Job.objects.filter(pk=last.pk).update(due_at=last.created_at)
    tasks.remove_files.run(last.pk)

    assert files() == []


def test_a_copy_that_was_being_made_is_removed(site, owner, files):
    export = copies.ask(by=owner, organization=None, language="vi")
    Export.objects.filter(pk=export.pk).delete()
    copies.make(export=export)

    assert files() == []


def test_consents_for_the_firm_end_with_the_person_who_gave_them(site, owner, colleague, agreed):
    agreed(Consent.Purpose.SECTOR_FIGURES, organization=site.organization)

    erasing.erase_person(person=owner, firms_go_to={site.organization: colleague})

    assert not Consent.objects.exists()


def test_answering_after_the_erasure_finds_nothing(site, owner):
    draft = assessments.draft(site, by=owner)
    erasing.erase_firm(organization=site.organization, by=owner)

    with pytest.raises(TransitionNotAllowed):
        lifecycle.save_troubles(assessment=draft, troubles=[])


def test_job_about_another_whose_address_ends_alike_stays(owner):
    longer = f"thai{owner.email}"
    with transaction.atomic():
        for address in (owner.email, longer):
            outbox.enqueue(task="accounts.send_invitation", args={"to": address}, dedup_key=f"letter:{address}")

    erasing.erase_person(person=owner, firms_go_to=dict.fromkeys(erasing.last_owned(owner)))

    assert list(Job.objects.filter(task="accounts.send_invitation").values_list("args__to", flat=True)) == [longer]
