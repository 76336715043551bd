import pytest
from django.urls import reverse

from assessments.models import Submission
from c4ir_assess.jobs.models import Job
from reports.models import ReadyLetter
from tests.factories import assessments
from tests.factories.jobs import changed
from tests.factories.reports import report, score, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


def url(submission, query=""):
    return reverse("reports:progress", args=[submission.uuid]) + query


def piece(client, submission, query=""):
    response = client.get(url(submission, query), headers={"HX-Request": "true"})
    assert response.status_code == 200
    return response.content.decode()


def test_progress_asks_again_while_the_report_is_being_made(client_of, an, card):
    html = piece(client_of(an), card.submission)

    assert "Bản PDF tiếng Việt đang được tạo" in html
    assert f'hx-get="{url(card.submission)}"' in html


def test_progress_links_the_report_when_it_is_ready(client_of, an, card):
    made = report(card)
    html = piece(client_of(an), card.submission)

    assert f'href="{reverse("reports:pdf", args=[made.uuid])}"' in html
    assert "hx-get" not in html


def test_progress_says_that_the_report_could_not_be_made(client_of, an, card):
    changed(Job.objects.get(queue="report"), state="failed")
    html = piece(client_of(an), card.submission)

    assert "Không tạo được bản PDF tiếng Việt. Chúng tôi đã nhận được thông báo" in html
    assert "hx-get" not in html


def test_progress_offers_the_other_language(client_of, an, card):
    assert "Tạo bản PDF tiếng Anh" in piece(client_of(an), card.submission)


def test_progress_of_scoring_waits(client_of, an, firm_a):
    submission = Submission.objects.get(assessment=assessments.completed(firm_a, by=an))

    assert f'hx-get="{url(submission)}?scoring"' in piece(client_of(an), submission, "?scoring")


def test_progress_of_scoring_reloads_the_page_when_the_result_is_there(client_of, an, firm_a):
    assessment = assessments.completed(firm_a, by=an)
    card = score(assessment)
    response = client_of(an).get(url(card.submission, "?scoring"), headers={"HX-Request": "true"})

    assert response["HX-Refresh"] == "true"


def test_progress_of_scoring_that_failed_asks_again_every_half_minute(client_of, an, firm_a):
    submission = Submission.objects.get(assessment=assessments.completed(firm_a, by=an))
    changed(Job.objects.get(queue="score"), state="failed")
    html = piece(client_of(an), submission, "?scoring")

    assert "Chưa tính được kết quả" in html
    assert f'hx-get="{url(submission)}?scoring" hx-trigger="load delay:30s"' in html


def test_progress_for_an_outsider_is_404(client_of, chi, dung, card):
    assert client_of(chi).get(url(card.submission)).status_code == 404
    assert client_of(dung).get(url(card.submission)).status_code == 404


