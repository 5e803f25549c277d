"""What the server did for whom: append-only, each line's hash covers the line before it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from sqlalchemy import Connection, insert, select

from central_server.store.tables import AUDIT, META
from desktop_app.clock import now
from desktop_app.records.base import moment_text

_LAST = select(AUDIT.c.hash).order_by(AUDIT.c.seq.desc()).limit(1)
_CHAIN = select(META.c.value).where(META.c.key == "audit_chain").with_for_update()


def _hash(before: str, *parts: str) -> str:
    return hashlib.sha256(json.dumps([before, *parts], ensure_ascii=False).encode()).hexdigest()


def audit(connection: Connection, actor: str, device: str, verb: str, detail: str, at: datetime | None = None) -> None:
    """Write one line. Detail holds ids and counts, never names or words of a record."""
    connection.execute(_CHAIN).scalar()  # on PostgreSQL one writer at a time links the chain
    before = str(connection.execute(_LAST).scalar() or "")
    parts = (moment_text(at or now()), actor, device, verb, detail)
    row = dict(zip(("at", "actor", "device", "verb", "detail"), parts, strict=True))
    connection.execute(insert(AUDIT), row | {"before_hash": before, "hash": _hash(before, *parts)})


def broken_at(connection: Connection) -> int:
    """The first line whose chain does not hold; 0 when all do."""
    before = ""
    for row in connection.execute(select(AUDIT).order_by(AUDIT.c.seq)).mappings():
        parts = [str(row[name]) for name in ("at", "actor", "device", "verb", "detail")]
        if row["before_hash"] != before or row["hash"] != _hash(before, *parts):
            return int(row["seq"])
        before = str(row["hash"])
    return 0
