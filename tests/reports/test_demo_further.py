"""The demonstration's firms further on than the queue: each in its state, with dates that agree."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organization, User
from assessments import returned
from c4ir_assess.jobs.models import Job
from reports.issued import approving, issuing
from reports.models import IssuedReport
from reviews.demo import firms, people
from reviews.models import Review
from reviews.proposals import proposing
from tests.factories import demo

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(scope="module", autouse=True)
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The firms further on, and none of the queue."""
    with demo.built(tmp_path_factory.mktemp("demo"), django_db_blocker, further=firms.FURTHER):
        yield


def review(firm):
    related = Review.objects.select_related("assessment__framework_version", "assessment__sent_submission", "advisor")
    return related.get(assessment__site__organization__name=firm.name)


def reports():
    return {report.firm_name: report for report in IssuedReport.objects.all()}


def test_demo_shows_each_state_of_a_review(client):
    today, approver = timezone.localdate(), User.objects.get(email=people.APPROVER.email)

    states = {firm: review(firm).assessment.state for firm in firms.FURTHER}
    asked = review(firms.RETURNED).assessment
    questions = returned.questions(asked, returned.open_return(asked), [])
    waiting, objected = (proposing.required(review(firm)) for firm in (firms.PROPOSED, firms.OBJECTED))
    issued = reports()

    assert list(states.values()) == ["returned", "proposed", "proposed", "verified", "verified", "in_review"]
    assert [each.is_touched for each in questions].count(True) == 1
    assert len(questions) == 3
    assert approving.obstacles(waiting, approver, today) == ["waiting"]
    assert objected.answer
    assert approving.obstacles(objected, approver, today) == []
    assert [issuing.state(issued[firm.name], today) for firm in (firms.VERIFIED, firms.PARTLY, firms.WITHDRAWN)] == [
        "valid",
        "valid",
        "withdrawn",
    ]
    assert [issued[firm.name].is_partial for firm in (firms.VERIFIED, firms.PARTLY)] == [False, True]
    for report in issued.values():
        assert client.get(reverse("reports:verify", args=[report.token])).status_code == 200


def test_demo_leaves_the_printing_of_valid_reports_to_the_worker():
    waiting = Job.objects.exclude(state="done").filter(task=issuing.PRINT)

    printable = [report.pk for name, report in reports().items() if name != firms.WITHDRAWN.name]
    assert sorted({job.args["issuedreport"] for job in waiting}) == sorted(printable)
    assert not IssuedReport.objects.filter(files__isnull=False).exists()


def test_demo_dates_of_what_was_proposed_follow_each_other():
    for firm in firms.FURTHER[1:]:
        found = review(firm)
        proposal = proposing.newest(found)
        events = dict(found.assessment.events.values_list("act", "at"))
        assert events["complete"] < events["send_for_review"] < found.begun_at
        assert found.begun_at <= found.items.earliest("at").at < proposal.proposed_at == events["propose"]
        assert timezone.localdate(events["send_for_review"]) <= proposal.verified_from < proposal.verified_until
        assert proposal.verified_until < timezone.localdate(proposal.proposed_at)


def test_demo_made_again_issues_nothing_anew():
    approver = User.objects.get(email=people.APPROVER.email)
    proposing.send_back(proposal=proposing.required(review(firms.PROPOSED)), reason="Xem lại.", by=approver)
    before = list(IssuedReport.objects.order_by("pk").values())

    demo.build()

    assert list(IssuedReport.objects.order_by("pk").values()) == before
    assert Organization.objects.filter(is_demo=True).count() == 2 + len(firms.FURTHER)
    assert review(firms.PROPOSED).assessment.state == "in_review"
