"""What this laptop did and the server has not answered yet. Nothing leaves it before its answer is here."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, text, update

from desktop_app.journal.change import Change, Verb
from desktop_app.journal.hlc import HybridClock
from desktop_app.vault import landing
from desktop_app.vault.tables import CHANGE, DONE, META, OUTBOX
from desktop_app.vault.work import change_from, change_row

WAITING, DONE_WITH, REJECTED = "waiting", "done", "rejected"
_READ = "outbox_read"
"""META: the newest Change that was looked at for sending."""
UNREAD = 500
"""How many Changes that came from the server are looked through again before the mark is moved over them."""
_LATE = text("SELECT 1 FROM change JOIN outbox ON change_id = id WHERE state = 'waiting' AND hlc > :latest LIMIT 1")
_STANDS = text(
    "SELECT max(hlc) FROM change LEFT JOIN outbox ON change_id = id"
    " WHERE state = 'done' OR (state = 'waiting' AND hlc <= :latest)"
    " OR device <> (SELECT value FROM meta WHERE key = 'device')"
)
_FORGET = text(
    "UPDATE outbox SET kept = '' WHERE state = 'rejected' AND kept <> '' AND EXISTS (SELECT 1 FROM r_refusal r"
    " WHERE r.about = json_extract(kept, '$.txn') AND r.removed_at IS NULL)"
)
_KEEP = text("INSERT INTO meta (key, value) VALUES (:k, :v) ON CONFLICT (key) DO UPDATE SET value = :v")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One operation to send: its number on this device, its id, the Change, and its command's title.

    `change` is None when it is no longer here: refused before, or gone with a family that was left. Its number must
    be sent all the same, or the server would wait for it for ever.
    """

    seq: int
    id: str
    change: Change | None
    title: str


@dataclass(frozen=True, slots=True)
class Refused:
    """An operation the server would not take, kept whole with the reason's code."""

    seq: int
    change: Change
    why: str


def meta(connection: Connection, key: str) -> str:
    """A fact about this vault; empty when unknown."""
    return str(connection.execute(select(META.c.value).where(META.c.key == key)).scalar() or "")


def keep_meta(connection: Connection, facts: dict[str, str]) -> None:
    """Keep facts about this vault, with whatever else the transaction writes."""
    for key, value in facts.items():
        connection.execute(_KEEP, {"k": key, "v": value})


def due(connection: Connection, device: str) -> bool:
    """Whether anything is to be numbered or sent; also when much was looked through that need not be again."""
    read = int(meta(connection, _READ) or 0)
    fresh = select(CHANGE.c.seq).where(CHANGE.c.seq > read, CHANGE.c.device == device).limit(1)
    first = select(OUTBOX.c.seq).where(OUTBOX.c.state == WAITING).limit(1)
    return bool(
        _newest(connection) - read > UNREAD or connection.execute(first).first() or connection.execute(fresh).first()
    )


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(CHANGE.c.seq), 0))).scalar_one())


def seal(connection: Connection, device: str) -> None:
    """Give every new Change of this device its number; from then on it is never amended."""
    read, newest = int(meta(connection, _READ) or 0), _newest(connection)
    fresh = select(CHANGE.c.id).where(CHANGE.c.seq > read, CHANGE.c.device == device).order_by(CHANGE.c.seq)
    new = [{"change_id": one, "state": WAITING, "why": "", "kept": ""} for one in connection.execute(fresh).scalars()]
    if new:
        connection.execute(insert(OUTBOX), new)
    if new or newest - read > UNREAD:
        keep_meta(connection, {_READ: str(newest)})


def waiting(connection: Connection, most: int) -> list[Waiting]:
    """The next operations to send, in order."""
    return _read(connection, OUTBOX.c.state == WAITING, most)


def again_from(connection: Connection, seq: int, most: int) -> list[Waiting]:
    """Operations from a number on, answered or not: the server has lost them (it was restored)."""
    return _read(connection, OUTBOX.c.seq >= seq, most)


def reached(connection: Connection) -> int:
    """The newest number this device has given."""
    return int(connection.execute(select(func.coalesce(func.max(OUTBOX.c.seq), 0))).scalar_one())


def _read(connection: Connection, which: object, most: int) -> list[Waiting]:
    query = (
        select(OUTBOX.c.seq.label("number"), OUTBOX.c.change_id, CHANGE, DONE.c.title)
        .outerjoin(CHANGE, CHANGE.c.id == OUTBOX.c.change_id)
        .outerjoin(DONE, DONE.c.txn == CHANGE.c.txn)
        .where(which)  # type: ignore[arg-type]
        .order_by(OUTBOX.c.seq)
        .limit(most)
    )
    rows = connection.execute(query).mappings()
    return [
        Waiting(
            int(row["number"]), str(row["change_id"]), change_from(row) if row["id"] else None, str(row["title"] or "")
        )
        for row in rows
    ]


