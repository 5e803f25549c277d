"""Files in parts: a cut costs one part, a stranger learns nothing, a wrong whole is never kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, insert

from central_server.store import blobs
from central_server.store.tables import METADATA, RECORD
from desktop_app.sync.protocol import PART

DATA = bytes(range(256)) * 3000
SHA = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    METADATA.create_all(engine)
    with engine.begin() as opened:
        row = {"kind": "attachment", "id": "a1", "scope": "family:f1", "author": "u1", "fields": "{}", "hash": ""}
        opened.execute(insert(RECORD), row)
        yield opened
    engine.dispose()


def sees(scope: str) -> bool:
    return scope == "family:f1"


def send(connection: Connection, begin: int = 0) -> None:
    for at in range(begin, len(DATA), PART):
        blobs.put(connection, sees, "a1", SHA, len(DATA), at, DATA[at : at + PART])


def fetched(connection: Connection) -> bytes:
    got = b""
    while data := blobs.part(connection, sees, "a1", len(got)):
        got += data
    return got


def test_a_file_goes_up_in_parts_and_comes_back_whole(connection: Connection):
    send(connection)
    assert blobs.held(connection, sees, "a1") == blobs.Held(SHA, len(DATA), len(DATA), True)
    assert fetched(connection) == DATA


def test_after_a_cut_it_goes_on_where_it_stopped(connection: Connection):
    blobs.put(connection, sees, "a1", SHA, len(DATA), 0, DATA[:PART])
    with pytest.raises(blobs.NoSuchFile):
        blobs.part(connection, sees, "a1", 0)
    with pytest.raises(blobs.BadPart) as bad:
        blobs.put(connection, sees, "a1", SHA, len(DATA), 0, DATA[:PART])
    assert bad.value.at == PART
    send(connection, PART)
    assert fetched(connection) == DATA


def test_a_whole_that_is_not_what_was_promised_is_refused(connection: Connection):
    assert blobs.put(connection, sees, "a1", SHA, 3, 0, b"abc") == blobs.Held("", 0, 0, False)
    send(connection)
    assert fetched(connection) == DATA


def test_another_team_is_told_what_it_would_be_told_of_no_file(connection: Connection):
    send(connection)
    for attachment_id in ("a1", "nothing"):
        for ask in (blobs.held, lambda *them: blobs.part(*them, 0)):
            with pytest.raises(blobs.NoSuchFile):
                ask(connection, lambda _scope: False, attachment_id)


def test_a_finished_file_is_never_replaced_and_can_be_erased(connection: Connection):
    send(connection)
    blobs.put(connection, sees, "a1", hashlib.sha256(b"x").hexdigest(), 1, 0, b"x")
    assert fetched(connection) == DATA
    blobs.forget(connection, "a1")
    assert blobs.held(connection, sees, "a1").size == 0


def test_an_empty_file_is_a_file(connection: Connection):
    empty = hashlib.sha256(b"").hexdigest()
    assert blobs.put(connection, sees, "a1", empty, 0, 0, b"").complete
    assert blobs.part(connection, sees, "a1", 0) == b""


def test_too_large_a_part_or_file_is_refused(connection: Connection):
    with pytest.raises(blobs.BadPart):
        blobs.put(connection, sees, "a1", SHA, blobs.LARGEST + 1, 0, b"x")
    with pytest.raises(blobs.BadPart):
        blobs.put(connection, sees, "a1", SHA, len(DATA), 0, DATA[: PART + 1])
