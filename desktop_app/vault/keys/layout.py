"""The key file as bytes: one line that says how long it is and what it adds up to, then the slots as JSON.

The checksum is no secret and protects against nobody; it tells a file cut short or a flipped byte from a wrong
passphrase before anyone tries one. The first line keeps its shape in every version to come.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.vault.keys import escrow, passphrase, quick
from desktop_app.vault.keys.ciphers import canonical, from_text
from desktop_app.vault.keys.passphrase import Calibration
from desktop_app.vault.keys.slots import ESCROW, PASSPHRASE, QUICK, RECOVERY, SALT_BYTES, Home, Slot
from desktop_app.vault.keys.slots import read as read_slot
from desktop_app.vault.keys.troubles import KeyFileDamaged, KeyFileNewer, KeyFileTruncated

MAGIC = "casemate-keys"
VERSION = 1
MAX_BYTES = 256 * 1024
MARK_BYTES = 16
MAX_SLOTS = 16
_BEGINNING = b'{"bytes":'
_FIRST_LINE = re.compile(
    rb'\{"bytes":([1-9]\d{0,6}),"magic":"casemate-keys","sha256":"([0-9a-f]{64})","version":([1-9]\d{0,3})\}'
)
_VAULT_ID = re.compile(r"[0-9A-Za-z-]{1,64}")


@dataclass(frozen=True, slots=True)
class Body:
    """What a key file says. `mark` follows from the data key and tells whether a key is this vault's."""

    vault_id: str
    created: str
    mark: str
    slots: tuple[Slot, ...]

    @property
    def home(self) -> Home:
        """What every slot of this file is bound to."""
        return Home(VERSION, self.vault_id)

    def of(self, kind: str) -> tuple[Slot, ...]:
        """The slots of one type."""
        return tuple(slot for slot in self.slots if slot.type == kind)

    def without(self, slots: Iterable[Slot]) -> Body:
        """The same file less some slots."""
        gone = {slot.id for slot in slots}
        return replace(self, slots=tuple(slot for slot in self.slots if slot.id not in gone))

    def changed(self, slot: Slot) -> Body:
        """The same file with one slot in the place of the one of its id, or added."""
        return replace(self, slots=(*self.without([slot]).slots, slot))


def encode(body: Body) -> bytes:
    """The bytes of the file."""
    text = canonical(
        {
            "vault": body.vault_id,
            "created": body.created,
            "mark": body.mark,
            "slots": [slot.as_json(body.home) for slot in body.slots],
        }
    )
    text += b"\n"
    first = {"magic": MAGIC, "version": VERSION, "bytes": len(text), "sha256": _sum(VERSION, text)}
    return canonical(first) + b"\n" + text


def decode(raw: bytes, calibration: Calibration) -> Body:
    """What the bytes say.

    Raises KeyFileTruncated, KeyFileDamaged, KeyFileNewer or SlotsSwapped. A file that opens was read whole and
    every slot in it is of a shape and a cost this program could have written.
    """
    text = _whole(raw)
    try:
        return _body(json.loads(text), calibration)
    except (ValueError, RecursionError) as raised:
        raise KeyFileDamaged from raised


def _whole(raw: bytes) -> bytes:
    first, newline, text = raw.partition(b"\n")
    if not newline and first[: len(_BEGINNING)] == _BEGINNING[: len(first)]:
        raise KeyFileTruncated
    found = _FIRST_LINE.fullmatch(first)
    if found is None:
        raise KeyFileDamaged
    length, digest, version = int(found[1]), found[2].decode("ascii"), int(found[3])
    if _sum(version, text) != digest:
        raise KeyFileTruncated if len(text) < length else KeyFileDamaged
    if len(text) != length:
        raise KeyFileDamaged
    if version > VERSION:
        raise KeyFileNewer
    return text


def _body(lines: object, calibration: Calibration) -> Body:
    if not isinstance(lines, dict) or set(lines) != {"vault", "created", "mark", "slots"}:
        raise ValueError("not a key file")
    vault_id, created, mark, entries = lines["vault"], lines["created"], lines["mark"], lines["slots"]
    if not isinstance(vault_id, str) or not _VAULT_ID.fullmatch(vault_id) or not isinstance(created, str):
        raise ValueError("odd vault")
    from_text(mark, MARK_BYTES)
    if not isinstance(entries, list) or len(entries) > MAX_SLOTS:
        raise ValueError("odd slots")
    home = Home(VERSION, vault_id)
    body = Body(vault_id, created, mark, tuple(read_slot(home, entry) for entry in entries))
    _sensible(body, calibration)
    return body


def _sensible(body: Body, calibration: Calibration) -> None:
    """The two ways in that every vault has, at most one quick one, and no field that isn't what it should be."""
    if len(body.of(PASSPHRASE)) != 1 or len(body.of(RECOVERY)) != 1 or len(body.of(QUICK)) > 1:
        raise ValueError("a slot is missing or twice there")
    if len({slot.id for slot in body.slots}) != len(body.slots):
        raise ValueError("two slots with one name")
    for slot in body.slots:
        if slot.type == PASSPHRASE:
            passphrase.cost_of(slot, calibration)
        if slot.type == ESCROW:
            escrow.validate(slot)
        if slot.type == QUICK:
            quick.validate(slot)
        from_text(slot.fields.get("salt"), SALT_BYTES)


def _sum(version: int, text: bytes) -> str:
    return hashlib.sha256(b"%d\n" % version + text).hexdigest()
