"""The public page that proves a report: what it says in each state, and what it never says."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from privacy import restricting
from reports import public_pages
from reports.issued import issuing
from reports.models import IssuedReport, new_token
from tests.factories.accounts import make_firm, make_user
from tests.factories.issued import issue, issued_file
from tests.factories.reports import scored
from tests.undoing import undone_after_all


@pytest.fixture(scope="module")
def published(django_db_setup, django_db_blocker):
    """A report that was issued once for all of these tests, and its firm."""
    with undone_after_all(django_db_blocker):
        owner = make_user("Nguyễn Văn An")
        site = make_firm(owner=owner, name="Cơ khí An Mẫu")
        yield issue(scored(site, by=owner)), site.organization, owner


@pytest.fixture
def issued(published, db):
    """As it is in the database: each test takes back what it did with it."""
    return IssuedReport.objects.get(pk=published[0].pk)


def url(report):
    return reverse("reports:verify", args=[getattr(report, "token", report)])


def page(client, report, language="vi"):
    answer = client.get(url(report), {"lang": language})
    assert answer.status_code == 200
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_page_says_what_was_issued(client, issued):
    said = words(page(client, issued))

    for fact in ("Cơ khí An Mẫu", issued.number, "60 trên 60", "Qua hồ sơ, tại nhà máy", "02/11/2026 – 06/11/2026"):
        assert fact in said
    assert issued.content_hash in said


def test_page_speaks_english(client, issued):
    said = words(page(client, issued, "en"))

    assert "60 of 60" in said
    assert "From papers, at the plant" in said


def change(issued, **changed):
    IssuedReport.objects.filter(pk=issued.pk).update(**changed)


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("valid", "Còn hiệu lực"),
        ("expired", "Hết hiệu lực"),
        ("superseded", "Đã có bản mới thay thế"),
        ("withdrawn", "Đã thu hồi"),
    ],
)
def test_state_is_said_by_a_word_and_a_sign(state, word, client, issued, dung):
    match state:
        case "expired":
            change(issued, valid_until="2020-01-01")
        case "superseded":
            change(issued, superseded_by=issued.pk)
        case "withdrawn":
            issuing.withdraw(report=issued, reason="Bí mật", by=dung)

    html = page(client, issued)

    assert f'class="proof-word">{word}<' in html
    assert f"is-{state}" in html
    assert "<svg" in html
    assert "Bí mật" not in html


def test_level_is_shown_only_where_the_firm_wants_it(client, issued):
    before = words(page(client, issued))
    issuing.show_level(report=issued, shows=True, by=None)

    assert "Mức 1" not in before
    assert "Mức 1 · Bước đầu" in words(page(client, issued))


def test_level_of_a_withdrawn_report_is_not_shown(client, issued, dung):
    issuing.show_level(report=issued, shows=True, by=None)
    issuing.withdraw(report=issued, reason="", by=dung)

    assert "Mức 1" not in words(page(client, issued))


@pytest.mark.parametrize(("is_signed", "said"), [(True, "đã được ký số"), (False, "chưa được ký số")])
def test_signature_is_claimed_only_where_there_is_one(is_signed, said, client, issued):
    file = issued_file(issued, is_signed=is_signed)
    shown = words(page(client, issued))

    assert said in shown
    assert file.content_hash in shown


def test_every_file_that_was_given_out_and_every_language_can_be_compared(client, issued):
    file = issued_file(issued)
    issued.files.update(former_hashes=["f" * 64])
    shown = words(page(client, issued))
    contents = issued.contents.values_list("content_hash", flat=True)

    assert [each for each in (file.content_hash, "f" * 64, *contents) if each not in shown] == []
    assert len(set(contents)) == 2
    assert "f" * 64 + " bản in trước đó" in shown


def test_signature_is_not_claimed_before_the_file_is_there(client, issued):
    assert "Bản PDF đang được tạo" in words(page(client, issued))


@pytest.mark.parametrize("is_demonstration", [True, False])
def test_page_says_of_the_certificate_that_signed_the_file_whether_it_proves_nothing(
    is_demonstration, client, issued, tmp_path, settings
):
    """Whatever certificate is set by now: nobody could read this one."""
    settings.SIGNING_CERTIFICATE = str(tmp_path / "none.p12")
    issued_file(issued)
    issued.files.update(is_demonstration=is_demonstration)

    assert ("không có giá trị xác thực" in words(page(client, issued))) is is_demonstration


def test_page_is_kept_out_of_search_engines_caches_and_referrers(client, issued):
    for answer in (client.get(url(issued)), client.get(url(new_token()))):
        assert "noindex" in answer["X-Robots-Tag"]
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "strict-origin")
        assert '<meta name="robots" content="noindex, nofollow">' in answer.content.decode()


@pytest.mark.parametrize("token", ["x" * 43, "x", "x" * 300, "%00" * 30, "..", "Ắ" * 40, "a'--" * 10])
def test_unknown_token_reads_the_same_whatever_it_is(token, client, db):
    answer = client.get(f"/verify/{token}/")

    assert answer.status_code == 404
    assert "Không có báo cáo nào tại địa chỉ này" in answer.content.decode()


def test_unknown_token_takes_one_look_like_a_wrong_one(client, issued):
    """The same query is asked of what cannot be a token and of what could: neither is told apart by its time."""
    asked = []
    for token in ("x" * 43, "x"):
        with CaptureQueriesContext(connection) as found:
            client.get(url(token))
        asked.append(sum("reports_issuedreport" in each["sql"] for each in found))

    assert asked == [1, 1]


def test_report_of_a_firm_that_keeps_its_data_to_itself_is_not_proved(client, issued, published):
    _, firm, owner = published
    restricting.restrict(organization=firm, by=owner)

    assert client.get(url(issued)).status_code == 404


def test_too_many_pages_in_a_minute_are_refused_and_others_are_not(client, issued, monkeypatch):
    monkeypatch.setattr(public_pages, "MOST_A_MINUTE", 2)
    statuses = [client.get(url(issued)).status_code for _ in range(3)]
    other = client.get(url(issued), REMOTE_ADDR="203.0.113.9")

    assert statuses == [200, 200, 429]
    assert other.status_code == 200


def test_page_takes_no_other_method(client, issued):
    assert client.post(url(issued)).status_code == 405


def test_uuid_or_number_of_a_report_leads_nowhere(client, issued):
    assert [client.get(url(str(each))).status_code for each in (issued.uuid, issued.number, issued.pk)] == [404] * 3
