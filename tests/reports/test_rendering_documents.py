"""What a printed report says it is: verified or not, in part, a demonstration, in one language or two."""

from dataclasses import replace

import pytest

from reports.content import compose
from reports.press import rendering
from tests.factories.reports import source
from tests.reports import printed
from tests.reports.invented import verified

pytestmark = pytest.mark.xdist_group("printed")  # one process prints for all of them
MARK = "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN"
ARTIFACT = "BẢN MINH HOẠ"


def test_verified_report_is_never_called_a_self_assessment(proof):
    assert MARK not in proof.text
    assert "tự đánh giá – chưa" not in str(proof.document.docinfo.Title)


def test_verified_report_says_number_on_every_page(proof):
    assert [page for page in proof.pages if proof.content.verification.number not in page] == []


def test_verified_report_says_on_its_cover_how_it_was_verified(proof):
    proven = proof.content.verification

    for said in (proven.issued_text, proven.valid_until_text, proven.how_text, proven.items_text, proven.advisor):
        assert said in proof.pages[0]


def test_verified_report_says_where_it_can_be_checked(proof):
    assert proof.content.verification.verify_url in proof.pages[0].replace(" ", "")


def test_verified_report_has_a_code_of_at_least_25_mm(proof):
    code = next(each for each in printed.elements(proof.document) if "QR" in str(each.get("/Alt", "")))
    left, top, right, bottom = (float(each) for each in code.A.BBox)

    assert min(right - left, bottom - top) * 25.4 / 96 >= 25


def test_verified_report_leads_with_the_verified_value(proof):
    summary, compared = proof.page_with("Tóm tắt"), proof.content.overall.standing.compared

    assert 0 < summary.find("Mức 1 · Bước đầu") < summary.find(proof.content.verification.self_line)
    assert f"{compared.verified_text} Mức 1 / 5" in summary


def test_verified_report_prints_reason_and_findings(proof):
    answer = next(each for each in proof.content.answers if each.verified_reason)

    assert answer.verified_text in proof.text
    assert answer.verified_reason in proof.text
    assert all(finding.text in proof.text for block in proof.content.blocks for finding in block.findings)


def test_verified_report_without_an_operator_is_called_a_demonstration_copy(proof):
    assert proof.pages[0].startswith("Bản minh hoạ")
    assert all("Bản minh hoạ ·" in page for page in proof.pages[1:])


def test_operator_stands_on_verified_reports_only(settings):
    settings.OPERATOR_NAME = "Trung tâm Thử"
    content = compose(source(), "vi")

    assert "Trung tâm Thử" not in rendering.render_html(content)
    assert rendering.render_html(verified(content)).count("Trung tâm Thử") >= 3


def test_self_assessment_has_no_number_and_no_code(both):
    assert "Số báo cáo" not in both.text
    assert not [each for each in printed.elements(both.document) if "QR" in str(each.get("/Alt", ""))]


def test_partly_verified_report_says_so():
    content = verified(compose(source(), "vi"))
    partly = replace(content.verification, is_partial=True, self_line="Tự đánh giá: 2,0 · xác nhận một phần (20/60)")
    html = rendering.render_html(replace(content, mark="XÁC NHẬN MỘT PHẦN (20/60)", verification=partly))

    assert f'data-right="XÁC NHẬN MỘT PHẦN (20/60) · {partly.number}"' in html
    assert '<p class="cover-mark">XÁC NHẬN MỘT PHẦN (20/60)</p>' in html
    assert partly.self_line in html


def test_demonstration_is_written_across_every_page_as_an_artifact(proof):
    # Slanting letters come one by one.
    assert [page for page in proof.pages if "MINHHOẠ" not in page.replace(" ", "")] == []
    assert [printed.drawn_ids(page)[0] for page in proof.document.pages] == printed.held(proof.document)


def test_other_documents_have_nothing_across(both):
    assert ARTIFACT not in both.text


def test_bilingual_report_says_everything_twice(both):
    for said in ("Tóm tắt", "Summary", "Chiến lược và quản trị", "Strategy and governance"):
        assert said in both.text


def test_bilingual_report_marks_the_english_as_english():
    made = source()
    html = rendering.render_html(compose(made, "vi"), other=compose(made, "en"))

    assert '<html lang="vi">' in html
    assert '<span class="en" lang="en">Summary</span>' in html


def test_bilingual_report_says_numbers_once(both):
    assert "2,9 2.9" not in both.text


def test_bilingual_report_is_marked_in_both_languages_on_every_page(both):
    assert [page for page in both.pages if MARK not in page or "SELF-ASSESSED – NOT VERIFIED" not in page] == []
