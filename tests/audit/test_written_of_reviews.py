"""What becomes of reviews, second opinions, shares and requests is in the firm's chain, too."""

import pytest
from django.urls import reverse

from accounts import invitations
from assessments.answers import Given
from evidence import intake
from evidence import lifecycle as evidence_lifecycle
from opinions import rounds
from privacy import asking as asking_for_data
from privacy import erasing, restricting
from privacy.models import DataRequest
from reports.issued import issuing
from reviews.proposals import proposing
from reviews.queue import conflicts
from reviews.second import asking, rating, reconciling
from tests.audit.conftest import told_since
from tests.evidence import samples
from tests.factories import assessments, proposals
from tests.factories.accounts import make_user
from tests.factories.issued import issue
from tests.factories.reports import all_at, score

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("place_for_files")]


def test_what_becomes_of_a_proposal_is_written(site_a, an, dung):
    review = proposals.assigned(site_a, by=an, advisor=dung)
    proposals.judge(review, all_at(2))
    tell = told_since(site_a.organization.uuid)
    proposal = proposals.proposed(review)
    proposing.object_to(proposal=proposal, text="Không đúng", by=an)
    proposing.answer_objection(proposal=proposal, text="Đã xem", by=dung)
    proposing.agree(proposal=proposal, by=an)

    acts = [(actor, facts["by_act"]) for act, actor, facts in tell() if act == "moved"]
    assert acts == [(dung.pk, "propose"), (an.pk, "object"), (dung.pk, "answer"), (an.pk, "agree")]


def test_every_step_of_a_second_opinion_is_written(site_a, an, dung, admin):
    rater = make_user("Cao Văn Hùng", role="advisor")
    review = proposals.assigned(site_a, by=an, advisor=dung)
    tell = told_since(site_a.organization.uuid)
    opinion = asking.ask(review=review, rater=rater, by=admin)
    for item in all_at(2):
        rating.rate(opinion=opinion, item=item, given=Given("answered", 1), note="", by=rater)
    rating.finish(opinion=opinion, by=rater)
    reconciling.reconcile(opinion=opinion, how="Theo sổ tháng 10.", by=dung)

    (asked, *rated, finished, reconciled) = tell()
    assert asked == ("assigned", admin.pk, {"person": rater.pk, "is_second": True})
    assert [(actor, facts["item"]) for _, actor, facts in rated] == [(rater.pk, item) for item in all_at(2)]
    assert finished == ("judged", rater.pk, {"items": 60})
    assert reconciled == ("judged", dung.pk, {"is_reconciled": True})


def test_a_second_opinion_that_somebody_is_let_off_is_written(site_a, an, dung, admin):
    review = proposals.assigned(site_a, by=an, advisor=dung)
    opinion = asking.ask(review=review, rater=make_user(role="advisor"), by=admin)
    tell = told_since(site_a.organization.uuid)
    asking.let_off(opinion=opinion, by=admin)

    assert tell() == [("assigned", admin.pk, {"person": None, "is_second": True})]


def test_opinion_rounds_are_written(site_a, an, cuong):
    draft = assessments.draft(site_a, by=an)
    tell = told_since(site_a.organization.uuid)
    made, _ = rounds.open_round(assessment=draft, by=an)
    rounds.renew_keys(opinion_round=made, by=cuong)
    for _ in range(2):
        rounds.close_round(opinion_round=made, by=an)

    assert tell() == [
        ("shared", an.pk, {"what": "round"}),
        ("shared", cuong.pk, {"what": "round", "is_renewed": True}),
        ("unshared", an.pk, {"what": "round"}),
    ]


def test_changes_of_evidence_are_written(site_a, an):
    draft = assessments.draft(site_a, by=an)
    accepted = intake.accept("anh.jpg", samples.photo())
    kept = evidence_lifecycle.add(assessment=draft, item="S1.1", accepted=accepted, caption="", by=an)
    tell = told_since(site_a.organization.uuid)
    evidence_lifecycle.describe(evidence=kept, caption="Sổ bảo trì", by=an)
    for _ in range(2):
        evidence_lifecycle.use(evidence=kept, item="S1.2", by=an)
        evidence_lifecycle.set_aside(evidence=kept, item="S1.1", by=an)

    assert [row[2] for row in tell()] == [
        {"what": "caption"},
        {"item": "S1.2", "is_used": True},
        {"item": "S1.1", "is_used": False},
    ]


def test_an_invitation_that_is_withdrawn_is_written(site_a, an, since):
    place = {"organization": site_a.organization, "email": "moi@example.org", "role": "contributor", "language": "vi"}
    made = invitations.invite(**place, by=an)
    for _ in range(2):
        invitations.revoke(invitation=made, by=an)

    assert [row[0] for row in since()] == ["shared", "unshared"]


def test_a_declared_interest_unassigns_and_both_are_written(site_a, an, dung):
    assessments.sent(site_a, by=an, advisor=dung)
    tell = told_since(site_a.organization.uuid)
    conflicts.declare(organization=site_a.organization, user=dung, reason="Họ hàng", by=dung)

    assert [(act, facts["person"]) for act, _, facts in tell()] == [("conflict", dung.pk), ("assigned", None)]


def test_what_the_public_page_names_is_written(site_a, an, dung):
    issued = issue(score(assessments.sent(site_a, by=an, advisor=dung)))
    tell = told_since(site_a.organization.uuid)
    for shows in (True, False):
        issuing.show_level(report=issued, shows=shows, by=an)

    assert [(act, facts) for act, _, facts in tell()] == [
        ("shared", {"what": "level"}),
        ("unshared", {"what": "level"}),
    ]


def test_restricting_and_requests_about_data_are_written(site_a, an, admin, since):
    restricting.restrict(organization=site_a.organization, by=an)
    request = DataRequest.objects.get()
    asking_for_data.finish(request=request, by=admin, answer="Đã làm")
    for _ in range(2):
        restricting.lift(organization=site_a.organization, by=an)

    assert [(act, actor, facts.get("by_act", facts.get("is_restricted"))) for act, actor, facts in since()] == [
        ("restricted", an.pk, True),
        ("request", an.pk, "ask"),
        ("request", admin.pk, "acknowledge"),
        ("request", admin.pk, "finish"),
        ("restricted", an.pk, False),
    ]


def test_having_reports_made_is_written(client_of, site_a, an, dung, since_operator):
    sent = score(assessments.sent(site_a, by=an, advisor=dung)).submission
    tell = told_since(site_a.organization.uuid)
    client_of(dung).post(reverse("reviews:request_report", args=[sent.uuid]), {"language": "en"})
    client_of(dung).post(reverse("reports:batch"))

    assert tell() == [("ordered", dung.pk, {})]
    assert ("ordered", dung.pk, {"wanted": [str(sent.uuid)]}) in since_operator()


def test_a_person_who_is_erased_leaves_each_firm_in_its_chain(site_a, an, cuong, since, since_operator):
    erasing.erase_person(person=cuong, firms_go_to={})

    assert [row[0] for row in since()] == ["role"]
    assert since_operator()[-1][0] == "erased"
