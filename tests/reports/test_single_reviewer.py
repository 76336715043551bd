"""A very small operator, where one person advises and approves: the whole way, and what the report says of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.content.verified import build_verified_content
from reports.models import IssuedReport
from reviews.models import Review
from tests.factories import assessments, proposals, reports

pytestmark = pytest.mark.django_db
ONE_PERSON = {
    "vi": "cùng một người; đơn vị vận hành cho phép một người vừa xác nhận vừa duyệt",
    "en": "the same person; this operator lets one person do both",
}


@pytest.fixture
def one(db):
    return proposals.staff("approver", "Vũ Minh Khang")


@pytest.fixture
def review(firm_a, an):
    assessment = assessments.sent(firm_a, by=an, answers=reports.all_at(2))
    reports.score(assessment)
    return Review.objects.select_related("assessment__sent_submission").get(assessment=assessment)


def proposed_by_the_approver(review, one, an, client_of):
    """Assign it to oneself, judge, propose; the firm agrees."""
    desk, submission = client_of(one), review.assessment.sent_submission
    desk.post(reverse("reviews:assign"), {"item": str(review.uuid), "advisor": str(one.pk)})
    review.refresh_from_db()
    assert review.advisor == one
    proposals.judge(review, reports.all_at(2) | {"S1.1": 1})
    day = timezone.localdate().isoformat()
    given = {"how": ["plant"], "verified_from": day, "verified_until": day}
    desk.post(reverse("reviews:propose", args=[review.uuid]), given)
    client_of(an).post(reverse("reports:proposal", args=[submission.uuid]), {"agree": "1"})
    return desk, reverse("reports:approve", args=[review.uuid])


@pytest.mark.parametrize("language", ["vi", "en"])
def test_one_person_takes_judges_proposes_and_issues_and_the_report_says_so(
    language, settings, review, one, an, client_of
):
    settings.OPERATOR_SINGLE_REVIEWER = True
    desk, page = proposed_by_the_approver(review, one, an, client_of)
    desk.post(page)

    report = IssuedReport.objects.get()
    said = build_verified_content(report, language).verification
    assert (said.advisor, said.approver) == ("Vũ Minh Khang", ONE_PERSON[language])


def test_elsewhere_the_same_way_ends_before_the_issue(review, one, an, client_of):
    desk, page = proposed_by_the_approver(review, one, an, client_of)
    desk.post(page)

    assert not IssuedReport.objects.exists()
    assert "You verified this result yourself" in desk.get(page, {"lang": "en"}).content.decode()
