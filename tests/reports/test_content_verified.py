"""What an issued report says: the verified result leads, the firm's own stands beside it, named."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assessments import scores
from assessments.models import Scorecard
from assessments.scoring.types import Answer
from reports import headline
from reports.content import build_report_content, printable, withholding
from reports.content.source import Figures
from reports.content.verified import build_printable_contents, build_verified_content
from reports.investing.figures import keep_figures
from reports.models import IssuedReport
from reports.printed.languages import LANGUAGES
from tests.factories import questionnaires
from tests.factories.assessments import given
from tests.factories.reports import all_at, scored

pytestmark = pytest.mark.django_db


def issued(own, answers, *, partial=False, checked=60, **more):
    """Issue what an advisor found instead of the firm's own answers."""
    said = {item: given(level) for item, level in answers.items()}
    card = scores.store(
        submission=own.submission,
        basis=Scorecard.Basis.VERIFIED,
        answers={item: Answer(each.state, each.value) for item, each in said.items()},
    )
    return IssuedReport.objects.create(
        number="C4IR-2026-0007",
        submission=own.submission,
        scorecard=card,
        framework="c4ir-smc 0.9.1",
        firm_name="Cơ khí An Mẫu",
        place="Nhà máy 1",
        how=["papers", "plant"],
        verified_from=date(2026, 11, 2),
        verified_until=date(2026, 11, 3),
        items_verified=checked,
        items_total=60,
        is_partial=partial,
        advisor_name="Đỗ Tiến Dũng",
        issued_at=datetime(2026, 11, 20, 3, tzinfo=UTC),
        valid_until=date(2027, 11, 20),
        **more,
    )


@pytest.fixture
def own(firm_a, an):
    """The firm says level 3 everywhere."""
    return scored(firm_a, by=an, answers=all_at(3))


def test_verified_result_leads_in_words_and_numbers(own):
    made = build_verified_content(issued(own, all_at(2)), "vi")

    assert made.overall.headline == "Mức 2 · Có chuẩn chung"
    assert made.overall.disc_value == "2,0"
    assert headline.of_whole(made).value_text == "2,0"
    assert made.title == "Báo cáo năng lực sản xuất thông minh"
    assert (made.mark, made.short_mark) == ("ĐÃ ĐƯỢC CHUYÊN GIA XÁC NHẬN", "Đã được chuyên gia xác nhận")


def test_report_says_how_and_on_which_days_it_was_verified(own):
    report = issued(own, all_at(2))
    assert build_verified_content(report, "vi").verification.how_text == "qua hồ sơ, tại nhà máy, 02/11/2026–03/11/2026"

    report.verified_until = report.verified_from

    assert build_verified_content(report, "vi").verification.how_text.endswith(" 02/11/2026")


def test_own_value_stands_beside_the_verified_one_and_is_named(own):
    made = build_verified_content(issued(own, all_at(2)), "vi")
    whole, part = made.overall.standing, made.blocks[0].dimensions[0].standing

    assert made.verification.self_line == "Doanh nghiệp tự đánh giá: 3,0"
    for each in (whole, part):
        assert (each.value_text, each.compared.verified_text) == ("3,0", "2,0")
        assert (each.level, each.compared.verified_level) == (3, 2)
        assert each.compared.verified_level_text == "mức 2 · Có chuẩn chung"


def test_partly_verified_report_is_led_by_the_own_value_and_says_how_much_is_confirmed(own):
    made = build_verified_content(issued(own, all_at(2), partial=True, checked=12), "vi")

    assert made.overall.headline.startswith("Mức 3 · ")
    assert made.verification.is_partial
    assert made.verification.self_line == "Doanh nghiệp tự đánh giá: 3,0 · xác nhận một phần (12/60)"
    assert (made.mark, made.short_mark) == ("XÁC NHẬN MỘT PHẦN (12/60)", "Xác nhận một phần (12/60)")
    assert made.overall.standing.compared.verified_text == "2,0"


