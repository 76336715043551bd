"""Certificates to sign with, as files."""

from reports.issued import demo_certificate


def certificate(folder, settings, *, name="signing.p12", password="", **options):
    """Sign with a new certificate from now on; return its file. ``days=-1``: it expired yesterday."""
    file = folder / name
    file.write_bytes(demo_certificate.make(password=password, **options))
    settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSWORD = str(file), password
    return file
