"""What the staff does with a firm's data and what changes who may is in the firm's chain; its own saves are not."""

import pytest
from django.urls import reverse

from accounts import consents, firms, invitations, members
from accounts.models import Consent, Membership, Organization, User
from assessments import delegating, lifecycle
from assessments.answers import Given
from c4ir_assess.audit import verifying
from c4ir_assess.audit.models import AuditChain, AuditEntry
from evidence import intake
from evidence import lifecycle as evidence_lifecycle
from privacy import erasing
from programmes import lifecycle as programmes_lifecycle
from reports.shared import links
from reviews.findings import writing
from reviews.judged import judging
from reviews.judged.judging import Judgement
from reviews.queue import assigning, conflicts
from reviews.queue.assigning import Chosen
from tests.audit.conftest import told_since
from tests.evidence import samples
from tests.factories import assessments, programmes
from tests.factories.accounts import make_user
from tests.factories.issued import issue
from tests.factories.reports import report, score, scored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("place_for_files")]


def test_a_firm_begins_its_chain_with_its_first_owner(an):
    place = {"sector": "25", "headcount_band": "11-50", "province": "01", "site_name": "Nhà máy"}
    made = firms.create_firm(by=an, name="Mới", **place)

    (entry,) = AuditEntry.objects.filter(chain__uuid=made.organization.uuid)
    assert (entry.number, entry.act, entry.actor, entry.facts["role"]) == (1, "role", an.pk, "owner")


def test_opening_by_staff_is_written_once_an_hour(client_of, site_a, an, dung, since):
    sent = assessments.sent(site_a, by=an, advisor=dung).sent_submission
    for _ in range(2):
        client_of(dung).get(reverse("reviews:submission", args=[sent.uuid]))

    assert [row for row in since() if row[0] == "opened"] == [("opened", dung.pk, {"what": "submission"})]


def test_states_and_consents_are_written(site_a, an, since):
    sent = assessments.sent(site_a, by=an)
    lifecycle.take_back(assessment=sent, by=an)

    states = [facts["by_act"] for act, _, facts in since() if act == "moved"]
    assert states == ["complete", "send_for_review", "take_back"]
    consented = [(act, facts["purpose"]) for act, _, facts in since() if act in {"agreed", "withdrawn"}]
    assert consented == [("agreed", "advisor_review"), ("withdrawn", "advisor_review")]


def test_a_firms_own_saves_are_not_in_the_chain(site_a, an):
    draft = assessments.draft(site_a, by=an)
    tell = told_since(site_a.organization.uuid)
    lifecycle.save_response(assessment=draft, item="S1.1", given=Given("answered", 2), base_version=0, by=an)

    assert tell() == []


def test_roles_are_written(site_a, an, cuong, since):
    member = site_a.organization.memberships.get(user=cuong)
    members.change_role(member=member, role=Membership.Role.READ_ONLY, by=an)
    members.remove_member(member=member, by=an)

    roles = [("role", an.pk, {"person": cuong.pk, "role": role}) for role in ("read_only", "")]
    assert since() == roles


def test_an_accepted_invitation_is_written(site_a, an, since):
    guest = make_user()
    guest.emailaddress_set.create(email=guest.email, verified=True)
    invited = invitations.invite(
        organization=site_a.organization, email=guest.email, role="contributor", by=an, language="vi"
    )
    invitations.accept(invitation=invited, by=guest)

    assert since() == [
        ("shared", an.pk, {"what": "invitation", "role": "contributor"}),
        ("role", guest.pk, {"person": guest.pk, "role": "contributor"}),
    ]


def test_a_staff_role_given_in_the_admin_site_is_written(client_of, admin, chi, since_operator):
    page = reverse("admin:accounts_user_change", args=[chi.pk])
    client_of(admin).post(page, {"name": "Chi", "language": "vi", "staff_role": "advisor", "is_active": "on"})

    assert since_operator() == [("role", admin.pk, {"person": chi.pk, "role": "advisor", "is_active": True})]


def test_a_membership_written_in_the_admin_site_is_in_the_firms_chain(client_of, admin, site_a, cuong, since):
    member = site_a.organization.memberships.get(user=cuong)
    client = client_of(admin)
    client.post(reverse("admin:accounts_membership_change", args=[member.pk]), {"role": "owner"})
    client.post(reverse("admin:accounts_membership_delete", args=[member.pk]), {"post": "yes"})

    assert since() == [("role", admin.pk, {"person": cuong.pk, "role": role}) for role in ("owner", "")]


def test_a_persons_own_consent_is_in_the_operators_chain(an, since_operator):
    words = consents.shown(Consent.Purpose.CONTACT, "vi")
    given = consents.give(by=an, purpose=Consent.Purpose.CONTACT, words=words)
    consents.withdraw(by=an, purpose=Consent.Purpose.CONTACT, person=an)

    facts = {"purpose": "contact", "consent": given.pk}
    assert since_operator() == [("agreed", an.pk, facts), ("withdrawn", an.pk, facts)]


def test_sharing_is_written(site_a, an):
    card = scored(site_a, by=an)
    report(card)
    draft = assessments.draft(site_a, by=an)
    tell = told_since(site_a.organization.uuid)
    link, _ = links.make(submission=card.submission, by=an, for_whom="Ngân hàng", language="vi", days=7)
    for _ in range(2):
        links.revoke(link=link, by=an)
    part, _ = delegating.delegate(assessment=draft, part="S", by=an)
    delegating.revoke(delegation=part, by=an)

    assert [row[:2] for row in tell()] == [("shared", an.pk), ("unshared", an.pk)] * 2


