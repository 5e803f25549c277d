"""A Change: one field of one record before and after. Undo, history, refresh and sync all read these."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from desktop_app.journal.hlc import moment_of
from desktop_app.records.base import Plain


class Verb(StrEnum):
    """What a Change does. `create` carries every field at once; `set` one field."""

    CREATE = "create"
    SET = "set"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the journal. `before` and `value` are plain values as JSON text; `txn` is its command."""

    id: str
    txn: str
    kind: str
    record_id: str
    verb: Verb
    field: str
    before: str
    value: str
    hlc: str
    actor: str
    device: str

    @property
    def at(self) -> datetime:
        """When it was made, by the device's clock."""
        return moment_of(self.hlc)


@dataclass(frozen=True, slots=True)
class Done:
    """One command that was done: what the undo list, the palette's history and the audit call it."""

    txn: str
    title: str
    at: datetime
    actor: str
    device: str
    undoes: str = ""
    changed: tuple[tuple[str, str], ...] = ()
    """(kind, id) of every record it touched."""


def pack(value: Plain | Mapping[str, Plain]) -> str:
    """A value as it stands in a Change: compact JSON with a fixed key order."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpack(text: str) -> Any:  # noqa: ANN401 - JSON
    """The value behind `pack`."""
    return json.loads(text) if text else None


def state_of(changes: Iterable[Change]) -> dict[str, Plain] | None:
    """The plain values of one record after these Changes, oldest first; None before it was created.

    This is "the record as it was on a date": give it the Changes up to that date.
    """
    state: dict[str, Plain] | None = None
    for change in changes:
        if change.verb is Verb.CREATE:
            state = unpack(change.value)
        elif state is not None:
            state[change.field] = unpack(change.value)
    return state
