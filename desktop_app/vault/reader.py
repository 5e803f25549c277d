"""Reading: plain rows and records from one consistent view, on a connection that can't write."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, TextClause, select, text
from sqlalchemy.sql import Select

from desktop_app.errors import UserError
from desktop_app.records.base import Plain, Record, from_plain
from desktop_app.vault.database import Database
from desktop_app.vault.tables import BLOB, META, RECORDS

R = TypeVar("R", bound=Record)
Row = Mapping[str, Any]
"""A plain row by column name."""


_text = lru_cache(maxsize=512)(text)
"""Queries are written in a few hundred ways; reading their `:names` anew each time would cost half a millisecond."""


EACH = 200
"""Rows in hand at a time where they are read one after the other."""


class Reader:
    """Handed to every query. `view()` opens one consistent view; nested views share it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._local = threading.local()

    @contextlib.contextmanager
    def view(self) -> Iterator[Connection]:
        """One consistent view of the vault for everything read inside."""
        open_now: Connection | None = getattr(self._local, "connection", None)
        if open_now is not None:
            yield open_now
            return
        with self._database.reading() as connection:
            self._local.connection = connection
            try:
                yield connection
            finally:
                self._local.connection = None

    @property
    def connection(self) -> Connection:
        """The connection of the view that is open on this thread."""
        connection: Connection = self._local.connection
        return connection

    def rows(self, query: str | TextClause | Select[Any], values: Mapping[str, Any] | None = None) -> list[Row]:
        """Plain rows of a query; `values` fills its `:names`."""
        statement = _text(query) if isinstance(query, str) else query
        return [cast(Row, row) for row in self.connection.execute(statement, dict(values or {})).mappings()]

    def each(self, words: str, values: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """The rows of a query one after the other, for those that are too many to hold at once."""
        for row in self.connection.execute(_text(words), dict(values or {})).yield_per(EACH).mappings():
            yield cast(Row, row)

    def value(self, query: str, values: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """The first value of the first row, or None."""
        return self.connection.execute(_text(query), dict(values or {})).scalar()

    def get(self, cls: type[R], record_id: str) -> R | None:
        """The record, deleted or not, or None."""
        table = RECORDS[cls.KIND]
        row = self.connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
        return from_plain(cls, row) if row else None

    def all(self, cls: type[R], **equals: Plain) -> list[R]:
        """Every record that is not deleted and has these plain values, oldest first."""
        table = RECORDS[cls.KIND]
        query = select(table).where(table.c.removed_at.is_(None)).order_by(table.c.id)
        for name, value in equals.items():
            query = query.where(table.c[name] == value)
        return [from_plain(cls, row) for row in self.connection.execute(query).mappings()]

    def among(self, cls: type[R], field: str, wanted: list[str]) -> list[R]:
        """Every record that is not deleted and whose `field` is one of `wanted`."""
        table = RECORDS[cls.KIND]
        found: list[R] = []
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            query = select(table).where(table.c.removed_at.is_(None), table.c[field].in_(part))
            found += [from_plain(cls, row) for row in self.connection.execute(query).mappings()]
        return found

    def read_as(self, cls: type[R], query: str, values: Mapping[str, Any] | None = None) -> list[R]:
        """Records from a query that selects all columns of `r_<kind>`."""
        return [from_plain(cls, row) for row in self.rows(query, values)]

    def blob(self, blob_id: str) -> bytes:
        """The bytes kept under this id; UserError when they are still on the server."""
        found = self.connection.execute(select(BLOB.c.data).where(BLOB.c.id == blob_id)).scalar()
        if found is None:
            raise UserError(
                "That file is not on this laptop yet.", "It comes at the next sync once you have asked to open it."
            )
        return bytes(found)

    def has_blob(self, blob_id: str) -> bool:
        """Whether the bytes are on this laptop."""
        return self.connection.execute(select(BLOB.c.id).where(BLOB.c.id == blob_id)).scalar() is not None

    def meta(self, key: str) -> str:
        """A fact about this vault on this device; empty when unknown."""
        return str(self.connection.execute(select(META.c.value).where(META.c.key == key)).scalar() or "")

    def close(self) -> None:
        """Forget the view."""
        self._local = threading.local()
