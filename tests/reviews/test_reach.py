"""What each of the staff reaches of what firms sent: one table for every page of the bench about a firm."""

import pytest
from django.urls import reverse
from django.utils import timezone

from privacy import restricting
from programmes import lifecycle as of_programmes
from reviews.access import reviews_within_reach, submissions_within_reach
from reviews.models import Review, SecondOpinion
from tests.factories import assessments, programmes
from tests.factories.accounts import make_user
from tests.factories.issued import issue, issued_file
from tests.factories.reports import report, score

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def sent(firm_a, an):
    return assessments.sent(firm_a, by=an)


@pytest.fixture
def hung(db):
    """An advisor to whom nothing is assigned."""
    return make_user("Cao Văn Hùng", role="advisor")


@pytest.fixture
def approver(db):
    return make_user("Vũ Minh Khang", role="approver")


def reached(person):
    return [each.assessment.site.organization.name for each in reviews_within_reach(person)]


def readable(person):
    return [each.firm_name for each in submissions_within_reach(person)]


def test_advisor_reaches_what_is_assigned_to_them(sent, firm_b, chi, dung, hung):
    assessments.sent(firm_b, by=chi, advisor=dung)

    assert (reached(dung), readable(dung)) == (["Dệt may Chi Mẫu"], ["Dệt may Chi Mẫu"])
    assert (reached(hung), readable(hung)) == ([], [])


@pytest.mark.parametrize("who", ["admin", "approver"])
def test_approver_and_administrator_reach_all(who, sent, request):
    assert reached(request.getfixturevalue(who)) == ["Cơ khí An Mẫu"]


def test_advisor_reaches_what_firms_of_their_programme_sent_until_they_leave(sent, firm_a, firm_b, an, chi, dung):
    assessments.sent(firm_b, by=chi)
    programme = programmes.make()
    of_programmes.assign(programme=programme, user=dung, by=programme.created_by)
    programmes.join(programme, firm_a.organization, by=an)
    assert reached(dung) == ["Cơ khí An Mẫu"]

    of_programmes.leave(programme=programme, organization=firm_a.organization, by=an)
    assert reached(dung) == []


def test_second_rater_reads_the_submission_and_nothing_of_the_review(sent, hung, admin, client_of):
    SecondOpinion.objects.create(
        review=sent.review, submission=sent.sent_submission, rater=hung, asked_by=admin, asked_at=timezone.now()
    )

    assert (readable(hung), reached(hung)) == (["Cơ khí An Mẫu"], [])
    assert client_of(hung).get(f"/bench/{sent.sent_submission.uuid}/").status_code == 200
    assert client_of(hung).get(f"/bench/reviews/{sent.review.uuid}/").status_code == 404


@pytest.mark.parametrize("who", ["dung", "admin", "approver"])
def test_restricted_firm_is_reached_by_nobody(who, sent, firm_a, an, request):
    person = request.getfixturevalue(who)
    Review.objects.update(advisor=person)
    restricting.restrict(organization=firm_a.organization, by=an)

    assert (reached(person), readable(person)) == ([], [])


@pytest.mark.parametrize("change", [{"staff_role": ""}, {"is_active": False}])
def test_who_works_here_no_more_reaches_nothing(sent, dung, change):
    Review.objects.update(advisor=dung)
    for name, value in change.items():
        setattr(dung, name, value)

    assert (reached(dung), readable(dung)) == ([], [])


@pytest.fixture
def pages(sent):
    """Every page on which staff meets a firm by a uuid."""
    card = score(sent)
    uuid, made, issued = sent.sent_submission.uuid, report(card), issue(card)
    issued_file(issued)
    return [
        reverse("reviews:submission", args=[uuid]),
        reverse("reviews:review", args=[sent.review.uuid]),
        reverse("reports:pdf", args=[made.uuid]),
        reverse("reports:issued_pdf", args=[issued.uuid, "vi"]),
        reverse("reports:data", args=[uuid, "docx"]),
    ]


def statuses(client, pages):
    answers = [client.get(page) for page in pages]
    return [answer.getvalue() and answer.status_code for answer in answers]


def test_no_page_about_a_firm_opens_for_an_advisor_who_does_not_reach_it(pages, hung, client_of):
    assert statuses(client_of(hung), pages) == [404] * len(pages)
    assert "Cơ khí An Mẫu" not in client_of(hung).get(reverse("reports:batch")).content.decode()


def test_each_page_about_a_firm_opens_for_its_advisor(pages, dung, client_of):
    Review.objects.update(advisor=dung)

    assert statuses(client_of(dung), pages) == [200] * len(pages)


@pytest.mark.parametrize(("who", "found"), [("dung", 1), ("hung", 0), ("admin", 1)])
def test_reports_in_one_file_are_those_of_the_readers_queue(who, found, sent, dung, hung, client_of, request):
    Review.objects.update(advisor=dung)
    score(sent)

    assert len(client_of(request.getfixturevalue(who)).get(reverse("reports:batch")).context["batch"].lines) == found
