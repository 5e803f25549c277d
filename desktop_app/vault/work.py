"""One command's transaction: records and their Changes are written together, or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, text, update

from desktop_app.errors import UserError
from desktop_app.journal.change import Change, Verb, pack, unpack
from desktop_app.records.base import Plain, Record, fields_of, from_plain, kinds, to_plain
from desktop_app.records.ids import new_id
from desktop_app.vault import audit, occasions, search
from desktop_app.vault.tables import BLOB, CHANGE, DONE, OUTBOX, RECORDS

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Author:
    """Who does it, on which device, with what clock. `stamp` gives the next hybrid clock stamp."""

    actor: str
    device: str
    stamp: Callable[[], str]


@dataclass(slots=True)
class Transaction:
    """What the commands write through. Lives for one command; see `commands.Work` for what it promises."""

    connection: Connection
    author: Author
    now: datetime
    title: str
    gesture: str = ""
    undoes: str = ""
    txn: str = field(default_factory=new_id)
    changes: list[Change] = field(default_factory=list)
    _new: list[Change] = field(default_factory=list)

    @property
    def actor(self) -> str:
        """Whose command this is."""
        return self.author.actor

    # -- reading inside the transaction -------------------------------------------------------------

    def get(self, cls: type[R], record_id: str) -> R:
        """The record, deleted or not. UserError when there is none."""
        found = self.peek(cls, record_id)
        if found is None:
            raise UserError(f"That {cls.WORDS.lower()} is not in this vault.", "It may have been taken away by a sync.")
        return found

    def peek(self, cls: type[R], record_id: str) -> R | None:
        """The record, deleted or not, or None."""
        table = RECORDS[cls.KIND]
        row = self.connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
        return from_plain(cls, row) if row else None

    def find(self, cls: type[R], **equals: Plain) -> list[R]:
        """Every record that is not deleted and has these values, oldest first."""
        table = RECORDS[cls.KIND]
        query = select(table).where(table.c.removed_at.is_(None)).order_by(table.c.id)
        for name, value in equals.items():
            query = query.where(table.c[name] == value)
        return [from_plain(cls, row) for row in self.connection.execute(query).mappings()]

    # -- writing --------------------------------------------------------------------------------------

    def add(self, item: R) -> R:
        """Keep a new record; it gets an id when it has none."""
        if not item.id:
            item = item.but(id=new_id())
        plain = to_plain(item)
        self.connection.execute(insert(RECORDS[item.KIND]), plain)
        filled = {name: value for name, value in plain.items() if value != _blank(type(item))[name]}
        self._journal(item.KIND, item.id, Verb.CREATE, "", "", pack(filled))
        search.index(self.connection, item)
        occasions.refresh(self.connection, item)
        return item

    def add_many(self, items: Iterable[R]) -> list[R]:
        """Keep new records of one kind, written together; each gets an id when it has none."""
        kept = [item if item.id else item.but(id=new_id()) for item in items]
        if not kept:
            return kept
        plains = [to_plain(item) for item in kept]
        self.connection.execute(insert(RECORDS[kept[0].KIND]), plains)
        blank = _blank(type(kept[0]))
        for item, plain in zip(kept, plains, strict=True):
            filled = {name: value for name, value in plain.items() if value != blank[name]}
            self._journal(item.KIND, item.id, Verb.CREATE, "", "", pack(filled))
        search.index_new(self.connection, kept)
        occasions.refresh_new(self.connection, kept)
        return kept

    def change(self, item: R, **values: Any) -> R:  # noqa: ANN401
        """Set fields of a record; only those that really differ are written. Gives the record as it now is."""
        changed = item.but(**values)
        fields = fields_of(type(item))
        differ: dict[str, tuple[Plain, Plain]] = {}
        for name in values:
            before, after = (
                fields[name].to_plain(getattr(item, name)),
                fields[name].to_plain(getattr(changed, name)),
            )
            if before != after:
                differ[name] = (before, after)
        if not differ:
            return item
        table = RECORDS[item.KIND]
        setting = {name: after for name, (_, after) in differ.items()}
        self.connection.execute(update(table).where(table.c.id == item.id).values(setting))
        for name, (before, after) in differ.items():
            self._journal(item.KIND, item.id, Verb.SET, name, pack(before), pack(after))
        if "removed_at" in differ or any(fields[name].rule.search for name in differ):
            search.index(self.connection, changed)
        occasions.refresh(self.connection, changed)
        return changed

    def remove(self, item: R) -> R:
        """Delete softly; undo brings it back."""
        return self.change(item, removed_at=self.now)

    def restore(self, item: R) -> R:
        """Bring back what was deleted."""
        return self.change(item, removed_at=None)

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes inside the vault once, however often they come. Gives their id."""
        digest = hashlib.sha256(data).hexdigest()
        found = self.connection.execute(select(BLOB.c.id).where(BLOB.c.sha256 == digest)).scalar()
        if found:
            return str(found)
        blob_id = new_id()
        self.connection.execute(insert(BLOB), {"id": blob_id, "sha256": digest, "size": len(data), "data": data})
        return blob_id

    def note(self, verb: str, item: Record | None = None, detail: str = "", *, family_id: str = "") -> None:
        """Write a line of the audit: view, print, export or what else was done with a record."""
        kind, record_id = (item.KIND, item.id) if item else ("", "")
        family = family_id or (scope_of(item) if item else "")
        audit.write(self.connection, self.author, self.now, verb, kind, record_id, family, detail)

    # -- the journal ----------------------------------------------------------------------------------

    def _journal(self, kind: str, record_id: str, verb: Verb, name: str, before: str, value: str) -> None:
        if self.gesture and verb is Verb.SET and self._extend(kind, record_id, name, value):
            return
        change = Change(
            new_id(), self.txn, kind, record_id, verb, name, before, value,
            self.author.stamp(), self.author.actor, self.author.device,
        )  # fmt: skip
        self.changes.append(change)
        self._new.append(change)

    def _extend(self, kind: str, record_id: str, name: str, value: str) -> bool:
        """Typing is one Change, not one a second: the newest of this gesture takes the new value."""
        stamp = self.author.stamp()
        where = (CHANGE.c.txn == self.txn) & (CHANGE.c.record_id == record_id) & (CHANGE.c.field == name)
        # What a push has read may be on its way: it is never amended, the next keystroke is a Change of its own.
        where &= CHANGE.c.id.not_in(select(OUTBOX.c.change_id))
        done = self.connection.execute(update(CHANGE).where(where).values(value=value, hlc=stamp))
        if not done.rowcount:
            return False
        row = self.connection.execute(select(CHANGE).where(where)).mappings().one()
        self.changes.append(change_from(row))
        return True

    def finish(self) -> None:
        """Write the journal of this command, and one line of the audit for it."""
        if not self.changes:
            return
        new = self._new
        if new:
            self.connection.execute(_INSERT_CHANGE, [change_row(change) for change in new])
        self.connection.execute(_UPSERT_DONE, {
            "txn": self.txn, "title": self.title, "at": self.now.isoformat(), "actor": self.actor,
            "device": self.author.device, "gesture": self.gesture, "undoes": self.undoes,
        })  # fmt: skip
        if new:
            touched = sorted({(change.kind, change.record_id) for change in self.changes})
            digest = hashlib.sha256("\n".join(change.id + change.value for change in new).encode()).hexdigest()
            kind, record_id = touched[0]
            detail = f"{self.title}; {len(touched)} records; {digest}"
            audit.write(self.connection, self.author, self.now, "edit", kind, record_id, self._family(), detail)

    def _family(self) -> str:
        for change in self.changes:
            cls = kinds()[change.kind]
            if not cls.SCOPE:
                continue
            if cls.SCOPE == "id":
                return change.record_id
            if change.verb is Verb.CREATE:  # says itself whose it is: no need to ask for each of thousands
                family = str(unpack(change.value).get(cls.SCOPE, ""))
                if family:
                    return family
                continue
            item = self.peek(cls, change.record_id)
            if item and scope_of(item):
                return scope_of(item)
        return ""

    def reverse(self, changes: Iterable[Change]) -> None:
        """Put back what these Changes did, newest first. UserError when someone changed it since."""
        for change in reversed(list(changes)):
            cls = kinds()[change.kind]
            item = self.get(cls, change.record_id)
            if change.verb is Verb.CREATE:
                self.change(item, removed_at=self.now)
                continue
            field_of = fields_of(cls)[change.field]
            here = pack(field_of.to_plain(getattr(item, change.field)))
            if here != change.value and change.field != "removed_at":
                raise UserError(
                    f"{cls.WORDS} was changed again since, so that step can't be undone.",
                    "Open its history to see both values and choose one.",
                )
            self.change(item, **{change.field: field_of.from_plain(unpack(change.before))})


