"""The list of notices: one's own, newest first, each leading to its page; and how a person wants to hear."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from notices import preferences
from notices.listing import ON_A_PAGE
from notices.models import Kind, Notice, Preference
from notices.rules import TOLD_AFTERWARDS
from notices.writing import About, write
from privacy import restricting
from reviews.queue import assigning, conflicts
from reviews.queue.assigning import Chosen
from tests.factories import programmes

pytestmark = pytest.mark.django_db

LIST = "/notices/"


def about(review, **more):
    assessment = review.assessment
    return About(assessment.site.organization, assessment=assessment, submission=assessment.sent_submission, **more)


def tell(review, person, kind=Kind.ISSUED, **more):
    (notice,) = write(kind=kind, to=[person], about=about(review, **more))
    return notice


def body(client, url=LIST):
    return client.get(url).content.decode()


@pytest.mark.both_databases
def test_list_shows_ones_own_alone_the_newest_first(client_of, review, an, cuong):
    tell(review, an, Kind.RECEIVED, day=timezone.localdate())
    tell(review, an, Kind.ISSUED)
    tell(review, cuong, Kind.WITHDRAWN)

    page = body(client_of(an))
    assert page.index("Báo cáo đã xác nhận đã được ban hành") < page.index("Đã nhận bài đánh giá")
    assert "bị thu hồi" not in page


@pytest.mark.both_databases
def test_header_counts_what_is_unread_on_every_page(client_of, review, an):
    tell(review, an)
    tell(review, an, Kind.WITHDRAWN)

    client = client_of(an)
    assert '<span class="bar-count">2<span class="visually-hidden"> chưa đọc' in body(client, "/firm/")
    client.post(reverse("notices:read_all"))
    assert "bar-count" not in body(client, "/firm/")


def test_nobody_is_told_anything_yet(client_of, an, firm_a):
    assert "Chưa có thông báo." in body(client_of(an))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.RECEIVED, "assessments:tasks"),
        (Kind.RETURNED, "assessments:returned"),
        (Kind.PROPOSED, "reports:proposal"),
        (Kind.WITHDRAWN, "reports:issued"),
        (Kind.EXPIRED, "assessments:again"),
    ],
)
def test_notice_leads_to_its_page_and_is_read_then(client_of, review, an, kind, name):
    notice = tell(review, an, kind, day=timezone.localdate())
    thing = review.assessment if name.startswith("assessments") else review.assessment.sent_submission

    led = client_of(an).get(reverse("notices:open", args=[notice.uuid]))

    assert led.url == reverse(name, args=[thing.uuid])
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize(("kind", "name"), [(Kind.ASSIGNED, "reviews:review"), (Kind.CAME_BACK, "reviews:propose")])
def test_notice_of_staff_leads_to_the_bench(client_of, review, dung, kind, name):
    notice = tell(review, dung, kind)

    led = client_of(dung).get(reverse("notices:open", args=[notice.uuid]))

    assert led.url == reverse(name, args=[review.uuid])


def test_notice_of_a_programme_leads_to_the_assessments(client_of, firm_a, an):
    about_it = About(firm_a.organization, programme=programmes.make(), day=timezone.localdate())
    (notice,) = write(kind=Kind.PROGRAMME_ENDS, to=[an], about=about_it)

    client = client_of(an)
    assert "“Nâng cao năng lực nhà máy”" in body(client)
    assert client.get(reverse("notices:open", args=[notice.uuid])).url == reverse("assessments:home")


def test_one_is_marked_as_read(client_of, review, an):
    first, second = tell(review, an), tell(review, an, Kind.WITHDRAWN)

    assert client_of(an).post(reverse("notices:read_one", args=[first.uuid])).url == LIST

    assert list(Notice.objects.filter(read_at=None)) == [second]


def test_all_are_those_of_the_reader(client_of, review, an, cuong):
    tell(review, an)
    tell(review, cuong)

    client_of(an).post(reverse("notices:read_all"))

    assert Notice.objects.get(read_at=None).person == cuong


@pytest.mark.parametrize("who", ["cuong", "chi", "dung", "admin"])
def test_notice_of_somebody_else_does_not_exist(client_of, review, an, firm_b, who, request):
    notice, client = tell(review, an), client_of(request.getfixturevalue(who))

    assert client.get(reverse("notices:open", args=[notice.uuid])).status_code == 404
    assert client.post(reverse("notices:read_one", args=[notice.uuid])).status_code == 404
    assert client.get(reverse("notices:open", args=[uuid4()])).status_code == 404


def test_member_who_left_reads_nothing_of_the_firm_any_more(client_of, review, cuong):
    notice, client = tell(review, cuong), client_of(cuong)
    cuong.memberships.all().delete()

    assert "Cơ khí An Mẫu" not in body(client)
    assert client.get(reverse("notices:open", args=[notice.uuid])).status_code == 404


@pytest.mark.both_databases
def test_advisor_reads_nothing_of_a_firm_out_of_reach(client_of, review, dung, firm_a):
    tell(review, dung, Kind.ASSIGNED)
    client = client_of(dung)
    assert "Cơ khí An Mẫu" in body(client)

    conflicts.declare(organization=firm_a.organization, user=dung, reason="x", by=dung)

    page = body(client)
    assert "Cơ khí An Mẫu" not in page
    assert "bar-count" not in page


@pytest.mark.both_databases
def test_what_left_an_advisors_reach_is_told_and_leads_to_the_queue(client_of, review, dung, admin):
    assigning.assign(chosen=[Chosen(review, dung.pk)], to=None, by=admin)
    client = client_of(dung)
    assert client.get(reverse("reviews:review", args=[review.uuid])).status_code == 404

    notice = Notice.objects.get(kind=Kind.TAKEN_AWAY)
    assert "Một hồ sơ không còn do anh/chị phụ trách" in body(client)
    assert client.get(reverse("notices:open", args=[notice.uuid])).url == reverse("reviews:queue")


@pytest.mark.parametrize("kind", TOLD_AFTERWARDS)
def test_what_left_an_advisors_reach_is_not_told_to_who_may_not_have_it_again(client_of, review, dung, an, kind):
    firm = review.assessment.site.organization
    client, left = client_of(dung), "không còn do anh/chị" if kind == Kind.TAKEN_AWAY else "đã rút lại bài"
    tell(review, dung, kind)
    assert left in body(client)

    restricting.restrict(organization=firm, by=an)
    assert left not in body(client)
    restricting.lift(organization=firm, by=an)
    assert left in body(client)
    conflicts.declare(organization=firm, user=dung, reason="x", by=dung)
    assert left not in body(client)


def test_long_list_goes_on_where_the_page_ends(client_of, review, an):
    rows = [
        Notice(
            person=an,
            organization=review.assessment.site.organization,
            assessment=review.assessment,
            submission=review.assessment.sent_submission,
            kind="issued",
            created_at=timezone.now(),
        )
        for _ in range(ON_A_PAGE + 5)
    ]
    Notice.objects.bulk_create(rows)

    page = body(client_of(an), f"{LIST}?page=2")

    assert page.count('class="notice-row') == 5
    assert 'rel="prev"' in page


@pytest.mark.parametrize("wanted", ["x", "-1", "9" * 40, "²"])
def test_page_that_is_none_shows_one_that_is(client_of, review, an, wanted):
    tell(review, an)

    assert 'class="notice-row' in body(client_of(an), f"{LIST}?page={wanted}")


def test_list_costs_the_same_for_one_and_for_three(client_of, review, an, dung, django_assert_num_queries):
    tell(review, dung, Kind.ASSIGNED)
    client = client_of(dung)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    tell(review, dung, Kind.CAME_BACK)
    tell(review, dung, Kind.ASSIGNED)

    with django_assert_num_queries(len(one)):
        client.get(LIST)


def test_choice_stands_on_the_persons_page(client_of, an, firm_a):
    client = client_of(an)
    assert body(client, "/person/").count("checked") == 2

    assert client.post(reverse("notices:choose"), {"digest": "on"}).url == "/person/"

    chosen = Preference.objects.get(person=an)
    assert (chosen.reminders, chosen.digest) == (False, True)
    assert body(client, "/person/").count("checked") == 1


def unsubscribe(person):
    return preferences.link(person).partition("8000")[2]


def test_opening_the_link_ends_nothing(client, an):
    page = client.get(unsubscribe(an))

    assert "Ngừng email nhắc việc" in page.content.decode()
    assert preferences.of(an).reminders


def test_mail_program_ends_reminders_by_one_post_without_a_session(an):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(unsubscribe(an), {"List-Unsubscribe": "One-Click"}).status_code == 200

    chosen = preferences.of(an)
    assert (chosen.reminders, chosen.digest) == (False, True)


@pytest.mark.parametrize("token", ["x", "MQ:1vM:zzz", "a" * 300])
def test_link_that_is_not_ours_does_not_exist(client, token):
    assert client.get(reverse("notices:unsubscribe", args=[token])).status_code == 404
