"""What a printed report says it is: verified or not, in part, a demonstration, in one language or two."""

from dataclasses import replace

import pytest

from reports.content import compose
from reports.press import rendering
from tests.factories.operators import LOGO
from tests.factories.reports import source
from tests.reports import printed
from tests.reports.invented import largest, verified

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


OPERATOR = "Trung tâm Thử"


def issued_by(name: str, content):
    return replace(content, verification=replace(content.verification, operator=name))


def test_operator_and_logo_stand_on_verified_reports_only(settings):
    settings.OPERATOR_NAME, settings.OPERATOR_LOGO = OPERATOR, LOGO
    content = compose(source(), "vi")
    own, checked = (rendering.render_html(each) for each in (content, issued_by(OPERATOR, verified(content))))

    assert (OPERATOR in own, LOGO.data_uri in own) == (False, False)
    assert (checked.count(OPERATOR) >= 3, checked.count(LOGO.data_uri)) == (True, 1)


@pytest.mark.parametrize("former", ["Đơn vị trước đây", ""])
def test_report_that_was_issued_before_bears_neither_name_nor_logo_of_who_runs_it_now(settings, former):
    settings.OPERATOR_NAME, settings.OPERATOR_LOGO = OPERATOR, LOGO
    html = rendering.render_html(issued_by(former, verified(compose(source(), "vi"))))

    assert (OPERATOR in html, LOGO.data_uri in html, former or "Bản minh hoạ" in html) == (False, False, former or True)


@pytest.mark.timeout(120)
def test_logo_leaves_room_on_the_cover_and_is_told_to_who_does_not_see_it(settings, tmp_path):
    settings.OPERATOR_NAME, settings.OPERATOR_LOGO = OPERATOR, LOGO
    content = issued_by(OPERATOR, largest(compose(source(), "vi")))
    found = printed.Printed(content, tmp_path, other=issued_by(OPERATOR, largest(compose(source(), "en"))))

    assert content.disclaimer.split()[-1] in found.pages[0]  # the last line of the cover
    told = [each for each in printed.elements(found.document) if str(each.get("/Alt", "")) == OPERATOR]
    assert len(told) == 1
    assert printed.findings(found.pdf, tmp_path) == []


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
