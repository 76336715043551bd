"""Four consents, each by itself; what they say, and what follows when one is withdrawn."""

import hashlib
import re

import pytest
from django.urls import reverse
from django.utils import translation

from accounts import consents
from accounts.consent_wording import WORDING_VERSION, wording
from accounts.models import Consent, User
from assessments.models import Submission
from privacy import restricting
from tests.factories import assessments
from tests.factories.accounts import AGREED

pytestmark = pytest.mark.django_db

PURPOSES = [Consent.Purpose.ACCOUNT, Consent.Purpose.SECTOR_FIGURES, Consent.Purpose.CONTACT]
TICK = {"agree": "on", "wording_version": WORDING_VERSION, "wording_language": "vi"}
NEW = {"name": "Nguyễn Thị Lan", "email": "lan@example.com", "password1": "một câu ngắn dễ nhớ"}


def give(client, purpose, **fields):
    return client.post(reverse("privacy:give", args=[purpose]), TICK | fields)


def withdraw(client, purpose, **fields):
    return client.post(reverse("privacy:withdraw", args=[purpose]), fields)


def boxes(page):
    return re.findall(r'<input type="checkbox"[^>]*>', page.content.decode())


def test_ux_18_sign_up_asks_for_the_account_alone_and_ticks_nothing(client):
    found = boxes(client.get("/accounts/signup/"))

    assert (len(found), [box for box in found if "checked" in box]) == (1, [])


def test_ux_18_no_account_without_its_consent(client):
    answer = client.post("/accounts/signup/", NEW)

    assert (answer.status_code, User.objects.count()) == (200, 0)


def test_ux_18_the_record_shows_wording_time_person_and_language(client):
    client.post("/accounts/signup/", NEW | AGREED)
    kept = Consent.objects.get()

    assert (kept.user.email, kept.purpose, kept.language, kept.wording_version) == (
        "lan@example.com",
        "account",
        "vi",
        WORDING_VERSION,
    )
    with translation.override("vi"):
        assert kept.wording == wording(Consent.Purpose.ACCOUNT).text
    assert kept.given_at is not None


def test_ux_18_a_sign_up_beside_older_words_is_asked_once_more(client):
    answer = client.post("/accounts/signup/", NEW | AGREED | {"wording_version": "2020-01"})

    assert "Xin đọc lại một lần nữa" in answer.content.decode()
    assert (User.objects.count(), [box for box in boxes(answer) if "checked" in box]) == (0, [])


def test_ux_18_my_data_ticks_nothing(client_of, owner, site):
    found = boxes(client_of(owner).get(reverse("privacy:my_data")))

    assert (len(found), [box for box in found if "checked" in box]) == (3, [])


def test_ux_18_everything_works_with_the_first_consent_alone(client_of, owner, site, agreed):
    agreed(Consent.Purpose.ACCOUNT)
    completed = assessments.completed(site, by=owner)
    client = client_of(owner)
    pages = [
        reverse("assessments:home"),
        reverse("assessments:tasks", args=[completed.uuid]),
        reverse("reports:result", args=[completed.submissions.get().uuid]),
        reverse("accounts:firm"),
        reverse("privacy:my_data"),
    ]

    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_ux_18_withdrawing_takes_the_firm_out_of_sector_figures_at_once(client_of, owner, site):
    client = client_of(owner)
    give(client, "sector_figures", firm=site.organization.uuid)
    assert list(consents.firms_in_sector_figures()) == [site.organization]

    withdraw(client, "sector_figures", firm=site.organization.uuid)

    assert list(consents.firms_in_sector_figures()) == []


def test_ux_18_withdrawing_takes_one_button_without_more_questions(client_of, owner, site):
    client = client_of(owner)
    give(client, "contact")
    page = client.get(reverse("privacy:my_data")).content.decode()
    form = re.search(r'<form method="post" action="/my-data/consents/contact/withdraw/">.*?</form>', page, re.DOTALL)[0]

    assert (form.count("<button"), "checkbox" in form) == (1, False)
    assert withdraw(client, "contact").status_code == 302
    assert not consents.people_to_contact().exists()


def test_ux_18_withdrawing_the_advisors_consent_takes_the_submission_back(client_of, owner, site):
    sent = assessments.sent(site, by=owner)
    submission = sent.sent_submission

    withdraw(client_of(owner), "advisor_review", subject=submission.uuid)

    assert not Submission.objects.sent_for_review().exists()
    assert Consent.objects.get(subject=submission.uuid).withdrawn_at is not None


def test_ux_18_withdrawing_the_first_leads_to_leaving(client_of, owner):
    assert withdraw(client_of(owner), "account").url == reverse("privacy:erase_person")


def test_withdrawing_what_was_taken_back_says_so(client_of, owner, site):
    sent = assessments.sent(site, by=owner)
    subject = sent.sent_submission.uuid
    client = client_of(owner)
    withdraw(client, "advisor_review", subject=subject)

    assert withdraw(client, "advisor_review", subject=subject).status_code == 302


def test_agreeing_twice_is_one_consent(client_of, owner):
    client = client_of(owner)
    give(client, "contact")
    give(client, "contact")

    assert Consent.objects.count() == 1


def test_agreeing_again_after_withdrawing_is_another_consent(client_of, owner):
    client = client_of(owner)
    for act in (give, withdraw, give):
        act(client, "contact")

    assert [row.withdrawn_at is None for row in Consent.objects.order_by("pk")] == [False, True]


def test_agreeing_without_the_tick_is_refused_with_a_message(client_of, owner):
    answer = client_of(owner).post(reverse("privacy:give", args=["contact"]), TICK | {"agree": ""})

    assert (answer.status_code, Consent.objects.exists()) == (422, False)
    assert "Xin đánh dấu vào ô" in answer.content.decode()


def test_another_owner_may_withdraw_for_the_firm(client_of, owner, colleague, site, agreed):
    agreed(Consent.Purpose.SECTOR_FIGURES, organization=site.organization)
    site.organization.memberships.update(role="owner")

    withdraw(client_of(colleague), "sector_figures", firm=site.organization.uuid)

    assert not consents.firms_in_sector_figures().exists()


def test_a_restricted_firm_is_in_no_sector_figure(owner, site, agreed):
    agreed(Consent.Purpose.SECTOR_FIGURES, organization=site.organization)
    restricting.restrict(organization=site.organization, by=owner)

    assert not consents.firms_in_sector_figures().exists()


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_wording_says_purpose_who_how_long_and_how_to_withdraw(purpose, language):
    with translation.override(language):
        words = wording(purpose)

    assert (len(words.terms), all(heading and term for heading, term in words.terms)) == (5, True)


# Whoever changes the words raises WORDING_VERSION: consents given before keep the words they had.
WORDS_OF = {("2026-11-2", "vi"): "762ec6113c7d7861", ("2026-11-2", "en"): "900d7ef1b9a9b133"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_of_a_version_do_not_change(language, settings):
    settings.OPERATOR_NAME, settings.OPERATOR_BACKUP_DAYS = "C4IR", 30
    with translation.override(language):
        words = "\n".join(wording(purpose).text for purpose in PURPOSES)

    assert hashlib.sha256(words.encode()).hexdigest()[:16] == WORDS_OF[WORDING_VERSION, language]
