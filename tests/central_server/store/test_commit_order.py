"""Rows become visible in another order than they are numbered. The plain cursor loses some for ever; ours none."""

from __future__ import annotations

import random
import threading
import time

from sqlalchemy import select, text

from central_server.store import Store
from central_server.store.states import load
from central_server.store.tables import CHANGE
from tests.helpers.laptops import laptop

WRITERS, COMMANDS = 8, 25


def test_eight_writers_with_sleeping_transactions_and_the_reader_misses_nothing(store: Store):
    writers = [laptop(store, f"w{number}", user="" if number == 0 else "u-w0") for number in range(WRITERS)]
    reader = laptop(store, "reader", user="u-w0")
    reader.pull()
    done = threading.Event()
    naive: set[str] = set()
    highest = 0

    def write(number: int) -> None:
        chance = random.Random(number)
        one = writers[number]
        for count in range(COMMANDS):
            plain = [one.change("text_piece", f"t{number}-{count}", text="x").to_json()]
            with store.writing() as connection:
                from central_server.store.push import push

                push(connection, one.seat, plain, None)
                if store.postgres:
                    # The row has its number; others commit higher ones before it is seen.
                    connection.execute(text("SELECT pg_sleep(:s)"), {"s": chance.random() * 0.02})

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()

    def watch() -> None:
        nonlocal highest
        while True:
            last = done.is_set()
            with store.engine.connect() as connection:
                rows = connection.execute(select(CHANGE.c.seq, CHANGE.c.id).where(CHANGE.c.seq > highest)).all()
            if rows:
                highest = max(seq for seq, _id in rows)
                naive.update(op_id for _seq, op_id in rows)
            reader.pull(limit=7)
            if last:
                return
            time.sleep(0)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for thread in threads:
        thread.join()
    done.set()
    watcher.join()
    reader.pull()
    written = {op_id for one in writers for op_id in one.held}
    assert len(written) == WRITERS * COMMANDS
    assert written <= set(reader.held)
    if store.postgres:
        assert not written <= naive  # the trap is real: this is what the plain cursor would have lost
    else:
        assert written <= naive  # one writer: numbers are in order, and nothing can be overtaken


def test_pushes_at_the_same_moment_never_merge_into_the_same_old_state(store: Store):
    first = laptop(store, "first")
    first.push(first.change("text_piece", "t1", text="x"))
    writers = [laptop(store, f"w{number}", user="u-first") for number in range(4)]

    def write(number: int) -> None:
        for count in range(15):
            writers[number].push(writers[number].change("text_piece", "t1", f"field{number}", f"{number} {count}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.writing() as connection:
        standing = load(connection, [("text_piece", "t1")])["text_piece", "t1"]
    assert [standing.state.value(f"field{number}") for number in range(4)] == [f"{number} 14" for number in range(4)]
