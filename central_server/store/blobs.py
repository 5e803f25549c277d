"""Files on the server, part by part: what was cut goes on where it stopped.

A file belongs to one Attachment record and lies in that record's scope; who can't see the record is told the same
as for a file that does not exist.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from central_server.store.tables import BLOB, BLOB_PART, RECORD
from desktop_app.sync.protocol import PART

LARGEST = 200 * 1024 * 1024
"""Bytes of the largest file taken: the same as the largest mail the desk reads."""


class NoSuchFile(Exception):
    """There is none, or none that this user may have."""


class BadPart(Exception):
    """The part doesn't go on where the file stopped, or is too large; `at`: where to go on."""

    def __init__(self, at: int) -> None:
        super().__init__(str(at))
        self.at = at


@dataclass(frozen=True, slots=True)
class Held:
    """How much of a file is here: `at` bytes of `size`."""

    sha256: str
    size: int
    at: int
    complete: bool


Sees = Callable[[str], bool]
"""Whether the user sees a scope."""


def held(connection: Connection, sees: Sees, attachment_id: str) -> Held:
    """How much of the file is here; NoSuchFile when its record is not this user's. Nothing yet: size 0."""
    _permit(connection, sees, attachment_id)
    row = connection.execute(select(BLOB).where(BLOB.c.attachment_id == attachment_id)).mappings().first()
    if row is None:
        return Held("", 0, 0, False)
    length = func.coalesce(func.sum(func.length(BLOB_PART.c.data)), 0)
    at = connection.execute(select(length).where(BLOB_PART.c.attachment_id == attachment_id)).scalar_one()
    return Held(str(row["sha256"]), int(row["size"]), int(at), bool(row["complete"]))


def put(connection: Connection, sees: Sees, attachment_id: str, sha256: str, size: int, at: int, data: bytes) -> Held:
    """Keep one part beginning at byte `at`. BadPart says where to go on; a finished file is left as it is.

    A whole that is not what was promised is forgotten: `at` 0 then, and the laptop begins again.
    """
    here = held(connection, sees, attachment_id)
    if here.complete:
        return here
    if size > LARGEST or len(data) > PART or at + len(data) > size or (not data and size):
        raise BadPart(here.at)
    if here.size and (here.sha256, here.size) != (sha256, size):
        forget(connection, attachment_id)
        here = Held("", 0, 0, False)
    if not here.sha256:
        new = {"attachment_id": attachment_id, "sha256": sha256, "size": size, "complete": False}
        connection.execute(insert(BLOB), new)
    if at != here.at:
        raise BadPart(here.at)
    if data:
        connection.execute(insert(BLOB_PART), {"attachment_id": attachment_id, "at": at, "data": data})
    reached = at + len(data)
    if reached == size and not _finish(connection, attachment_id, sha256):
        return Held("", 0, 0, False)
    return Held(sha256, size, reached, reached == size)


def part(connection: Connection, sees: Sees, attachment_id: str, at: int) -> bytes:
    """The part that begins at byte `at`, as it was sent; empty at the end. NoSuchFile when the file is not whole."""
    if not held(connection, sees, attachment_id).complete:
        raise NoSuchFile
    wanted = (BLOB_PART.c.attachment_id == attachment_id) & (BLOB_PART.c.at == at)
    found = connection.execute(select(BLOB_PART.c.data).where(wanted)).scalar()
    return bytes(found) if found is not None else b""


def _permit(connection: Connection, sees: Sees, attachment_id: str) -> None:
    wanted = (RECORD.c.kind == "attachment") & (RECORD.c.id == attachment_id)
    scope = connection.execute(select(RECORD.c.scope).where(wanted)).scalar()
    if scope is None or not sees(str(scope)):
        raise NoSuchFile


def _finish(connection: Connection, attachment_id: str, sha256: str) -> bool:
    """The whole is here: it must be what was promised, else it is forgotten, to be sent again from the start."""
    digest = hashlib.sha256()
    parts = select(BLOB_PART.c.data).where(BLOB_PART.c.attachment_id == attachment_id).order_by(BLOB_PART.c.at)
    for data in connection.execute(parts).scalars():
        digest.update(bytes(data))
    if digest.hexdigest() != sha256:
        forget(connection, attachment_id)
        return False
    connection.execute(update(BLOB).where(BLOB.c.attachment_id == attachment_id).values(complete=True))
    return True


def forget(connection: Connection, attachment_id: str) -> None:
    """Erase a file and its parts."""
    connection.execute(delete(BLOB_PART).where(BLOB_PART.c.attachment_id == attachment_id))
    connection.execute(delete(BLOB).where(BLOB.c.attachment_id == attachment_id))
