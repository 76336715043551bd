"""Private links to a result: made by the owner, told once, read by anybody who holds one, counted, and ended."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, User
from c4ir_assess.exceptions import InvalidAnswer, TransitionNotAllowed
from c4ir_assess.jobs.models import Job
from privacy import restricting
from reports import public_pages
from reports.issued import issuing
from reports.models import Report, ShareLink, ShareOpening
from reports.shared import links as share_links
from tests.factories.issued import issue, issued_file
from tests.factories.reports import all_at, report, scored

GOOD = {"for_whom": "Vietcombank", "language": "vi", "days": "30"}


@pytest.fixture
def card(firm_a, an):
    return scored(firm_a, by=an)


@pytest.fixture
def submission(card):
    return card.submission


@pytest.fixture
def shared(submission, an):
    """A link and its secret."""
    return share_links.make(submission=submission, by=an, for_whom="Vietcombank", language="vi", days=7)


def links_url(submission):
    return reverse("reports:links", args=[submission.uuid])


def page_url(shared):
    return reverse("reports:shared", args=[shared[1]])


def pdf_url(shared):
    return reverse("reports:shared_pdf", args=[shared[1]])


def main_of(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def opened():
    return list(ShareOpening.objects.order_by("pk").values_list("what", flat=True))


def test_owner_is_told_the_link_once(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD)
    first, second = client.get(links_url(submission)), client.get(links_url(submission))
    token = re.search(r"/shared/([\w-]{43})/", first.content.decode())[1]

    assert share_links.find(token) == ShareLink.objects.get()
    assert "/shared/" not in second.content.decode()


def test_secret_on_its_way_to_the_page_is_in_no_session(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD)
    brought = client.cookies["link_made"]
    token = brought.value.split(":")[0]

    assert share_links.find(token) == ShareLink.objects.get()
    assert [each for each in Session.objects.all() if token in str(each.get_decoded())] == []
    assert (brought["path"], brought["httponly"], brought["samesite"]) == (links_url(submission), True, "Strict")
    assert int(brought["max-age"]) <= 60


def test_browser_forgets_the_secret_once_it_was_told(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD)
    client.get(links_url(submission))

    assert client.cookies["link_made"].value == ""


def test_secret_that_was_changed_on_the_way_or_brought_late_tells_nothing(client_of, an, submission, shared):
    client, url = client_of(an), links_url(submission)
    client.post(url, GOOD)
    whole = client.cookies["link_made"].value
    for wrong in (f"{whole}x", shared[1], f"{shared[1]}:1:x"):
        client.cookies["link_made"] = wrong
        assert "/shared/" not in client.get(url).content.decode()
    client.cookies["link_made"] = whole
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=True):
        assert "/shared/" not in client.get(url).content.decode()


def test_secret_is_not_kept(shared):
    stored = ShareLink.objects.values().get()

    assert shared[1] not in str(stored)
    assert stored["token_hash"] == share_links.token_hash(shared[1])


@pytest.mark.parametrize(
    "wrong", [{"for_whom": "  "}, {"for_whom": "x" * 121}, {"language": "fr"}, {"days": "365"}, {"days": ""}]
)
def test_owner_is_told_what_is_wrong_and_nothing_is_made(wrong, client_of, an, submission):
    answer = client_of(an).post(links_url(submission), GOOD | wrong)

    assert answer.status_code == 422
    assert not ShareLink.objects.exists()


def test_no_more_than_ten_links_are_open(client_of, an, submission):
    made = [share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=7) for _ in range(10)]
    answer = client_of(an).post(links_url(submission), GOOD)
    with pytest.raises(TransitionNotAllowed):
        share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=7)
    share_links.revoke(link=made[0][0], by=made[0][0].made_by)

    assert answer.status_code == 422
    assert client_of(an).post(links_url(submission), GOOD).status_code == 302


def test_term_that_is_not_offered_is_refused(submission, an):
    with pytest.raises(InvalidAnswer):
        share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=365)


def test_making_a_link_queues_its_pdf(submission, an):
    share_links.make(submission=submission, by=an, for_whom="x", language="vi-en", days=7)

    assert Job.objects.filter(task="reports.render_report", args__language="vi-en").count() == 1


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


@pytest.fixture
def printed(card):
    """The firm's own reports, one of them with private answers."""
    report(card, content=b"%PDF private")
    Report.objects.update(with_private=True)
    return report(card, content=b"%PDF public")


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