_INSERT_CHANGE = insert(CHANGE)
_UPSERT_DONE = text(
    "INSERT INTO done (txn, title, at, actor, device, gesture, undoes) VALUES "
    "(:txn, :title, :at, :actor, :device, :gesture, :undoes) ON CONFLICT (txn) DO UPDATE SET at = excluded.at"
)
_BLANKS: dict[type[Record], dict[str, Plain]] = {}


def _blank(cls: type[Record]) -> dict[str, Plain]:
    if cls not in _BLANKS:
        _BLANKS[cls] = to_plain(cls())
    return _BLANKS[cls]


def scope_of(item: Record) -> str:
    """The id of the family (or worker) that decides who may see this record; empty for the team's own."""
    return str(getattr(item, item.SCOPE)) if item.SCOPE else ""


def change_row(change: Change) -> dict[str, str]:
    """A Change as a row."""
    return {name: str(getattr(change, name)) for name in Change.__slots__}


def change_from(row: Any) -> Change:  # noqa: ANN401 - a row mapping
    """The Change behind a row."""
    values = {name: row[name] for name in Change.__slots__}
    return Change(**values | {"verb": Verb(row["verb"])})


def transaction_changes(connection: Connection, txn: str) -> list[Change]:
    """Every Change of one command, in order."""
    rows = connection.execute(_CHANGES_OF, {"wanted": txn}).mappings()
    return [change_from(row) for row in rows]


_CHANGES_OF = select(CHANGE).where(CHANGE.c.txn == bindparam("wanted")).order_by(CHANGE.c.seq)
_DONE_OF = select(DONE).where(DONE.c.txn == bindparam("wanted"))
