"""What came from the server lands in the vault: operations, and records that are to go, in one transaction.

Kinds and fields this version doesn't know stay in the journal untouched and come to life with a newer version.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select, text

from desktop_app.journal.change import Change, unpack
from desktop_app.journal.merge import State, merge
from desktop_app.records.base import Plain, Record, fields_of, kinds, to_plain
from desktop_app.records.contacts import Attachment
from desktop_app.vault import occasions, search
from desktop_app.vault.tables import BLOB, CHANGE, FOLLOWED, RECORDS
from desktop_app.vault.work import change_from, change_row

BATCH = 400
Key = tuple[str, str]
_FOLLOW = text(
    "INSERT INTO meta (key, value) VALUES (:k, :v)"
    " ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE excluded.value > value"
)
_NUMBER_ON = text(
    "UPDATE meta SET value = CAST(min(CAST(value AS INTEGER), (SELECT coalesce(max(seq), 0) FROM change)) AS TEXT)"
    " WHERE key = 'outbox_read'"
)
_ALL = text(
    "SELECT id, kind, record_id, CASE WHEN device <> :device THEN '' WHEN state = 'done' THEN 'sent' ELSE 'unsent' END"
    " FROM change LEFT JOIN outbox ON change_id = id"
)
_TITLE = text(
    "INSERT INTO done (txn, title, at, actor, device, gesture, undoes)"
    " VALUES (:txn, :title, :at, :actor, :device, '', '') ON CONFLICT (txn) DO NOTHING"
)


def land(connection: Connection, arrived: Iterable[tuple[Change, str]]) -> list[Change]:
    """Keep Changes with their commands' titles; gives those that were new. Whatever the order, the end is the same."""
    offered = {change.id: (change, title) for change, title in arrived}
    ids = list(offered)
    for at in range(0, len(ids), BATCH):
        known = connection.execute(select(CHANGE.c.id).where(CHANGE.c.id.in_(ids[at : at + BATCH]))).scalars()
        for change_id in list(known):
            del offered[change_id]
    new = [change for change, _title in offered.values()]
    if not new:
        return []
    keys = {(change.kind, change.record_id) for change in new}
    before = _known(connection, keys)
    newest = {"k": FOLLOWED, "v": max(change.hlc for change in new)}
    connection.execute(_FOLLOW, newest)
    connection.execute(insert(CHANGE), [change_row(change) for change in new])
    titles = {change.txn: (change, title) for change, title in offered.values() if title}
    if titles:
        connection.execute(_TITLE, [_titled(change, title) for change, title in titles.values()])
    _write(connection, _states(keys - before, new))
    rebuild(connection, before)
    return new


def _known(connection: Connection, keys: set[Key]) -> set[Key]:
    """Those of which the journal says something already."""
    ids = sorted({record_id for _kind, record_id in keys})
    found: set[Key] = set()
    for at in range(0, len(ids), BATCH):
        query = select(CHANGE.c.kind, CHANGE.c.record_id).where(CHANGE.c.record_id.in_(ids[at : at + BATCH])).distinct()
        found |= {(str(kind), str(record_id)) for kind, record_id in connection.execute(query)}
    return found & keys


def _states(keys: Iterable[Key], changes: Iterable[Change]) -> list[State]:
    """What these Changes make of these records, of which there are no others."""
    states = {key: State(*key) for key in sorted(keys)}
    for change in changes:
        state = states.get((change.kind, change.record_id))
        if state is not None:
            merge(state, change)
    return list(states.values())


def _titled(change: Change, title: str) -> dict[str, str]:
    return {
        "txn": change.txn,
        "title": title,
        "at": change.at.isoformat(),
        "actor": change.actor,
        "device": change.device,
    }


def rebuild(connection: Connection, keys: Iterable[Key]) -> None:
    """Make these records say what their Changes say: the newest stamp of every field, in whatever order they came."""
    wanted = sorted(set(keys))
    for at in range(0, len(wanted), BATCH):
        part = wanted[at : at + BATCH]
        query = select(CHANGE).where(CHANGE.c.record_id.in_([record_id for _kind, record_id in part]))
        rows = connection.execute(query.order_by(CHANGE.c.seq)).mappings()
        _write(connection, _states(part, (change_from(row) for row in rows)))


def _write(connection: Connection, states: Iterable[State]) -> None:
    by_kind: dict[str, list[tuple[Record, dict[str, Plain]]]] = {}
    for state in states:
        made = _made(state)
        if made is not None:
            by_kind.setdefault(state.kind, []).append(made)
    for kind, both in by_kind.items():
        items = [item for item, _row in both]
        table = RECORDS[kind]
        query = select(table.c.id).where(table.c.id.in_([item.id for item in items]))
        here = set(connection.execute(query).scalars())
        connection.execute(insert(table).prefix_with("OR REPLACE"), [row for _item, row in both])
        search.index_new(connection, [item for item in items if item.id not in here])
        for item in items:
            if item.id in here:
                search.index(connection, item)
            occasions.refresh(connection, item)