def end(shared, how):
    match how:
        case "expired":
            ShareLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "revoked":
            share_links.revoke(link=shared[0], by=shared[0].made_by)
        case "unknown":
            ShareLink.objects.all().delete()


@pytest.mark.parametrize("url", [page_url, pdf_url])
def test_expired_revoked_and_unknown_links_read_the_same(url, client, submission, an, card):
    texts = set()
    for how in ("expired", "revoked", "unknown"):
        shared = share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=7)
        end(shared, how)
        answer = client.get(url(shared))
        assert answer.status_code == 404
        texts.add(main_of(answer))

    assert len(texts) == 1
    assert "Liên kết này không còn mở được" in texts.pop()
    assert opened() == []


def test_link_of_a_firm_that_keeps_its_data_to_itself_opens_nothing(client, shared, an, firm_a):
    restricting.restrict(organization=firm_a.organization, by=an)

    assert client.get(page_url(shared)).status_code == 404


@pytest.mark.parametrize("left", ["removed", "reads only", "closed"])
def test_link_ends_with_the_right_of_who_made_it(client, shared, an, left):
    acts = {
        "removed": an.memberships.all().delete,
        "reads only": lambda: an.memberships.update(role=Membership.Role.READ_ONLY),
        "closed": lambda: User.objects.filter(pk=an.pk).update(is_active=False),
    }

    acts[left]()

    assert client.get(page_url(shared)).status_code == 404


def test_openings_are_counted_page_and_pdf(client, shared, printed):
    client.get(page_url(shared))
    client.get(pdf_url(shared)).getvalue()

    assert opened() == ["page", "pdf"]


@pytest.mark.parametrize(
    "headers",
    [
        {"user-agent": "facebookexternalhit/1.1"},
        {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"sec-purpose": "prefetch"},
        {"purpose": "prefetch"},
    ],
)
def test_previews_and_prefetching_are_not_counted(headers, client, shared):
    assert client.get(page_url(shared), headers=headers).status_code == 200
    assert opened() == []


def test_head_is_not_counted(client, shared):
    assert client.head(page_url(shared)).status_code == 200
    assert opened() == []


@pytest.mark.parametrize(("person", "counted"), [("an", []), ("binh", []), ("chi", ["page"]), ("dung", ["page"])])
def test_people_of_the_firm_are_not_counted(person, counted, client_of, shared, request):
    client_of(request.getfixturevalue(person)).get(page_url(shared))

    assert opened() == counted


def test_owner_sees_when_a_link_was_opened(client_of, an, client, shared, submission):
    client.get(page_url(shared))
    client.get(page_url(shared))

    assert "Đã mở 2 lần" in client_of(an).get(links_url(submission)).content.decode()


def test_list_takes_the_same_queries_for_one_link_and_for_three(
    client_of, an, submission, django_assert_max_num_queries
):
    client = client_of(an)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            link, _ = share_links.make(submission=submission, by=an, for_whom="x", language="vi", days=7)
            share_links.note(link=link, what=ShareOpening.What.PAGE)
        with django_assert_max_num_queries(60) as found:
            client.get(links_url(submission))
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_page_is_kept_out_of_search_engines_caches_and_referrers(client, shared):
    answer = client.get(page_url(shared))

    assert "noindex" in answer["X-Robots-Tag"]
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "strict-origin")


def test_too_many_openings_in_a_minute_are_refused(client, shared, monkeypatch):
    monkeypatch.setattr(public_pages, "MOST_A_MINUTE", 1)

    assert [client.get(page_url(shared)).status_code for _ in range(2)] == [200, 429]


def test_quick_check_has_no_private_link(client_of, an, site_a):
    quick = scored(site_a, by=an, scope="quick", answers=all_at(1, "quick")).submission

    assert client_of(an).get(links_url(quick)).status_code == 404


def test_link_that_was_made_speaks_the_language_of_its_report(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD | {"language": "vi-en"})

    assert "/?lang=en" in client.get(links_url(submission)).content.decode()


def test_for_whom_is_shown_as_it_was_typed_and_never_as_markup(client_of, an, submission):
    client = client_of(an)
    client.post(links_url(submission), GOOD | {"for_whom": "<script>alert(1)</script>"})

    assert "<script>alert" not in client.get(links_url(submission)).content.decode()


@pytest.mark.parametrize("url", [page_url, pdf_url])
def test_reader_cannot_post(url, client, shared):
    assert client.post(url(shared)).status_code == 405
