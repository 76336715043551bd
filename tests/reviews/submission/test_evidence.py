"""Evidence on the bench: what came with a submission, to staff alone, and only while it is with the advisors."""

import pytest
from django.urls import reverse

from accounts.models import Opening
from assessments import lifecycle
from evidence.models import Evidence
from reviews.models import Review
from tests.evidence.conftest import keep
from tests.evidence.conftest import store_folder as store_folder  # noqa: PLC0414 -- a fixture of the other room
from tests.factories import assessments

NOTHING = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def kept(site_a, an):
    """A photo of an assessment that is completed and not sent yet."""
    draft = assessments.draft(site_a, by=an, answers={"T3.1": 3})
    kept = keep(draft, "ảnh máy.jpg", by=an, caption="Máy ép số 3")
    lifecycle.complete(assessment=draft, by=an, language="vi")
    return kept


@pytest.fixture
def sent(kept, an, dung):
    """The same, with the advisor."""
    submission = kept.assessment.submissions.get()
    lifecycle.send_for_review(
        assessment=kept.assessment, submission=submission, by=an, wording="x", wording_version="1", language="vi"
    )
    Review.objects.filter(assessment=kept.assessment).update(advisor=dung)
    return submission


def address(submission, kept):
    return reverse("reviews:evidence", args=[submission.uuid, kept.uuid])


def get(client, where):
    answer = client.get(where)
    _ = b"".join(answer)  # the end of a file closes it
    return answer


@pytest.mark.parametrize("person", ["dung", "admin"])
def test_staff_opens_it_as_a_file_and_the_firm_reads_who(person, sent, kept, client_of, request):
    who = request.getfixturevalue(person)
    answer = get(client_of(who), address(sent, kept))
    assert (answer.status_code, answer["Content-Disposition"].split(";")[0]) == (200, "attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    opening = Opening.objects.get(what=Opening.What.EVIDENCE)
    assert (opening.by, opening.subject) == (who, kept.uuid)


@pytest.mark.parametrize("person", ["an", "binh", "chi"])
def test_others_find_nothing(person, sent, kept, site_b, client_of, request):
    assert get(client_of(request.getfixturevalue(person)), address(sent, kept)).status_code == 404
    assert not Opening.objects.exists()


def test_anonymous_is_sent_to_sign_in(sent, kept, client_of):
    assert client_of(None).get(address(sent, kept)).url.startswith(reverse("account_login"))


def test_private_submission_shows_no_file(kept, dung, client_of):
    assert get(client_of(dung), address(kept.assessment.submissions.get(), kept)).status_code == 404


def test_taken_back_it_is_closed_again(sent, kept, an, dung, client_of):
    lifecycle.take_back(assessment=kept.assessment, by=an)
    assert get(client_of(dung), address(sent, kept)).status_code == 404


def test_file_of_another_submission_is_404(sent, kept, site_b, chi, dung, client_of):
    other = assessments.sent(site_b, by=chi, advisor=dung).submissions.get()
    assert get(client_of(dung), address(other, kept)).status_code == 404
    assert client_of(dung).get(reverse("reviews:evidence", args=[sent.uuid, NOTHING])).status_code == 404


@pytest.mark.parametrize(
    ("scan", "status", "said"),
    [
        ("unscanned", 200, "Chưa quét mã độc: cần thận trọng khi mở."),
        ("pending", 404, "Đang chờ quét mã độc; quét xong mới mở được."),
        ("failed", 404, "Tệp không qua được bước quét mã độc nên không mở được."),
        ("infected", 404, "Tệp không qua được bước quét mã độc nên không mở được."),
    ],
)
def test_advisor_opens_only_what_is_not_known_to_be_bad(scan, status, said, sent, kept, dung, client_of):
    Evidence.objects.filter(pk=kept.pk).update(scan=scan)
    client = client_of(dung)
    assert get(client, address(sent, kept)).status_code == status
    page = client.get(reverse("reviews:submission", args=[sent.uuid])).content.decode()
    assert said in page
    assert "ảnh máy.jpg" in page
    assert "Máy ép số 3" in page


def test_wrong_method_is_405(sent, kept, dung, client_of):
    assert client_of(dung).post(address(sent, kept)).status_code == 405
