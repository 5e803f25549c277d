"""A laptop's line straight into a store, without HTTP, that fails where it is told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from central_server.store import Refused, Seat, Store
from central_server.store.tables import DEVICE
from desktop_app import clock
from desktop_app.records.base import moment_text
from desktop_app.sync import protocol
from desktop_app.sync.client import Address, Client, NoConnection, Turned
from desktop_app.sync.files import Said
from desktop_app.sync.protocol import Operation, Page, Pushed

FAIR = ""
WEATHERS = (FAIR, FAIR, FAIR, "cut", "lost", "twice", "old first", "old last")
"""What may become of one request: it never arrives, its answer is lost, it arrives twice, an old one comes before
or after it."""


class DirectLine(Client):
    """What `Round` speaks to, over a Store in this process. The server's clock is right, whatever the laptop's is."""

    def __init__(self, store: Store, seat: Seat, weather: Callable[[], str] = lambda: FAIR, page: int = 7) -> None:
        super().__init__(Address("https://server.test"), seat.device_id, b"")
        self.store, self.seat, self.weather, self.limit = store, seat, weather, page
        self.old: dict[str, Any] = {}
        self.acknowledged: list[str] = []

    def close(self) -> None:
        """It is used again; `end` hangs up."""

    def end(self) -> None:
        """Hang up."""
        super().close()

    def _asked(self, ask: Callable[[], Any]) -> Any:
        now = self.weather()
        if now == "cut":
            raise NoConnection("cut")
        with clock.as_if(datetime.now(UTC)):
            try:
                self._let_in()
                if now == "old first":
                    self._say_old()
                if now == "twice":
                    ask()
                got = ask()
                if now == "old last":
                    self._say_old()
            except Refused as refused:
                raise Turned(refused.code, refused.status) from refused
        if now == "lost":
            raise NoConnection("lost")
        return got

    def _let_in(self) -> None:
        with self.store.engine.connect() as connection:
            state = connection.execute(select(DEVICE.c.state).where(DEVICE.c.id == self.seat.device_id)).scalar()
        if state != "active":
            raise Refused(protocol.REVOKED if state else "token", 403 if state else 401)

    def _say_old(self) -> None:
        """A push of long ago arrives late; nobody reads its answer."""
        try:
            if self.old:
                self.store.push(self.seat, self.old)
        except Refused:
            return

    def hello(self) -> dict[str, Any]:
        """Who answers."""
        return self._asked(lambda: {"epoch": self.store.meta("epoch"), "now": moment_text(clock.now())})

    def push(self, body: dict[str, Any]) -> Pushed:
        """Send operations."""
        pushed: Pushed = self._asked(lambda: self.store.push(self.seat, body))
        self.old = body
        self.acknowledged += [one.id for one in pushed.answers if one.verdict != "rejected"]
        return Pushed.from_json(pushed.to_json())

    def pull(self, cursor: str, epoch: str, limit: int = 0, reached: int | None = None) -> Page:
        """A short page."""
        page: Page = self._asked(lambda: self.store.pull(self.seat, cursor, self.limit, reached))
        operations = tuple(Operation.from_json(one.to_json()) for one in page.operations)
        return Page.from_json(page.to_json() | {"operations": [one.to_json() for one in operations]})

    def verify(self) -> dict[str, tuple[int, str]]:
        """Count and hash by kind."""
        with clock.as_if(datetime.now(UTC)):
            return self.store.verify(self.seat)

    def evicted(self, scopes: list[str]) -> None:
        """Confirm."""
        self._asked(lambda: self.store.evicted(self.seat, scopes))

    def file(self, method: str, path: str, *, headers: dict[str, str], body: bytes = b"") -> Said:
        """No file is on this server."""
        return Said(404)
