"""The quick check without an account: a private link, a claim in the session, and on to the full assessment."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment, Submission
from tests.factories import assessments
from tests.factories.accounts import AGREED, join, make_firm, make_user


@pytest.fixture
def visitor(client_of, framework_version, url):
    """An anonymous visitor who started a quick check."""
    client = client_of(None)
    client.post(url("quick_start"))
    return client


@pytest.fixture
def claimed(visitor):
    return Assessment.objects.get()


def link_on(answer):
    return answer.content.decode().partition('value="http://')[2].partition('"')[0].partition("/")[2]


def test_start_without_an_account_asks_what_troubles_first(client_of, url, framework_version):
    answer = client_of(None).post(url("quick_start"))

    made = Assessment.objects.get()
    assert (made.scope, made.site, made.started_by) == ("quick", None, None)
    assert answer.url == url("troubles", made)


def test_second_tap_continues_the_same_quick_check(visitor, claimed, url):
    visitor.post(url("quick_start"))

    assert Assessment.objects.get() == claimed


def test_private_link_is_shown_once(visitor, claimed, url):
    first, second = visitor.get(url("tasks", claimed)), visitor.get(url("tasks", claimed))

    assert link_on(first).startswith("quick/")
    assert link_on(second) == ""


def test_token_is_stored_nowhere_once_it_was_shown(visitor, claimed, url):
    token = link_on(visitor.get(url("tasks", claimed))).split("/")[1]

    assert token not in str(list(Assessment.objects.values()))
    assert [token in str(session.get_decoded()) for session in Session.objects.all()] == [False]


def test_private_link_opens_it_in_another_browser(visitor, claimed, client_of, url):
    path = "/" + link_on(visitor.get(url("tasks", claimed)))
    other = client_of(None)

    assert other.get(path).url == url("tasks", claimed)
    assert other.post(url("node", claimed, "S"), {"S1.1-choice": "3"}).status_code == 302
    assert claimed.responses.get().value == 3


PAGES = [("tasks", "get"), ("check", "get"), ("troubles", "get"), ("node", "get"), ("node", "post"), ("submit", "post")]


@pytest.mark.parametrize("person", ["an", "dung", "admin"])
@pytest.mark.parametrize(
    ("name", "method"), [*PAGES, ("correct", "post"), ("continue_full", "post"), ("new_link", "post")]
)
def test_anybody_without_the_claim_finds_nothing(name, method, person, claimed, site_a, client_of, url, request):
    client = client_of(request.getfixturevalue(person))
    address = url(name, claimed, *(["S"] if name == "node" else []))

    assert getattr(client, method)(address, {"S1.1-choice": "3"}).status_code == 404
    assert not claimed.responses.exists()


def test_another_visitors_claim_opens_nothing(claimed, client_of, url):
    other = client_of(None)
    other.post(url("quick_start"))

    assert other.get(url("tasks", claimed)).url.startswith(reverse("account_login"))


def test_continue_without_the_claim_finds_nothing(claimed, client_of, url):
    assert client_of(None).post(url("continue_full", claimed)).status_code == 404


def test_claim_opens_no_firms_assessment(visitor, claimed, draft, url):
    assert visitor.get(url("tasks", draft)).url.startswith(reverse("account_login"))
    assert visitor.get(url("check", draft)).url.startswith(reverse("account_login"))


@pytest.mark.parametrize("token", ["x", "a" * 43, "..", "%00"])
def test_unknown_token_is_404(client_of, token, framework_version):
    assert client_of(None).get(f"/quick/{token}/").status_code == 404


def test_expired_link_and_claim_are_404(visitor, claimed, client_of, url):
    path = "/" + link_on(visitor.get(url("tasks", claimed)))
    Assessment.objects.update(claim_expires_at=timezone.now() - timedelta(seconds=1))

    assert client_of(None).get(path).status_code == 404
    assert visitor.get(url("tasks", claimed)).url.startswith(reverse("account_login"))


def test_whole_quick_check_is_completed_by_its_visitor(visitor, claimed, url):
    visitor.post(url("node", claimed, "S"), {"S1.1-choice": "3"})

    answer = visitor.post(url("submit", claimed))

    submission = Submission.objects.get()
    assert answer.url == reverse("reports:result", args=[submission.uuid])
    assert (submission.scope, submission.submitted_by) == ("quick", None)


def test_quick_check_is_never_sent_without_a_firm(visitor, claimed, url):
    visitor.post(url("node", claimed, "S"), {"S1.1-choice": "3"})
    visitor.post(url("submit", claimed))

    assert visitor.post(url("send", claimed), {"agree": "on"}).status_code == 403


def test_signed_in_members_quick_check_belongs_to_their_plant(an, site_a, client_of, url, framework_version):
    client_of(an).post(url("quick_start"))

    made = Assessment.objects.get()
    assert (made.site, made.claim_hash, made.started_by) == (site_a, "", an)


def test_signed_in_person_without_a_firm_gets_a_private_link(client_of, url, framework_version):
    client_of(make_user()).post(url("quick_start"))

    assert Assessment.objects.get().claim_hash != ""


def test_continue_for_a_member_copies_the_answers(an, site_a, client_of, url):
    quick, token = assessments.unclaimed(answers={"S1.1": 3})
    client = client_of(an)
    client.get(reverse("assessments:quick_claim", args=[token]))

    answer = client.post(url("continue_full", quick))

    full = Assessment.objects.get(scope="full")
    assert answer.url == url("tasks", full)
    assert (full.site, full.continued_from) == (site_a, quick)
    assert full.responses.get().value == 3


def test_continue_without_an_account_goes_on_after_sign_up(visitor, claimed, url):
    visitor.post(url("node", claimed, "S"), {"S1.1-choice": "3"})
    assert visitor.post(url("continue_full", claimed)).url == reverse("account_signup")

    person = make_user()
    visitor.force_login(person)
    assert visitor.get(url("home")).url == reverse("accounts:firm_create")
    site = make_firm(owner=person)

    answer = visitor.get(url("home"))

    full = Assessment.objects.get(scope="full")
    assert answer.url == url("tasks", full)
    assert (full.site, full.responses.get().value) == (site, 3)
    assert visitor.get(url("home")).status_code == 200


def test_continue_after_a_sign_up_by_code_keeps_the_answers(visitor, claimed, url):
    visitor.post(url("node", claimed, "S"), {"S1.1-choice": "3"})
    visitor.post(url("continue_full", claimed))
    person = {"name": "Nguyễn Thị Lan", "email": "lan@example.com", "password1": "một câu ngắn dễ nhớ", **AGREED}
    visitor.post(reverse("account_signup"), person)
    code = re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]

    answer = visitor.post(reverse("account_email_verification_sent"), {"code": code}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("accounts:firm_create")
    firm = {"name": "Nhựa Lan Mẫu", "sector": "22", "headcount_band": "51-100", "province": "79"}
    answer = visitor.post(reverse("accounts:firm_create"), firm, follow=True)

    full = Assessment.objects.get(scope="full")
    assert answer.redirect_chain[-1][0] == url("tasks", full)
    assert (full.responses.get().value, full.site.organization.name) == (3, "Nhựa Lan Mẫu")


def test_continue_without_a_firm_leads_to_making_one(db, client_of, url):
    quick, token = assessments.unclaimed()
    client = client_of(make_user())
    client.get(reverse("assessments:quick_claim", args=[token]))

    assert client.post(url("continue_full", quick)).url == reverse("accounts:firm_create")


def test_continue_for_a_reader_is_403(binh, client_of, url):
    quick, token = assessments.unclaimed()
    client = client_of(binh)
    client.get(reverse("assessments:quick_claim", args=[token]))

    assert client.post(url("continue_full", quick)).status_code == 403
    assert Assessment.objects.count() == 1


def test_continue_of_an_expired_quick_check_is_forgotten(visitor, claimed, an, site_a, url):
    visitor.post(url("continue_full", claimed))
    Assessment.objects.update(claim_expires_at=timezone.now() - timedelta(seconds=1))
    visitor.force_login(an)

    assert visitor.get(url("home")).url == url("home")
    assert visitor.get(url("home")).status_code == 200


def test_continue_of_a_full_assessment_is_409(draft, an, client_of, url):
    assert client_of(an).post(url("continue_full", draft)).status_code == 409


def test_continue_of_another_firms_quick_check_that_one_may_only_read_is_403(site_a, site_b, chi, an, client_of, url):
    join(chi, site_a, "read_only")
    quick = assessments.draft(site_a, scope="quick", by=an, answers={"S1.1": 3})

    assert client_of(chi).post(url("continue_full", quick)).status_code == 403
    assert Assessment.objects.get() == quick
