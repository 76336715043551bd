"""What an issued report prints of a review: the verified answers with their reasons, findings, and nothing private."""

import pytest

from reports import headline
from reports.content import printable
from reports.content.verified import build_verified_content
from reports.formats import FORMATS, made
from reports.models import IssuedReport
from reports.press import rendering
from reviews.findings import writing
from tests.factories import proposals, reports
from tests.factories.accounts import make_firm, make_user
from tests.factories.questionnaires import shipped_framework
from tests.reports import printed
from tests.reports.formats.reading import all_text
from tests.undoing import undone_after_all

SENSITIVE = [item.id for item in shipped_framework().items() if item.sensitive]
PRIVATE = ["Ghi chú riêng", "gọi lại ông Tư", "còn phân vân"]
REASON = "Xem sổ bảo trì tháng 10. (S1.1)"


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker):
    """The firm says level 3 everywhere; the advisor finds level 2, and that one question does not apply.

    Issued once for all of these tests, which read it.
    """
    with undone_after_all(django_db_blocker):
        owner, advisor = make_user("Nguyễn Văn An"), proposals.staff()
        site = make_firm(owner=owner, name="Cơ khí An Mẫu")
        review = proposals.assigned(site, by=owner, advisor=advisor, answers=reports.all_at(3))
        proposals.judge(review, reports.all_at(3) | reports.all_at(2) | {"S1.1": 1, "O2.3": "Không có khuôn"})
        for kind, vi, en in (("gap", "Chưa có lịch bảo trì.", "No schedule."), ("strength", "Sổ ghi đều.", "")):
            writing.write(review=review, node="O", kind=kind, text_vi=vi, text_en=en, by=advisor)
        proposal = proposals.proposed(review, note="S2.1 còn phân vân.")
        yield proposals.issued(proposal, by=owner, approver=proposals.staff("approver", "Vũ Minh Khang"))


@pytest.fixture
def issued(published, db):
    return IssuedReport.objects.get(pk=published.pk)


@pytest.fixture
def said(issued):
    return printable(build_verified_content(issued, "vi"))


def test_verified_answer_stands_beside_the_firms_with_its_reason(said):
    answers = {each.item: each for each in said.answers}

    assert (answers["S1.1"].level, answers["S1.1"].verified_level) == (3, 1)
    assert answers["S1.1"].verified_reason == REASON
    assert (answers["O2.3"].verified_level, answers["O2.3"].verified_text) == (None, "Không áp dụng")
    assert answers["O2.3"].verified_reason == "Không có khuôn"


def test_answer_that_the_advisor_agrees_with_is_not_printed_twice(firm_a, an):
    review = proposals.assigned(firm_a, by=an, advisor=proposals.staff())
    proposals.judge(review, reports.all_at(2))
    report = proposals.issued(proposals.proposed(review), by=an, approver=proposals.staff("approver"))

    answer = build_verified_content(report, "vi").answers[0]

    assert (answer.level, answer.verified_level) == (2, 2)
    assert (answer.verified_text, answer.verified_reason) == ("đúng như doanh nghiệp trả lời", "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_was_verified_of_a_sensitive_matter_is_not_passed_on(language, firm_a, an):
    review = proposals.assigned(firm_a, by=an, advisor=proposals.staff(), answers=reports.all_at(3))
    proposals.judge(review, reports.all_at(3) | dict.fromkeys(SENSITIVE, 0), reason="Thấy ở phòng máy")
    report = proposals.issued(proposals.proposed(review), by=an, approver=proposals.staff("approver"))
    whole = build_verified_content(report, language)

    kept = {each.item: each for each in printable(whole).answers}
    told = {(kept[item].verified_level, kept[item].verified_text, kept[item].verified_reason) for item in SENSITIVE}
    assert told == {(None, "", "")}
    assert {each.verified_level for each in whole.answers if each.item in SENSITIVE} == {0}
    for ending in FORMATS:
        assert "Thấy ở phòng máy" not in all_text(made(printable(whole), ending), ending)


def test_plan_and_remarks_follow_the_verified_answers(said, issued):
    own = {each.item: each for each in said.answers}
    quoted = " ".join(text for block in said.blocks for text in (*block.strengths, *block.gaps))

    assert own["P1.1"].verified_text in quoted or own["S1.1"].verified_text in quoted
    assert own["P1.1"].text not in quoted


def test_partly_verified_report_is_told_by_the_firms_answers(firm_a, an):
    review = proposals.assigned(firm_a, by=an, advisor=proposals.staff(), answers=reports.all_at(3))
    proposals.judge(review, {"S1.1": 0, "S1.2": 0, "S1.3": 0})
    report = proposals.issued(proposals.proposed(review), by=an, approver=proposals.staff("approver"))

    content = build_verified_content(report, "vi")

    answers = {each.item: each for each in content.answers}
    assert (answers["S1.1"].level, answers["S1.1"].verified_level) == (3, 0)
    assert (answers["P1.1"].level, answers["P1.1"].verified_text) == (3, "")
    assert headline.of_whole(content).value_text == "3,0"
    assert not any(answers["S1.1"].verified_text in text for block in content.blocks for text in block.gaps)


def test_sensitive_answers_are_withheld_with_what_was_verified_of_them(said):
    withheld = [each for each in said.answers if each.sensitive]

    assert withheld
    assert {(each.kind, each.verified_level, each.verified_text, each.verified_reason) for each in withheld} == {
        ("withheld", None, "", "")
    }


def test_findings_stand_in_their_block_strengths_first(said):
    block = next(each for each in said.blocks if each.standing.node == "O")

    assert [(each.kind, each.text) for each in block.findings] == [
        ("strength", "Sổ ghi đều."),
        ("gap", "Chưa có lịch bảo trì."),
    ]


def test_english_report_prints_a_finding_in_vietnamese_and_says_so(issued):
    content = build_verified_content(issued, "en")
    block = next(each for each in content.blocks if each.standing.node == "O")

    assert [each.text for each in block.findings] == ["Sổ ghi đều. (in Vietnamese only)", "No schedule."]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("ending", FORMATS)
def test_file_has_reasons_and_findings_and_no_private_note(issued, ending, language):
    text = all_text(made(build_verified_content(issued, language), ending), ending)

    assert [word for word in PRIVATE if word in text] == []
    if ending != "pptx":  # three slides for a board: answers and findings are in the other files
        assert REASON in text
        assert ("Chưa có lịch bảo trì." if language == "vi" else "No schedule.") in text


def test_pdf_leads_with_the_verified_value_and_prints_reasons_and_no_private_note(said, tmp_path):
    text = printed.words_of(rendering.render_pdf(said).pdf, tmp_path)

    assert [word for word in PRIVATE if word in text] == []
    assert REASON in text
    assert "Chưa có lịch bảo trì." in text
    assert text.index("Mức 2 · Có chuẩn chung") < text.index("Doanh nghiệp tự đánh giá: 3,0")


def test_all_that_is_not_verified_is_called_so(firm_a, an):
    review = proposals.assigned(firm_a, by=an, advisor=proposals.staff())
    proposals.judge(review, {item: 2 for item in reports.all_at(2) if item not in {"S1.3", "O1.3"}})
    report = proposals.issued(proposals.proposed(review), by=an, approver=proposals.staff("approver"))

    content = build_verified_content(report, "vi")

    assert content.counts == ("58 / 60 câu đã xác nhận", "2 câu chưa xác nhận (3%)")
    assert "còn bỏ trống" not in repr(content.method)
