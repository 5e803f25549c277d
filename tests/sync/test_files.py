"""Files between two laptops through a real store: parts, cuts, a wrong whole, a record that isn't ours."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert

from central_server.store import blobs
from central_server.store.tables import METADATA, RECORD
from desktop_app.commands.base import Work, command
from desktop_app.desk import Desk
from desktop_app.errors import UserError
from desktop_app.records.contacts import Attachment
from desktop_app.sync.files import GOES_ON, NONE, THERE, Said, fetch_files, send_files
from desktop_app.vault import files, schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey

DATA = bytes(range(251)) * 4000


@command("Keep file for test")
def keep_file(work: Work, /, data: bytes, blob_id: str = "") -> Attachment:
    blob_id = blob_id or work.keep_blob(data)
    digest = hashlib.sha256(data).hexdigest()
    return work.add(Attachment(id="a1", name="x.pdf", blob_id=blob_id, sha256=digest, size=len(data)))


class Cut(Exception):
    """The line went dead."""


class StoreLine:
    """Speaks with the server's store in this process; the line dies after `lives` requests."""

    def __init__(self, lives: int = 1000) -> None:
        self.engine = create_engine("sqlite://")
        METADATA.create_all(self.engine)
        row = {"kind": "attachment", "id": "a1", "scope": "all", "author": "u1", "fields": "{}", "hash": ""}
        with self.engine.begin() as connection:
            connection.execute(insert(RECORD), row)
        self.lives = lives

    def file(self, method: str, path: str, *, headers: dict[str, str], body: bytes = b"") -> Said:
        self.lives -= 1
        if self.lives < 0:
            raise Cut
        one = path.rsplit("/", 1)[1]
        at = int(headers.get("X-At", "0"))
        with self.engine.begin() as connection:
            try:
                if method == "GET":
                    return Said(THERE, body=blobs.part(connection, bool, one, at))
                if method == "HEAD":
                    held = blobs.held(connection, bool, one)
                else:
                    size = int(headers["X-Size"])
                    held = blobs.put(connection, bool, one, headers["X-Sha256"], size, at, body)
            except blobs.NoSuchFile:
                return Said(NONE)
            except blobs.BadPart as bad:
                return Said(GOES_ON, bad.at)
        return Said(THERE, held.at, held.complete)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    database = Database(tmp_path / "other.vault", DataKey.fresh(), create=True)
    with database.writing() as connection:
        schema.create(connection, "other")
    opened = Desk(database, "Priya Nair")
    yield opened
    opened.close()


def test_a_file_reaches_the_other_laptop_when_it_is_asked_for(desk: Desk, other: Desk):
    kept = desk.do(keep_file, DATA).result()
    other.do(keep_file, DATA, kept.blob_id).result()
    line = StoreLine()
    assert send_files(line, desk.database) == 1
    assert send_files(line, desk.database) == 0
    assert fetch_files(line, other.database) == 0
    with pytest.raises(UserError, match="not on this laptop"):
        other.read(lambda reader: reader.blob(kept.blob_id))
    with other.database.writing() as connection:
        files.want(connection, "a1")
    assert fetch_files(line, other.database) == 1
    assert other.read(lambda reader: reader.blob(kept.blob_id)) == DATA
    assert fetch_files(line, other.database) == 0
    assert send_files(line, other.database) == 0


def test_every_cut_costs_one_part_at_most(desk: Desk, other: Desk):
    kept = desk.do(keep_file, DATA).result()
    other.do(keep_file, DATA, kept.blob_id).result()
    line = StoreLine()
    cuts = 0
    for work in (send_files, fetch_files):
        with other.database.writing() as connection:
            files.want(connection, "a1")
        while True:
            line.lives = 2
            try:
                work(line, (desk if work is send_files else other).database)
                break
            except Cut:
                cuts += 1
    assert cuts >= 4
    assert other.read(lambda reader: reader.blob(kept.blob_id)) == DATA


def test_a_file_that_is_not_what_its_record_says_is_not_kept(desk: Desk, other: Desk):
    kept = desk.do(keep_file, b"what was sent").result()
    other.do(keep_file, b"what the record says", kept.blob_id).result()
    line = StoreLine()
    send_files(line, desk.database)
    with other.database.writing() as connection:
        files.want(connection, "a1")
    assert fetch_files(line, other.database) == 0
    assert not other.read(lambda reader: reader.has_blob(kept.blob_id))


def test_a_file_whose_record_is_not_ours_stays_here(desk: Desk):
    desk.do(keep_file, DATA).result()
    line = StoreLine()
    with line.engine.begin() as connection:
        connection.execute(RECORD.delete())
    assert send_files(line, desk.database) == 0
    with desk.database.reading() as connection:
        assert len(files.to_send(connection)) == 1
