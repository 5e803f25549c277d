"""Tables, worked out from the declarations of the records, and the vault's own."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import Float

from desktop_app.records.base import FieldOf, Record, fields_of, kinds

METADATA = MetaData()

TOGETHER = {"call": [("family_id", "started_at")]}
"""Fields that a list asks for together: each family's last call, without reading all its calls."""


def _column(field: FieldOf) -> Column[object]:
    if field.name == "id":
        return Column("id", Text, primary_key=True)
    kind = Text
    if not field.many and field.type in (int, bool):
        return Column(field.name, Integer, nullable=field.optional)
    if not field.many and field.type is float:
        return Column(field.name, Float, nullable=field.optional)
    return Column(field.name, kind, nullable=field.optional)


def _table(kind: str, cls: type[Record]) -> Table:
    fields = fields_of(cls)
    indexes = [Index(f"ix_{kind}_{name}", name) for name, field in fields.items() if field.rule.index or field.rule.ref]
    indexes += [Index(f"ix_{kind}_{'_'.join(names)}", *names) for names in TOGETHER.get(kind, ())]
    return Table(f"r_{kind}", METADATA, *[_column(field) for field in fields.values()], *indexes)


RECORDS: dict[str, Table] = {kind: _table(kind, cls) for kind, cls in kinds().items()}

CHANGE = Table(
    "change",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("txn", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False, index=True),
    Column("verb", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("hlc", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("device", Text, nullable=False),
)

DONE = Table(
    "done",
    METADATA,
    Column("txn", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("gesture", Text, nullable=False),
    Column("undoes", Text, nullable=False),
    sqlite_with_rowid=False,
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False, index=True),
    Column("family_id", Text, nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("before_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

BLOB = Table(
    "blob",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("sha256", Text, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

OUTBOX = Table(  # this device's operations in their order; a row is made when one is first read for a push
    "outbox",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("change_id", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),  # waiting, done, rejected
    Column("why", Text, nullable=False),
    Column("kept", Text, nullable=False),  # a rejected operation, whole, as JSON
    Index("ix_outbox_state", "state", "seq"),
)

BLOB_PART = Table(  # a file on its way from the server, part by part
    "blob_part",
    METADATA,
    Column("blob_id", Text, primary_key=True),
    Column("at", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

FILE_SENT = Table("file_sent", METADATA, Column("attachment_id", Text, primary_key=True))
"""Attachments whose file the server has."""

FOLLOWED = "newest_stamp"
"""META: the newest stamp that came from the server; the clock goes on after it."""
META = Table("meta", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

OCCASION = Table(  # worked out from the diary's entries: one row for every worker and day they touch
    "occasion",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("entry_id", Text, nullable=False, index=True),
    Column("worker_id", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("starts", Text, nullable=False),  # a moment, or the first day of an entry of whole days
    Column("ends", Text, nullable=False),  # a moment, or the last day
    Column("original", Text, nullable=False),  # which time of a series
    Index("ix_occasion_day", "day", "worker_id"),
)

OCCASION_UNTIL = Table(  # series whose times are known up to a day only
    "occasion_until",
    METADATA,
    Column("entry_id", Text, primary_key=True),
    Column("day", Text, nullable=False, index=True),
)

SEARCH_DOC = Table(
    "search_doc",
    METADATA,
    Column("rowid", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record_id", Text, nullable=False, unique=True),
    Column("family_id", Text, nullable=False),
)

SEARCH = """
CREATE VIRTUAL TABLE IF NOT EXISTS search USING fts5(
    body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6'
)
"""
"""The words of every searched field, folded by `rules.names`; contentless: nothing is stored twice."""

SCHEMA = 3
"""The newest revision of the tables; a vault's own stands in `PRAGMA user_version`."""
