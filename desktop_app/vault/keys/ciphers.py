"""The few primitives every slot is made of: AES-256-GCM to wrap, HKDF-SHA256 to derive, base64 and canonical JSON."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping

Octets = bytes | bytearray | memoryview
NONCE_BYTES = 12


class DoesNotOpen(Exception):
    """The sealed bytes don't answer to this key with these words around them."""


def seal(key: Octets, nonce: bytes, plain: Octets, about: bytes) -> bytes:
    """`plain` under AES-256-GCM, bound to `about`: 16 bytes longer."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key).encrypt(nonce, plain, about)


def unseal(key: Octets, nonce: bytes, sealed: bytes, about: bytes) -> bytearray:
    """What `seal` was given. Raises DoesNotOpen."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return bytearray(AESGCM(key).decrypt(nonce, sealed, about))
    except (InvalidTag, ValueError) as raised:
        raise DoesNotOpen from raised


def stretch(secret: Octets, *, salt: bytes, purpose: str, length: int = 32) -> bytes:
    """HKDF-SHA256 of a secret that is already random: `length` bytes for `purpose`."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=f"casemate {purpose}".encode()).derive(secret)


def to_text(raw: Octets) -> str:
    """Base64, as it stands in the key file."""
    return base64.b64encode(raw).decode("ascii")


def from_text(text: object, length: int) -> bytes:
    """Exactly `length` bytes out of base64. Raises ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError("not text")
    try:
        raw = base64.b64decode(text, validate=True)
    except binascii.Error as raised:
        raise ValueError("not base64") from raised
    if len(raw) != length or to_text(raw) != text:
        raise ValueError(f"not {length} bytes")
    return raw


def canonical(fields: Mapping[str, object]) -> bytes:
    """One spelling of some JSON fields, so that two machines bind a slot to the same bytes."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")
