"""The page of files: adding, reusing, describing, removing, and what a frozen assessment still shows."""

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments import lifecycle as answering
from assessments import reviewed
from evidence.models import Evidence, EvidenceUse
from tests.evidence import samples
from tests.evidence.conftest import ITEM, OTHER_ITEM, keep
from tests.factories import assessments

PROMISE = "Câu trả lời của anh/chị chỉ dùng để tư vấn"


@pytest.fixture
def shown(url, client_of):
    def read(who, assessment, item=""):
        answer = client_of(who).get(url("files", assessment), {"item": item} if item else {})
        return html.unescape(answer.content.decode())

    return read


@pytest.fixture
def act(url, client_of, django_capture_on_commit_callbacks):
    def post(who, evidence, act, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client_of(who).post(url("change", evidence.assessment, evidence.uuid), {"act": act} | fields)

    return post


def uses():
    return sorted(EvidenceUse.objects.values_list("item", flat=True))


def test_ux_43_plain_form_keeps_several_files_for_a_question(draft, an, client_of, post_form, shown):
    answer = post_form(
        client_of(an), draft, ("một.pdf", samples.pdf()), ("hai.xlsx", samples.workbook()), caption="Ca 1"
    )

    assert answer.url.endswith(f"/evidence/?item={ITEM}")
    assert "một.pdf" in (read := shown(an, draft, ITEM))
    assert "hai.xlsx" in read
    assert list(Evidence.objects.values_list("caption", flat=True)) == ["Ca 1", "Ca 1"]
    assert uses() == [ITEM, ITEM]


def test_page_promises_and_says_what_to_cover(draft, an, shown):
    read = shown(an, draft, ITEM)
    assert PROMISE in read
    assert "Che tên khách hàng, bản vẽ và khuôn mặt" in read


def test_ux_43_file_is_used_for_a_second_question(kept, an, act, shown):
    assert "Dùng lại tệp đã có" in shown(an, kept.assessment, OTHER_ITEM)

    for _ in range(2):
        answer = act(an, kept, "use", item=OTHER_ITEM, here=OTHER_ITEM)

    assert answer.url.endswith(f"?item={OTHER_ITEM}")
    assert uses() == [ITEM, OTHER_ITEM]


def test_file_is_set_aside_from_one_question_and_stays_for_the_other(kept, an, act):
    act(an, kept, "use", item=OTHER_ITEM)
    act(an, kept, "set_aside", item=ITEM)
    assert uses() == [OTHER_ITEM]


def test_list_of_all_files_names_the_questions(kept, an, act, shown, framework):
    act(an, kept, "use", item=OTHER_ITEM)
    read = shown(an, kept.assessment)
    asks = {item.id: item.ask.vi for item in framework.items()}
    assert f">{asks[ITEM]}</a>" in read
    assert f">{asks[OTHER_ITEM]}</a>" in read


def test_removing_takes_row_and_files_away(kept, an, act, on_disk):
    assert len(on_disk()) == 2
    act(an, kept, "remove")
    assert on_disk() == []
    assert not Evidence.objects.exists()


def test_caption_is_changed_in_one_line(kept, an, act):
    act(an, kept, "describe", caption="Bảng  theo dõi\ntuần 3")
    kept.refresh_from_db()
    assert kept.caption == "Bảng theo dõi tuần 3"


def test_long_caption_is_refused(kept, an, act):
    answer = act(an, kept, "describe", caption="x" * 121)
    assert answer.status_code == 422
    assert "120" in answer.content.decode()


@pytest.mark.parametrize(("act_name", "item", "status"), [("fly", "", 400), ("use", "X9.9", 404), ("use", "", 404)])
def test_act_that_makes_no_sense_is_refused(act_name, item, status, kept, an, act):
    assert act(an, kept, act_name, item=item).status_code == status


def test_name_is_shown_as_text(draft, an, client_of, url):
    keep(draft, "<img src=x onerror=alert(1)>.pdf", samples.pdf(), by=an)
    page = client_of(an).get(url("files", draft)).content.decode()
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page


def test_unknown_question_is_404(draft, an, client_of, url):
    assert client_of(an).get(url("files", draft), {"item": "X9.9"}).status_code == 404


def test_quick_check_without_an_account_takes_no_files(client, url, db):
    quick, token = assessments.unclaimed()
    client.get(f"/quick/{token}/")
    assert client.get(url("files", quick)).status_code == 404


@pytest.mark.parametrize("state", ["completed", "sent"])
def test_frozen_assessment_shows_its_files_and_changes_none(state, site_a, an, client_of, act, post_form, send, shown):
    frozen = assessments.draft(site_a, by=an, answers={"S1.1": 2})
    kept = keep(frozen, by=an)
    answering.complete(assessment=frozen, by=an, language="vi")
    if state == "sent":
        submission = frozen.submissions.get()
        answering.send_for_review(
            assessment=frozen, submission=submission, by=an, wording="x", wording_version="1", language="vi"
        )

    read = shown(an, frozen, ITEM)
    assert kept.name in read
    assert 'id="sending"' not in read
    told = [act(an, kept, name, item=ITEM).status_code for name in ("remove", "describe", "use", "set_aside")]
    told.append(post_form(client_of(an), frozen, ("a.pdf", samples.pdf())).status_code)
    told.append(send(client_of(an), frozen, "a.pdf", samples.pdf()).status_code)
    assert told == [409] * 6
    assert (Evidence.objects.count(), uses()) == (1, [ITEM])


def test_firm_shows_something_for_a_question_that_came_back_and_for_no_other(
    site_a, an, dung, client_of, post_form, send, shown
):
    back = assessments.sent(site_a, by=an, answers={ITEM: 2}, advisor=dung)
    day = timezone.localdate() + timedelta(days=7)
    reviewed.return_items(assessment=back, questions={ITEM: "Anh/chị gửi thêm một ảnh."}, note="", due_on=day, by=dung)
    back.refresh_from_db()

    page = client_of(an).get(reverse("assessments:returned", args=[back.uuid])).content.decode()
    assert f"{reverse('evidence:files', args=[back.uuid])}?item={ITEM}" in page
    assert 'id="sending"' in shown(an, back, ITEM)
    assert 'id="sending"' not in shown(an, back, OTHER_ITEM)
    assert post_form(client_of(an), back, ("a.pdf", samples.pdf())).status_code == 302
    assert send(client_of(an), back, "b.pdf", samples.pdf(), item=OTHER_ITEM).status_code == 409
    assert post_form(client_of(an), back, ("c.pdf", samples.pdf()), item=OTHER_ITEM).status_code == 409
    assert uses() == [ITEM]


def test_corrected_assessment_may_change_its_files_again(site_a, an, act):
    done = assessments.completed(site_a, by=an)
    answering.correct(assessment=done, by=an)
    kept = keep(done, by=an)
    assert act(an, kept, "remove").status_code == 302


def test_deleting_the_firm_deletes_the_files(kept, site_a, on_disk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        site_a.organization.delete()
    assert on_disk() == []


def test_queries_do_not_grow_with_the_files(draft, an, client_of, url):
    def count():
        with CaptureQueriesContext(connection) as seen:
            client_of(an).get(url("files", draft))
        return len(seen)

    keep(draft, by=an)
    one = count()
    for _ in range(3):
        keep(draft, by=an)
    assert count() == one