def test_report_says_by_whom_how_and_until_when(own, settings):
    settings.OPERATOR_NAME, settings.BASE_URL = "C4IR", "https://assess.example"
    report = issued(own, all_at(2), checked=41, approver_name="Hoàng Thu Hà")
    said = build_verified_content(report, "vi").verification

    assert (said.number, said.issued_text, said.valid_until_text) == ("C4IR-2026-0007", "20/11/2026", "20/11/2027")
    assert (said.items_text, said.advisor, said.approver, said.operator) == (
        "41 / 60 câu",
        "Đỗ Tiến Dũng",
        "Hoàng Thu Hà",
        "C4IR",
    )
    assert said.how_text.count(",") == 2
    assert said.verify_url == f"https://assess.example/verify/{report.token}/"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ["chưa có chuyên gia", "chưa kiểm chứng", "CHƯA"]),
        ("en", ["obody has", "no expert", "NOT VERIFIED", "Self-assessment report"]),
    ],
)
def test_verified_report_nowhere_says_that_nobody_checked(own, language, words):
    told = repr(build_verified_content(issued(own, all_at(2)), language))

    assert not [word for word in words if word in told]


def test_partly_verified_report_says_whose_the_other_answers_are(own):
    made = build_verified_content(issued(own, all_at(2), partial=True, checked=12), "vi")
    told = "Chuyên gia đã xác nhận 12 / 60 câu; các câu còn lại là câu trả lời của doanh nghiệp."

    assert told in made.overall.certainty
    assert any(told in part.text for part in made.method)


def test_self_assessment_of_the_same_result_shows_nothing_verified(own):
    issued(own, all_at(2))
    made = build_report_content(own, "vi")

    assert made.verification is None
    assert made.overall.standing.compared.verified_text == ""


def test_plan_of_a_verified_report_follows_the_verified_values(own):
    low = {**all_at(4), "G1.1": 0, "G1.2": 0, "G1.3": 0}
    made = build_verified_content(issued(own, low), "vi")

    assert "G1" in {priority.node for priority in made.priorities}


def test_figures_that_the_firm_may_still_change_are_no_part_of_it(own, an):
    report = issued(own, all_at(3))
    before = build_verified_content(report, "vi")
    for sheet in before.investments:
        keep_figures(submission=own.submission, item=sheet.item, figures=Figures(unit="giờ"), by=an)

    assert before.investments
    assert build_verified_content(report, "vi") == before


def test_printed_report_withholds_verified_values_of_sensitive_matters(own):
    made = printable(build_verified_content(issued(own, all_at(2)), "vi"))
    security = next(each for block in made.blocks for each in block.dimensions if each.standing.node == "T5")

    assert security.standing.compared.verified_text == ""
    assert security.standing.compared.verified is None


def test_printed_report_does_not_name_a_whole_that_would_tell_an_answer(firm_a, an, monkeypatch):
    """Not beside the verified one either: the firm's own stands there in a line of its own."""
    monkeypatch.setattr(withholding, "_is_blurred", lambda _told: False)
    secret = {item.id for item in questionnaires.shipped_framework().items() if item.sensitive}
    own = scored(firm_a, by=an, answers=all_at(2) | dict.fromkeys(secret, 4))
    whole = build_verified_content(issued(own, all_at(2)), "vi")

    assert whole.verification.self_line.endswith("2,2")
    assert printable(whole).verification.self_line.endswith("2,0")


@pytest.mark.parametrize("partial", [False, True])
def test_what_is_sealed_is_what_may_be_passed_on(own, partial):
    report = issued(own, all_at(2) | {"T5.1": 0}, partial=partial)
    whole = {language: printable(build_verified_content(report, language)) for language in LANGUAGES}

    assert build_printable_contents(report, LANGUAGES) == whole


def test_printed_report_is_the_same_whatever_an_advisor_found_in_confidence(own):
    """Swapped, they come to the same whole; of all the rest nothing counts them."""
    found = [{**all_at(2), "T5.1": 0, "T5.2": 4}, {**all_at(2), "T5.1": 4, "T5.2": 0}]
    made = []
    for each in found:
        report = issued(own, each)
        made.append(printable(build_verified_content(report, "vi")))
        report.delete()

    assert [replace(each, verification=None) for each in made] == [replace(made[0], verification=None)] * 2
    assert made[0].overall.standing.compared.verified_text == "2,0"
