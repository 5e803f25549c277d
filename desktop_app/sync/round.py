"""One round of sync: what this laptop did goes first, then what it lacks comes, each page with its cursor."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from dataclasses import asdict, astuple, dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.journal.change import Change, Verb, pack
from desktop_app.journal.hlc import HybridClock
from desktop_app.journal.merge import Verdict, digest
from desktop_app.records.base import kinds, read_moment
from desktop_app.records.sync import Conflict
from desktop_app.sync.client import Client, Turned
from desktop_app.sync.files import fetch_files, send_files
from desktop_app.sync.protocol import FORKED, NEW_EPOCH, OLD_CURSOR, PAGE, PROTOCOL, Operation, Page, Pushed
from desktop_app.vault import landing, outbox
from desktop_app.vault.outbox import Waiting
from desktop_app.vault.queries.sync import MOVED

T = TypeVar("T")
CURSOR, EPOCH, LAST = "sync_cursor", "sync_epoch", "sync_last"
"""META: where this vault stands in the server's log, of which epoch, and when a round was last whole."""
COPIED = "sync_copied"
"""META: the server found that another copy of this vault was used; only a new enrolment goes on."""
AGAIN = "sync_again"
"""META: set while everything is being looked at again from the start; what is not there then goes."""
NOTED = timedelta(minutes=10)
"""How old the kept time of the last whole round may become; the one of this session is known without it."""
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
    conflicts: int = 0


