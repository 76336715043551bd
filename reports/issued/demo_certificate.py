"""The certificate that ./bin/run signs with: made on this machine, signed by itself, and named a demonstration."""

import os
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from django.utils import timezone

from reports.issued.signing import DEMONSTRATION

YEARS = 10


def make(*, unit: str = DEMONSTRATION, days: int = YEARS * 365, password: str = "") -> bytes:
    """Return a PKCS#12 file with a new EC P-256 key and its certificate, valid from yesterday."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = timezone.now()
    name = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.COMMON_NAME, "C4IR Assess"),
            x509.NameAttribute(x509.NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1 if days > 0 else 2 - days))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_alone(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    sealed = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"c4ir-assess", key, certificate, None, sealed)


def make_missing(path: Path) -> bool:
    """Make the file unless it is there, whole and for its owner alone; return whether it was made."""
    if path.exists():
        return False
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(make())
    part.replace(path)
    return True


def _signs_alone() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
