import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from assessments import lifecycle, rounds
from assessments.access import CLAIMS, claim_hash
from assessments.answers import Given
from assessments.models import Scope, Submission
from c4ir_assess.jobs.models import Job
from reports.issued import issuing
from tests.charts.pictures import parsed
from tests.factories import assessments
from tests.factories.issued import issue
from tests.factories.jobs import changed
from tests.factories.reports import all_at, block_at, report, score, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


def url(submission):
    return reverse("reports:result", args=[submission.uuid])


def page(client, submission, language="vi"):
    response = client.get(url(submission), {"lang": language})
    assert response.status_code == 200
    return response.content.decode()


def pictures(html):
    return [parsed(found) for found in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]


def test_result_works(client_of, an, card):
    html = page(client_of(an), card.submission)

    assert "Mức 2 · Có chuẩn chung" in html
    assert "Tự đánh giá · chưa kiểm chứng" in html
    assert "Phiên bản thử nghiệm" in html


def test_result_speaks_english(client_of, an, card):
    html = page(client_of(an), card.submission, "en")

    assert "Level 2 · Common standard" in html
    assert "Self-assessed · not verified" in html


def test_result_for_a_teammate(client_of, cuong, card):
    html = page(client_of(cuong), card.submission)

    assert reverse("assessments:correct", args=[card.submission.assessment.uuid]) in html
    assert reverse("assessments:send", args=[card.submission.assessment.uuid]) not in html


def test_result_for_a_read_only_member_offers_no_act(client_of, binh, card):
    html = page(client_of(binh), card.submission)

    assert reverse("assessments:correct", args=[card.submission.assessment.uuid]) not in html
    assert reverse("assessments:send", args=[card.submission.assessment.uuid]) not in html


def test_result_for_an_outsider_is_404(client_of, chi, card):
    assert client_of(chi).get(url(card.submission)).status_code == 404


def test_private_result_for_an_advisor_is_404(client_of, dung, admin, card):
    assert client_of(dung).get(url(card.submission)).status_code == 404
    assert client_of(admin).get(url(card.submission)).status_code == 404


def test_result_for_a_stranger_asks_to_sign_in(client, card):
    response = client.get(url(card.submission))

    assert response.url == f"{reverse('account_login')}?next={url(card.submission)}"


def test_unknown_result_is_404(client_of, an):
    assert client_of(an).get(reverse("reports:result", args=[uuid4()])).status_code == 404


def test_result_refuses_other_methods(client_of, an, card):
    assert client_of(an).post(url(card.submission)).status_code == 405


def test_result_is_not_kept_by_caches(client_of, an, card):
    assert "no-store" in client_of(an).get(url(card.submission))["Cache-Control"]


def quick_check():
    assessment, token = assessments.unclaimed(answers=all_at(1, Scope.QUICK))
    lifecycle.complete(assessment=assessment, by=None, language="vi")
    return score(assessment), token


def test_result_of_a_quick_check_for_the_holder_of_its_link():
    card, token = quick_check()
    client = Client()
    session = client.session
    session[CLAIMS] = [claim_hash(token)]
    session.save()

    html = page(client, card.submission)

    assert "Trong khoảng từ “Dựa vào kinh nghiệm” đến “Bước đầu”" in html
    assert reverse("assessments:continue_full", args=[card.submission.assessment.uuid]) in html
    assert "PDF" not in html.replace("báo cáo PDF", "")


def test_result_of_a_quick_check_without_its_link_is_closed(client_of, an):
    card, _ = quick_check()

    assert Client().get(url(card.submission)).status_code == 302
    assert client_of(an).get(url(card.submission)).status_code == 404


def test_ux_19_result_shows_words_before_priorities_before_pictures(client_of, an, card):
    html = page(client_of(an), card.submission)
    places = [html.index(mark) for mark in ('id="headline"', 'id="first"', 'id="dimensions"', 'id="answers"')]

    assert places == sorted(places)
    assert html.index("strip-picture") < html.index("radar-picture")


def test_every_picture_has_a_name(client_of, an, card):
    drawn = pictures(page(client_of(an), card.submission))

    assert [root[0].text for root in drawn if root.get("role") == "img"] == [
        "Mức 2 · Có chuẩn chung",
        "Biểu đồ mạng nhện của các phần",
    ]


