"""How Changes of several devices come together. Pure, and the same on the laptop and on the server.

Every field's live value is that of its newest Change by hybrid clock, whatever order the Changes arrive in, so all
replicas end alike. Beside that the server asks of each arriving Change whether its writer knew the value it
replaced; where not, and the field is material, both values are kept in a Conflict that a person settles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop_app.journal.change import Change, Verb, pack, unpack
from desktop_app.records.base import fields_of, kinds

REMOVED = "removed_at"


class Verdict(StrEnum):
    """What became of a pushed Change. `REJECTED` ones say why."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    MERGED = "merged"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Stood:
    """The live value of one field: packed JSON, its stamp, and the Change it came from."""

    value: str
    hlc: str
    actor: str
    device: str
    change: str


@dataclass(frozen=True, slots=True)
class Clash:
    """Two answers to one question, neither writer knowing the other's. `ours` stands now, by the newer stamp."""

    field: str
    ours: Stood
    theirs: Stood
    base: str | None = None
    """For a long text: what both wrote on (packed). `texts.blend` makes one text of it; only overlaps are asked."""


@dataclass(slots=True)
class State:
    """One record as it stands, field by field. Fields and kinds this version doesn't know are kept like the others."""

    kind: str
    record_id: str
    fields: dict[str, Stood] = field(default_factory=dict)

    @property
    def born(self) -> bool:
        """Whether its creation has arrived."""
        return "id" in self.fields

    def value(self, name: str) -> object:
        """The live value of a field, unpacked; None where it was never said."""
        stood = self.fields.get(name)
        return unpack(stood.value) if stood else None


def blank(kind: str, name: str) -> str:
    """What a field holds before anybody said something; empty where the kind or field is not known here."""
    cls = kinds().get(kind)
    known = fields_of(cls).get(name) if cls else None
    return pack(known.to_plain(known.default)) if known else ""


def material(kind: str, name: str) -> bool:
    """Whether two answers are never settled silently."""
    cls = kinds().get(kind)
    known = fields_of(cls).get(name) if cls else None
    return bool(known and known.rule.material)


def long_text(kind: str, name: str) -> bool:
    """Whether two versions are merged sentence by sentence."""
    cls = kinds().get(kind)
    known = fields_of(cls).get(name) if cls else None
    return bool(known and known.rule.long)


def said(change: Change) -> dict[str, str]:
    """The fields a Change speaks of, packed."""
    if change.verb is Verb.CREATE:
        return {name: pack(value) for name, value in (unpack(change.value) | {"id": change.record_id}).items()}
    return {change.field: change.value}


def digest(kind: str, record_id: str, fields: Mapping[str, str]) -> int:
    """A number of 64 bits over the packed values that say something; summed up, the same whatever the order."""
    said = {name: one for name, one in fields.items() if name != "id" and one not in ("null", blank(kind, name))}
    return int(hashlib.sha256(f"{kind} {record_id} {pack(dict(said))}".encode()).hexdigest()[:16], 16)


def merge(state: State, change: Change, *, unseen: bool = False) -> tuple[Verdict, list[Clash]]:
    """Bring one Change into the state, which is changed in place.

    `unseen`: the server holds Changes of this record by others that the writer had not pulled; a deletion is then
    a conflict with them. An edit of what another device deleted is one as well: neither wins silently.
    """
    verdict, clashes = Verdict.APPLIED, []
    was = dict(state.fields)
    for name, value in said(change).items():
        here, new = state.fields.get(name), Stood(value, change.hlc, change.actor, change.device, change.id)
        newest = here is None or (new.hlc, new.change) > (here.hlc, here.change)
        if newest:
            state.fields[name] = new
        if here is None or here.device == change.device or here.value == value:
            continue
        if change.verb is Verb.SET and change.before == here.value:
            continue
        if change.verb is Verb.CREATE and name == "id":
            continue
        verdict = Verdict.MERGED
        long = change.verb is Verb.SET and long_text(change.kind, name)
        if long or material(change.kind, name):
            base = change.before if long else None
            clashes.append(Clash(name, new, here, base) if newest else Clash(name, here, new, base))
    clashes += _deletion(was, change, unseen)
    return (Verdict.CONFLICT if clashes else verdict), clashes


def _deletion(was: dict[str, Stood], change: Change, unseen: bool) -> list[Clash]:
    """Delete against edit: the deletion and the newest edit, when neither writer knew of the other."""
    if change.verb is Verb.CREATE:
        return []
    gone = was.get(REMOVED)
    arriving = Stood(change.value, change.hlc, change.actor, change.device, change.id)
    if change.field == REMOVED:
        others = [stood for name, stood in was.items() if name not in ("id", REMOVED) and stood.device != change.device]
        if unseen and others and unpack(change.value) is not None:
            return [Clash(REMOVED, arriving, max(others, key=lambda stood: stood.hlc))]
        return []
    if gone and unpack(gone.value) is not None and gone.device != change.device:
        return [Clash(REMOVED, gone, arriving)]
    return []
