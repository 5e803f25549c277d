"""Sync behind the window: begun after unlocking where the vault belongs to a server, said in one quiet word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.windows.post import Poster

if TYPE_CHECKING:
    from desktop_app.desk import Desk
    from desktop_app.sync.engine import Engine, SyncState
    from desktop_app.windows.shell import Shell


def begin_sync(shell: Shell, desk: Desk, poster: Poster, wipe: Callable[[], object]) -> Engine | None:
    """The engine of this vault, started; None where it belongs to no server. Close it before the desk."""
    if not desk.read(lambda reader: reader.meta("sync_url")):
        return None  # nothing of the network is even imported
    from desktop_app.sync.engine import Engine

    shell.follows_server = True
    engine = Engine(desk, lambda state: poster.post(lambda: say(shell, state)), lambda: poster.post(wipe))
    say(shell, engine.state)
    engine.start()
    return engine


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
