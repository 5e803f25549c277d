"""Stores to test on: SQLite and a real PostgreSQL, each test with a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url

from central_server.store import Store, open_store
from desktop_app.records.ids import new_id
from tests.helpers.postgres import cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a running PostgreSQL 15."""
    with cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, on both engines."""
    if request.param == "sqlite":
        opened = open_store(f"sqlite:///{tmp_path / 'server.db'}")
    else:
        server = request.getfixturevalue("postgres")
        name = f"t{new_id().replace('-', '')}"
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        opened = open_store(make_url(server).set(database=name).render_as_string(hide_password=False))
    opened.create()
    yield opened
    opened.close()