def test_evidence_is_written(site_a, an):
    draft = assessments.draft(site_a, by=an)
    tell = told_since(site_a.organization.uuid)
    accepted = intake.accept("anh.jpg", samples.photo())
    kept = evidence_lifecycle.add(assessment=draft, item="S1.1", accepted=accepted, caption="", by=an)
    evidence_lifecycle.remove(evidence=kept, by=an)

    assert tell() == [("file_added", an.pk, {"item": "S1.1"}), ("file_removed", an.pk, {"items": ["S1.1"]})]


def test_what_advisors_do_with_a_submission_is_written(site_a, an, dung, admin):
    review = assessments.sent(site_a, by=an, advisor=dung, answers={"S1.1": 2}).review
    tell = told_since(site_a.organization.uuid)
    judging.judge(review=review, item="S1.1", judgement=Judgement("agreed"), version=0, by=dung)
    found = writing.write(review=review, node="S", kind="gap", text_vi="Thiếu", text_en="", by=dung)
    writing.remove(finding=found, by=dung)
    review.refresh_from_db()
    assigning.assign(chosen=[Chosen(review, dung.pk)], to=None, by=admin)
    conflict = conflicts.declare(organization=site_a.organization, user=dung, reason="Họ hàng", by=dung)
    conflicts.remove(conflict=conflict, by=admin)

    done = [(act, actor) for act, actor, _ in tell()]
    assert done[:3] == [("judged", dung.pk), ("finding", dung.pk), ("finding", dung.pk)]
    assert done[3:] == [("assigned", admin.pk), ("conflict", dung.pk), ("conflict", admin.pk)]


def test_a_review_that_is_unassigned_with_a_role_is_written(site_a, an, dung, since):
    assessments.sent(site_a, by=an, advisor=dung)
    dung.staff_role = User.StaffRole.NONE
    dung.save()

    assert since()[-1] == ("assigned", None, {"person": None})


def test_joining_and_leaving_a_programme_is_written(site_a, an, since):
    programme = programmes.make()
    programmes.join(programme, site_a.organization, by=an)
    programmes_lifecycle.leave(programme=programme, organization=site_a.organization, by=an)

    assert since() == [(act, an.pk, {"purpose": "programme"}) for act in ("agreed", "withdrawn")]


def test_staff_of_a_programme_is_written(dung, admin, since_operator):
    programme = programmes.make()
    programmes_lifecycle.assign(programme=programme, user=dung, by=admin)
    programmes_lifecycle.unassign(programme=programme, user=dung, by=admin)

    assert [(actor, facts["works"]) for _, actor, facts in since_operator()] == [(admin.pk, True), (admin.pk, False)]


def test_the_queue_writes_one_row_a_request_with_what_it_showed(client_of, site_a, an, dung, since_operator):
    review = assessments.sent(site_a, by=an, advisor=dung).review
    for _ in range(2):
        client_of(dung).get(reverse("reviews:queue"))

    assert since_operator() == [("listed", dung.pk, {"where": "bench", "shown": [str(review.uuid)]})] * 2


def test_the_page_of_reports_and_the_list_of_firms_write_what_they_showed(client_of, site_a, an, admin, since_operator):
    sent = score(assessments.sent(site_a, by=an)).submission
    client_of(admin).get(reverse("reports:batch"))
    client_of(admin).get(reverse("admin:accounts_organization_changelist"))

    assert [(facts["where"], facts["shown"]) for _, _, facts in since_operator()] == [
        ("bench/reports", [str(sent.uuid)]),
        ("admin/firms", [str(site_a.organization.uuid)]),
    ]


def test_exporting_a_firms_data_is_written_each_time(client_of, site_a, an, dung):
    card = score(assessments.sent(site_a, by=an, advisor=dung))
    report(card)
    tell = told_since(site_a.organization.uuid)
    for _ in range(2):
        client_of(dung).get(reverse("reports:data", args=[card.submission.uuid, "json"]))
    client_of(dung).get(reverse("reports:batch_zip"), {"language": "vi"}).getvalue()

    assert [row for row in tell() if row[0] == "exported"] == [
        ("exported", dung.pk, {"file": file}) for file in ("json", "json", "zip")
    ]


def test_taking_an_issued_report_away_as_data_is_written_for_staff_alone(client_of, site_a, an, dung):
    issued = issue(score(assessments.sent(site_a, by=an, advisor=dung)))
    tell = told_since(site_a.organization.uuid)
    for person in (an, dung):
        client_of(person).get(reverse("reports:issued_data", args=[issued.uuid, "json"]))

    assert [row for row in tell() if row[0] == "exported"] == [("exported", dung.pk, {"file": "json"})]


def test_taking_a_programmes_figures_away_is_written(client_of, admin, since_operator):
    programme = programmes.make(by=admin)
    client_of(admin).get(reverse("reports:programme_workbook", args=[programme.uuid]))

    assert since_operator() == [("exported", admin.pk, {"file": "xlsx"})]


def test_the_chain_of_an_erased_firm_stays_and_ends_with_it(site_a, an, firm_b):
    uuid = site_a.organization.uuid
    assessments.sent(site_a, by=an)
    tell = told_since(uuid)
    erasing.erase_firm(organization=site_a.organization, by=an)

    assert not Organization.objects.filter(uuid=uuid).exists()
    assert tell()[-1][:2] == ("erased", an.pk)
    assert verifying.verify(AuditChain.objects.get(uuid=uuid)) == []
