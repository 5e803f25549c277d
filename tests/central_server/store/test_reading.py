"""Who reads waits for nobody who writes, sees one moment, and can write nothing."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import DBAPIError

from central_server.store import Store
from central_server.store.audit import broken_at
from central_server.store.tables import AUDIT, META, RECORD
from tests.helpers.laptops import laptop

PATIENCE = 30.0
"""Seconds after which a thread that waits for another gives up."""


def test_a_pull_with_nothing_new_does_not_queue_behind_a_push(store: Store):
    ruth = laptop(store, "ruth")
    ruth.push(ruth.change("family", "f1"))
    second = laptop(store, "second", user="u-ruth")
    second.pull()
    with store.writing() as connection:  # somebody is writing, and has not come to an end
        connection.execute(insert(META), {"key": "busy", "value": "1"})
        assert not second.page().operations
        assert store.verify(second.seat)["family"][0] == 1
        assert store.meta("busy") == ""
    assert store.meta("busy") == "1"


def test_a_reader_can_write_nothing_and_the_next_writer_can(store: Store):
    with pytest.raises(DBAPIError), store.reading() as connection:
        connection.execute(insert(META), {"key": "sneaked", "value": "1"})
    with store.writing() as connection:
        connection.execute(insert(META), {"key": "written", "value": "1"})
    assert (store.meta("sneaked"), store.meta("written")) == ("", "1")


def test_a_reader_sees_one_moment_whatever_is_pushed_meanwhile(store: Store):
    ruth = laptop(store, "ruth")
    count = select(func.count()).select_from(RECORD)
    with store.reading() as connection:
        before = connection.execute(count).scalar_one()
        ruth.push(ruth.change("family", "f1"))
        assert connection.execute(count).scalar_one() == before == 0
    with store.reading() as connection:
        assert connection.execute(count).scalar_one() == 1


def test_what_is_handed_out_is_in_the_audit_first(store: Store):
    ruth = laptop(store, "ruth")
    ruth.push(ruth.change("family", "f1"))
    second = laptop(store, "second", user="u-ruth")
    second.pull()
    ruth.push(ruth.change("family", "f1", "note", "x"))
    assert len(second.page().operations) == 1
    with store.reading() as connection:
        last = connection.execute(select(AUDIT).order_by(AUDIT.c.seq.desc()).limit(1)).mappings().one()
    assert (last["device"], last["verb"], last["detail"]) == (
        second.seat.device_id,
        "pull",
        "1 operations of 1 scopes: family:f1",
    )


def test_pushes_of_two_users_do_not_wait_for_each_other_and_the_chain_stays_whole(store: Store):
    ruth, sam = laptop(store, "ruth"), laptop(store, "sam")
    if not store.postgres:  # one writer: they take turns, and both are taken
        assert (
            ruth.verdicts(ruth.change("text_piece", "r")) == sam.verdicts(sam.change("text_piece", "s")) == ["applied"]
        )
        return
    inside, go_on = threading.Event(), threading.Event()

    def hold(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO change ") and not inside.is_set():
            inside.set()
            assert go_on.wait(PATIENCE)

    event.listen(store.engine, "after_cursor_execute", hold)
    first = threading.Thread(target=lambda: ruth.push(ruth.change("text_piece", "r")))
    first.start()
    assert inside.wait(PATIENCE)
    assert sam.verdicts(sam.change("text_piece", "s")) == ["applied"]  # ruth's push is under way all the while
    go_on.set()
    first.join()
    with store.reading() as connection:
        assert broken_at(connection) == 0
        assert connection.execute(select(func.count()).select_from(AUDIT)).scalar_one() == 2
