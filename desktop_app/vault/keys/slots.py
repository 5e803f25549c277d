"""One slot: the data key wrapped once, bound to its file version, its vault and its own place."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop_app.vault.keys.ciphers import (
    NONCE_BYTES,
    DoesNotOpen,
    canonical,
    from_text,
    seal,
    to_text,
    unseal,
)
from desktop_app.vault.keys.datakey import KEY_BYTES, DataKey
from desktop_app.vault.keys.troubles import SlotsSwapped

PASSPHRASE, RECOVERY, ESCROW, QUICK = "passphrase", "recovery", "escrow", "quick"
TYPES = (PASSPHRASE, RECOVERY, ESCROW, QUICK)

CHECK_BYTES = 16
MATERIAL_BYTES = KEY_BYTES + CHECK_BYTES
SALT_BYTES = 16
_SEALED_BYTES = KEY_BYTES + 16
_ID = re.compile(r"[0-9a-f]{16}")
_OWN = frozenset({"type", "id", "check", "nonce", "sealed", "belongs", "tally"})

Fields = Mapping[str, str | int]


class NotThisSecret(Exception):
    """What was given is not what this slot was made with."""


@dataclass(frozen=True, slots=True)
class Home:
    """What a slot belongs to."""

    version: int
    vault_id: str


@dataclass(frozen=True, slots=True)
class Slot:
    """`fields` are public and bound to the wrapped key; `tally` is public, changes, and is bound to nothing."""

    type: str
    id: str
    fields: Fields
    check: bytes
    nonce: bytes
    sealed: bytes
    tally: Mapping[str, int] = field(default_factory=dict)

    def unwrap(self, home: Home, material: bytes | bytearray) -> DataKey:
        """The data key. `material` is 48 bytes: 32 that unwrap, 16 that tell a wrong secret from a moved slot.

        Raises NotThisSecret, or SlotsSwapped when the secret is right and the slot is not in its own place.
        """
        if not hmac.compare_digest(bytes(material[KEY_BYTES:]), self.check):
            raise NotThisSecret
        try:
            opened = unseal(bytes(material[:KEY_BYTES]), self.nonce, self.sealed, _about(home, self))
        except DoesNotOpen as raised:
            raise SlotsSwapped from raised
        key = DataKey(opened)
        opened[:] = bytes(len(opened))
        return key

    def with_tally(self, **counts: int) -> Slot:
        """The same slot with some counts changed."""
        return replace(self, tally={**self.tally, **counts})

    def as_json(self, home: Home) -> dict[str, object]:
        """The slot as it stands in the file."""
        lines: dict[str, object] = {"type": self.type, "id": self.id, **self.fields}
        lines |= {"check": to_text(self.check), "nonce": to_text(self.nonce), "sealed": to_text(self.sealed)}
        lines["belongs"] = _belongs(home, self)
        if self.tally:
            lines["tally"] = dict(self.tally)
        return lines


def wrap(home: Home, kind: str, slot_id: str, fields: Fields, material: bytes | bytearray, key: DataKey) -> Slot:
    """A new slot for `key`. `material` is 48 bytes that follow from the person's secret and the fields."""
    if len(material) != MATERIAL_BYTES:
        raise ValueError(f"{MATERIAL_BYTES} bytes are needed")
    bare = Slot(kind, slot_id, dict(fields), bytes(material[KEY_BYTES:]), secrets.token_bytes(NONCE_BYTES), b"")
    return replace(bare, sealed=seal(bytes(material[:KEY_BYTES]), bare.nonce, key.view(), _about(home, bare)))


def read(home: Home, lines: object) -> Slot:
    """A slot out of the file. Raises ValueError when it isn't one, SlotsSwapped when it isn't from here."""
    if not isinstance(lines, dict) or lines.get("type") not in TYPES:
        raise ValueError("not a slot")
    tally = lines.get("tally", {})
    fields = {name: value for name, value in lines.items() if name not in _OWN}
    if not all(isinstance(value, str) or type(value) is int for value in fields.values()):
        raise ValueError("odd fields")
    if not isinstance(tally, dict) or not all(type(count) is int for count in tally.values()):
        raise ValueError("odd tally")
    if not isinstance(lines.get("id"), str) or not _ID.fullmatch(lines["id"]):
        raise ValueError("odd id")
    slot = Slot(
        type=lines["type"],
        id=lines["id"],
        fields=fields,
        check=from_text(lines.get("check"), CHECK_BYTES),
        nonce=from_text(lines.get("nonce"), NONCE_BYTES),
        sealed=from_text(lines.get("sealed"), _SEALED_BYTES),
        tally=tally,
    )
    if lines.get("belongs") != _belongs(home, slot):
        raise SlotsSwapped
    return slot


def fresh_id() -> str:
    """A name for a slot that no other slot has: 16 hex digits."""
    return secrets.token_hex(8)


def text_of(slot: Slot, name: str) -> str:
    """A field that is text. Raises ValueError."""
    value = slot.fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} is missing")
    return value


def number_of(slot: Slot, name: str) -> int:
    """A field that is a whole number. Raises ValueError."""
    value = slot.fields.get(name)
    if not isinstance(value, int):
        raise ValueError(f"{name} is missing")
    return value


def _about(home: Home, slot: Slot) -> bytes:
    # What the cipher itself is bound to: a slot moved, renamed, re-parametered or taken to another vault
    # does not open even for someone who makes every checksum fit.
    return canonical(
        {"version": home.version, "vault": home.vault_id, "type": slot.type, "id": slot.id, "fields": dict(slot.fields)}
    )


def _belongs(home: Home, slot: Slot) -> str:
    # No secret: it tells a slot that was copied here by hand before anybody types a passphrase in vain.
    return hashlib.sha256(_about(home, slot) + slot.check + slot.nonce + slot.sealed).hexdigest()[:32]
