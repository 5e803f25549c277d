"""Sync behind the window: begun after unlocking where the vault belongs to a server, said in one quiet word."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.errors import UserError
from desktop_app.windows.post import Poster
from desktop_app.windows.sync.page import SyncPage

if TYPE_CHECKING:
    from desktop_app.desk import Desk
    from desktop_app.sync.engine import Engine, SyncState
    from desktop_app.windows.shell import Shell

_Told = Callable[[str], object]
_Failed = Callable[[BaseException], object]


class Syncing:
    """The engine of one unlocked vault, from the moment there is a server: at unlocking, or once it is enrolled."""

    def __init__(self, shell: Shell, desk: Desk, poster: Poster, wipe: Callable[[], object]) -> None:
        self._shell, self._desk, self._poster, self._wipe = shell, desk, poster, wipe
        self.engine: Engine | None = None
        self._closed = False

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
                trouble = UserError("The server can't be reached now.", "Look at the connection, then try again.")
                self._poster.post(lambda: failed(trouble))
            except Exception as raised:  # handed to the window, which knows what is a person's and what is ours
                kept = raised
                self._poster.post(lambda: failed(kept))
            else:
                self._poster.post(lambda: done(who))

        threading.Thread(target=run, name="enrol", daemon=True).start()

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
