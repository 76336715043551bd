"""Private answers are printed only where the firm ticked it, and that file is for its members alone."""

import pytest
from django.urls import reverse

from accounts.models import Opening
from assessments import lifecycle, report_requests
from c4ir_assess.jobs.models import Job
from reports import tasks
from reports.content import build_report_content
from reports.models import Report
from reports.press import rendering
from reports.printed import naming
from tests.factories.reports import report, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


@pytest.fixture
def private(card):
    return report(card, content=b"%PDF with private answers", with_private=True)


def ask(client, card, **fields):
    url = reverse("reports:request_report", args=[card.submission.uuid])
    return client.post(url, {"language": "vi", "private": "1"} | fields)


def test_ticked_private_answers_are_printed(card):
    content = build_report_content(card, "vi")
    left_out = "Không in: thông tin bảo mật của doanh nghiệp"

    assert left_out in rendering.render_html(content)
    assert left_out not in rendering.render_html(content, with_private=True)


def test_tick_queues_a_report_of_its_own(card, client_of, an):
    ask(client_of(an), card, tick="1")

    assert Job.objects.get(dedup_key=f"report:{card.pk}:vi:private").args == {
        "scorecard": card.pk,
        "language": "vi",
        "with_private": True,
    }


def test_without_the_tick_nothing_is_queued(card, client_of, an):
    ask(client_of(an), card)

    assert not Job.objects.filter(dedup_key__endswith=":private").exists()


def test_without_the_tick_the_piece_of_the_page_says_so(card, client_of, an):
    url = reverse("reports:request_report", args=[card.submission.uuid])
    answer = client_of(an).post(url, {"language": "vi", "private": "1"}, headers={"HX-Request": "true"})

    assert "Xin đánh dấu vào ô" in answer.content.decode()


def test_both_reports_stand_beside_each_other(card, quick_to_print):
    for with_private in (False, True):
        job = report_requests.request_report(scorecard=card, language="vi", with_private=with_private)
        tasks.render_report.run(job.pk)

    assert sorted(Report.objects.values_list("with_private", flat=True)) == [False, True]


def test_result_says_how_many_answers_are_not_printed_and_ticks_nothing(card, client_of, an):
    page = client_of(an).get(reverse("reports:result", args=[card.submission.uuid])).content.decode()

    assert "câu trả lời riêng tư không in ra" in page
    assert '<input type="checkbox" name="tick" value="1">' in page


@pytest.mark.parametrize(
    ("person", "status"), [("an", 200), ("binh", 200), ("chi", 404), ("dung", 404), ("admin", 404)]
)
def test_report_with_private_answers_is_for_members_alone(private, person, status, client_of, an, request):
    submission = private.scorecard.submission
    lifecycle.send_for_review(
        assessment=submission.assessment,
        submission=submission,
        by=an,
        wording="I agree.",
        wording_version="1",
        language="en",
    )
    answer = client_of(request.getfixturevalue(person)).get(reverse("reports:pdf", args=[private.uuid]))
    if answer.streaming:
        answer.getvalue()  # the test client closes the file at its end

    assert (answer.status_code, Opening.objects.count()) == (status, 0)


def test_report_with_private_answers_is_named_so(private):
    assert naming.download_name(private).endswith("-co-cau-tra-loi-rieng-tu.pdf")
