"""A passkey as a device would make and show it, kept in memory."""

import json
import os
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

FLAG = AuthenticatorData.FLAG
HERE = "https://testserver"


class SoftPasskey:
    """Of one host; ``origin`` is the page that asks."""

    def __init__(self):
        self.key, self.id = ec.generate_private_key(ec.SECP256R1()), os.urandom(32)

    def made(self, options, *, origin=HERE):
        """Return what a device says when it is set up, as the page posts it."""
        asked = options["creation_options"]["publicKey"]
        public = ES256.from_cryptography_key(self.key.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        flags = FLAG.USER_PRESENT | FLAG.USER_VERIFIED | FLAG.ATTESTED
        host = AuthenticatorData.create(_hashed(asked["rp"]["id"]), flags, 0, data)
        client = CollectedClientData.create("webauthn.create", asked["challenge"], origin)
        return self._said(client, attestationObject=bytes(AttestationObject.create("none", host, {})))

    def shown(self, options, *, origin=HERE, key=None):
        """Return what a device says when it signs in."""
        asked = options["request_options"]["publicKey"]
        host = AuthenticatorData.create(_hashed(asked["rpId"]), FLAG.USER_PRESENT | FLAG.USER_VERIFIED, 1)
        client = CollectedClientData.create("webauthn.get", asked["challenge"], origin)
        signature = (key or self.key).sign(bytes(host) + client.hash, ec.ECDSA(SHA256()))
        return self._said(client, authenticatorData=bytes(host), signature=signature)

    def _said(self, client, **parts):
        response = {name: websafe_encode(part) for name, part in parts.items()}
        said = {"clientDataJSON": websafe_encode(client), **response}
        name = websafe_encode(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": said})


def _hashed(host):
    return sha256(host.encode()).digest()
