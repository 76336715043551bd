"""A firm meets a programme, joins by an act of its own, and leaves whenever it likes."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import translation

from accounts.consent_wording import WORDING_VERSION as CONSENT_VERSION
from programmes import lifecycle, wording
from programmes.models import Participation
from tests.factories import assessments, programmes, questionnaires
from tests.factories.accounts import make_firm, make_user

pytestmark = pytest.mark.django_db

NEW = {
    "name": "Lan",
    "email": "lan@example.com",
    "password1": "một câu ngắn dễ nhớ",
    "agree": "on",
    "wording_version": CONSENT_VERSION,
    "wording_language": "vi",
}
FIRM = {"name": "Cơ khí Lan Mẫu", "sector": "25", "headcount_band": "51-100", "province": "79"}


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_page_names_operator_partner_and_what_each_sees(invitation, programme, client, language):
    shown = text_of(client.get(f"{invitation}?lang={language}"))

    with translation.override(language):
        said = [programme.operator, programme.partner, programme.offer, *wording.seen(programme)]
        said += [*wording.unseen(programme), wording.leaving()]
    assert [line for line in said if line not in shown] == []


def test_page_without_a_partner_speaks_of_none(client):
    alone = programmes.make(partner="")

    assert len(wording.seen(alone)) == len(wording.unseen(alone)) == 1
    assert "Không có" in text_of(client.get(reverse("programmes:invitation", args=[alone.token])))


def test_box_is_never_ticked_beforehand(invitation, client_of, an, site_a):
    box = re.search(r'<input type="checkbox"[^>]*>', text_of(client_of(an).get(invitation)))[0]

    assert "checked" not in box


def test_owner_joins_by_an_act_whose_words_are_kept(invitation, programme, act, client_of, an, site_a):
    client_of(an).post(invitation, act)

    place = Participation.objects.get()
    assert (place.organization, place.joined_by, place.left_at) == (site_a.organization, an, None)
    assert (place.wording_version, place.language) == (wording.WORDING_VERSION, "vi")
    shown = [programme.name, programme.offer, *wording.seen(programme), *wording.unseen(programme), wording.leaving()]
    assert [line for line in [*shown, wording.agreement(programme)] if line not in place.wording] == []


def test_words_are_kept_in_the_language_that_was_read(invitation, programme, act, client_of, an):
    client_of(an).post(invitation, act | {"language": "en"})

    assert "On behalf of the firm I agree" in Participation.objects.get().wording


def test_without_the_tick_nothing_happens(invitation, act, client_of, an):
    answer = client_of(an).post(invitation, {name: value for name, value in act.items() if name != "agree"})

    assert answer.status_code == 422
    assert "<title>Lỗi:" in text_of(answer)
    assert not Participation.objects.exists()


def test_other_words_than_those_in_force_are_not_agreed_to(invitation, act, client_of, an):
    answer = client_of(an).post(invitation, act | {"wording_version": "2020-01"})

    assert answer.status_code == 422
    assert "Doanh nghiệp chưa tham gia" in text_of(answer)
    assert not Participation.objects.exists()


def test_second_tap_joins_once(invitation, act, client_of, an):
    client = client_of(an)

    client.post(invitation, act)
    client.post(invitation, act)

    assert Participation.objects.count() == 1


@pytest.mark.parametrize(("first", "last"), [(1, 9), (-9, -1)])
def test_nobody_joins_before_the_first_day_or_after_the_last(first, last, act, client_of, an):
    other = programmes.make(first=first, last=last)
    invitation = reverse("programmes:invitation", args=[other.token])

    answer = client_of(an).post(invitation, act, follow=True)

    assert "chưa có gì thay đổi" in text_of(answer)
    assert 'id="id_agree"' not in text_of(answer)
    assert not Participation.objects.exists()


def test_nobody_joins_what_was_ended(invitation, programme, act, client_of, an):
    lifecycle.end(programme=programme)

    assert "Chương trình đã kết thúc" in text_of(client_of(an).post(invitation, act, follow=True))
    assert not Participation.objects.exists()


def test_leaving_acts_at_once_and_keeps_the_row(place, programme, client_of, an):
    client_of(an).post(reverse("programmes:leave", args=[programme.token]), {"firm": place.organization.uuid})

    place.refresh_from_db()
    assert (place.left_by, place.left_at is not None) == (an, True)
    assert not Participation.objects.open().exists()


def test_firm_may_leave_after_the_end(place, programme, client_of, an):
    lifecycle.end(programme=programme)

    client_of(an).post(reverse("programmes:leave", args=[programme.token]), {"firm": place.organization.uuid})

    assert not Participation.objects.open().exists()


def test_firm_that_left_may_join_again(place, programme, invitation, act, client_of, an):
    lifecycle.leave(programme=programme, organization=place.organization, by=an)

    client_of(an).post(invitation, act)

    assert [row.left_at is None for row in Participation.objects.order_by("pk")] == [False, True]


def test_owner_of_two_firms_chooses_which_one_joins(invitation, act, client_of, an, site_a):
    second = make_firm(owner=an, name="Nhựa An Mẫu").organization
    client = client_of(an)

    assert 'name="firm" id="id_firm"' in text_of(client.get(invitation))
    client.post(invitation, act | {"firm": second.uuid})

    assert Participation.objects.get().organization == second


def test_member_who_is_no_owner_is_told_who_can(invitation, client_of, cuong):
    shown = text_of(client_of(cuong).get(invitation))

    assert "Chỉ chủ tài khoản" in shown
    assert 'id="id_agree"' not in shown


def test_staff_is_told_that_it_joins_nothing(invitation, client_of, dung):
    assert "Anh/chị làm việc cho đơn vị tổ chức" in text_of(client_of(dung).get(invitation))


def test_visitor_comes_back_to_the_page_after_signing_up_and_making_the_firm(invitation, programme, client):
    signup = re.search(r'href="(/accounts/signup/[^"]+)"', text_of(client.get(invitation)))[1]
    client.post(signup, NEW)
    code = re.search(r"^\s+(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]
    back = client.post("/accounts/confirm-email/", {"code": code})
    assert back.url == invitation

    firm = re.search(r'href="(/firm/new/[^"]+)"', text_of(client.get(invitation)))[1]
    assert client.post(firm, FIRM).url == invitation
    assert "Cơ khí Lan Mẫu" in text_of(client.get(invitation))


def test_making_a_firm_does_not_lead_away_from_the_site(client_of, db):
    answer = client_of(make_user()).post("/firm/new/?next=https://evil.example/", FIRM)

    assert answer.url == reverse("assessments:home")


def test_assessment_from_the_page_has_the_programmes_version(place, programme, client_of, an, site_a):
    answer = client_of(an).post(reverse("programmes:start", args=[programme.token]))

    assessment = site_a.assessments.get()
    assert answer.url == reverse("assessments:tasks", args=[assessment.uuid])
    assert assessment.framework_version == programme.framework_version


def test_work_in_another_version_is_not_taken_for_the_programmes(client_of, an, site_a):
    assessments.draft(site_a, by=an)
    newer = questionnaires.published(questionnaires.shipped_document() | {"version": "9.0.0"})
    programme = programmes.make(framework_version=newer)
    programmes.join(programme, site_a.organization, by=an)

    client_of(an).post(reverse("programmes:start", args=[programme.token]))

    assert site_a.assessments.latest("pk").framework_version == newer


def test_page_starts_nothing_for_a_firm_that_does_not_take_part(programme, client_of, an, site_a):
    assert client_of(an).post(reverse("programmes:start", args=[programme.token])).status_code == 404
    assert not site_a.assessments.exists()
