"""Step by step is the same as at once; an older database keeps its data; a newer one is left alone."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, select, text, update

from central_server.__main__ import main
from central_server.store import Store
from central_server.store.migrations import steps
from central_server.store.tables import METADATA, RECORD
from desktop_app.errors import UserError
from tests.helpers.laptops import laptop

NEXT = """
from alembic import op
from sqlalchemy import Column, Text

revision, down_revision = "2", "1"


def upgrade() -> None:
    op.add_column("record", Column("colour", Text, nullable=False, server_default="blue"))
    op.execute("UPDATE record SET colour = 'green' WHERE kind = 'family'")
"""


def shape(connection: Connection) -> dict[str, Any]:
    """Everything that makes a table what it is."""
    seen = inspect(connection)
    found: dict[str, Any] = {}
    for name in sorted(set(seen.get_table_names()) - {steps.VERSION.name}):
        found[name] = {
            "columns": [
                (one["name"], str(one["type"]), one["nullable"], one["default"]) for one in seen.get_columns(name)
            ],
            "key": seen.get_pk_constraint(name)["constrained_columns"],
            "indexes": sorted((str(one["name"]), one["column_names"], one["unique"]) for one in seen.get_indexes(name)),
            "unique": sorted(one["column_names"] for one in seen.get_unique_constraints(name)),
        }
    if connection.dialect.name == "sqlite":
        words = connection.execute(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")).scalars()
        found["counting"] = sorted(words)
    else:
        policies = connection.execute(text("SELECT tablename, policyname, roles::text, cmd, qual FROM pg_policies"))
        found["policies"] = sorted(map(tuple, policies))
        assert len(found["policies"]) == 5
    return found


def empty(connection: Connection) -> None:
    """Take every table away, with the policies that hang on them."""
    for table in (*METADATA.sorted_tables, steps.VERSION):
        connection.execute(
            text(f"DROP TABLE {table.name}{' CASCADE' if connection.dialect.name == 'postgresql' else ''}")
        )


def test_the_steps_lead_to_the_tables_of_today(store: Store):
    with store.writing() as connection:
        at_once = shape(connection)
        empty(connection)
        steps.run_steps(connection, steps.SCHEMA)
        assert steps.version(connection) == steps.SCHEMA
        assert shape(connection) == at_once


def test_a_database_from_before_steps_were_counted_goes_on_with_its_data(store: Store):
    ruth = laptop(store, "ruth")
    ruth.push(ruth.change("family", "f1", note="kept"))
    with store.writing() as connection:
        steps.VERSION.drop(connection)
    server = store.meta("server_id")
    store.create()
    store.create()
    with store.reading() as connection:
        assert steps.version(connection) == steps.SCHEMA
    assert store.meta("server_id") == server
    assert ruth.verdicts(ruth.change("family", "f1", "note", "on", before="kept")) == ["applied"]


def test_a_step_changes_an_older_database_with_its_data_or_nothing(store: Store, tmp_path: Path):
    ruth = laptop(store, "ruth")
    ruth.push(ruth.change("family", "f1"), ruth.change("text_piece", "t1"))
    folder = tmp_path / "versions"
    shutil.copytree(steps.FOLDER / "versions", folder, ignore=shutil.ignore_patterns("__pycache__"))
    later = folder / "step_later.py"
    step = NEXT.replace('"2", "1"', f'"later", "{steps.SCHEMA}"')
    later.write_text(
        NEXT.replace('"2", "1"', f'"later", "{steps.SCHEMA}"') + '    raise ValueError("half way")\n', "utf-8"
    )
    with pytest.raises(ValueError, match="half way"), store.writing() as connection:
        steps.run_steps(connection, "later", folder)
    with store.reading() as connection:
        assert steps.version(connection) == steps.SCHEMA
        assert "colour" not in [one["name"] for one in inspect(connection).get_columns("record")]
    shutil.rmtree(folder / "__pycache__", ignore_errors=True)
    later.write_text(step, "utf-8")
    with store.writing() as connection:
        steps.run_steps(connection, "later", folder)
    with store.reading() as connection:
        colours = connection.execute(text("SELECT kind, colour FROM record ORDER BY kind")).all()
        assert [tuple(one) for one in colours] == [("family", "green"), ("text_piece", "blue")]
        assert len(connection.execute(select(RECORD)).all()) == 2


@pytest.mark.parametrize("words", [["serve", "--port", "0"], ["migrate"], ["devices"], ["init"]])
def test_the_database_of_a_newer_server_is_left_alone(
    store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str], words: list[str]
):
    with store.writing() as connection:
        connection.execute(update(steps.VERSION).values(version_num="9999"))
    with pytest.raises(UserError, match="newer Casemate server"):
        store.create()
    url = store.engine.url.render_as_string(hide_password=False)
    assert main([*words, "--database", url, "--data", str(tmp_path / "own")]) == 1
    assert "This database was made by a newer Casemate server." in capfd.readouterr().err
    with store.reading() as connection:
        assert steps.version(connection) == "9999"


def test_migrate_says_what_it_did_and_needs_a_server(store: Store, capfd: pytest.CaptureFixture[str]):
    url = store.engine.url.render_as_string(hide_password=False)
    assert main(["migrate", "--database", url]) == 0
    assert "It is up to date." in capfd.readouterr().out
    with store.writing() as connection:
        empty(connection)
    assert main(["migrate", "--database", url]) == 1
    assert "There is no server here yet." in capfd.readouterr().err
