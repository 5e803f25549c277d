"""Attached files on their way: sent after their record, fetched when a person asked for them, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop_app.sync.protocol import BLOB, PART
from desktop_app.vault import files
from desktop_app.vault.database import Database
from desktop_app.vault.files import File

GOES_ON, THERE, NONE = 409, 200, 404


@dataclass(frozen=True, slots=True)
class Said:
    """What the server said: HTTP status, how many bytes it holds (`X-At`), whether that is all, and the body."""

    status: int
    at: int = 0
    complete: bool = False
    body: bytes = b""


class Line(Protocol):
    """The way to the server; raises what the client raises when there is none."""

    def file(self, method: str, path: str, *, headers: dict[str, str], body: bytes = b"") -> Said:
        """HEAD, PUT or GET of a file."""


Stop = Callable[[], bool]


def send_files(line: Line, database: Database, stop: Stop = lambda: False) -> int:
    """Send what the server lacks; gives how many files it took. A cut leaves the rest for the next time."""
    with database.reading() as connection:
        waiting = files.to_send(connection)
    sent = 0
    for file in waiting:
        if stop():
            break
        if _send(line, database, file, stop):
            with database.writing() as connection:
                files.note_sent(connection, file.attachment_id)
            sent += 1
    return sent


def _send(line: Line, database: Database, file: File, stop: Stop) -> bool:
    path = BLOB.format(attachment_id=file.attachment_id)
    said = line.file("HEAD", path, headers={})
    if said.status == NONE:
        return False  # its record isn't there yet, or is no longer ours
    starts_over = 0
    while not said.complete and not stop():
        with database.reading() as connection:
            data = files.piece(connection, file.blob_id, said.at, PART)
        headers = {"X-Sha256": file.sha256, "X-Size": str(file.size), "X-At": str(said.at)}
        said = line.file("PUT", path, headers=headers, body=data)
        starts_over += said.at == 0
        if said.status not in (THERE, GOES_ON) or starts_over > 2:
            return False
    return said.complete


def fetch_files(line: Line, database: Database, stop: Stop = lambda: False) -> int:
    """Fetch what a person asked for; gives how many files are here now."""
    with database.reading() as connection:
        wanted = files.to_fetch(connection)
    return sum(_fetch(line, database, file, stop) for file in wanted)


def _fetch(line: Line, database: Database, file: File, stop: Stop) -> bool:
    path = BLOB.format(attachment_id=file.attachment_id)
    while not stop():
        with database.reading() as connection:
            at = files.reached(connection, file)
        said = line.file("GET", path, headers={"X-At": str(at)})
        if said.status != THERE:
            return False
        with database.writing() as connection:
            if not said.body:
                return files.finish(connection, file)
            files.keep_piece(connection, file, at, said.body)
    return False
