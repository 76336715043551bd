"""Staff makes programmes, assigns people, ends them; pages say how many firms take part, nothing of their answers."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from c4ir_assess.exceptions import TransitionNotAllowed
from programmes import access, lifecycle
from programmes.models import Programme
from tests.factories import assessments, programmes, questionnaires
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def posted(**changed):
    facts = programmes.facts(first=1) | changed
    facts["framework_version"] = facts["framework_version"].pk
    return facts | {day: facts[day].strftime("%d/%m/%Y") for day in ("starts_on", "ends_on")}


def test_administrator_makes_a_programme_with_a_link_and_a_code(client_of, admin):
    answer = client_of(admin).post(reverse("programmes:make"), posted())

    made = Programme.objects.get()
    assert answer.url == reverse("programmes:programme", args=[made.uuid])
    assert (made.name_vi, made.created_by, made.state) == ("Nâng cao năng lực nhà máy", admin, "planned")
    assert len(made.token) == 32
    assert len(made.code) == 6


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"ends_on": timezone.localdate() - timedelta(days=1)}, "Ngày kết thúc"),
        ({"name_vi": " "}, "Chưa điền mục này"),
        ({"name_en": "x" * 121}, "120"),
        ({"offer_vi": "x" * 601}, "600"),
    ],
)
def test_what_is_wrong_is_refused_in_vietnamese(changed, words, client_of, admin):
    answer = client_of(admin).post(reverse("programmes:make"), posted(**changed))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Programme.objects.exists()


def test_only_a_published_version_can_be_chosen(client_of, admin):
    version = questionnaires.framework_version()
    wrong = posted() | {"framework_version": version.pk + 1}

    assert client_of(admin).post(reverse("programmes:make"), wrong).status_code == 422


def test_programme_is_changed_until_its_first_day(client_of, admin):
    planned = programmes.make(first=1)
    address = reverse("programmes:edit", args=[planned.uuid])

    client_of(admin).post(address, posted(name_vi="Tên mới"))
    planned.refresh_from_db()
    assert planned.name_vi == "Tên mới"

    with time_machine.travel(timezone.now() + timedelta(days=1), tick=True):
        client_of(admin).post(address, posted(name_vi="Tên khác"))
    planned.refresh_from_db()
    assert planned.name_vi == "Tên mới"


@pytest.mark.parametrize(("first", "last", "state"), [(1, 2, "planned"), (0, 0, "running"), (-2, -1, "ended")])
def test_state_follows_the_dates(first, last, state):
    assert programmes.make(first=first, last=last).state == state


def test_database_refuses_an_end_before_the_beginning():
    with pytest.raises(IntegrityError), transaction.atomic():
        programmes.make(first=2, last=1)


def test_ended_is_ended_once(programme):
    lifecycle.end(programme=programme)

    with pytest.raises(TransitionNotAllowed):
        lifecycle.end(programme=programme)


def test_nobody_outside_the_staff_is_assigned(programme, an, admin):
    with pytest.raises(TransitionNotAllowed):
        lifecycle.assign(programme=programme, user=an, by=admin)


def test_assigned_person_sees_the_programme_until_removed(programme, client_of, dung, admin):
    client, address = client_of(admin), reverse("programmes:programmes")

    client.post(reverse("programmes:assign", args=[programme.uuid]), {"user": dung.pk})
    assert programme.name_vi in client_of(dung).get(address).content.decode()

    client.post(reverse("programmes:unassign", args=[programme.uuid, dung.pk]))
    assert programme.name_vi not in client_of(dung).get(address).content.decode()


def test_pages_tell_how_many_firms_and_not_which(place, client_of, admin):
    client = client_of(admin)
    pages = [reverse("programmes:programmes"), reverse("programmes:programme", args=[place.programme.uuid])]

    shown = [client.get(page).content.decode() for page in pages]

    assert ["1 doanh nghiệp tham gia" in page for page in shown] == [True, True]
    assert [place.organization.name in page for page in shown] == [False, False]


def test_firm_that_left_is_not_counted(place, programme, client_of, admin, an):
    lifecycle.leave(programme=programme, organization=place.organization, by=an)

    page = client_of(admin).get(reverse("programmes:programme", args=[programme.uuid])).content.decode()

    assert "0 doanh nghiệp tham gia" in page
    assert "1 lượt rời" in page


def test_places_of_staff_are_those_in_their_programmes(place, firm_b, dung, admin):
    lifecycle.assign(programme=place.programme, user=dung, by=admin)
    other = make_user(role="advisor")

    assert list(access.places_of_staff(dung)) == [place]
    assert list(access.places_of_staff(other)) == []


def test_firm_that_leaves_is_out_of_reach_at_once(place, dung, admin, an):
    lifecycle.assign(programme=place.programme, user=dung, by=admin)

    lifecycle.leave(programme=place.programme, organization=place.organization, by=an)

    assert not access.places_of_staff(dung).exists()


def test_person_who_left_the_staff_reaches_no_firm(place, dung, admin):
    lifecycle.assign(programme=place.programme, user=dung, by=admin)
    dung.staff_role = ""
    dung.save()

    assert not access.places_of_staff(dung).exists()


@pytest.mark.parametrize("many", [1, 3])
def test_list_asks_the_database_as_often_for_many_as_for_one(many, client_of, admin, django_assert_num_queries, site_a):
    for _ in range(many):
        programmes.join(programmes.make(), site_a.organization, by=admin)
    client = client_of(admin)

    with django_assert_num_queries(4):  # session, person, programmes, unread notices
        client.get(reverse("programmes:programmes"))


def test_joining_shows_staff_no_answer(place, client_of, dung, admin, an, site_a):
    lifecycle.assign(programme=place.programme, user=dung, by=admin)
    done = assessments.completed(site_a, by=an)
    client = client_of(dung)

    assert client.get(reverse("assessments:tasks", args=[done.uuid])).status_code == 404
    assert client.get(reverse("reports:result", args=[done.submissions.get().uuid])).status_code == 404
