"""Sync behind the window: begun after unlocking where the vault belongs to a server, said in one quiet word."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.vault.outbox import forget_answered
from desktop_app.vault.queries.sync import needs
from desktop_app.windows.calendar_rounds import CalendarRounds
from desktop_app.windows.post import Poster
from desktop_app.windows.sync.page import SyncPage

if TYPE_CHECKING:
    from desktop_app.desk import Changed, Desk
    from desktop_app.sync.client import Client
    from desktop_app.sync.engine import Engine, SyncState
    from desktop_app.windows.shell import Shell

T = TypeVar("T")
_Told = Callable[[str], object]
_Failed = Callable[[BaseException], object]


class Syncing:
    """The engine of one unlocked vault, from the moment there is a server: at unlocking, or once it is enrolled."""

    def __init__(self, shell: Shell, desk: Desk, poster: Poster, wipe: Callable[[], object]) -> None:
        self._shell, self._desk, self._poster, self._wipe = shell, desk, poster, wipe
        self.engine: Engine | None = None
        self.calendars = CalendarRounds(desk, poster)
        self._closed = False
        self._forget_answered()
        self._count()
        self._stop = desk.listen(self._changed)

    def _forget_answered(self) -> None:
        """The words of refused changes that were dealt with go once nothing can undo it: at the next unlocking."""
        self._desk.land("Sync", forget_answered)

    def _changed(self, changed: Changed) -> None:
        if changed.touches("conflict", "refusal") or not changed.txn:
            self._count()

    def _count(self) -> None:
        """The badge on the rail, also while the page was never opened."""
        self._desk.read_later(needs).then(self._show_count)

    def _show_count(self, count: int) -> None:
        if not self._closed:
            self._shell.need_you("sync", count)

    def begin(self) -> None:
        """Start where the vault belongs to a server; nothing of the network is imported where it doesn't."""
        if self._closed or self.engine is not None or not self._desk.read(lambda reader: reader.meta("sync_url")):
            return
        from desktop_app.sync.engine import Engine

        post = self._poster.post
        self.engine = Engine(self._desk, lambda state: post(lambda: self._say(state)), lambda: post(self._wipe))
        self._say(self.engine.state)
        self.engine.start()

    def enrol(self, invitation: str, name: str, done: _Told, failed: _Failed) -> None:
        """Enrol on a thread of its own; `done` hears the user's name there, `failed` what a person may read."""

        def run() -> None:
            from desktop_app.sync.client import NoConnection
            from desktop_app.sync.enrolment import enrol, read_invitation

            try:
                who = enrol(self._desk, read_invitation(invitation), name)
            except NoConnection:
                self._fail(failed, _unreachable())
            except Exception as raised:  # handed to the window, which knows what is a person's and what is ours
                self._fail(failed, raised)
            else:
                self._poster.post(lambda: done(who))

        threading.Thread(target=run, name="enrol", daemon=True).start()

    def devices(self, done: Callable[[list[dict[str, Any]]], object], failed: _Failed) -> None:
        """The laptops of this user, from the server."""
        self._ask("devices", lambda line: line.devices(), done, failed)

    def check(self, done: Callable[[int], object], failed: _Failed) -> None:
        """Compare with the server and mend; `done` hears how many records still differ."""

        def ask(line: Client) -> int:
            from desktop_app.sync.verifying import check

            return len(check(self._desk, line).left)

        self._ask("check", ask, done, failed)

    def report_lost(self, device: str, done: Callable[[None], object], failed: _Failed) -> None:
        """Tell the administration that a laptop of this user is lost."""
        self._ask("lost", lambda line: line.report_lost(device), done, failed)

    def _ask(self, name: str, ask: Callable[[Client], T], done: Callable[[T], object], failed: _Failed) -> None:
        """One question to the server on a thread of its own."""

        def run() -> None:
            from desktop_app.sync.client import NoConnection, Turned
            from desktop_app.sync.enrolment import client_of

            try:
                line = client_of(self._desk)
                if line is None:
                    raise UserError("This laptop belongs to no server yet.")
                with contextlib.closing(line):
                    said = ask(line)
            except NoConnection:
                self._fail(failed, _unreachable())
            except Turned:
                self._fail(failed, UserError("The server did not answer that.", "Ring your administrator."))
            except Exception as raised:  # handed to the window, which knows what is a person's and what is ours
                self._fail(failed, raised)
            else:
                self._poster.post(lambda: None if self._closed else done(said))

        threading.Thread(target=run, name=name, daemon=True).start()

    def _fail(self, failed: _Failed, trouble: BaseException) -> None:
        self._poster.post(lambda: None if self._closed else failed(trouble))

    def _say(self, state: SyncState) -> None:
        if self._closed:
            return
        say(self._shell, state)
        page = self._shell.pages.get("sync")
        if isinstance(page, SyncPage):
            page.say_state(state)

    def close(self) -> None:
        """End it; call this before the desk closes."""
        self._closed = True
        self.calendars.close()
        self._stop()
        if self.engine is not None:
            self.engine.close()


def begin_sync(shell: Shell, desk: Desk, poster: Poster, wipe: Callable[[], object]) -> Syncing:
    """Sync of this vault, started where it belongs to a server. Close it before the desk."""
    shell.syncing = Syncing(shell, desk, poster, wipe)
    shell.syncing.begin()
    return shell.syncing


def say(shell: Shell, state: SyncState) -> None:
    """The word in the status bar."""
    words, icon = words_of(state)
    shell.status.sync.say(words, icon)


def _unreachable() -> UserError:
    return UserError("The server can't be reached now.", "Look at the connection, then try again.")


def words_of(state: SyncState) -> tuple[str, str]:
    """(words, icon) for how sync stands."""
    waits = f"{state.waiting:,} change{'s wait' if state.waiting != 1 else ' waits'}" if state.waiting else ""
    at = f"Synced {clock.local(state.last):%H:%M}." if state.last else "Not synced yet."
    if state.said:
        return state.said, "cloud-off"
    if state.sign == "working":
        return "Syncing …", "refresh-cw"
    if state.sign == "offline":
        return f"Offline. {waits or 'Nothing waits'}.", "cloud-off"
    if state.sign == "paused":
        return f"Sync is paused. {waits or 'Nothing waits'}.", "cloud-off"
    return f"{at} {waits}." if waits else at, "cloud"
