"""Sync in the background: on its own thread, by a timer with jitter, soon after a change, or when a person asks."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop_app import clock
from desktop_app.desk import Changed, Desk
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.sync.client import Client, NoConnection, Turned
from desktop_app.sync.enrolment import client_of
from desktop_app.sync.protocol import FORKED, REVOKED, WIPE
from desktop_app.sync.round import LAST, Round, Stopped, Tally
from desktop_app.vault import outbox

EVERY_S, SOON_S = 300.0, 15.0
"""Seconds between rounds, and from a change to the round that sends it; both are spread by chance."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 600.0
"""Waits when the server can't be reached: a random part of a span that doubles (full jitter)."""


class Sign(StrEnum):
    """How sync stands, for the one quiet word in the status bar."""

    RESTING = "resting"
    WORKING = "working"
    OFFLINE = "offline"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class SyncState:
    """What a person may know of sync: `said` is a sentence when something is the matter.

    `sent` and `arrived` count what the round under way has moved so far.
    """

    sign: Sign = Sign.RESTING
    waiting: int = 0
    last: datetime | None = None
    said: str = ""
    sent: int = 0
    arrived: int = 0


SAYINGS = {
    REVOKED: "The council has taken this laptop off its list. Ring your administrator.",
    FORKED: "Another copy of this vault was used. Your work is kept; ask your administrator for a new invitation.",
    WIPE: "The council has asked for this laptop's vault to be destroyed.",
    "token": "The server does not know this laptop any more. Ring your administrator.",
    "not_yours": "Your role on the server has no families. Ring your administrator.",
}


class Engine:
    """Keeps one vault and its server alike. Listeners are called on the engine's thread: post from there."""

    def __init__(self, desk: Desk, told: Callable[[SyncState], object], wipe: Callable[[], object]) -> None:
        self._desk = desk
        self._told = told
        self._wipe = wipe
        self._wake = threading.Condition()
        self._asked = False
        self._paused = False
        self._closing = False
        self._cancelled = False
        self._due = 0.0
        self._failures = 0
        self._line: Client | None = None
        self._whole: datetime | None = None
        self.state = SyncState()
        self._thread = threading.Thread(target=self._run, name="sync", daemon=True)
        self._unlisten = desk.listen(self._changed)

    def start(self) -> None:
        """Begin; the first round comes after a random moment, so that a whole council does not ring at nine."""
        self._plan(random.uniform(0.0, SOON_S))  # noqa: S311 - spreads load, guards nothing
        self._thread.start()

    def sync_now(self) -> None:
        """A person asked."""
        with self._wake:
            self._asked, self._paused = True, False
            self._wake.notify()

    def pause(self, on: bool = True) -> None:
        """Hold sync until it is let go on; a round under way stops after the page it is at."""
        with self._wake:
            self._paused = on
            self._wake.notify()
        self._say(Sign.PAUSED if on else Sign.RESTING)

    def cancel(self) -> None:
        """End the round under way after the page it is at; the next comes by itself, or when asked."""
        self._cancelled = True

    def close(self) -> None:
        """Stop after the page under way; call it before the desk closes."""
        self._unlisten()
        with self._wake:
            self._closing = True
            self._wake.notify()
        line = self._line
        if line is not None:  # nobody waits for a server that doesn't answer
            with contextlib.suppress(Exception):
                line.close()
        if self._thread.ident is not None:
            self._thread.join(30)

    # -- when ----------------------------------------------------------------------------------------

    def _changed(self, changed: Changed) -> None:
        if changed.txn:  # ours, not what came from the server
            self._plan(random.uniform(1.0, SOON_S), sooner=True)  # noqa: S311

    def _plan(self, seconds: float, *, sooner: bool = False) -> None:
        with self._wake:
            due = clock.elapsed() + seconds
            self._due = min(self._due, due) if sooner else due
            self._wake.notify()

    def _waits(self) -> bool:
        """Sleep until a round is due; False when it ends."""
        with self._wake:
            while not self._closing:
                left = self._due - clock.elapsed()
                if self._asked or (not self._paused and left <= 0):
                    self._asked = False
                    return True
                self._wake.wait(None if self._paused else max(0.05, left))
        return False

    def _stops(self) -> bool:
        return self._closing or self._paused or self._cancelled

    # -- doing ---------------------------------------------------------------------------------------

    def _run(self) -> None:
        while self._waits():
            self._cancelled = False
            self._say(Sign.WORKING)
            try:
                self._round()
            except Stopped:
                self._plan(random.uniform(0.5, 1.5) * EVERY_S)  # noqa: S311
                self._say(Sign.PAUSED if self._paused else Sign.RESTING)
            except NoConnection as offline:
                self._failures += 1
                span = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(self._failures, 10))
                self._plan(max(offline.after, random.uniform(0.0, span)))  # noqa: S311
                self._say(Sign.OFFLINE)
            except Turned as turned:
                if self._turned(turned):
                    return
            except (EnvironmentProblem, UserError) as trouble:
                self._plan(LONGEST_PAUSE_S)
                self._say(Sign.STOPPED, str(trouble))
            except Exception as mistake:  # our own mistake must not end sync for the day, nor name a child
                self._plan(LONGEST_PAUSE_S)
                self._say(Sign.STOPPED, f"Sync made a mistake ({type(mistake).__name__}). Your work is safe here.")

    def _round(self) -> Tally:
        client = self._line = client_of(self._desk, self._line)
        if client is None:
            raise UserError("This laptop belongs to no server yet.", "Enrol it first.")
        tally = Round(self._desk, client, self._stops, self._moved).go()
        self._whole = clock.now()
        self._failures = 0
        self._plan(random.uniform(0.5, 1.5) * EVERY_S)  # noqa: S311
        refused = f"{tally.refused} of your changes were not taken; see Sync." if tally.refused else ""
        self._say(Sign.RESTING, refused)
        return tally

    def _moved(self, tally: Tally) -> None:
        self._say(Sign.WORKING, tally=tally)

    def _turned(self, turned: Turned) -> bool:
        """The server refused this laptop. True when the engine ends."""
        said = SAYINGS.get(turned.code, "The server did not take this laptop's request. Ring your administrator.")
        self._plan(LONGEST_PAUSE_S)
        self._say(Sign.STOPPED, said)
        if turned.code == WIPE:
            self._wipe()
        return turned.code in (WIPE, REVOKED)

    def _say(self, sign: Sign, said: str = "", tally: Tally | None = None) -> None:
        waiting, last = self.state.waiting, self.state.last
        with contextlib.suppress(Exception), self._desk.database.reading() as connection:
            waiting = outbox.count(connection, self._desk.device)
            kept = outbox.meta(connection, LAST)
            last = self._whole or (datetime.fromisoformat(kept) if kept else None)
        so_far = (tally.sent, tally.arrived) if tally else (0, 0)
        self.state = SyncState(sign, waiting, last, said, *so_far)
        self._told(self.state)


def sync_once(desk: Desk, client: Client | None = None) -> Tally:
    """One round, here and now: for headless verbs. Trouble is a UserError in plain words."""
    line = client or client_of(desk)
    if line is None:
        raise UserError(
            "This vault belongs to no server yet.", "Give --invitation with the line your administrator made."
        )
    try:
        return Round(desk, line).go()
    except NoConnection as offline:
        raise UserError("The server can't be reached now.", "Everything is kept here; try again later.") from offline
    except Turned as turned:
        raise UserError(SAYINGS.get(turned.code, "The server refused this laptop.")) from turned
    finally:
        line.close()
