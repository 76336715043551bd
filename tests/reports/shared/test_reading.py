"""What whoever holds a private link reads and gets."""

import pytest

from c4ir_assess.jobs.models import Job
from reports import public_pages
from reports.issued import issuing
from tests.factories.issued import issue, issued_file
from tests.reports.shared.links import main_of, opened, page_url, pdf_url


def test_reader_sees_a_self_assessment_marked_as_such(client, shared):
    said = main_of(client.get(page_url(shared)))

    assert "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN" in said
    assert "Mức 2 · Có chuẩn chung" in said
    assert "Cơ khí An Mẫu" in said
    assert "Vietcombank" not in said


def test_reader_sees_the_verified_report_with_the_self_value_beside_it(client, card, shared):
    issued = issue(card, level=1)
    said = main_of(client.get(page_url(shared)))

    assert "Mức 1 · Bước đầu" in said
    assert "Doanh nghiệp tự đánh giá: 2,0" in said
    assert issued.number in said
    assert "CHƯA ĐƯỢC XÁC NHẬN" not in said


def test_reader_is_told_that_the_report_was_withdrawn_and_gets_no_other(client, card, shared, dung):
    issued = issue(card)
    issued_file(issued)
    issuing.withdraw(report=issued, reason="", by=dung)
    said = main_of(client.get(page_url(shared)))

    assert "Đã thu hồi" in said
    assert issued.number in said
    assert ("Mức" in said, pdf_url(shared) in said) == (False, False)
    assert client.get(pdf_url(shared)).status_code == 404


def test_reader_sees_what_was_issued_anew_after_a_withdrawal(client, card, shared, dung):
    issuing.withdraw(report=issue(card), reason="", by=dung)

    assert issue(card).number in main_of(client.get(page_url(shared)))


def test_reader_is_told_that_a_report_is_verified_in_part_alone(client, card, shared):
    issued = issue(card, is_partial=True, items_verified=20)
    said = main_of(client.get(page_url(shared)))

    assert f"Báo cáo xác nhận một phần số {issued.number}" in said
    assert "Báo cáo đã xác nhận" not in said


def test_reader_gets_the_issued_pdf(client, card, shared):
    issued_file(issue(card), content=b"%PDF issued")
    answer = client.get(pdf_url(shared))

    assert answer.getvalue() == b"%PDF issued"
    assert "bao-cao-xac-nhan" in answer["Content-Disposition"]


def test_reader_gets_the_self_assessment_without_private_answers(client, shared, printed):
    answer = client.get(pdf_url(shared))

    assert answer.getvalue() == b"%PDF public"
    assert "tu-danh-gia" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"


def test_pdf_that_is_not_there_is_queued_and_the_page_asks_again(client, shared):
    Job.objects.all().delete()
    answer = client.get(pdf_url(shared))

    assert (answer.status_code, answer["Retry-After"]) == (202, "10")
    assert Job.objects.get().task == "reports.render_report"
    assert opened() == []


def test_page_is_kept_out_of_search_engines_caches_and_referrers(client, shared):
    answer = client.get(page_url(shared))

    assert "noindex" in answer["X-Robots-Tag"]
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "strict-origin")


def test_too_many_openings_in_a_minute_are_refused(client, shared, monkeypatch):
    monkeypatch.setattr(public_pages, "MOST_A_MINUTE", 1)

    assert [client.get(page_url(shared)).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize("url", [page_url, pdf_url])
def test_reader_cannot_post(url, client, shared):
    assert client.post(url(shared)).status_code == 405
