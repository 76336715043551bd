"""Both documents as they are printed: which value leads, and that nobody takes one for the other."""

from dataclasses import dataclass
from io import BytesIO

import pytest
from django.db import transaction
from django.test import override_settings
from pyhanko.pdf_utils.reader import PdfFileReader

from reports.content import build_report_content
from reports.issued import demo_certificate
from reports.issued import printing as issued_printing
from reports.models import IssuedReport
from reports.press import rendering
from reports.printed import files
from tests.factories.accounts import make_firm, make_user
from tests.factories.issued import issue
from tests.factories.reports import scored
from tests.reports.printed import opened, page_texts, text_of
from tests.reports.test_signing import status_of

# A database for the fixture, which one process prints.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("headline")]

SELF_MARK = "TỰ ĐÁNH GIÁ – CHƯA ĐƯỢC XÁC NHẬN"
SUMMARY = 1  # the page that leads with the result
OPERATOR = "Trung tâm C4IR Mẫu"


@dataclass(frozen=True)
class Printed:
    own: bytes
    verified: bytes
    issued: IssuedReport


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker, tmp_path_factory):
    """Print a firm at level 2 by its own answers and at level 1 by an advisor's: both documents, once."""
    folder = tmp_path_factory.mktemp("printed")
    (folder / "demo.p12").write_bytes(demo_certificate.make())
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    operator = {"SIGNING_CERTIFICATE": str(folder / "demo.p12"), "SIGNING_PASSWORD": "", "OPERATOR_NAME": OPERATOR}
    with override_settings(STORAGES={"private": place}, **operator), django_db_blocker.unblock(), transaction.atomic():
        owner = make_user("Nguyễn Văn An")
        card = scored(make_firm(owner=owner, name="Cơ khí An Mẫu"), by=owner)
        own = rendering.render_pdf(build_report_content(card, "vi")).pdf
        issued = issue(card, level=1)
        with files.open_file(issued_printing.print_issued(report=issued, language="vi").file) as file:
            verified = file.read()
        transaction.set_rollback(True)
    return Printed(own, verified, issued)


def headline(pdf):
    """Return what the page says that leads with the result, up to the table of parts."""
    return page_texts(pdf)[SUMMARY].partition("Các phần")[0]


def test_self_assessment_leads_with_its_own_level_and_names_no_other(printed):
    assert "Mức 2 · Có chuẩn chung" in headline(printed.own)
    assert "Mức 1" not in headline(printed.own)


def test_verified_report_leads_with_the_verified_level_and_names_the_firms_value_after_it(printed):
    said = headline(printed.verified)

    assert "Mức 1 · Bước đầu" in said
    assert "Mức 2" not in said
    assert said.index("Mức 1") < said.index("Doanh nghiệp tự đánh giá: 2,0")


def test_self_assessment_says_so_on_every_page_and_in_its_title(printed):
    document = opened(printed.own)

    assert [number for number, text in enumerate(page_texts(printed.own)) if SELF_MARK not in text] == []
    assert "tự đánh giá" in str(document.docinfo.Title).lower()


def test_self_assessment_bears_no_number_no_signature_and_no_operator(printed, tmp_path):
    said = text_of(printed.own, tmp_path)

    assert OPERATOR not in said
    assert "/verify/" not in said
    assert "Số báo cáo" not in said
    assert PdfFileReader(BytesIO(printed.own)).embedded_signatures == []


def test_verified_report_never_says_that_it_is_a_self_assessment(printed, tmp_path):
    assert SELF_MARK not in text_of(printed.verified, tmp_path)


def test_verified_report_bears_number_operator_and_the_address_that_proves_it(printed, tmp_path):
    said = "".join(text_of(printed.verified, tmp_path).split())

    for fact in (printed.issued.number, OPERATOR, f"/verify/{printed.issued.token}/", printed.issued.content_hash):
        assert "".join(fact.split()) in said


def test_verified_report_is_signed_over_the_whole_file(printed):
    status = status_of(printed.verified)

    assert (status.intact, status.valid, status.coverage.name) == (True, True, "ENTIRE_FILE")
    assert "Tệp PDF này đã được ký số" in page_texts(printed.verified)[0]


def test_demonstration_is_said_across_every_page(printed):
    marks = [set("BẢNMINHHOẠ") <= set(text) for text in page_texts(printed.verified)]

    assert all(marks)
