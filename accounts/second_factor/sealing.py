"""Keeps the secrets of second factors unreadable in the database and its backups, under a key made of SECRET_KEY."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes

PURPOSE = b"accounts.second_factor"


class NotOursError(Exception):
    """Sealed under another SECRET_KEY."""


def seal(text: str) -> str:
    """Return what may be written down."""
    return _sealer().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Return what was sealed, also under a former key that is still named."""
    try:
        return _sealer().decrypt(sealed.encode()).decode()
    except InvalidToken as fault:
        raise NotOursError from fault


def _sealer() -> MultiFernet:
    return MultiFernet([_of(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _of(secret: str | bytes) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(force_bytes(secret))
    return Fernet(base64.urlsafe_b64encode(derived))
