"""Finding words in everything that is kept: folded by our own rule, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, text

from desktop_app.records.base import Record, fields_of
from desktop_app.rules.names import fold_for_search

_FORGET = text("DELETE FROM search WHERE rowid = (SELECT rowid FROM search_doc WHERE record_id = :record_id)")
_FORGET_DOC = text("DELETE FROM search_doc WHERE record_id = :record_id")
_DOC = text(
    "INSERT INTO search_doc (kind, record_id, family_id) VALUES (:kind, :record_id, :family_id) RETURNING rowid"
)
_BODY = text("INSERT INTO search (rowid, body) VALUES (:rowid, :body)")
_FIND = text("""
SELECT d.kind, d.record_id, d.family_id FROM
  (SELECT rowid FROM search WHERE search MATCH :words ORDER BY rowid DESC LIMIT :limit) s
JOIN search_doc d ON d.rowid = s.rowid ORDER BY d.rowid DESC
""")
_FIND_SOME = """
SELECT d.kind, d.record_id, d.family_id FROM search s JOIN search_doc d ON d.rowid = s.rowid
WHERE search MATCH :words {also} ORDER BY s.rowid DESC LIMIT :limit
"""


_NEW_DOC = text(
    "INSERT INTO search_doc (rowid, kind, record_id, family_id) VALUES (:rowid, :kind, :record_id, :family_id)"
)
LONGEST_PREFIX = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """A record in which the words stand."""

    kind: str
    record_id: str
    family_id: str


def words_of(item: Record) -> str:
    """All searched words of a record, folded; empty when it has none or is deleted."""
    if item.removed_at is not None:
        return ""
    parts: list[str] = []
    for name, field in fields_of(type(item)).items():
        if field.rule.search:
            value = getattr(item, name)
            parts += value if field.many else [value]
    return fold_for_search(" ".join(part for part in parts if part))


def index(connection: Connection, item: Record) -> None:
    """Make the index say what the record now says."""
    if not any(field.rule.search for field in fields_of(type(item)).values()):
        return
    forget(connection, item.id)
    body = words_of(item)
    if body:
        family = str(getattr(item, item.SCOPE)) if item.SCOPE else ""
        row = connection.execute(_DOC, {"kind": item.KIND, "record_id": item.id, "family_id": family}).scalar_one()
        connection.execute(_BODY, {"rowid": row, "body": body})


def index_new(connection: Connection, items: Iterable[Record]) -> None:
    """Put records into the index that were never in it, all at once."""
    newest = connection.execute(text("SELECT coalesce(max(rowid), 0) FROM search_doc")).scalar_one()
    docs: list[dict[str, object]] = []
    bodies: list[dict[str, object]] = []
    for item in items:
        body = words_of(item)
        if body:
            row = int(newest) + len(docs) + 1
            family = str(getattr(item, item.SCOPE)) if item.SCOPE else ""
            docs.append({"rowid": row, "kind": item.KIND, "record_id": item.id, "family_id": family})
            bodies.append({"rowid": row, "body": body})
    if docs:
        connection.execute(_NEW_DOC, docs)
        connection.execute(_BODY, bodies)


def forget(connection: Connection, record_id: str) -> None:
    """Take a record out of the index."""
    key = {"record_id": record_id}
    if connection.execute(_FORGET, key).rowcount:
        connection.execute(_FORGET_DOC, key)


def queries_of(typed: str) -> list[str]:
    """What was typed as index queries, each tried when the one before found too little.

    Every word must stand, the last may be the beginning of one. Beginnings longer than the prefix index would
    have to gather every word they begin, so a long last word is first taken as it stands.
    """
    words = re.findall(r"\w+", fold_for_search(typed))
    if not words:
        return []
    whole = " ".join(f'"{word}"' for word in words)
    return [whole, f"{whole}*"] if len(words[-1]) > LONGEST_PREFIX else [f"{whole}*"]


def find(
    connection: Connection, typed: str, *, kinds: Iterable[str] = (), family_id: str = "", limit: int = 50
) -> list[Hit]:
    """Records in which all typed words stand, newest first."""
    also = ""
    values: dict[str, object] = {"limit": limit}
    wanted = list(kinds)
    if wanted:
        also += " AND d.kind IN (" + ", ".join(f":kind{place}" for place in range(len(wanted))) + ")"
        values |= {f"kind{place}": kind for place, kind in enumerate(wanted)}
    if family_id:
        also += " AND d.family_id = :family_id"
        values["family_id"] = family_id
    query = text(_FIND_SOME.format(also=also)) if also else _FIND
    found: dict[str, Hit] = {}
    for words in queries_of(typed):
        for row in connection.execute(query, values | {"words": words}):
            found.setdefault(row.record_id, Hit(row.kind, row.record_id, row.family_id))
        if len(found) >= limit:
            break
    return list(found.values())[:limit]