def _made(state: State) -> tuple[Record, dict[str, Plain]] | None:
    """The record and its row, once its creation is here; what doesn't fit this version stays in the journal alone."""
    cls = kinds().get(state.kind)
    if cls is None or not state.born:
        return None
    values: dict[str, object] = {}
    row = dict(_blank(state.kind))
    for name, field in fields_of(cls).items():
        stood = state.fields.get(name)
        value = unpack(stood.value) if stood else None
        if stood is None or isinstance(value, (dict, list)) or (value is None and not field.optional):
            continue
        try:
            read = field.from_plain(value)
            row[name] = field.to_plain(read)
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
        values[name] = read
    return cls(**values), row  # type: ignore[arg-type]


@functools.cache
def _blank(kind: str) -> dict[str, Plain]:
    """The row of a record of which nothing was said."""
    return to_plain(kinds()[kind](id=""))


def plain_rows(connection: Connection, kind: str) -> Iterable[dict[str, Plain]]:
    """Every record of a kind as plain values, deleted ones too: what is compared with the server's."""
    return (dict(row) for row in connection.execute(select(RECORDS[kind])).mappings())


def drop(connection: Connection, kind: str, record_id: str) -> None:
    """Take one record off this laptop with its history."""
    _drop(connection, kind, [record_id])


def evict(connection: Connection, scopes: Iterable[str], gone: Iterable[Key] = ()) -> set[Key]:
    """Take what lies in scopes this user left, and single records that moved away, off this laptop with all traces."""
    left = {scope for scope in scopes if scope.startswith(("family:", "person:"))}
    leaving: set[Key] = set(gone)
    for scope in left:
        place, _, owner = scope.partition(":")
        leaving.add((place, owner))
        for kind, table in RECORDS.items():
            if f"{place}_id" in table.c:
                theirs = table.c[f"{place}_id"] == owner
                if place == "person" and "family_id" in table.c:  # what has a family lies in the family's scope
                    theirs &= table.c.family_id == ""
                leaving |= {(kind, str(one)) for one in connection.execute(select(table.c.id).where(theirs)).scalars()}
    if left:
        leaving |= {key for key, scope in _unknown(connection).items() if scope in left}
    _drop_all(connection, leaving)
    return leaving


def _unknown(connection: Connection) -> dict[Key, str]:
    """Records of kinds a newer version made, with the scope they lie in by what they say of family and person."""
    states: dict[Key, State] = {}
    for row in connection.execute(select(CHANGE).where(CHANGE.c.kind.not_in(list(RECORDS)))).mappings():
        change = change_from(row)
        merge(states.setdefault((change.kind, change.record_id), State(change.kind, change.record_id)), change)
    return {
        key: f"family:{state.value('family_id')}" if state.value("family_id") else f"person:{state.value('person_id')}"
        for key, state in states.items()
    }


def sweep(connection: Connection, seen: set[str], device: str) -> set[Key]:
    """After everything was sent again: take off what was not among it (`seen`, ids of Changes), except our own work.

    A server that was restored, or lost track of this laptop, can't name what is to go.
    """
    rows = connection.execute(_ALL, {"device": device}).all()
    there = {(kind, record_id) for one, kind, record_id, _ours in rows if one in seen}
    stays = {
        one for one, kind, record_id, ours in rows
        if one in seen or ours == "unsent" or (ours and (kind, record_id) in there)
    }  # fmt: skip
    kept = {(kind, record_id) for one, kind, record_id, _ours in rows if one in stays}
    goes = [(one, (kind, record_id)) for one, kind, record_id, _ours in rows if one not in stays]
    _drop_all(connection, {key for _one, key in goes} - kept)
    lone = [one for one, key in goes if key in kept]
    for at in range(0, len(lone), BATCH):
        connection.execute(delete(CHANGE).where(CHANGE.c.id.in_(lone[at : at + BATCH])))
    rebuild(connection, {key for _one, key in goes} & kept)
    number_on(connection)
    return {key for _one, key in goes} - kept


def number_on(connection: Connection) -> None:
    """After Changes were taken away: their numbers may be given again, and what gets them is to be sent."""
    connection.execute(_NUMBER_ON)


def _drop_all(connection: Connection, leaving: set[Key]) -> None:
    for kind in {kind for kind, _id in leaving}:
        _drop(connection, kind, sorted(one for its, one in leaving if its == kind))


def _drop(connection: Connection, kind: str, ids: list[str]) -> None:
    """Records, their index entries, files and whole history."""
    cls = kinds().get(kind)
    for at in range(0, len(ids), BATCH):
        part = ids[at : at + BATCH]
        if cls is not None:
            table = RECORDS[kind]
            if cls is Attachment:
                others = select(table.c.blob_id).where(table.c.id.not_in(part))
                theirs = select(table.c.blob_id).where(table.c.id.in_(part), table.c.blob_id.not_in(others))
                connection.execute(delete(BLOB).where(BLOB.c.id.in_(theirs)))
            for record_id in part:
                search.forget(connection, record_id)
                occasions.forget(connection, record_id)
            connection.execute(delete(table).where(table.c.id.in_(part)))
        connection.execute(delete(CHANGE).where(CHANGE.c.record_id.in_(part), CHANGE.c.kind == kind))
    number_on(connection)
