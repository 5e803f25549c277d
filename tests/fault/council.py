"""Three laptops of two teams and their server, all in this process, with a model of what must never be lost."""

from __future__ import annotations

import functools
import itertools
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select, update

from central_server.access import copies
from central_server.access.facts import set_fact
from central_server.store import Seat, Store
from central_server.store.scopes import scopes_changed, visible
from central_server.store.tables import CHANGE as LOG
from central_server.store.tables import DEVICE, MEMBERSHIP, METADATA, REJECTED, USER
from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.journal.change import Change, Verb
from desktop_app.journal.merge import State, merge
from desktop_app.records.base import kinds
from desktop_app.records.ids import new_id
from desktop_app.sync.client import NoConnection, Turned
from desktop_app.sync.enrolment import URL, belong
from desktop_app.sync.protocol import FORKED, REVOKED, scope_of
from desktop_app.sync.round import Round, tallies
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from tests.helpers.direct_line import FAIR, DirectLine

LONG_AGO = "2020-01-01"
PEOPLE = {"ruth": "north", "sam": "north", "priya": "south"}


@functools.cache
def empty_vault() -> tuple[bytes, bytes]:
    """An empty vault's file and its key; making its tables takes longer than most stories do."""
    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "empty.vault", DataKey.fresh()
        raw = bytes(key.view())
        database = Database(path, key, create=True)
        with database.writing() as connection:
            schema.create(connection, "council")
        database.close()
        return path.read_bytes(), raw


@dataclass
class Seated:
    """One laptop: its vault, its line, how far its clock is off."""

    who: str
    path: Path
    key: DataKey
    desk: Desk
    line: DirectLine
    off: timedelta = timedelta()
    backup: Path | None = None
    written: dict[str, str] = field(default_factory=dict)
    """Change id → packed value, of everything the desk said it has kept and did not lose to a restored backup."""


