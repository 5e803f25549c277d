"""Who looked at, changed, printed or exported what: each line's hash covers the line before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, insert, select

from desktop_app.records.base import moment_text
from desktop_app.vault.tables import AUDIT

_INSERT = insert(AUDIT)
_LAST = select(AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)


class Signs(Protocol):
    """Whoever an audit line is written for."""

    @property
    def actor(self) -> str:
        """Who."""

    @property
    def device(self) -> str:
        """On which device."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the audit."""

    seq: int
    at: str
    actor: str
    device: str
    verb: str
    kind: str
    record_id: str
    family_id: str
    detail: str


def _hash(before: str, *parts: str) -> str:
    return hashlib.sha256(json.dumps([before, *parts], ensure_ascii=False).encode()).hexdigest()


def write(
    connection: Connection,
    author: Signs,
    at: datetime,
    verb: str,
    kind: str = "",
    record_id: str = "",
    family_id: str = "",
    detail: str = "",
) -> None:
    """Add a line. Must run on the writing connection: the chain has one end."""
    before = connection.execute(_LAST).scalar() or ""
    parts = (moment_text(at), author.actor, author.device, verb, kind, record_id, family_id, detail)
    names = ("at", "actor", "device", "verb", "kind", "record_id", "family_id", "detail")
    row = dict(zip(names, parts, strict=True)) | {"before_hash": before, "hash": _hash(before, *parts)}
    connection.execute(_INSERT, row)


def broken_at(connection: Connection) -> int | None:
    """The number of the first line that doesn't fit the chain; None when all do."""
    before = ""
    for row in connection.execute(select(AUDIT).order_by(AUDIT.c.seq)):
        parts = (row.at, row.actor, row.device, row.verb, row.kind, row.record_id, row.family_id, row.detail)
        if row.before_hash != before or row.hash != _hash(before, *parts):
            return int(row.seq)
        before = row.hash
    return None


def lines(connection: Connection, *, family_id: str = "", record_id: str = "", limit: int = 200) -> list[Line]:
    """The newest lines about a family or a record, newest first."""
    query = select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(limit)
    if family_id:
        query = query.where(AUDIT.c.family_id == family_id)
    if record_id:
        query = query.where(AUDIT.c.record_id == record_id)
    return [Line(*(getattr(row, name) for name in Line.__slots__)) for row in connection.execute(query)]
