"""Rows become visible in another order than they are numbered. The plain cursor loses some for ever; ours none."""

from __future__ import annotations

import random
import threading

from sqlalchemy import Connection, event, func, select, text

from central_server.store import Store
from central_server.store.states import load
from central_server.store.tables import CHANGE
from tests.helpers.laptops import laptop

WRITERS, COMMANDS = 8, 25
PATIENCE = 30.0
"""Seconds after which a thread that waits for another gives up."""


def test_eight_writers_with_sleeping_transactions_and_the_reader_misses_nothing(store: Store):
    writers = [laptop(store, f"w{number}", user="" if number == 0 else "u-w0") for number in range(WRITERS)]
    reader = laptop(store, "reader", user="u-w0")
    reader.pull()
    naive = Naive(store)
    slow = Sleeper(store, naive) if store.postgres else None
    written_out = threading.Event()

    def write(number: int) -> None:
        if slow and number:
            slow.numbered.wait(PATIENCE)
        for count in range(COMMANDS):
            writers[number].push(writers[number].change("text_piece", f"t{number}-{count}", text="x"))

    def watch() -> None:
        last = False
        while not last:
            last = written_out.is_set()
            naive.read()
            reader.pull(limit=7)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    watcher = threading.Thread(target=watch)
    for thread in [*threads, watcher]:
        thread.start()
    for thread in threads:
        thread.join()
    written_out.set()
    watcher.join()
    reader.pull()
    written = {op_id for one in writers for op_id in one.held}
    assert len(written) == WRITERS * COMMANDS
    assert written <= set(reader.held)
    if slow:
        assert not written <= naive.seen  # the trap is real: this is what the plain cursor would have lost
    else:
        assert written <= naive.seen  # one writer: numbers are in order, and nothing can be overtaken


class Naive:
    """The plain cursor: everything numbered above the highest number it has read."""

    def __init__(self, store: Store) -> None:
        self.store, self.highest, self.passed = store, 0, threading.Condition()
        self.seen: set[str] = set()

    def read(self) -> None:
        with self.store.engine.connect() as connection:
            rows = connection.execute(select(CHANGE.c.seq, CHANGE.c.id).where(CHANGE.c.seq > self.highest)).all()
        with self.passed:
            self.highest = max([self.highest, *(seq for seq, _id in rows)])
            self.passed.notify_all()
        self.seen.update(op_id for _seq, op_id in rows)


class Sleeper:
    """Makes transactions sleep where it hurts: their rows are numbered, and nobody can see them yet.

    The first sleeps until the plain cursor has read past it, every other for up to 5 ms.
    """

    def __init__(self, store: Store, naive: Naive) -> None:
        self.naive, self.numbered, self.chance = naive, threading.Event(), random.Random(8)
        event.listen(store.engine, "after_cursor_execute", self)

    def __call__(self, connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("INSERT INTO change "):
            return
        if self.numbered.is_set():
            connection.execute(text("SELECT pg_sleep(:s)"), {"s": self.chance.random() * 0.005})
            return
        mine = connection.execute(select(func.max(CHANGE.c.seq))).scalar_one()
        self.numbered.set()
        with self.naive.passed:
            assert self.naive.passed.wait_for(lambda: self.naive.highest > mine, PATIENCE)


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
