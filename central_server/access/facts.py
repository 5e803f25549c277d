"""This server's own facts (table meta), and the small things every room here shares."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from central_server.store.tables import META
from desktop_app.clock import now
from desktop_app.records.base import moment_text

TOKEN, PROOF, CODE = "token", "proof", "code"
"""Why a request was refused, beside the protocol's codes: a token, a signed challenge or an enrol code that does not
count or no longer does."""


def fact(connection: Connection, key: str) -> str:
    """A fact about this server; empty when it was never said."""
    return str(connection.execute(select(META.c.value).where(META.c.key == key)).scalar() or "")


def set_fact(connection: Connection, key: str, value: str) -> None:
    """Say a fact about this server."""
    connection.execute(delete(META).where(META.c.key == key))
    connection.execute(insert(META), {"key": key, "value": value})


def secret_hash(secret: str) -> str:
    """How a random secret is kept: it is long, so a plain hash can't be guessed back."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def soon(span: timedelta) -> str:
    """The moment after `span`, as text."""
    return moment_text(now() + span)


def at_once() -> str:
    """This moment, as text."""
    return moment_text(now())


def told_day(text: str) -> str:
    """A day that was typed as 2026-11-23, checked. ValueError when it is none."""
    return datetime.strptime(text, "%Y-%m-%d").date().isoformat()  # noqa: DTZ007 - a day has no zone
