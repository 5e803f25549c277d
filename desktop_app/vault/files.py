"""Attached files and the server: which are still to send, which are to fetch, and those half way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, text

from desktop_app.vault.tables import BLOB, BLOB_PART, FILE_SENT, META

WANTED = "files_wanted"
"""META: ids of the attachments a person asked to open or pinned, one a line."""


@dataclass(frozen=True, slots=True)
class File:
    """The file of one attachment."""

    attachment_id: str
    blob_id: str
    sha256: str
    size: int


_TO_SEND = text(
    "SELECT a.id, a.blob_id, b.sha256, b.size FROM r_attachment a JOIN blob b ON b.id = a.blob_id"
    " WHERE a.removed_at IS NULL AND a.id NOT IN (SELECT attachment_id FROM file_sent) ORDER BY a.id LIMIT :most"
)
_PIECE = text("SELECT substr(data, :start, :length) FROM blob WHERE id = :id")
_MISSING = text(
    "SELECT a.id, a.blob_id, a.sha256, a.size FROM r_attachment a WHERE a.id = :id AND a.blob_id <> ''"
    " AND a.blob_id NOT IN (SELECT id FROM blob)"
)
_KEEP_META = text("INSERT INTO meta (key, value) VALUES (:k, :v) ON CONFLICT (key) DO UPDATE SET value = :v")


def to_send(connection: Connection, most: int = 50) -> list[File]:
    """Files kept here that the server may not have yet, oldest first."""
    return [File(str(a), str(b), str(c), int(d)) for a, b, c, d in connection.execute(_TO_SEND, {"most": most})]


def piece(connection: Connection, blob_id: str, at: int, length: int) -> bytes:
    """Bytes of a kept file from `at` on."""
    values = {"id": blob_id, "start": at + 1, "length": length}
    return bytes(connection.execute(_PIECE, values).scalar() or b"")


def note_sent(connection: Connection, attachment_id: str) -> None:
    """The server has this one now."""
    connection.execute(text("INSERT OR IGNORE INTO file_sent VALUES (:id)"), {"id": attachment_id})


def want(connection: Connection, attachment_id: str) -> None:
    """A person asked for this file: fetch it at the next chance."""
    asked = [*_asked(connection), attachment_id]
    connection.execute(_KEEP_META, {"k": WANTED, "v": "\n".join(dict.fromkeys(asked))})


def _asked(connection: Connection) -> list[str]:
    said = connection.execute(select(META.c.value).where(META.c.key == WANTED)).scalar()
    return str(said).split("\n") if said else []


def to_fetch(connection: Connection) -> list[File]:
    """Files a person asked for that are not here."""
    rows = [connection.execute(_MISSING, {"id": one}).first() for one in _asked(connection)]
    return [File(str(row[0]), str(row[1]), str(row[2]), int(row[3])) for row in rows if row]


def reached(connection: Connection, file: File) -> int:
    """Bytes of a file on its way that are here already."""
    length = func.coalesce(func.sum(func.length(BLOB_PART.c.data)), 0)
    return int(connection.execute(select(length).where(BLOB_PART.c.blob_id == file.blob_id)).scalar_one())


def keep_piece(connection: Connection, file: File, at: int, data: bytes) -> None:
    """Keep a part that came; one that doesn't go on where the file stopped is left aside."""
    if at == reached(connection, file):
        connection.execute(insert(BLOB_PART), {"blob_id": file.blob_id, "at": at, "data": data})


def finish(connection: Connection, file: File) -> bool:
    """Put the parts together. False, and the parts forgotten, when the whole is not what the record says."""
    parts = select(BLOB_PART.c.data).where(BLOB_PART.c.blob_id == file.blob_id).order_by(BLOB_PART.c.at)
    data = b"".join(bytes(one) for one in connection.execute(parts).scalars())
    digest = hashlib.sha256(data).hexdigest()
    right = not file.sha256 or digest == file.sha256
    connection.execute(delete(BLOB_PART).where(BLOB_PART.c.blob_id == file.blob_id))
    if right:
        row = {"id": file.blob_id, "sha256": digest, "size": len(data), "data": data}
        connection.execute(insert(BLOB).prefix_with("OR IGNORE"), row)
        connection.execute(insert(FILE_SENT).prefix_with("OR IGNORE"), {"attachment_id": file.attachment_id})
        rest = [one for one in _asked(connection) if one != file.attachment_id]
        connection.execute(_KEEP_META, {"k": WANTED, "v": "\n".join(rest)})
    return right
