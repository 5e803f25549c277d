"""A real step forward with alembic on an encrypted vault: copied first, checked after, data kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.team import Team
from desktop_app.vault import schema
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.migrations import steps
from desktop_app.vault.tables import METADATA, SCHEMA

NEXT = SCHEMA + 1
STEP = f'''"""A column more."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{SCHEMA}"


def upgrade() -> None:
    op.add_column("r_call", sa.Column("weather", sa.Text, nullable=False, server_default=""))
'''
BASE = f'''"""Where it began."""

revision = "{SCHEMA}"
down_revision = None


def upgrade() -> None:
    pass
'''


@pytest.fixture
def old_vault(tmp_path: Path) -> tuple[Path, DataKey]:
    key = DataKey.fresh()
    path = tmp_path / "desk.vault"
    database = Database(path, key, create=True)
    with database.writing() as connection:
        schema.create(connection, "test")
    desk = Desk(database, "Ruth")
    desk.do(add_fact, Call(note="before the step")).result()
    desk.close()
    return path, key


def versions(folder: Path, *files: tuple[str, str]) -> Path:
    made = folder / "migrations"
    (made / "versions").mkdir(parents=True)
    shutil.copy(Path(steps.__file__).parent / "env.py", made / "env.py")
    shutil.copy(Path(steps.__file__).parent / "script.py.mako", made / "script.py.mako")
    for name, text in files:
        (made / "versions" / name).write_text(text)
    return made


def test_a_step_forward_keeps_everything(
    old_vault: tuple[Path, DataKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, key = old_vault
    monkeypatch.setattr(steps, "SCHEMA", NEXT)
    monkeypatch.setattr(steps, "VERSIONS", versions(tmp_path, ("1.py", BASE), ("2.py", STEP)))
    steps.migrate(path, key)
    database = Database(path, key)
    assert database.version() == NEXT
    with database.reading() as connection:
        row = connection.exec_driver_sql("SELECT note, weather FROM r_call").one()
    assert tuple(row) == ("before the step", "")
    database.close()
    copy = steps.copy_path(path, SCHEMA)
    assert copy.exists()
    assert b"before the step" not in copy.read_bytes()


def test_a_step_that_breaks_leaves_the_vault_as_it_was(
    old_vault: tuple[Path, DataKey], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, key = old_vault
    broken = STEP.replace('op.add_column("r_call"', 'op.drop_table("r_email")\n    op.add_column("no_such_table"')
    monkeypatch.setattr(steps, "SCHEMA", NEXT)
    monkeypatch.setattr(steps, "VERSIONS", versions(tmp_path, ("1.py", BASE), ("2.py", broken)))
    with pytest.raises(steps.MigrationFailed, match="put back exactly as it was"):
        steps.migrate(path, key)
    desk = Desk(Database(path, key), "Ruth")
    assert [call.note for call in desk.read(lambda reader: reader.all(Call))] == ["before the step"]
    assert desk.database.version() == SCHEMA
    assert desk.database.check() == []
    desk.close()


def test_a_new_vault_has_every_table_that_is_declared(old_vault: tuple[Path, DataKey]):
    from sqlalchemy import inspect

    database = Database(*old_vault)
    with database.writer.connect() as connection:
        there = inspect(connection)
        for name, table in METADATA.tables.items():
            assert {column["name"] for column in there.get_columns(name)} == {column.name for column in table.columns}
    database.close()


def columns(database: Database) -> dict[str, set[str]]:
    from sqlalchemy import inspect

    with database.writer.connect() as connection:
        there = inspect(connection)
        return {name: {column["name"] for column in there.get_columns(name)} for name in METADATA.tables}


def test_a_vault_of_the_first_tables_gets_all_that_came_since(old_vault: tuple[Path, DataKey]):
    path, key = old_vault
    database = Database(path, key)
    with database.writing() as connection:
        for table in ("r_diary_entry", "r_step", "r_placement", "occasion"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("ALTER TABLE r_team DROP COLUMN pack")
        connection.exec_driver_sql("PRAGMA user_version=1")
    database.close()
    steps.migrate(path, key)
    desk = Desk(Database(path, key), "Ruth")
    assert desk.database.version() == SCHEMA
    assert columns(desk.database) == {
        name: {one.name for one in table.columns} for name, table in METADATA.tables.items()
    }
    assert [call.note for call in desk.read(lambda reader: reader.all(Call))] == ["before the step"]
    assert desk.do(add_fact, Team(name="East")).result().pack == ""
    desk.do(add_fact, DiaryEntry(title="First visit")).result()
    assert [one.title for one in desk.read(lambda reader: reader.all(DiaryEntry))] == ["First visit"]
    desk.close()