def strip_rows(html):
    """Return name, written value and drawn value of each strip; None where nothing is drawn."""
    found = []
    for part in html.split('<li class="strip-row">')[1:]:
        row = part.split("</li>")[0]
        (svg,) = pictures(row)
        marks = [float(mark.get("cx")) for mark in svg.iter() if mark.tag.endswith("circle")]
        words = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", row, flags=re.DOTALL).split()
        found.append((" ".join(words), (marks[0] - 30) / 64 if marks else None))
    return found


def test_ux_20_table_and_picture_show_the_same_values(client_of, an, firm_a):
    card = scored(firm_a, by=an, answers={**all_at(2), **block_at(P=0, T=1), "S1.1": "dk", "S1.2": "dk"})
    html = page(client_of(an), card.submission)
    table = re.search(r'<table class="figures">.*?</table>', html, re.DOTALL)[0]
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>.*?</td><td class="n">(.*?)</td>', table)
    shown = {"0,0": 0, "1,0": 1, "2,0": 2, "chưa đủ dữ liệu": None}

    assert len(rows) == 20
    assert strip_rows(html) == [(f"{name} {value}", shown[value]) for name, value in rows]


def test_each_strip_leads_to_why_it_stands_there(client_of, an, card):
    html = page(client_of(an), card.submission)
    names = re.findall(r'<span class="strip-name"><a href="([^"]+)">', html)

    assert len(names) == 20
    assert reverse("reports:explain", args=[card.submission.uuid, "O4"]) in names


@pytest.mark.parametrize(("order", "first"), [("gap", "Kỹ năng số"), ("block", "Lãnh đạo"), ("<b>", "Lãnh đạo")])
def test_strips_are_sorted_without_a_script(client_of, an, firm_a, order, first):
    card = scored(firm_a, by=an, answers={**all_at(2), **block_at(P=0)})
    html = client_of(an).get(url(card.submission), {"lang": "vi", "order": order}).content.decode()

    assert strip_rows(html)[0][0].startswith(first)


def test_result_leads_to_exploring(client_of, an, card):
    assert reverse("reports:explore", args=[card.submission.uuid]) in page(client_of(an), card.submission)


def test_result_without_a_level_asks_for_more_answers_in_front(client_of, an, firm_a):
    card = scored(firm_a, by=an, answers=block_at(S=2, P=2, O=2, T=2))
    html = page(client_of(an), card.submission)

    assert html.index("Trả lời thêm câu hỏi") < html.index('id="first"')


def test_result_begins_with_what_changed_since_the_last_round(client_of, an, card):
    following = rounds.repeat(assessment=card.submission.assessment, by=an)
    for response in following.responses.all():
        given = Given("answered", 3)
        lifecycle.save_response(
            assessment=following, item=response.item, given=given, base_version=response.version, by=an
        )
    lifecycle.complete(assessment=following, by=an, language="vi")
    html = page(client_of(an), score(following).submission)
    change = html.split('class="change change-up">')[1].split("<")[0]

    assert html.index('id="since"') < html.index('id="headline"')
    assert change == "+1,0"
    assert 'id="since"' not in page(client_of(an), card.submission)


def test_page_has_no_inline_style_or_script(client_of, an, card):
    html = page(client_of(an), card.submission)

    assert not re.search(r"<[^>]+\sstyle=", html)
    assert not re.search(r"<script(?![^>]+src=)", html)


def test_hostile_firm_name_stays_text(client_of, an, firm_a, card):
    firm_a.organization.name = "<script>alert(1)</script>"
    firm_a.organization.save()

    assert "<script>alert" not in page(client_of(an), card.submission)


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (block_at(S=3, P=0, O=3, T=3, G=4), "2,5 điểm; giữ ở mức 1 vì Con người đang ở mức 0"),
        (block_at(S=2, P=2, O=2, T=2), "Chưa đủ dữ liệu để nêu mức chung"),
        (all_at(0), "Nhà máy chạy nhờ tay nghề của người giỏi việc, một vốn quý để bắt đầu"),
        (all_at(5), "Không còn bước nào để nêu"),
    ],
)
def test_result_says_what_there_is_to_say(client_of, an, firm_a, answers, said):
    assert said in page(client_of(an), scored(firm_a, by=an, answers=answers).submission)


