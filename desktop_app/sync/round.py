"""One round of sync: what this laptop did goes first, then what it lacks comes, each page with its cursor."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.journal.change import Change, pack
from desktop_app.journal.hlc import HybridClock
from desktop_app.journal.merge import Verdict, digest
from desktop_app.records.base import kinds, read_moment
from desktop_app.sync.client import Client, Turned
from desktop_app.sync.files import fetch_files, send_files
from desktop_app.sync.protocol import FORKED, NEW_EPOCH, OLD_CURSOR, PAGE, PROTOCOL, Operation, Page, Pushed
from desktop_app.vault import landing, outbox
from desktop_app.vault.outbox import Waiting

CURSOR, EPOCH, LAST = "sync_cursor", "sync_epoch", "sync_last"
"""META: where this vault stands in the server's log, of which epoch, and when a round was last whole."""
AHEAD_MS = 5 * 60 * 1000
"""How far our stamps may lie ahead of the server's clock before they are given anew."""


class Stopped(Exception):
    """A person stopped it; what was under way is whole, the rest waits."""


@dataclass(slots=True)
class Tally:
    """What one round did."""

    sent: int = 0
    refused: int = 0
    arrived: int = 0
    evicted: int = 0
    files: int = 0


class Round:
    """One exchange with the server, from hello to the last page. Every step leaves the vault whole."""

    def __init__(self, desk: Desk, client: Client, stop: Callable[[], bool] = lambda: False) -> None:
        self.desk = desk
        self.client = client
        self._stop = stop
        self.tally = Tally()
        self._epoch = ""

    def go(self) -> Tally:
        """Do all of it. NoConnection, Turned or Stopped when it can't be ended."""
        hello = self.client.hello()
        self._epoch = str(hello["epoch"])
        if self._meta(EPOCH) != self._epoch:
            # A restored server: everything is looked at again from the start, and what it lost is sent again.
            self._keep({EPOCH: self._epoch, CURSOR: ""})
        self._put_clock_right(str(hello["now"]))
        try:
            self._push()
            self._pull()
        except Turned as turned:
            if turned.code not in (NEW_EPOCH, OLD_CURSOR):
                raise
            self._epoch = str(self.client.hello()["epoch"])
            self._keep({EPOCH: self._epoch, CURSOR: ""})
            self._push()
            self._pull()
        database = self.desk.database
        self.tally.files = send_files(self.client, database, self._stop) + fetch_files(
            self.client, database, self._stop
        )
        self._keep({LAST: clock.now().isoformat()})
        return self.tally

    # -- pushing -------------------------------------------------------------------------------------

    def _push(self) -> None:
        self._seal()
        while waiting := self._waiting(lambda connection: outbox.waiting(connection, PAGE)):
            self._take(self._send(waiting), waiting)

    def _send(self, waiting: list[Waiting]) -> Pushed:
        if self._stop():
            raise Stopped
        operations = [Operation(one.seq, one.change, one.title).to_json() for one in waiting]
        body = {
            "device": self.desk.device, "epoch": self._epoch, "cursor": self._meta(CURSOR), "protocol": PROTOCOL,
            "ops": operations,
        }  # fmt: skip
        pushed = self.client.push(body)
        if pushed.resend_from and pushed.resend_from < waiting[0].seq:
            lost = self._waiting(lambda connection: outbox.again_from(connection, pushed.resend_from, PAGE))
            if not lost or lost[0].seq != pushed.resend_from:
                raise Turned(FORKED, 409)  # it asks for what this vault never did: another copy of it was there
            self._take(self._send(lost), lost)
            return self._send(waiting)
        return pushed

    def _take(self, pushed: Pushed, sent: list[Waiting]) -> None:
        numbers = {one.change.id for one in sent}
        answers = [one for one in pushed.answers if one.id in numbers]
        taken = [one.id for one in answers if one.verdict is not Verdict.REJECTED]
        refused = [(one.id, one.why) for one in answers if one.verdict is Verdict.REJECTED]
        if not answers:
            raise Turned("", 500)  # a server that answers nothing would be asked for ever
        self.desk.land("Sync", lambda connection: outbox.answered(connection, taken, refused)).result()
        self.tally.sent += len(taken)
        self.tally.refused += len(refused)

    def _seal(self) -> None:
        def seal(connection: Any) -> list[Change]:  # noqa: ANN401 - the vault's
            outbox.seal(connection, self.desk.device)
            return []

        self.desk.land("Sync", seal).result()

    def _put_clock_right(self, server_now: str) -> None:
        """A laptop whose clock is ahead would win for ever: what it has not sent yet gets true stamps."""
        there = int(read_moment(server_now).timestamp() * 1000)
        latest = f"{there + AHEAD_MS:012x}"
        right = HybridClock(self.desk.device, lambda: there)

        def put(connection: Any) -> list[Change]:  # noqa: ANN401 - the vault's
            outbox.seal(connection, self.desk.device)
            if outbox.restamp(connection, right, latest):
                self.desk.clock = HybridClock(self.desk.device, clock.millis)
            return []

        self.desk.land("Sync", put).result()

    # -- pulling -------------------------------------------------------------------------------------

    def _pull(self) -> None:
        more = True
        while more:
            if self._stop():
                raise Stopped
            page = self.client.pull(self._meta(CURSOR), self._epoch)
            self.desk.land("Sync", functools.partial(self._land, page)).result(600)
            if page.evict:
                self.desk.database.fold_in()
                self.client.evicted(list(page.evict))
            more = page.more

    def _land(self, page: Page, connection: Any) -> list[Change]:  # noqa: ANN401 - the vault's
        """A page and its cursor, in one transaction."""
        new = landing.land(connection, [(one.change, one.title) for one in page.operations])
        left = landing.evict(connection, page.evict, page.gone)
        outbox.keep_meta(connection, {CURSOR: page.cursor})
        self.tally.arrived += len(new)
        self.tally.evicted += len(left)
        return new

    # -- the vault -----------------------------------------------------------------------------------

    def _waiting(self, read: Callable[[Any], list[Waiting]]) -> list[Waiting]:
        with self.desk.database.reading() as connection:
            return read(connection)

    def _meta(self, key: str) -> str:
        with self.desk.database.reading() as connection:
            return outbox.meta(connection, key)

    def _keep(self, facts: dict[str, str]) -> None:
        for key, value in facts.items():
            self.desk.set_meta(key, value)


def tallies(desk: Desk) -> dict[str, tuple[int, str]]:
    """By kind: count and order-independent hash of what this vault holds, to compare with the server's."""
    found: dict[str, tuple[int, str]] = {}
    with desk.database.reading() as connection:
        for kind in kinds():
            digests = [
                digest(kind, str(plain["id"]), {name: pack(value) for name, value in plain.items()})
                for plain in landing.plain_rows(connection, kind)
            ]
            if digests:
                found[kind] = (len(digests), f"{sum(digests) % 2**64:016x}")
    return found
