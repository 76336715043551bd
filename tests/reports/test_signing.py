"""The signature, looked at by the library's own validator; and what is said of a certificate that cannot sign."""

from io import BytesIO

import pytest
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.checks import run_checks
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from reports.issued import demo_certificate, signing
from reports.press import rendering
from tests.reports.certificates import certificate
from tests.reports.printed import elements, opened

PAGE = '<html lang="vi"><title>Báo cáo</title><body><h1>Báo cáo</h1><p>Mức 2</p><ul><li>một</li></ul></body></html>'


@pytest.fixture(scope="module")
def pdf():
    """One tagged page."""
    return rendering.print_html(PAGE).pdf


@pytest.fixture
def signed(pdf, tmp_path, settings):
    certificate(tmp_path, settings)
    return signing.sign(pdf, by=signing.identity(), reason="2026-0001", label="Chữ ký số")


def status_of(pdf, *, roots=()):
    """Return what the validator says of the one signature."""
    trusted = [asn1.Certificate.load(each.public_bytes(Encoding.DER)) for each in roots]
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=trusted, allow_fetching=False))


def test_signature_is_intact_valid_and_covers_the_whole_file(signed):
    status = status_of(signed, roots=[signing.identity().certificate])

    assert (status.intact, status.valid, status.trusted, status.bottom_line) == (True, True, True, True)
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_signature_is_pades(signed):
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures

    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.sig_object["/Reason"] == "2026-0001"


def test_signature_of_a_certificate_that_nobody_vouches_for_is_not_trusted(signed):
    status = status_of(signed)

    assert (status.intact, status.valid, status.trusted) == (True, True, False)


def test_flipped_byte_is_detected(signed):
    place = signed.index(b"endstream") - 3
    broken = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]

    assert not status_of(broken, roots=[signing.identity().certificate]).intact


def test_signed_pdf_keeps_its_pages_tags_and_language(signed, pdf):
    before, after = opened(pdf), opened(signed)

    assert signed.startswith(pdf)
    assert [str(each.get("/S")) for each in elements(after)] == [str(each.get("/S")) for each in elements(before)]
    assert (str(after.Root.Lang), bool(after.Root.MarkInfo.Marked)) == ("vi", True)
    assert b"pdfuaid:part" in after.Root.Metadata.read_bytes()


def test_field_of_the_signature_is_named_and_outside_the_page(signed):
    document = opened(signed)
    (field,) = document.Root.AcroForm.Fields

    assert str(field.TU) == "Chữ ký số"
    assert [float(side) for side in field.Rect][2:] < [0, 0]


def test_rsa_key_signs_too(pdf, tmp_path, settings, monkeypatch):
    monkeypatch.setattr(
        demo_certificate.ec, "generate_private_key", lambda _curve: rsa.generate_private_key(65537, 2048)
    )
    certificate(tmp_path, settings, password="mật khẩu")
    signed = signing.sign(pdf, by=signing.identity(), reason="1", label="x")

    assert status_of(signed, roots=[signing.identity().certificate]).bottom_line


def test_without_a_certificate_nobody_signs(settings):
    settings.SIGNING_CERTIFICATE = ""

    assert signing.identity() is None


@pytest.mark.parametrize(("unit", "is_demonstration"), [(signing.DEMONSTRATION, True), ("Phòng báo cáo", False)])
def test_certificate_names_itself_a_demonstration(unit, is_demonstration, tmp_path, settings):
    certificate(tmp_path, settings, unit=unit)

    assert signing.identity().is_demonstration is is_demonstration


def test_key_is_loaded_once_a_process(tmp_path, settings):
    file = certificate(tmp_path, settings)
    first = signing.identity()
    file.unlink()

    assert signing.identity() is first


def said_of(settings, **changed):
    for name, value in changed.items():
        setattr(settings, name, value)
    (found,) = run_checks(include_deployment_checks=True, tags=["reports"])
    return found.id, found.msg


def test_check_names_a_file_that_is_not_there(settings, tmp_path):
    id_, said = said_of(settings, SIGNING_CERTIFICATE=str(tmp_path / "none.p12"))

    assert id_ == "reports.E001"
    assert "cannot be read: No such file" in said


def test_check_names_a_wrong_password(settings, tmp_path):
    certificate(tmp_path, settings, password="right")

    assert "wrong SIGNING_PASSWORD" in said_of(settings, SIGNING_PASSWORD="wrong")[1]


def test_check_names_a_file_that_is_no_certificate(settings, tmp_path):
    file = tmp_path / "text.p12"
    file.write_text("not a certificate")

    assert "not a PKCS#12 file" in said_of(settings, SIGNING_CERTIFICATE=str(file))[1]


def test_check_names_an_expired_certificate(settings, tmp_path):
    certificate(tmp_path, settings, days=-1)

    assert "expired on" in said_of(settings)[1]


def test_check_warns_before_a_certificate_expires(settings, tmp_path):
    certificate(tmp_path, settings, days=10)

    id_, said = said_of(settings)

    assert id_ == "reports.W001"
    assert "renew it" in said


def test_check_has_nothing_to_say_of_a_good_certificate_and_of_none(settings, tmp_path):
    certificate(tmp_path, settings)
    assert run_checks(include_deployment_checks=True, tags=["reports"]) == []
    settings.SIGNING_CERTIFICATE = ""
    assert run_checks(include_deployment_checks=True, tags=["reports"]) == []


@pytest.mark.parametrize("has_one", [True, False])
def test_check_warns_an_operator_of_the_demonstrations_certificate_and_of_none(has_one, settings, tmp_path):
    if has_one:
        certificate(tmp_path, settings)
    id_, said = said_of(settings, OPERATOR_NAME="C4IR")

    assert id_ == "reports.W002"
    assert ("proves nothing" in said, "unsigned" in said) == (has_one, not has_one)


def test_demo_certificate_is_made_once_for_its_owner_alone(tmp_path):
    file = tmp_path / "demo.p12"
    assert demo_certificate.make_missing(file)
    first = file.read_bytes()

    assert not demo_certificate.make_missing(file)
    assert (file.read_bytes(), file.stat().st_mode & 0o077) == (first, 0)
    assert list(tmp_path.iterdir()) == [file]
