"""The desk: do, undo, redo, read, and word of what changed. The only door between windows and vault."""

from __future__ import annotations

import contextlib
import functools
import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import Connection, select, text

from desktop_app import clock
from desktop_app.commands.base import Command
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.journal.change import Change
from desktop_app.journal.hlc import HybridClock
from desktop_app.vault.database import Database, NotTaken
from desktop_app.vault.reader import Reader
from desktop_app.vault.tables import CHANGE, FOLLOWED, META
from desktop_app.vault.work import Author, Transaction, transaction_changes

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)
RECENT = 200
"""Changes whose stamps are looked at when a vault is opened."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What one command changed: views refresh what they show of it."""

    title: str
    txn: str
    changes: tuple[Change, ...]
    undoable: bool
    undoing: bool = False

    def touches(self, *kinds: str) -> bool:
        """Whether a record of one of these kinds was touched."""
        return any(change.kind in kinds for change in self.changes)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the undo list."""

    title: str
    txn: str


class Doing(Generic[T]):
    """A command or a slow reading under way; `then` and `otherwise` are called where the desk posts."""

    def __init__(self, future: Future[T], post: Callable[[Callable[[], object]], object]) -> None:
        self._future = future
        self._post = post

    def then(self, done: Callable[[T], object]) -> Doing[T]:
        """Call `done` with the result when it worked."""

        def call(future: Future[T]) -> None:
            if not future.cancelled() and future.exception() is None:
                self._post(lambda: done(future.result()))

        self._future.add_done_callback(call)
        return self

    def otherwise(self, failed: Callable[[BaseException], object]) -> Doing[T]:
        """Call `failed` with what went wrong when it didn't."""

        def call(future: Future[T]) -> None:
            trouble = None if future.cancelled() else future.exception()
            if trouble is not None:
                self._post(lambda: failed(trouble))

        self._future.add_done_callback(call)
        return self

    def result(self, timeout: float | None = 60) -> T:
        """Wait for it: for headless verbs and tests, never on the thread of the windows."""
        return self._future.result(timeout)


def _gone() -> Future[Any]:
    future: Future[Any] = Future()
    future.cancel()
    future.set_running_or_notify_cancel()
    return future


