"""What every verb shares: where the server keeps things, JSON or sentences, an open store."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from central_server.store.migrations import steps
from central_server.store.store import Store, open_store
from desktop_app.errors import EnvironmentProblem, UserError

COMMAND_LINE = "command line"
"""The actor in the audit of what is done here."""


def shared_options(parser: argparse.ArgumentParser) -> None:
    """`--data`, `--database`, `--json`."""
    parser.add_argument("--data", type=Path, default=Path("casemate-server"), help="folder of the server's own files")
    parser.add_argument("--database", default="", help="postgresql+psycopg://… ; SQLite in --data when left out")
    parser.add_argument("--json", action="store_true", help="answer in JSON")


def folder(chosen: argparse.Namespace) -> Path:
    """The server's own folder, made when it isn't there, for this account alone."""
    place: Path = chosen.data.expanduser().absolute()
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as trouble:
        raise UserError(f"{place} can't be made ({trouble.strerror}).", "Give another --data.", "data") from None
    if not os.access(place, os.W_OK):
        raise UserError(f"Nothing can be written in {place}.", "Give another --data.", "data")
    return place


def url_of(chosen: argparse.Namespace) -> str:
    """The database's URL."""
    if not chosen.database:
        return f"sqlite:///{folder(chosen) / 'casemate-server.db'}"
    if not chosen.database.startswith(("postgresql+psycopg://", "sqlite:///")):
        raise UserError("--database is no URL that is known.", "It begins with postgresql+psycopg://.", "database")
    return str(chosen.database)


@contextlib.contextmanager
def plain_words() -> Iterator[None]:
    """Trouble of the database as one sentence. Its own words may hold what was being written, so only the kind."""
    try:
        yield
    except ArgumentError:
        raise UserError("--database is no URL that is known.", "It begins with postgresql+psycopg://.") from None
    except SQLAlchemyError as trouble:
        kind = type(getattr(trouble, "orig", None) or trouble).__name__
        raise EnvironmentProblem(
            f"The database did not answer ({kind}).", "Nothing half done was kept.",
            "See that it is running and that --database is right.",
        ) from None  # fmt: skip


@contextlib.contextmanager
def opened(chosen: argparse.Namespace, *, create: bool = False) -> Iterator[Store]:
    """The store, open until the end of the block. UserError when there is none yet."""
    with plain_words():
        store = open_store(url_of(chosen))
        try:
            if create:
                os.umask(0o077)
                store.create()
            else:
                _demand_ready(store)
            yield store
        finally:
            store.close()


def _demand_ready(store: Store) -> None:
    with store.reading() as connection:
        found = steps.version(connection)
    if not found:
        raise UserError("There is no server here yet.", "Make one with `casemate-server init`.")
    steps.demand_known(found)
    if found != steps.SCHEMA:
        raise UserError(
            "This database is of an older Casemate server.", "Make a copy of it, then run `casemate-server migrate`."
        )


def tell(chosen: argparse.Namespace, value: Any, *lines: str) -> int:  # noqa: ANN401 - JSON
    """Say what was done: JSON with --json, else the lines. Gives status 0."""
    words = json.dumps(value, ensure_ascii=False) if chosen.json else "\n".join(lines)
    if words:
        sys.stdout.buffer.write(words.encode("utf-8", "replace") + b"\n")
        sys.stdout.flush()
    return 0
