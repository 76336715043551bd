"""Downloads in other formats: who gets which, under what name, and who reads of it."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import Opening
from assessments import lifecycle
from reports import pace
from reports.formats import FORMATS
from tests.factories import assessments
from tests.factories.questionnaires import library_document
from tests.factories.reports import score, scored
from tests.reports.formats.reading import all_text

NEVER_KEPT = "private, no-store, max-age=0, no-cache, must-revalidate"

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


@pytest.fixture
def sent(firm_a, an, dung):
    return score(assessments.sent(firm_a, by=an, advisor=dung))


def get(client, card, ending="json", **fields):
    return client.get(url(card.submission.uuid, ending), fields)


def url(uuid, ending="json"):
    return reverse("reports:data", args=[uuid, ending])


@pytest.mark.parametrize("ending", ["xlsx", "pptx", "json"])
def test_firm_downloads(client_of, an, card, ending):
    response = get(client_of(an), card, ending)

    assert (response.status_code, response["Content-Type"]) == (200, FORMATS[ending].media_type)
    assert "Cơ khí An Mẫu" in all_text(response.content, ending)


@pytest.mark.parametrize("ending", FORMATS)
def test_advisor_downloads_what_was_sent_and_the_firm_reads_of_it(client_of, dung, sent, ending):
    response = get(client_of(dung), sent, ending)

    assert response.status_code == 200
    assert [(each.name, each.what) for each in Opening.objects.all()] == [(dung.name, "report")]


def test_firm_gets_no_document_to_edit(client_of, an, sent):
    assert get(client_of(an), sent, "docx").status_code == 403


def test_data_for_members(client_of, binh, cuong, card):
    assert [get(client_of(person), card).status_code for person in (binh, cuong)] == [200, 200]


def test_data_for_an_outsider_is_404(client_of, chi, card):
    assert get(client_of(chi), card).status_code == 404


def test_private_data_for_staff_is_404(client_of, dung, admin, card):
    assert [get(client_of(person), card).status_code for person in (dung, admin)] == [404, 404]
    assert not Opening.objects.exists()


def test_data_that_was_taken_back_is_404_for_staff_again(client_of, dung, an, firm_a):
    assessment = assessments.sent(firm_a, by=an, advisor=dung)
    card = score(assessment)
    lifecycle.take_back(assessment=assessment, by=an)

    assert get(client_of(dung), card).status_code == 404


def test_data_for_a_stranger_asks_to_sign_in(client, card):
    where = url(card.submission.uuid)

    assert client.get(where).url == f"{reverse('account_login')}?next={where}"


def test_unknown_submission_format_or_result_is_404(client_of, an, card, firm_a):
    unscored = assessments.completed(firm_a, by=an).submissions.get()
    client = client_of(an)
    addresses = [url(uuid4()), url(card.submission.uuid, "exe"), url(unscored.uuid)]

    assert [client.get(address).status_code for address in addresses] == [404] * 3


def test_data_refuses_other_methods(client_of, an, card):
    assert client_of(an).post(url(card.submission.uuid)).status_code == 405


def test_file_is_named_like_the_report_and_kept_nowhere(client_of, an, card):
    response = get(client_of(an), card, "xlsx")
    name = response["Content-Disposition"]

    assert name.startswith('attachment; filename="tu-danh-gia-')
    assert "co-khi-an-mau-20" in name
    assert name.endswith('.xlsx"')
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", NEVER_KEPT)


def test_data_speaks_the_language_asked_for(client_of, an, card):
    client = client_of(an)
    client.cookies["django_language"] = "en"

    assert [get(client, card, **fields).json()["report"]["language"] for fields in ({}, {"language": "vi"})] == [
        "en",
        "vi",
    ]


def sensitive(response):
    blocks = response.json()["report"]["blocks"]
    answers = [each for block in blocks for dimension in block["dimensions"] for each in dimension["answers"]]
    return {each["kind"] for each in answers if each["sensitive"]}


def test_private_answers_are_in_a_file_only_where_the_firm_ticked_them(client_of, an, card):
    client = client_of(an)
    plain, ticked = get(client, card), get(client, card, private="1")

    assert (sensitive(plain), sensitive(ticked)) == ({"withheld"}, {"answered"})
    assert "co-cau-tra-loi-rieng-tu" in ticked["Content-Disposition"]


def test_advisor_never_gets_private_answers(client_of, dung, sent):
    client = client_of(dung)

    assert get(client, sent, private="1").status_code == 404
    assert sensitive(get(client, sent)) == {"withheld"}


def test_framework_without_steps_has_data_and_no_slides(client_of, firm_a, an):
    draft = assessments.draft_of(library_document("qd-1567-sme"), firm_a, by=an, responses={"6.1": "xong"})
    lifecycle.complete(assessment=draft, by=an, language="vi")
    card, client = score(draft), client_of(an)

    assert {ending: get(client, card, ending).status_code for ending in ("json", "xlsx", "pptx")} == {
        "json": 200,
        "xlsx": 200,
        "pptx": 404,
    }


def test_data_is_not_made_faster_than_a_person_reads(client_of, an, card, monkeypatch):
    monkeypatch.setattr(pace, "MOST_A_MINUTE", 1)
    cache.clear()
    client = client_of(an)

    answers = [get(client, card) for _ in range(4)]
    assert (answers[0].status_code, answers[-1].status_code, answers[-1]["Retry-After"]) == (200, 429, "60")


def test_result_page_offers_what_the_firm_may_have(client_of, an, card):
    page = client_of(an).get(reverse("reports:result", args=[card.submission.uuid])).content.decode()

    offered = {ending for ending in FORMATS if url(card.submission.uuid, ending) in page}
    assert offered == {"xlsx", "pptx", "json"}


def test_bench_offers_all_formats(client_of, dung, sent):
    page = client_of(dung).get(reverse("reviews:submission", args=[sent.submission.uuid])).content.decode()

    assert {ending for ending in FORMATS if url(sent.submission.uuid, ending) in page} == set(FORMATS)
