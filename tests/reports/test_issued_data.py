"""Issued reports in other formats: made of what was sealed, under number and mark, each for those it is for."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle, scores
from assessments.models import Scorecard, SubmittedAnswer
from assessments.scoring.types import Answer
from reports import pace
from reports.formats import FORMATS
from reports.issued import issuing
from reports.models import IssuedReport
from tests.factories import assessments
from tests.factories.issued import FACTS, issue
from tests.factories.issued import sent as sent_for_review
from tests.factories.questionnaires import library_document
from tests.factories.reports import score, scored
from tests.reports.formats.reading import all_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(firm_a, an):
    return issue(scored(firm_a, by=an))


@pytest.fixture
def sent(firm_a, an, dung):
    """A report of what is with the advisors."""
    return issue(score(assessments.sent(firm_a, by=an, advisor=dung)))


def url(report, ending):
    return reverse("reports:issued_data", args=[report.uuid, ending])


def get(client, report, ending, **fields):
    return client.get(url(report, ending), fields)


@pytest.mark.parametrize("ending", ["xlsx", "pptx", "json"])
def test_firm_gets_the_verified_report_with_its_number(ending, client_of, an, issued):
    answer = get(client_of(an), issued, ending)
    said = all_text(answer.content, ending)

    assert (answer.status_code, answer["Content-Type"]) == (200, FORMATS[ending].media_type)
    assert [fact for fact in (issued.number, issued.advisor_name, "TỰ ĐÁNH GIÁ – CHƯA") if fact in said] == [
        issued.number,
        issued.advisor_name,
    ]
    name = f'filename="bao-cao-xac-nhan-co-khi-an-mau-{issued.number}.{ending}"'
    assert name in answer["Content-Disposition"]


@pytest.mark.parametrize("ending", FORMATS)
def test_advisor_gets_every_format_and_the_firm_reads_of_it(ending, client_of, dung, sent, firm_a):
    assert get(client_of(dung), sent, ending).status_code == 200
    assert firm_a.organization.openings.get().subject == sent.uuid


def test_firm_gets_no_document_to_edit(client_of, an, issued):
    assert get(client_of(an), issued, "docx").status_code == 403


@pytest.mark.parametrize("language", ["vi", "en"])
def test_data_is_what_was_sealed_to_the_letter(language, client_of, an, issued):
    """So whoever holds it works out the hash that the page proves."""
    file = get(client_of(an), issued, "json", language=language).content
    named = client_of(an).get(reverse("reports:verify", args=[issued.token])).content.decode()

    assert hashlib.sha256(file).hexdigest() in named
    assert json.loads(file)["report"]["language"] == language


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_file_keeps_saying_what_was_issued(ending, client_of, dung, sent):
    SubmittedAnswer.objects.update(value=5)
    IssuedReport.objects.update(advisor_name="Người khác")
    said = all_text(get(client_of(dung), sent, ending).content, ending)

    assert sent.advisor_name in said
    assert "Người khác" not in said


def test_no_answer_to_a_sensitive_question_is_in_a_file(client_of, an, issued):
    blocks = get(client_of(an), issued, "json", private="1").json()["report"]["blocks"]
    answers = [each for block in blocks for part in block["dimensions"] for each in part["answers"]]

    assert {each["kind"] for each in answers if each["sensitive"]} == {"withheld"}


def test_unknown_format_is_404(client_of, an, issued):
    assert get(client_of(an), issued, "exe").status_code == 404


def test_framework_without_steps_has_data_and_no_slides(client_of, firm_a, an):
    draft = assessments.draft_of(library_document("qd-1567-sme"), firm_a, by=an, responses={"6.1": "xong"})
    lifecycle.complete(assessment=draft, by=an, language="vi")
    submission, client = sent_for_review(score(draft).submission), client_of(an)
    card = scores.store(
        submission=submission, basis=Scorecard.Basis.VERIFIED, answers={"6.1": Answer("answered", "xong")}
    )
    report = issuing.issue(submission=submission, scorecard=card, now=timezone.now(), **FACTS | {"is_partial": True})
    page = client.get(reverse("reports:issued", args=[report.submission.uuid])).content.decode()

    assert [get(client, report, ending).status_code for ending in ("xlsx", "pptx")] == [200, 404]
    assert [url(report, ending) in page for ending in ("xlsx", "pptx")] == [True, False]


def test_page_of_issued_reports_offers_what_the_firm_may_have(client_of, an, issued):
    page = client_of(an).get(reverse("reports:issued", args=[issued.submission.uuid])).content.decode()

    assert {ending for ending in FORMATS if url(issued, ending) in page} == {"xlsx", "pptx", "json"}


@pytest.mark.parametrize("days", [-1, 1])
def test_expired_report_invites_to_assess_again(client_of, an, issued, days):
    until = timezone.localdate() + timedelta(days=days)
    IssuedReport.objects.filter(pk=issued.pk).update(valid_until=until)

    page = client_of(an).get(reverse("reports:issued", args=[issued.submission.uuid])).content.decode()

    again = reverse("assessments:again", args=[issued.submission.assessment.uuid])
    assert (f'href="{again}"' in page) is (days < 0)


def test_file_is_kept_nowhere(client_of, an, issued):
    answer = get(client_of(an), issued, "json")

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_files_are_not_made_faster_than_a_person_reads(client_of, an, issued, monkeypatch):
    monkeypatch.setattr(pace, "MOST_A_MINUTE", 1)
    cache.clear()
    client = client_of(an)
    answers = [get(client, issued, "json") for _ in range(3)]

    assert (answers[0].status_code, answers[-1].status_code, answers[-1]["Retry-After"]) == (200, 429, "60")