class Council:
    """What the rules of the state machine do, and what must hold when all is quiet."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.numbers = itertools.count(1)
        self.storm: Callable[[], str] = lambda: FAIR
        self.copy: Path | None = None
        self.moves = False
        with store.writing() as connection:
            for table in reversed(METADATA.sorted_tables):
                connection.execute(delete(table))
        store.create()
        with store.writing() as connection:
            for login, team in PEOPLE.items():
                user = {"id": f"u-{login}", "name": login, "login": login, "role": "pa"}
                connection.execute(insert(USER), user)
                row = {"id": login, "user_id": f"u-{login}", "team_id": team, "since": LONG_AGO, "until": ""}
                connection.execute(insert(MEMBERSHIP), row)
        self.seats = [self._seat(who) for who in PEOPLE]

    def close(self) -> None:
        """Close every laptop."""
        for one in self.seats:
            one.desk.close()
            one.line.end()

    # -- laptops ---------------------------------------------------------------------------------------

    def _device(self, who: str) -> Seat:
        seat = Seat(f"u-{who}", who, "pa", new_id())
        row = {"id": seat.device_id, "user_id": seat.user_id, "public_key": b"", "state": "active", "enrolled_at": ""}
        with self.store.writing() as connection:
            connection.execute(insert(DEVICE), row)
        return seat

    def _line(self, who: str) -> DirectLine:
        return DirectLine(self.store, self._device(who), lambda: self.storm())

    def _seat(self, who: str) -> Seated:
        path = self.folder / f"{who}{next(self.numbers)}.vault"
        raw, key = empty_vault()
        path.write_bytes(raw)
        made = Seated(who, path, DataKey(key), Desk(Database(path, DataKey(key)), who), self._line(who))
        belong(made.desk, made.line.seat.device_id, {URL: "https://server.test"})
        return made

    def again(self, one: Seated) -> None:
        """Enrol a laptop anew after it was found to be a copy."""
        one.line.end()
        one.line = self._line(one.who)
        belong(one.desk, one.line.seat.device_id, {URL: "https://server.test"})

    def replace(self, one: Seated) -> None:
        """A fresh laptop in the place of a revoked one, whose unsent work is the council's loss by its own wish."""
        one.desk.close()
        one.line.end()
        self.seats[self.seats.index(one)] = self._seat(one.who)

    def crash(self, one: Seated) -> None:
        """Drop a laptop in mid-air: what its files hold at this moment is all there is."""
        there = self.folder / f"{one.who}{next(self.numbers)}.vault"
        for end in ("", "-wal"):
            if (source := Path(f"{one.path}{end}")).exists():
                shutil.copyfile(source, f"{there}{end}")
        one.desk.close()
        one.path, one.desk = there, Desk(Database(there, one.key), one.who)

    def back_up(self, one: Seated) -> None:
        """Copy the vault of a laptop aside."""
        one.desk.database.fold_in()
        one.backup = self.folder / f"{next(self.numbers)}.backup"
        shutil.copyfile(one.path, one.backup)

    def put_backup_back(self, one: Seated) -> None:
        """The laptop is as it was at its backup. What was not sent since is lost with the disk it was on."""
        if one.backup is None:
            return
        one.desk.close()
        one.path = self.folder / f"{one.who}{next(self.numbers)}.vault"
        shutil.copyfile(one.backup, one.path)
        one.desk = Desk(Database(one.path, one.key), one.who)
        one.line.old = {}
        self._forget(one)

    def _forget(self, one: Seated) -> None:
        """Judge from now on by what the laptop holds."""
        with one.desk.database.reading() as connection:
            held = set(connection.exec_driver_sql("SELECT id FROM change").scalars())
        one.written = {change: value for change, value in one.written.items() if change in held}

    def clone(self, one: Seated) -> None:
        """Somebody starts a copy of the vault's folder on a second laptop, for good."""
        one.desk.database.fold_in()
        path = self.folder / f"{one.who}{next(self.numbers)}.vault"
        shutil.copyfile(one.path, path)
        line = DirectLine(self.store, one.line.seat, lambda: self.storm())
        self.seats.append(Seated(one.who, path, one.key, Desk(Database(path, one.key), one.who), line, one.off))

    def revoke(self, one: Seated) -> None:
        """Revoke a laptop: its next round is refused, and its user gets a new one."""
        with self.store.writing() as connection:
            of_it = DEVICE.c.id == one.line.seat.device_id
            connection.execute(update(DEVICE).where(of_it).values(state="revoked"))

    def do(self, one: Seated, command: Any, *args: Any, **values: Any) -> Any:
        """One command on a laptop, by its own clock."""
        heard: list[Change] = []
        stop = one.desk.listen(lambda changed: heard.extend(changed.changes))
        with clock.as_if(datetime.now(UTC) + one.off):
            done = one.desk.do(command, *args, **values).result()
        stop()
        one.written |= {change.id: change.value for change in heard}
        return done

    # -- the server ------------------------------------------------------------------------------------

    def with_family(self, family: str, what: Callable[..., Any], *words: Any) -> None:
        """Assign, withdraw, hide or show a family."""
        from desktop_app.errors import UserError

        with self.store.writing() as connection:
            try:
                what(connection, "admin", family, *words)
            except UserError:
                return  # it was not with them, or not hidden
            scopes_changed(connection)

    def back_up_server(self) -> None:
        """Write a copy of the server."""
        self.copy = self.folder / f"{next(self.numbers)}.copy"
        with self.store.engine.connect() as connection:
            copies.write_copy(connection, self.copy)

    def put_server_back(self) -> None:
        """The server is as it was at its copy, and says so by a new epoch."""
        if self.copy is None:
            return
        with self.store.writing() as connection:
            enrolled = [dict(row) for row in connection.execute(select(DEVICE)).mappings()]
            copies.put_back(connection, self.copy)
            set_fact(connection, "epoch", new_id())
            # What was enrolled or revoked since is enrolled or revoked again by its administrator.
            known = {row.id: row.last_seq for row in connection.execute(select(DEVICE.c.id, DEVICE.c.last_seq))}
            connection.execute(delete(DEVICE))
            connection.execute(insert(DEVICE), [row | {"last_seq": known.get(row["id"], 0)} for row in enrolled])

    # -- sync ------------------------------------------------------------------------------------------

    def sync(self, one: Seated) -> str:
        """One round in today's weather; gives why it ended early."""
        if one not in self.seats:
            return "gone"
        try:
            with clock.as_if(datetime.now(UTC) + one.off):
                tally = Round(one.desk, one.line).go()
            self.moves |= bool(tally.sent or tally.arrived or tally.evicted or tally.refused)
        except NoConnection:
            return "offline"
        except Turned as turned:
            if turned.code not in (FORKED, REVOKED):
                raise
            self.replace(one) if turned.code == REVOKED else self.again(one)
            return turned.code
        return ""

    def quiet(self) -> None:
        """The sun shines and everyone syncs until nothing moves any more."""
        self.storm = lambda: FAIR
        for _round in range(8):
            self.moves = False
            said = [self.sync(one) for one in list(self.seats)]
            if not any(said) and not self.moves:
                return
        raise AssertionError("it never comes to rest")

    # -- what must hold --------------------------------------------------------------------------------

    def judge(self) -> None:
        """After quiet: one hash, nothing lost, nothing left where it should not be."""
        with self.store.engine.connect() as connection:
            log = {str(one) for one in connection.execute(select(LOG.c.id)).scalars()}
            refused = {str(one) for one in connection.execute(select(REJECTED.c.id)).scalars()}
        for one in self.seats:
            known = {kind: found for kind, found in one.line.verify().items() if kind in kinds()}
            mine = tallies(one.desk)
            odd = {
                kind: (mine.get(kind), known.get(kind))
                for kind in mine.keys() | known
                if mine.get(kind) != known.get(kind)
            }
            assert not odd, f"{one.who} holds something else than the server: {odd}"
            assert one.desk.database.check() == [], one.who
            self._nothing_lost(one, log, refused)
            self._nothing_left(one)

    def _nothing_lost(self, one: Seated, log: set[str], refused: set[str]) -> None:
        with one.desk.database.reading() as connection:
            waiting = connection.exec_driver_sql("SELECT count(*) FROM outbox WHERE state = 'waiting'").scalar()
            kept = set(connection.exec_driver_sql("SELECT change_id FROM outbox WHERE kept <> ''").scalars())
        assert waiting == 0, "something still waits"
        for change in one.written:
            assert change in log or (change in refused and change in kept), f"{one.who}'s {one.written[change]} is lost"

    def _nothing_left(self, one: Seated) -> None:
        """With the key, look at every operation on the laptop: it must be of a record that this user sees."""
        with self.store.engine.connect() as connection:
            sees = visible(connection, one.line.seat)
        states: dict[tuple[str, str], State] = {}
        with one.desk.database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT * FROM change").mappings().all()
            docs = set(connection.exec_driver_sql("SELECT record_id FROM search_doc").scalars())
        for row in rows:
            change = Change(**{name: row[name] for name in Change.__slots__} | {"verb": Verb(row["verb"])})
            key = (change.kind, change.record_id)
            merge(states.setdefault(key, State(*key)), change)
        for (kind, record_id), state in states.items():
            values = {name: state.value(name) for name in ("family_id", "person_id")}
            scope = scope_of(kind, "id" if kind == "family" else "family_id", values, record_id, one.line.seat.user_id)
            assert scope in sees, f"{kind} of {scope} is still with {one.who}: {json.dumps(values)}"
        assert docs <= {record_id for _kind, record_id in states}, "the index remembers what is gone"
