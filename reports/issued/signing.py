"""Signing issued reports: PAdES B-B with the operator's certificate, which a process loads once.

Without a certificate nothing is signed and nothing says so. ``./bin/run`` has a certificate of its own, which proves
nothing: it names itself a demonstration, and what is signed with it says so across each page.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.utils import timezone

from c4ir_assess.exceptions import SigningFault

# The organisational unit in the certificate of ./bin/run.
DEMONSTRATION = "Demonstration, proves nothing"
FIELD = "Signature"

type Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Identity:
    """Who signs: the key, its certificate, and those that lead from it to a root."""

    key: Key
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def is_demonstration(self) -> bool:
        """Whether it is the certificate of ./bin/run."""
        units = self.certificate.subject.get_attributes_for_oid(x509.NameOID.ORGANIZATIONAL_UNIT_NAME)
        return any(unit.value == DEMONSTRATION for unit in units)

    @property
    def ends_at(self) -> datetime:
        """Return until when the certificate may sign."""
        return self.certificate.not_valid_after_utc


def identity() -> Identity | None:
    """Return who signs now, None where the operator has set no certificate; SigningFault for one that cannot sign."""
    if not settings.SIGNING_CERTIFICATE:
        return None
    found = _load(settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSWORD)
    now = timezone.now()
    if now > found.ends_at:
        raise SigningFault(f"SIGNING_CERTIFICATE expired on {found.ends_at:%Y-%m-%d}: put a renewed one in its place")
    if now < found.certificate.not_valid_before_utc:
        raise SigningFault(f"SIGNING_CERTIFICATE is valid from {found.certificate.not_valid_before_utc:%Y-%m-%d} on")
    return found


def sign(pdf: bytes, *, by: Identity, reason: str, label: str) -> bytes:
    """Return the PDF with an invisible signature over all of it, added at its end: pages and tags stay as they are.

    ``label`` is what a screen reader says of the signature's field. Nothing may be written into the PDF after this.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 -- for workers alone
    from pyhanko.sign import fields, signers  # noqa: PLC0415 -- the same

    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=reason
    )
    # Outside the page and printable: what PDF/UA asks of a field that nobody sees.
    unseen = fields.InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)
    spec = fields.SigFieldSpec(sig_field_name=FIELD, readable_field_name=label, invis_sig_settings=unseen)
    signed = BytesIO()
    signer = signers.PdfSigner(meta, signer=_signer(by), new_field_spec=spec)
    signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=signed)
    return signed.getvalue()


def _signer(by: Identity) -> Any:
    """Return pyHanko's signer around the loaded key: its own reads and checks the key anew for each signature."""
    from asn1crypto import x509 as asn1  # type: ignore[import-untyped]  # noqa: PLC0415 -- for workers alone
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15  # noqa: PLC0415 -- the same
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 -- the same
    from cryptography.hazmat.primitives.serialization import Encoding  # noqa: PLC0415 -- the same
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 -- the same
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415 -- the same

    class LoadedKeySigner(SimpleSigner):
        """Signs with the key of the identity, by SHA-256 as the signature says."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002, FBT001, FBT002 -- pyHanko's signature
            if isinstance(by.key, rsa.RSAPrivateKey):
                return by.key.sign(data, PKCS1v15(), SHA256())
            return by.key.sign(data, ec.ECDSA(SHA256()))

    own, *chain = (asn1.Certificate.load(each.public_bytes(Encoding.DER)) for each in (by.certificate, *by.chain))
    known = SimpleCertificateStore.from_certs([own, *chain])  # type: ignore[no-untyped-call]  # pyHanko's own
    return LoadedKeySigner(own, signing_key=None, cert_registry=known)


@cache
def _load(path: str, password: str) -> Identity:
    """Read certificate and key once a process."""
    try:
        content = Path(path).read_bytes()
    except OSError as fault:
        raise SigningFault(f"SIGNING_CERTIFICATE={path} cannot be read: {fault.strerror}") from fault
    try:
        key, certificate, chain = pkcs12.load_key_and_certificates(content, password.encode() or None)
    except ValueError as fault:
        raise SigningFault(
            f"SIGNING_CERTIFICATE={path} cannot be opened: wrong SIGNING_PASSWORD, or not a PKCS#12 file"
        ) from fault
    if certificate is None or not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise SigningFault(f"SIGNING_CERTIFICATE={path} must hold a certificate and its RSA or EC key")
    if not _is_for_signing(certificate):
        raise SigningFault(f"SIGNING_CERTIFICATE={path} is not made for signing: its key usage says otherwise")
    return Identity(key, certificate, tuple(chain))


def _is_for_signing(certificate: x509.Certificate) -> bool:
    """Whether readers of PDFs accept its signatures; a certificate that names no usage is for any."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment
