"""What goes out: as a file to be saved, under its name, never as a page of ours, and only to those who may open it."""

from urllib.parse import unquote

import pytest

from evidence.models import Evidence
from tests.evidence import samples
from tests.evidence.conftest import keep

Scan = Evidence.Scan
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def download(url, client_of):
    def get(who, evidence, page="download"):
        answer = client_of(who).get(url(page, evidence.assessment, evidence.uuid))
        answer.whole = b"".join(answer)  # the end of a file closes it
        return answer

    return get


def set_scan(evidence, state):
    Evidence.objects.filter(pk=evidence.pk).update(scan=state)


@pytest.mark.parametrize("where", ["download", "thumbnail"])
def test_file_goes_out_with_safe_headers(where, kept, an, download):
    answer = download(an, kept, where)
    assert {name: answer[name] for name in HEADERS} == HEADERS
    assert answer["Content-Type"] == "image/jpeg"


@pytest.mark.parametrize(
    "name",
    [
        "báo cáo tuần.pdf",
        'a"; filename="b.html.pdf',
        "a;b=c%0d%0aX.pdf",
        "日本 ✓ 👍.pdf",
        "'; drop.pdf",
        "ộ" * 146 + ".pdf",
    ],
)
def test_name_goes_out_whole_and_in_one_header(name, draft, an, download):
    answer = download(an, keep(draft, name, samples.pdf(), by=an))

    sent = answer["Content-Disposition"]
    assert sent.startswith("attachment; filename")
    assert "\r" not in sent
    assert "\n" not in sent
    if sent.startswith("attachment; filename*=utf-8''"):
        assert unquote(sent.removeprefix("attachment; filename*=utf-8''")) == name
    else:
        assert sent == 'attachment; filename="{}"'.format(name.replace("\\", "\\\\").replace('"', r"\""))
    assert (answer["Content-Type"], answer.whole[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize(("state", "shown"), [(Scan.CLEAN, "inline"), (Scan.UNSCANNED, "attachment")])
def test_only_a_scanned_picture_is_shown_at_once(state, shown, kept, an, download):
    set_scan(kept, state)
    assert download(an, kept)["Content-Disposition"].split(";")[0] == shown


def test_scanned_pdf_is_still_saved(draft, an, download):
    kept = keep(draft, "a.pdf", samples.pdf(), by=an)
    set_scan(kept, Scan.CLEAN)
    assert download(an, kept)["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("state", "sender", "colleague"),
    [
        (Scan.CLEAN, 200, 200),
        (Scan.UNSCANNED, 200, 200),
        (Scan.PENDING, 200, 404),
        (Scan.FAILED, 200, 404),
        (Scan.INFECTED, 404, 404),
    ],
)
@pytest.mark.parametrize("where", ["download", "thumbnail"])
def test_who_may_open_it_depends_on_the_scan(where, state, sender, colleague, kept, an, cuong, download):
    set_scan(kept, state)
    assert download(an, kept, where).status_code == sender
    assert download(cuong, kept, where).status_code == colleague


def test_file_of_another_assessment_is_404(kept, site_a, an, client_of, url):
    from tests.factories import assessments  # noqa: PLC0415 -- only here

    other = assessments.draft(site_a, by=an, scope="quick")
    assert client_of(an).get(url("download", other, kept.uuid)).status_code == 404


def test_document_has_no_thumbnail(draft, an, download):
    assert download(an, keep(draft, "a.pdf", samples.pdf(), by=an), "thumbnail").status_code == 404


def test_file_that_is_gone_from_the_store_is_404(kept, an, download, store_folder):
    for file in store_folder.rglob("*"):
        if file.is_file():
            file.unlink()
    assert download(an, kept).status_code == 404
