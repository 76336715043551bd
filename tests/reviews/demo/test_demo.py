import stat
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent, Organization, User
from assessments.models import Assessment
from c4ir_assess.jobs.models import Job
from programmes.models import Programme
from reviews.demo import build, firms, people
from tests.factories import demo

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """Its data folder and what it said."""
    place = tmp_path_factory.mktemp("demo")
    with demo.built(place, django_db_blocker, sent=demo.FEW) as said:
        yield place, said


@pytest.fixture
def place(built):
    """Its data folder; each test gets it back as it was."""
    folder = built[0]
    kept = folder / "demo.json"
    content = kept.read_bytes()
    yield folder
    kept.write_bytes(content)
    kept.chmod(0o600)


@pytest.fixture
def said(built):
    return built[1]


def of(firm):
    return Assessment.objects.get(site__organization__name=firm.name)


def test_demo_leaves_one_firm_with_a_result_to_come_and_one_in_the_middle(said):
    scored, answering = of(firms.SCORED), of(firms.ANSWERING)

    assert scored.state == "completed"
    assert Job.objects.get(dedup_key=f"score:{scored.submissions.get().pk}").state == "queued"
    assert answering.state == "draft"
    assert 20 < answering.responses.count() < 40


def test_demo_marks_every_firm(said):
    assert not Organization.objects.filter(is_demo=False).exists()


def test_demo_makes_reports_of_a_few_and_leaves_no_other_work(said):
    waiting = Job.objects.exclude(state="done").values_list("task", flat=True)

    assert sorted(waiting) == ["assessments.score_submission", *["reports.render_report"] * build.WITH_REPORT]


def test_demo_spreads_sending_over_the_past(said):
    days = {timezone.localdate(at) for at in Assessment.objects.values_list("sent_at", flat=True) if at}

    assert len(days) == len({firm.sent_days_ago for firm in demo.FEW}) == 3
    assert min(days) == timezone.localdate() - timedelta(days=21)


def test_demo_dates_agree_with_each_other(said):
    for sent in Assessment.objects.filter(state="in_review").select_related("sent_submission"):
        submission = sent.sent_submission
        given = Consent.objects.get(subject=submission.uuid).given_at
        assert sent.started_at < submission.submitted_at < sent.sent_at == given <= timezone.now()


def test_demo_consents_hold_the_words_in_vietnamese(said):
    assert "chuyên gia" in Consent.objects.filter(purpose="advisor_review").first().wording


def test_demo_twice_changes_nothing_and_says_the_same(said, place):
    def rows():
        return {model.__name__: list(model.objects.order_by("pk").values()) for model in apps.get_models()}

    before = rows()

    assert demo.build() == said
    assert rows() == before


def test_demo_leaves_what_somebody_did_with_a_firm(said, place):
    Assessment.objects.filter(pk=of(firms.SCORED).pk).update(state="draft")

    demo.build()

    assert of(firms.SCORED).state == "draft"


def test_demo_people_sign_in_with_the_printed_passwords(said, place, client, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    for person in people.PEOPLE:
        password = demo.passwords(place)[person.email]
        client.logout()

        response = client.post(reverse("account_login"), {"login": person.email, "password": password})

        assert f"{person.email} " in said
        assert password in said
        assert response.status_code == 302
        assert client.session["_auth_user_id"] == str(User.objects.get(email=person.email).pk)


def test_demo_keeps_passwords_from_other_users_of_the_machine(said, place):
    assert stat.S_IMODE((place / "demo.json").stat().st_mode) == 0o600


def test_demo_gives_new_passwords_when_the_kept_ones_are_lost(said, place):
    (place / "demo.json").unlink()

    demo.build()

    owner = User.objects.get(email=people.OWNER.email)
    assert owner.check_password(demo.passwords(place)[people.OWNER.email])


def test_demo_uses_the_kept_passwords_for_an_empty_database(said, place):
    before = demo.passwords(place)
    Assessment.objects.update(state="completed", sent_submission=None, sent_at=None)
    Organization.objects.all().delete()
    User.objects.all().delete()

    assert demo.build() == said
    assert demo.passwords(place) == before


def test_demo_owners_of_the_queue_cannot_sign_in(said):
    others = User.objects.exclude(email__in=[person.email for person in people.PEOPLE])

    assert [user for user in others if user.has_usable_password()] == []


def test_demo_programme_is_marked_as_invented_and_every_firm_takes_part(said):
    programme = Programme.objects.get()
    places = programme.participations.select_related("organization")

    assert "không có thật" in programme.offer_vi
    assert "invented" in programme.offer_en
    assert programme.state == Programme.State.RUNNING
    assert [each.user.email for each in programme.assignments.all()] == [people.ADVISOR.email]
    assert {place.organization for place in places} == set(Organization.objects.all())
    assert all(place.joined_by.memberships.get().organization == place.organization for place in places)
    assert all(place.joined_at == place.organization.created_at for place in places)
