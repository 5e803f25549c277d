"""The organisation's slot: the data key wrapped to a council's public key, so a leaver's unsent work is not lost.

X25519 with a key pair made for this one slot, HKDF, AES-256-GCM. Whoever holds the private key opens the vault
without the person; that it is there is shown to them, and using it is entered in the audit by whoever opens.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from desktop_app.vault.keys.ciphers import from_text, stretch, to_text
from desktop_app.vault.keys.slots import MATERIAL_BYTES, SALT_BYTES, Fields, Slot, text_of
from desktop_app.vault.keys.troubles import NotAnEscrowKey, WrongEscrowKey

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

RAW_BYTES = 32
_MAX_PEM = 16_384
_MAX_NAME = 120


def make_pair() -> tuple[str, str]:
    """A new organisation key: (public PEM, private PEM). The private one never comes near a laptop."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    kept = private.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    return public.decode("ascii"), kept.decode("ascii")


def lock(organisation: str, public_pem: str, vault_id: str) -> tuple[Fields, bytes]:
    """The public part of a new slot and the 48 bytes that wrap the key. Raises NotAnEscrowKey."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    recipient = _read_public(public_pem)
    once = X25519PrivateKey.generate()
    fields: Fields = {
        "organisation": organisation.strip()[:_MAX_NAME],
        "recipient": to_text(recipient.public_bytes_raw()),
        "once": to_text(once.public_key().public_bytes_raw()),
        "salt": to_text(secrets.token_bytes(SALT_BYTES)),
    }
    return fields, _agree(once, recipient, fields, vault_id)


def unlock(slot: Slot, private_pem: str, vault_id: str, password: bytes | None = None) -> bytes:
    """The 48 bytes that unwrap the key. Raises NotAnEscrowKey, or WrongEscrowKey for another organisation's."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    private = _read_private(private_pem, password)
    if to_text(private.public_key().public_bytes_raw()) != text_of(slot, "recipient"):
        raise WrongEscrowKey
    once = X25519PublicKey.from_public_bytes(from_text(slot.fields.get("once"), RAW_BYTES))
    return _agree(private, once, slot.fields, vault_id)


def validate(slot: Slot) -> None:
    """Raise ValueError when the slot's fields are not an organisation's."""
    text_of(slot, "organisation")
    for name, length in (("recipient", RAW_BYTES), ("once", RAW_BYTES), ("salt", SALT_BYTES)):
        from_text(slot.fields.get(name), length)


def _agree(mine: X25519PrivateKey, theirs: X25519PublicKey, fields: Fields, vault_id: str) -> bytes:
    try:
        shared = mine.exchange(theirs)
    except ValueError as raised:  # a point of low order: a key made to leak
        raise NotAnEscrowKey from raised
    purpose = f"escrow {vault_id} {fields['once']} {fields['recipient']}"
    return stretch(shared, salt=from_text(fields["salt"], SALT_BYTES), purpose=purpose, length=MATERIAL_BYTES)


def _read_public(pem: str) -> X25519PublicKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(pem[:_MAX_PEM].encode())
    except (ValueError, UnsupportedAlgorithm) as raised:
        raise NotAnEscrowKey from raised
    if not isinstance(key, X25519PublicKey):
        raise NotAnEscrowKey
    return key


def _read_private(pem: str, password: bytes | None) -> X25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(pem[:_MAX_PEM].encode(), password)
    except (ValueError, TypeError, UnsupportedAlgorithm) as raised:
        raise NotAnEscrowKey from raised
    if not isinstance(key, X25519PrivateKey):
        raise NotAnEscrowKey
    return key
