"""Whoever is not of the firm and opens its data is written down, and the firm reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import openings
from accounts.models import Opening
from privacy import restricting
from reports.models import ShareOpening
from reports.shared import links as share_links
from tests.factories import assessments
from tests.factories.reports import report, score, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(site, owner, dung):
    return assessments.sent(site, by=owner, advisor=dung)


def noted():
    return list(Opening.objects.order_by("pk").values_list("name", "what"))


def test_opening_a_submission_is_written_down(sent, client_of, dung):
    client_of(dung).get(reverse("reviews:submission", args=[sent.sent_submission.uuid]))

    assert noted() == [(dung.name, "submission")]


def test_opening_a_report_is_written_down(sent, client_of, dung):
    made = report(score(sent))
    client_of(dung).get(reverse("reports:pdf", args=[made.uuid])).getvalue()

    assert noted() == [(dung.name, "report")]


def test_an_administrator_opening_the_profile_is_written_down(site, client_of, admin):
    client_of(admin).get(f"/admin/accounts/organization/{site.organization.pk}/change/")

    assert noted() == [(admin.name, "profile")]


def test_the_list_of_firms_opens_none(site, client_of, admin):
    client_of(admin).get("/admin/accounts/organization/")

    assert noted() == []


def test_the_same_thing_twice_within_an_hour_is_one_row(sent, client_of, dung):
    for _ in range(2):
        client_of(dung).get(reverse("reviews:submission", args=[sent.sent_submission.uuid]))

    assert len(noted()) == 1


def test_the_same_thing_an_hour_later_is_another_row(sent, client_of, dung):
    page = reverse("reviews:submission", args=[sent.sent_submission.uuid])
    client_of(dung).get(page)
    Opening.objects.update(opened_at=timezone.now() - timedelta(hours=1, seconds=1))
    client_of(dung).get(page)

    assert len(noted()) == 2


def test_a_member_opening_the_own_report_is_not_written_down(sent, client_of, owner):
    made = report(score(sent))
    client_of(owner).get(reverse("reports:pdf", args=[made.uuid])).getvalue()

    assert noted() == []


def test_a_page_that_is_refused_is_no_opening(site, owner, client_of, dung):
    kept = assessments.completed(site, by=owner)
    client_of(dung).get(reverse("reviews:submission", args=[kept.submissions.get().uuid]))

    assert noted() == []


@pytest.mark.parametrize("name", ["privacy:my_data", "privacy:openings", "accounts:firm"])
def test_the_firm_reads_who_opened_what(name, sent, client_of, dung, colleague):
    client_of(dung).get(reverse("reviews:submission", args=[sent.sent_submission.uuid]))
    page = client_of(colleague).get(reverse(name)).content.decode()

    assert (dung.name in page, "Chuyên gia" in page, "Câu trả lời và kết quả" in page) == (True, True, True)


def test_the_newest_is_first_and_the_list_is_paged(site, client_of, owner, dung):
    subject = site.organization.uuid
    Opening.objects.bulk_create(
        Opening(
            organization=site.organization,
            by=dung,
            name=f"Người {number:02}",
            what="profile",
            subject=subject,
            opened_at=timezone.now() - timedelta(hours=number),
        )
        for number in range(25)
    )
    client = client_of(owner)
    first, second = (client.get(reverse("privacy:openings"), {"page": page}).content.decode() for page in (1, 2))

    assert first.index("Người 00") < first.index("Người 01")
    assert ("Người 19" in first, "Người 20" in first, "Người 24" in second) == (True, False, True)


def test_a_list_costs_the_same_for_one_row_and_for_many(sent, client_of, owner, dung, django_assert_num_queries):
    client = client_of(owner)
    for hours in range(1, 4):
        openings.note(
            organization=sent.site.organization, by=dung, what="submission", subject=sent.sent_submission.uuid
        )
        Opening.objects.update(opened_at=timezone.now() - timedelta(hours=hours + 1))
        with django_assert_num_queries(11):
            client.get(reverse("privacy:openings"))


def test_a_restricted_firm_is_opened_by_members_alone(sent, client_of, owner, dung, admin):
    made = report(score(sent))
    restricting.restrict(organization=sent.site.organization, by=owner)
    pages = [
        reverse("reviews:submission", args=[sent.sent_submission.uuid]),
        reverse("reports:pdf", args=[made.uuid]),
    ]

    assert [client_of(dung).get(page).status_code for page in pages] == [404, 404]
    assert sent.site.organization.name not in client_of(dung).get(reverse("reviews:queue")).content.decode()
    assert sent.site.organization.name not in client_of(admin).get("/admin/accounts/organization/").content.decode()
    own = client_of(owner).get(pages[1])
    assert (own.status_code, own.getvalue()[:4]) == (200, b"%PDF")


def test_a_lifted_restriction_lets_the_consents_hold_again(sent, client_of, owner, dung):
    restricting.restrict(organization=sent.site.organization, by=owner)
    restricting.lift(organization=sent.site.organization, by=sent.site.organization.memberships.get(role="owner").user)

    page = reverse("reviews:submission", args=[sent.sent_submission.uuid])
    assert client_of(dung).get(page).status_code == 200


def test_openings_by_private_links_are_told_beside_them(client_of, an, firm_a):
    link, _ = share_links.make(
        submission=scored(firm_a, by=an).submission, by=an, for_whom="Vietcombank", language="vi", days=7
    )
    share_links.note(link=link, what=ShareOpening.What.PDF)
    shown = client_of(an).get(reverse("privacy:openings"), {"firm": firm_a.organization.uuid}).content.decode()

    assert "Vietcombank" in shown
    assert "Báo cáo PDF" in shown