def count(connection: Connection, device: str) -> int:
    """How many operations wait, numbered or not."""
    read = int(meta(connection, _READ) or 0)
    numbered = select(func.count()).select_from(OUTBOX).where(OUTBOX.c.state == WAITING)
    new = select(func.count()).select_from(CHANGE).where(CHANGE.c.seq > read, CHANGE.c.device == device)
    return int(connection.execute(numbered).scalar_one()) + int(connection.execute(new).scalar_one())


def answered(connection: Connection, taken: Iterable[str], refused: Iterable[tuple[str, str]]) -> list[Change]:
    """The server has these now; those (id, why) it would not take. Gives the Changes that fell back with them.

    What was refused is kept whole beside the journal, and its field falls back to the newest Change that stands.
    """
    done = [{"one": change_id} for change_id in taken]
    if done:
        connection.execute(text("UPDATE outbox SET state = 'done' WHERE change_id = :one"), done)
    fallen: list[Change] = []
    for change_id, why in refused:
        row = connection.execute(select(CHANGE).where(CHANGE.c.id == change_id)).mappings().first()
        of_it = OUTBOX.c.change_id == change_id
        if row is None:
            connection.execute(update(OUTBOX).where(of_it, OUTBOX.c.state == WAITING).values(state=REJECTED, why=why))
            continue
        change = change_from(row)
        kept = json.dumps(change_row(change), ensure_ascii=False)
        connection.execute(update(OUTBOX).where(of_it).values(state=REJECTED, why=why, kept=kept))
        connection.execute(delete(CHANGE).where(CHANGE.c.id == change_id))
        fallen.append(change)
    for change in fallen:
        if change.verb is Verb.CREATE:  # it was never anybody else's
            landing.drop(connection, change.kind, change.record_id)
    landing.rebuild(connection, {(change.kind, change.record_id) for change in fallen})
    landing.number_on(connection)
    return fallen


def refused(connection: Connection) -> list[Refused]:
    """What the server would not take, oldest first."""
    rows = connection.execute(
        select(OUTBOX).where(OUTBOX.c.state == REJECTED, OUTBOX.c.kept != "").order_by(OUTBOX.c.seq)
    )
    return [Refused(int(row["seq"]), change_from(json.loads(row["kept"])), str(row["why"])) for row in rows.mappings()]


def forget_answered(connection: Connection) -> list[Change]:
    """Refused commands that a person has dealt with: their words go, their numbers stay used. No record changes."""
    connection.execute(_FORGET)
    return []


def restamp(connection: Connection, clock: HybridClock, latest: str) -> int:
    """Give waiting operations with a stamp after `latest` new ones: this laptop's clock was ahead. Gives how many.

    They stay in their order, and after everything the server has taken: who wrote knew what was there.
    """
    if not connection.execute(_LATE, {"latest": latest}).first():
        return 0
    clock.follow(str(connection.execute(_STANDS, {"latest": latest}).scalar() or f"{0:012x}-0000-"))
    query = (
        select(CHANGE.c.id)
        .join(OUTBOX, OUTBOX.c.change_id == CHANGE.c.id)
        .where(OUTBOX.c.state == WAITING, CHANGE.c.hlc > latest)
        .order_by(OUTBOX.c.seq)
    )
    late = list(connection.execute(query).scalars())
    stamps = [{"one": change_id, "hlc": clock.tick()} for change_id in late]
    if stamps:
        connection.execute(text("UPDATE change SET hlc = :hlc WHERE id = :one"), stamps)
    return len(stamps)


def become(connection: Connection, old: str, new: str) -> None:
    """This vault is this device from now on: at enrolment, or after a copy was found out.

    All it ever did is offered again under the new name: the server knows by the ids what it has. What was refused
    stays here.
    """
    connection.execute(update(CHANGE).where(CHANGE.c.device == old).values(device=new))
    refused = connection.execute(select(OUTBOX).where(OUTBOX.c.state == REJECTED, OUTBOX.c.kept != "")).mappings().all()
    connection.execute(delete(OUTBOX))
    keep_meta(connection, {"device": new, _READ: "0"})
    seal(connection, new)
    keep = [
        {"change_id": row["change_id"], "state": REJECTED, "why": row["why"], "kept": row["kept"]} for row in refused
    ]
    if keep:
        connection.execute(insert(OUTBOX), keep)