def test_progress_after_the_session_ended_reloads_the_page(client, card):
    response = client.get(url(card.submission), headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Refresh"], response.content) == (200, "true", b"")


def test_progress_refuses_other_methods(client_of, an, card):
    assert client_of(an).post(url(card.submission)).status_code == 405


def ask(client, submission, language="en", **headers):
    address = reverse("reports:request_report", args=[submission.uuid])
    return client.post(address, {"language": language}, headers=headers)


def test_request_report_queues_one_job_and_returns_to_the_page(client_of, an, card):
    client = client_of(an)
    response = ask(client, card.submission)
    ask(client, card.submission)

    assert response.url == reverse("reports:result", args=[card.submission.uuid]) + "#next"
    assert Job.objects.filter(dedup_key=f"report:{card.pk}:en").count() == 1


def test_request_report_by_htmx_answers_the_piece(client_of, an, card):
    response = ask(client_of(an), card.submission, **{"HX-Request": "true"})

    assert "Bản PDF tiếng Anh: báo cáo của anh/chị đứng thứ 2 trong hàng chờ" in response.content.decode()


def test_request_report_for_a_read_only_member_works(client_of, binh, card):
    assert ask(client_of(binh), card.submission).status_code == 302


@pytest.mark.parametrize("language", ["", "fr", "vi; drop"])
def test_request_report_in_an_unknown_language_is_400(client_of, an, card, language):
    assert ask(client_of(an), card.submission, language).status_code == 400
    assert Job.objects.filter(queue="report").count() == 1


def test_request_report_before_scoring_is_400(client_of, an, firm_a):
    submission = Submission.objects.get(assessment=assessments.completed(firm_a, by=an))

    assert ask(client_of(an), submission).status_code == 400


def test_request_report_for_an_outsider_is_404(client_of, chi, dung, card):
    assert ask(client_of(chi), card.submission).status_code == 404
    assert ask(client_of(dung), card.submission).status_code == 404
    assert Job.objects.filter(queue="report").count() == 1


def test_request_report_for_a_stranger_asks_to_sign_in(client, card):
    assert ask(client, card.submission).status_code == 302


def test_request_report_refuses_other_methods(client_of, an, card):
    assert client_of(an).get(reverse("reports:request_report", args=[card.submission.uuid])).status_code == 405


def test_request_report_side_by_side_queues_it(client_of, an, card):
    ask(client_of(an), card.submission, "vi-en")

    assert Job.objects.filter(dedup_key=f"report:{card.pk}:vi-en", queue="report").exists()


def test_request_report_that_failed_tries_again(client_of, an, card):
    changed(Job.objects.get(queue="report"), state="failed", attempts=3)
    ask(client_of(an), card.submission, "vi")

    assert Job.objects.get(queue="report").state == "queued"


def test_progress_offers_to_try_again_what_failed(client_of, an, card):
    changed(Job.objects.get(queue="report"), state="failed", error="OSError: disk")

    assert "Thử lại" in piece(client_of(an), card.submission)


def test_progress_says_that_a_report_is_too_long_to_print(client_of, an, card):
    changed(Job.objects.get(queue="report"), state="failed", error="LimitExceeded: pages: 73, at most 60")
    html = piece(client_of(an), card.submission)

    assert "vì nội dung quá dài để in" in html
    assert "Thử lại" not in html


def test_progress_keeps_the_link_while_a_batch_looks_at_the_report(client_of, an, card):
    made = report(card)
    changed(Job.objects.get(queue="report"), state="queued", queue="batch")

    assert f'href="{reverse("reports:pdf", args=[made.uuid])}"' in piece(client_of(an), card.submission)


def wish(client, submission, language="vi"):
    return client.post(reverse("reports:write_when_ready", args=[submission.uuid]), {"language": language})


def test_progress_says_who_waits_for_a_letter(client_of, an, binh, card):
    wish(client_of(an), card.submission)

    assert "Khi xong, chúng tôi sẽ gửi e-mail cho anh/chị." in piece(client_of(an), card.submission)
    assert "Gửi e-mail cho tôi khi xong" in piece(client_of(binh), card.submission)


def test_wish_of_a_letter_returns_to_the_page(client_of, an, card):
    assert wish(client_of(an), card.submission).url == reverse("reports:result", args=[card.submission.uuid]) + "#next"


def test_wish_of_a_letter_for_a_read_only_member_works(client_of, binh, card):
    assert wish(client_of(binh), card.submission).status_code == 302


def test_wish_of_a_letter_for_an_outsider_is_404(client_of, chi, dung, card):
    assert [wish(client_of(person), card.submission).status_code for person in (chi, dung)] == [404, 404]


def test_wish_of_a_letter_for_a_stranger_asks_to_sign_in(client, card):
    assert wish(client, card.submission).status_code == 302
    assert not ReadyLetter.objects.exists()


def test_wish_of_a_letter_in_an_unknown_language_is_400(client_of, an, card):
    assert wish(client_of(an), card.submission, "fr").status_code == 400


def test_wish_of_a_letter_refuses_other_methods(client_of, an, card):
    assert client_of(an).get(reverse("reports:write_when_ready", args=[card.submission.uuid])).status_code == 405


def test_letter_about_private_answers_needs_the_tick_as_the_report_does(client_of, an, card):
    address = reverse("reports:write_when_ready", args=[card.submission.uuid])
    asked = {"language": "vi", "private": "1"}

    client_of(an).post(address, asked)
    assert not ReadyLetter.objects.exists()
    client_of(an).post(address, asked | {"tick": "1"})
    assert ReadyLetter.objects.get().with_private