class Round:
    """One exchange with the server, from hello to the last page. Every step leaves the vault whole."""

    def __init__(
        self,
        desk: Desk,
        client: Client,
        stop: Callable[[], bool] = lambda: False,
        moved: Callable[[Tally], object] = lambda _tally: None,
    ) -> None:
        self.desk = desk
        self.client = client
        self._stop = stop
        self._moved = moved
        self.tally = Tally()
        self._epoch = ""
        self._asked = ""
        self._seen: set[str] | None = None

    def go(self) -> Tally:
        """Do all of it. NoConnection, Turned or Stopped when it can't be ended."""
        hello = self.client.hello()
        self._epoch = str(hello["epoch"])
        before = self._meta(EPOCH)
        if not before:  # just enrolled: a first load that is cut goes on where it was
            self._keep({EPOCH: self._epoch})
        elif before != self._epoch:
            self._begin_again()
        self._put_clock_right(str(hello["now"]))
        try:
            self._exchange()
        except Turned as turned:
            if turned.code == FORKED:
                self._keep({COPIED: "1"})
            if turned.code not in (NEW_EPOCH, OLD_CURSOR):
                raise
            self._epoch = str(self.client.hello()["epoch"])
            self._begin_again()
            self._exchange()
        database = self.desk.database
        self.tally.files = send_files(self.client, database, self._stop) + fetch_files(
            self.client, database, self._stop
        )
        self._note()
        return self.tally

    def _note(self) -> None:
        """Keep when the vaults were last alike; a round that moved nothing writes that now and then only."""
        now, last = clock.now(), self._meta(LAST)
        if any(astuple(self.tally)):
            self._keep({LAST: now.isoformat(), MOVED: json.dumps(asdict(self.tally) | {"at": now.isoformat()})})
        elif not last or not timedelta(0) <= now - datetime.fromisoformat(last) < NOTED:
            self._keep({LAST: now.isoformat()})

    def _begin_again(self) -> None:
        """A restored server, or one that lost track of us: all is looked at anew, what it lost is sent once more."""
        self._keep({AGAIN: "1", CURSOR: "", EPOCH: self._epoch})

    def _exchange(self) -> None:
        if self._meta(AGAIN):
            self._seen = set()
            self._keep({CURSOR: ""})
            self._send([])  # says how far we had come; the server asks for what it lacks
        self._push()
        self._pull()

    # -- pushing -------------------------------------------------------------------------------------

    def _push(self) -> None:
        if not self._read(lambda connection: outbox.due(connection, self.desk.device)):
            return
        self._seal()
        while waiting := self._read(lambda connection: outbox.waiting(connection, PAGE)):
            self._take(self._send(waiting), waiting)

    def _send(self, waiting: list[Waiting]) -> Pushed:
        if self._stop():
            raise Stopped
        body = {
            "device": self.desk.device, "epoch": self._epoch, "cursor": self._meta(CURSOR), "protocol": PROTOCOL,
            "reached": self._reached(), "ops": [_said(one) for one in waiting],
        }  # fmt: skip
        pushed = self.client.push(body)
        while pushed.resend_from and (not waiting or pushed.resend_from < waiting[0].seq):
            asked = pushed.resend_from
            lost = self._read(functools.partial(outbox.again_from, seq=asked, most=PAGE))
            if not lost or lost[0].seq != asked:
                raise Turned(FORKED, 409)  # it asks for what this vault never did: another copy of it was there
            again = self.client.push(body | {"ops": [_said(one) for one in lost]})
            self._take(again, lost)
            pushed = self.client.push(body)
            if pushed.resend_from == asked:
                raise Turned("", 500)  # it asks for the same for ever
        return pushed

    def _take(self, pushed: Pushed, sent: list[Waiting]) -> None:
        numbers = {one.id for one in sent}
        answers = [one for one in pushed.answers if one.id in numbers]
        taken = [one.id for one in answers if one.verdict is not Verdict.REJECTED]
        refused = [(one.id, one.why) for one in answers if one.verdict is Verdict.REJECTED]
        if not answers:
            raise Turned("", 500)  # a server that answers nothing would be asked for ever
        self.desk.land("Sync", lambda connection: outbox.answered(connection, taken, refused)).result()
        self.tally.sent += len(taken)
        self.tally.refused += len(refused)
        self._moved(self.tally)

    def _seal(self) -> None:
        def seal(connection: Any) -> list[Change]:  # noqa: ANN401 - the vault's
            outbox.seal(connection, self.desk.device)
            return []

        self.desk.land("Sync", seal).result()

    def _put_clock_right(self, server_now: str) -> None:
        """A laptop whose clock is ahead would win for ever: what it has not sent yet gets true stamps."""
        if not self._read(lambda connection: outbox.due(connection, self.desk.device)):
            return
        there = int(read_moment(server_now).timestamp() * 1000)
        latest = f"{there + AHEAD_MS:012x}"
        right = HybridClock(self.desk.device, lambda: there)

        def put(connection: Any) -> list[Change]:  # noqa: ANN401 - the vault's
            outbox.seal(connection, self.desk.device)
            if outbox.restamp(connection, right, latest):
                self.desk.clock = HybridClock(self.desk.device, clock.millis, right.tick())
            return []

        self.desk.land("Sync", put).result()

    # -- pulling -------------------------------------------------------------------------------------

    def _pull(self) -> None:
        page: Page | None = self._page(self._meta(CURSOR))
        while page is not None:
            page = self._take_in(page)

    def _page(self, cursor: str) -> Page:
        if self._stop():
            raise Stopped
        self._asked = cursor
        return self.client.pull(cursor, self._epoch, reached=self._reached())

    def _take_in(self, page: Page) -> Page | None:
        """Land one page and ask for the next meanwhile; None when that was the last.

        The next is asked for by the cursor that is being written: when that fails, it is dropped unread.
        """
        something = page.operations or page.evict or page.gone or self._seen is not None
        if not something and page.cursor == self._asked:
            return self._page(page.cursor) if page.more else None
        ahead: Page | None = None
        under_way = self.desk.land("Sync", functools.partial(self._land, page))
        try:
            if page.more and not page.evict:
                ahead = self._page(page.cursor)
        finally:
            under_way.result(600)
        self._moved(self.tally)
        if page.evict:
            self.desk.database.fold_in()
            self.client.evicted(list(page.evict))
            return self._page(page.cursor) if page.more else None
        return ahead

    def _land(self, page: Page, connection: Any) -> list[Change]:  # noqa: ANN401 - the vault's
        """A page and its cursor, in one transaction."""
        new = landing.land(connection, [(one.change, one.title) for one in page.operations])
        left = landing.evict(connection, page.evict, page.gone)
        outbox.keep_meta(connection, {CURSOR: page.cursor})
        if self._seen is not None:
            self._seen.update(one.change.id for one in page.operations)
            if not page.more:
                left |= landing.sweep(connection, self._seen, self.desk.device)
                outbox.keep_meta(connection, {AGAIN: ""})
                self._seen = None
        self.tally.arrived += len(new)
        self.tally.conflicts += sum(one.kind == Conflict.KIND and one.verb is Verb.CREATE for one in new)
        self.tally.evicted += len(left)
        return new

    # -- the vault -----------------------------------------------------------------------------------

    def _read(self, read: Callable[[Any], T]) -> T:
        with self.desk.database.reading() as connection:
            return read(connection)

    def _reached(self) -> int:
        with self.desk.database.reading() as connection:
            return outbox.reached(connection)

    def _meta(self, key: str) -> str:
        with self.desk.database.reading() as connection:
            return outbox.meta(connection, key)

    def _keep(self, facts: dict[str, str]) -> None:
        def keep(connection: Any) -> list[Change]:  # noqa: ANN401 - the vault's
            outbox.keep_meta(connection, facts)
            return []

        self.desk.land("Sync", keep).result()


def _said(one: Waiting) -> dict[str, Any]:
    """An operation on the wire; of one whose words are gone only its number goes, which the server then closes."""
    if one.change is None:
        return {"id": one.id, "seq": one.seq}
    return Operation(one.seq, one.change, one.title).to_json()


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
