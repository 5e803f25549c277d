"""A laptop as the server sees it: makes operations, pushes and pulls, and keeps what it was sent."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import insert

from central_server.store import Seat, Store
from central_server.store.tables import DEVICE, GRANT, USER
from desktop_app.clock import millis
from desktop_app.journal.change import Change, Verb, pack
from desktop_app.journal.hlc import HybridClock
from desktop_app.journal.merge import State, Verdict, merge
from desktop_app.records.ids import new_id
from desktop_app.sync.protocol import Operation, Page, Pushed

LONG_AGO = "2020-01-01"


@dataclass
class Laptop:
    """One enrolled device. `held` is what it was sent and made itself, by operation id."""

    store: Store
    seat: Seat
    cursor: str = ""
    seq: int = 0
    held: dict[str, Change] = field(default_factory=dict)
    clock: HybridClock = field(init=False)
    gone: set[tuple[str, str]] = field(default_factory=set)
    evicted: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.clock = HybridClock(self.seat.device_id, millis)

    def change(
        self,
        kind: str,
        record_id: str,
        name: str = "",
        value: object = None,
        before: object = None,
        txn: str = "",
        **born: object,
    ) -> Operation:
        """The next operation: a creation with these fields, or one field set."""
        self.seq += 1
        verb = Verb.SET if name else Verb.CREATE
        said = pack(value) if name else pack({"id": record_id, **born})  # type: ignore[arg-type, dict-item]
        made = Change(
            new_id(), txn or new_id(), kind, record_id, verb, name, pack(before) if name else "", said,  # type: ignore[arg-type]
            self.clock.tick(), self.seat.name, self.seat.device_id,
        )  # fmt: skip
        self.held[made.id] = made
        return Operation(self.seq, made, "Test")

    def push(self, *operations: Operation) -> Pushed:
        """Send them."""
        plain = [one.to_json() for one in operations]
        return self.store.push(self.seat, {"epoch": self.store.meta("epoch"), "cursor": self.cursor, "ops": plain})

    def verdicts(self, *operations: Operation) -> list[str]:
        """Send them; what became of each, with the reason."""
        answers = {one.id: one for one in self.push(*operations).answers}
        found = [answers[one.change.id] for one in operations]
        return [f"{one.verdict} {one.why}".strip() for one in found]

    def page(self, limit: int = 2000) -> Page:
        """One page, kept with its cursor."""
        page = self.store.pull(self.seat, self.cursor, limit)
        self.cursor = page.cursor
        for one in page.operations:
            self.held[one.change.id] = one.change
            self.clock.see(one.change.hlc)
        self.gone |= set(page.gone)
        self.evicted |= set(page.evict)
        return page

    def pull(self, limit: int = 2000) -> list[Page]:
        """Every page there is."""
        pages = [self.page(limit)]
        while pages[-1].more:
            pages.append(self.page(limit))
        return pages

    def value(self, record_id: str, name: str) -> object:
        """What a field is, from what this laptop holds."""
        state = State("", record_id)
        for change in self.held.values():
            if change.record_id == record_id:
                merge(state, change)
        return state.value(name)

    def has(self, record_id: str) -> bool:
        """Whether the record reached this laptop."""
        return any(one.record_id == record_id and one.verb is Verb.CREATE for one in self.held.values())

    def conflicts(self) -> list[State]:
        """The conflicts this laptop was sent."""
        states = []
        for change in self.held.values():
            if change.kind == "conflict" and change.verb is Verb.CREATE:
                state = State("conflict", change.record_id)
                assert merge(state, change)[0] is Verdict.APPLIED
                states.append(state)
        return states


def laptop(store: Store, name: str, role: str = "pa", user: str = "") -> Laptop:
    """A user (new unless given) with an enrolled device."""
    seat = Seat(user or f"u-{name}", name, role, f"d-{name}-{new_id()[-6:]}")
    with store.writing() as connection:
        if not user:
            connection.execute(insert(USER), {"id": seat.user_id, "name": name, "login": name, "role": role})
        row = {"id": seat.device_id, "user_id": seat.user_id, "public_key": b"", "state": "active", "enrolled_at": ""}
        connection.execute(insert(DEVICE), row)
    return Laptop(store, seat)


def grant(store: Store, family_id: str, to_kind: str, to_id: str, until: str = "") -> None:
    """That a family is with somebody, since long ago."""
    from central_server.store.scopes import scopes_changed

    with store.writing() as connection:
        row = {
            "id": new_id(),
            "family_id": family_id,
            "to_kind": to_kind,
            "to_id": to_id,
            "since": LONG_AGO,
            "until": until,
        }
        connection.execute(insert(GRANT), row)
        scopes_changed(connection)