def waiting_submission(site, by):
    return Submission.objects.get(assessment=assessments.completed(site, by=by))


def test_result_before_scoring_says_so_and_asks_again(client_of, an, firm_a):
    submission = waiting_submission(firm_a, an)
    html = page(client_of(an), submission)

    assert "Đã hoàn tất, đang tính kết quả" in html
    assert f'hx-get="{reverse("reports:progress", args=[submission.uuid])}?scoring"' in html
    assert '<noscript><meta http-equiv="refresh"' in html


def test_result_whose_scoring_failed_says_so_and_asks_now_and_then(client_of, an, firm_a):
    submission = waiting_submission(firm_a, an)
    changed(Job.objects.get(), state="failed")
    html = page(client_of(an), submission)

    assert "Chưa tính được kết quả" in html
    assert "load delay:30s" in html


def test_sent_result_says_so_and_can_be_taken_back(client_of, an, firm_a):
    assessment = assessments.sent(firm_a, by=an)
    card = score(assessment)
    html = page(client_of(an), card.submission)

    assert "Đã gửi C4IR xem xét" in html
    assert f'href="{reverse("assessments:take_back", args=[assessment.uuid])}"' in html
    assert reverse("assessments:correct", args=[assessment.uuid]) not in html


def test_older_version_of_a_result_leads_to_the_newer_one(client_of, an, card):
    assessment = card.submission.assessment
    lifecycle.correct(assessment=assessment, by=an)
    newer = lifecycle.complete(assessment=assessment, by=an, language="vi")
    html = page(client_of(an), card.submission)

    assert url(newer) in html
    assert reverse("assessments:send", args=[assessment.uuid]) not in html


def test_result_while_correcting_leads_back_to_the_answers(client_of, an, card):
    lifecycle.correct(assessment=card.submission.assessment, by=an)

    assert "Các câu trả lời đang được sửa" in page(client_of(an), card.submission)


def queries_of(client, submission, django_assert_max_num_queries):
    page(client, submission)
    with django_assert_max_num_queries(100) as captured:
        page(client, submission)
    return len(captured)


def test_result_asks_the_database_a_constant_number_of_times(
    client_of, an, card, firm_a, django_assert_max_num_queries
):
    client = client_of(an)
    one = queries_of(client, card.submission, django_assert_max_num_queries)
    for _ in range(2):
        other = scored(firm_a, by=an)
        report(other)
        assessment = other.submission.assessment
        lifecycle.correct(assessment=assessment, by=an)
        lifecycle.complete(assessment=assessment, by=an, language="vi")
    more = queries_of(client, other.submission, django_assert_max_num_queries)

    assert more <= one <= 16


UNCHECKED = "chưa ai kiểm chứng"


def test_result_with_a_verified_report_says_who_checked_it_and_leads_there(client_of, an, card):
    issued = issue(card)
    html = page(client_of(an), card.submission)

    assert UNCHECKED not in html
    assert f"báo cáo {issued.number} có giá trị đến hết ngày" in html
    assert f'href="{reverse("reports:issued", args=[card.submission.uuid])}"' in html
    assert "chưa kiểm chứng" not in html


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"is_partial": True, "items_verified": 12}, "Chuyên gia đã xác nhận 12/60 câu trả lời"),
        ({"now": datetime(2024, 1, 8, tzinfo=UTC)}, "đã hết hạn sau ngày"),
    ],
)
def test_result_says_what_became_of_its_verified_report(how, said, client_of, an, card):
    issue(card, **how)

    assert said in page(client_of(an), card.submission)


def test_result_whose_report_was_withdrawn_is_checked_by_nobody(client_of, an, card):
    issuing.withdraw(report=issue(card), reason="Nhầm.", by=an)
    html = page(client_of(an), card.submission)

    assert UNCHECKED in html
    assert "Chuyên gia đã xác nhận" not in html


def test_explanation_says_how_much_was_checked_since(client_of, an, card):
    issue(card)
    html = client_of(an).get(reverse("reports:explain", args=[card.submission.uuid, "overall"])).content.decode()

    assert "Chuyên gia đã xác nhận tất cả 60 câu" in html
    assert "Chưa ai kiểm chứng" not in html