class Desk:
    """An open vault with one writer. `post` runs a function where views live (the GUI thread, or at once)."""

    def __init__(
        self, database: Database, actor: str, *, post: Callable[[Callable[[], object]], object] | None = None
    ) -> None:
        self.database = database
        self.actor = actor
        self._posts = post or (lambda call: call())
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="vault-writer")
        self._slow = ThreadPoolExecutor(2, thread_name_prefix="vault-reader")
        self._released = False
        self._told: Callable[[EnvironmentProblem], object] | None = None
        self._again = threading.Event()
        self._waits = False
        self.lost = 0
        """Commands the disk did not take even at the last try, when the desk was let go."""
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._gestures: dict[str, str] = {}
        self._listeners: list[Callable[[Changed], object]] = []
        self.reader = Reader(database)
        self.device, newest = self._know_device()
        self.clock = HybridClock(self.device, clock.millis, newest)

    def _post(self, call: Callable[[], object]) -> None:
        """Run a call where views live, unless the desk was closed meanwhile: its views are gone with it."""
        self._posts(lambda: None if self._released else call())

    def _know_device(self) -> tuple[str, str]:
        with self.database.reading() as connection:
            device = connection.execute(select(META.c.value).where(META.c.key == "device")).scalar()
            followed = connection.execute(select(META.c.value).where(META.c.key == FOLLOWED)).scalar()
            # Typing amends earlier rows, so the newest stamp need not be the last row's.
            last = select(CHANGE.c.hlc).order_by(CHANGE.c.seq.desc()).limit(RECENT)
            stamps = connection.execute(last).scalars().all()
        return str(device or "0"), max([str(followed or ""), *map(str, stamps)])

    # -- writing ---------------------------------------------------------------------------------------

    def do(self, command: Command[P, T], *args: P.args, **values: P.kwargs) -> Doing[T]:
        """Do a command on the writer's thread. Its errors reach `otherwise`."""
        return self._submit(command, "", args, values)

    def typing(self, gesture: str, command: Command[P, T], *args: P.args, **values: P.kwargs) -> Doing[T]:
        """Do a command that belongs to one gesture (typing in a field, a drag): one undo step for all of it."""
        return self._submit(command, gesture, args, values)

    def _submit(self, command: Command[Any, T], gesture: str, args: Any, values: Any) -> Doing[T]:  # noqa: ANN401
        if self._released:
            # Views give what was typed when they are left, before the desk closes; a late timer has nothing new.
            return Doing(_gone(), self._post)
        run = functools.partial(self._run, command, gesture, args, values)
        return Doing(self._writer.submit(self._until_taken, run), self._post)

    def wait_when_full(self, told: Callable[[EnvironmentProblem], object]) -> None:
        """From now on a disk that takes nothing more fails no command: the writer waits and `told` hears why.

        What was handed in stays in order behind it and nothing overtakes it, until `try_again`.
        """
        self._told = told

    @property
    def waits(self) -> bool:
        """Whether the writer waits for the disk."""
        return self._waits

    def try_again(self) -> None:
        """There may be room now; `told` hears when there is not."""
        self._again.set()

    def _until_taken(self, run: Callable[[], T]) -> T:
        while True:
            try:
                return run()
            except NotTaken as problem:
                told = self._told
                if told is None or self._released:
                    self.lost += 1
                    raise
                self._again.clear()
                self._waits = True
                self._post(functools.partial(told, problem))
                if not self._released:  # looked at after clearing: letting go sets it first, then wakes us
                    self._again.wait()
            finally:
                self._waits = False

    def _run(self, command: Command[Any, T], gesture: str, args: Any, values: Any) -> T:  # noqa: ANN401
        with self.database.writing() as connection:
            work = Transaction(connection, self._author(), clock.now(), command.title, gesture)
            if gesture in self._gestures:
                work.txn = self._gestures[gesture]
            result = command.run(work, *args, **values)
            work.finish()
        if work.changes:
            fresh = self._gestures.get(gesture) != work.txn
            if gesture:
                self._gestures[gesture] = work.txn
            if command.undoable and fresh:
                self._undo.append(Step(work.title, work.txn))
            if command.undoable:
                self._redo.clear()
            self._tell(Changed(work.title, work.txn, tuple(work.changes), command.undoable))
        return result

    def land(self, title: str, take: Callable[[Connection], Iterable[Change]]) -> Doing[int]:
        """Let what came from the server into the vault on the writer's thread; views hear of it, undo doesn't."""
        return Doing(self._writer.submit(self._until_taken, functools.partial(self._land, title, take)), self._post)

    def _land(self, title: str, take: Callable[[Connection], Iterable[Change]]) -> int:
        with self.database.writing() as connection:
            changes = tuple(take(connection))
        for change in changes:
            self.clock.follow(change.hlc)  # the server takes none from a clock that is days ahead of its own
        if changes:
            self._tell(Changed(title, "", changes, undoable=False))
        return len(changes)

    def become(self, device: str) -> None:
        """From now on this vault is this device: it was enrolled."""
        self.device = device
        self.clock = HybridClock(device, clock.millis, self.clock.tick())

    def _author(self) -> Author:
        return Author(self.actor, self.device, self.clock.tick)

    def end_gesture(self, gesture: str) -> None:
        """The next command of this gesture begins a new undo step."""
        self._writer.submit(self._gestures.pop, gesture, None)

    # -- undo ------------------------------------------------------------------------------------------

    def undo(self) -> Doing[str]:
        """Take back the last command of this session. Gives its title; UserError when there is none."""
        return self._stepping(self._undo, self._redo, "Undo")

    def redo(self) -> Doing[str]:
        """Do again what was taken back last."""
        return self._stepping(self._redo, self._undo, "Redo")

    def _stepping(self, take: list[Step], give: list[Step], verb: str) -> Doing[str]:
        step = functools.partial(self._step_back, take, give, verb)
        return Doing(self._writer.submit(self._until_taken, step), self._post)

    @property
    def can_undo(self) -> str:
        """Title of what undo would take back; empty when nothing."""
        return self._undo[-1].title if self._undo else ""

    @property
    def can_redo(self) -> str:
        """Title of what redo would do again; empty when nothing."""
        return self._redo[-1].title if self._redo else ""

    def _step_back(self, take: list[Step], give: list[Step], verb: str) -> str:
        if not take:
            raise UserError(f"There is nothing to {verb.lower()}.")
        step = take[-1]
        with self.database.writing() as connection:
            changes = transaction_changes(connection, step.txn)
            work = Transaction(connection, self._author(), clock.now(), f"{verb}: {step.title}", undoes=step.txn)
            work.reverse(changes)
            work.finish()
        take.pop()
        give.append(Step(step.title, work.txn))
        self._gestures.clear()
        self._tell(Changed(step.title, work.txn, tuple(work.changes), True, undoing=True))
        return step.title

    # -- reading ---------------------------------------------------------------------------------------

    def read(self, query: Callable[Concatenate[Reader, P], T], *args: P.args, **values: P.kwargs) -> T:
        """A small reading (one page, one record), here and now."""
        with self.reader.view():
            return query(self.reader, *args, **values)

    def read_later(self, query: Callable[Concatenate[Reader, P], T], *args: P.args, **values: P.kwargs) -> Doing[T]:
        """A slow reading, on a thread of its own."""

        if self._released:
            # A view that outlives the desk by a moment asks for nothing any more.
            return Doing(_gone(), self._post)

        def run() -> T:
            reader = Reader(self.database)
            with reader.view():
                return query(reader, *args, **values)

        return Doing(self._slow.submit(run), self._post)

    # -- word of changes -------------------------------------------------------------------------------

    def listen(self, listener: Callable[[Changed], object]) -> Callable[[], None]:
        """Hear of every change, where `post` runs. Gives a function that stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def _tell(self, changed: Changed) -> None:
        for listener in list(self._listeners):
            self._post(functools.partial(listener, changed))

    # -- ending ----------------------------------------------------------------------------------------

    def wait(self) -> None:
        """Until everything handed in so far is on the disk."""
        self._writer.submit(lambda: None).result()

    def set_meta(self, key: str, value: str) -> None:
        """Keep a fact about this vault on this device (not synced, not undone)."""
        words = text("INSERT INTO meta (key, value) VALUES (:k, :v) ON CONFLICT (key) DO UPDATE SET value = :v")

        def write() -> None:
            with self.database.writing() as connection:
                connection.execute(words, {"k": key, "v": value})

        self._writer.submit(write).result()

    def release(self) -> None:
        """Finish what is under way and let go of the database, which stays open.

        A writer that waits for the disk tries once more; what is not taken then is lost with its window.
        """
        self._released = True
        self._again.set()
        self._listeners.clear()
        self._writer.shutdown(wait=True)
        self._slow.shutdown(wait=True, cancel_futures=True)
        self.reader.close()

    def close(self) -> None:
        """Finish what is under way, then close every connection."""
        self.release()
        self.database.close()
