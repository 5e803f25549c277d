"""A copy counts only when it was read back; restoring says what it holds and keeps what was there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.records.contacts import Call
from desktop_app.records.families import Family
from desktop_app.vault import backup, door
from desktop_app.vault.door import OpenVault
from desktop_app.vault.keys.keyfile import key_path
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.vault.migrations import steps
from desktop_app.vault.schema import VaultNewer

CHEAP = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)
WORDS = "otter harbour violet ladder"
NOW = datetime(2026, 12, 3, 10, tzinfo=UTC)


@pytest.fixture
def opened(tmp_path: Path):
    new = door.prepare(tmp_path / "here" / "desk.vault", WORDS, calibration=CHEAP)
    vault = new.write()
    yield vault
    vault.close()


def fill(vault: OpenVault, calls: int = 3) -> None:
    desk = Desk(vault.database, "Ruth")
    desk.do(add_fact, Family(name="Kowalska")).result()
    for number in range(calls):
        desk.do(add_fact, Call(note=f"call {number} about Leo Reid")).result()
    desk.release()


def path_of(vault: OpenVault) -> Path:
    return vault.database.path


def open_again(path: Path) -> OpenVault:
    return door.open_with_passphrase(path, WORDS, calibration=CHEAP)


def test_a_copy_holds_what_the_vault_holds_and_says_so(opened: OpenVault, tmp_path: Path):
    fill(opened)
    copy = backup.make(opened.database, opened.key, path_of(opened), tmp_path / "stick", now=NOW)
    inside = backup.holds(copy, backup.KeyFile.load(key_path(copy), calibration=CHEAP).open_with_passphrase(WORDS))
    assert (inside.families, inside.calls) == (1, 3)
    assert inside.made_at == NOW
    assert "1 family" in inside.words()
    assert b"about Leo Reid" not in copy.read_bytes()
    assert sorted(one.name for one in copy.parent.iterdir()) == [copy.name, key_path(copy).name]


def test_restoring_puts_the_day_back_and_keeps_what_was_there(opened: OpenVault, tmp_path: Path):
    fill(opened, 2)
    copy = backup.make(opened.database, opened.key, path_of(opened), tmp_path / "stick", now=NOW)
    fill(opened, 5)
    path = path_of(opened)
    key = opened.keys.open_with_passphrase(WORDS)
    opened.close()
    kept = backup.restore(copy, path, key, now=NOW + timedelta(hours=1))
    back = open_again(path)
    desk = Desk(back.database, "Ruth")
    assert len(desk.read(lambda reader: reader.all(Call))) == 2
    desk.release()
    back.close()
    assert kept is not None
    before = open_again(kept)
    desk = Desk(before.database, "Ruth")
    assert len(desk.read(lambda reader: reader.all(Call))) == 7
    desk.release()
    before.close()


def test_a_damaged_copy_is_refused_and_nothing_is_replaced(opened: OpenVault, tmp_path: Path):
    fill(opened, 40)
    path = path_of(opened)
    copy = backup.make(opened.database, opened.key, path, tmp_path / "stick", now=NOW)
    raw = bytearray(copy.read_bytes())
    raw[len(raw) // 2] ^= 0x40
    copy.write_bytes(raw)
    key = opened.keys.open_with_passphrase(WORDS)
    opened.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem):
        backup.restore(copy, path, key)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.replaced-*"))


def test_only_the_newest_of_each_day_is_kept(opened: OpenVault, tmp_path: Path):
    stick = tmp_path / "stick"
    for hours in (0, 1, 24, 48, 72, 96):
        backup.make(opened.database, opened.key, path_of(opened), stick, now=NOW + timedelta(hours=hours))
    gone = backup.thin_out(stick, 3)
    left = [backup.made_at(one).date().day for one in backup.copies(stick)]
    assert left == [7, 6, 5]
    assert len(gone) == 3
    assert len(list(stick.iterdir())) == 6
    assert backup.has_one_of(stick, (NOW + timedelta(hours=96)).date())


def test_no_half_copy_stays_when_the_stick_is_full(opened: OpenVault, tmp_path: Path):
    blocked = tmp_path / "stick"
    blocked.write_text("this is a file, not a folder")
    with pytest.raises(EnvironmentProblem, match="could not be written"):
        backup.make(opened.database, opened.key, path_of(opened), blocked, now=NOW)
    backup.make(opened.database, opened.key, path_of(opened), tmp_path / "b", now=NOW)
    with pytest.raises(UserError, match="very second"):
        backup.make(opened.database, opened.key, path_of(opened), tmp_path / "b", now=NOW)


def test_a_vault_from_a_newer_version_is_refused_in_a_sentence(opened: OpenVault):
    with opened.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version=99")
    path = path_of(opened)
    opened.close()
    with pytest.raises(VaultNewer, match="newer Casemate"):
        open_again(path)


def test_a_migration_that_fails_puts_the_vault_back(opened: OpenVault, monkeypatch: pytest.MonkeyPatch):
    fill(opened)
    path = path_of(opened)
    key = opened.keys.open_with_passphrase(WORDS)
    opened.close()

    def breaks(database: object) -> None:
        with database.writing() as connection:  # type: ignore[attr-defined]
            connection.exec_driver_sql("DROP TABLE r_call")
        raise RuntimeError("half way")

    monkeypatch.setattr(steps, "_upgrade", breaks)
    with pytest.raises(steps.MigrationFailed, match="could not be brought up to date"):
        steps.migrate(path, key)
    back = open_again(path)
    desk = Desk(back.database, "Ruth")
    assert len(desk.read(lambda reader: reader.all(Call))) == 3
    desk.release()
    back.close()


def test_two_at_once_are_kept_apart_and_the_second_is_told(opened: OpenVault):
    with pytest.raises(UserError, match="already open"):
        open_again(path_of(opened))


def test_wrong_passphrase_recovery_and_missing_files_have_their_own_words(opened: OpenVault):
    path = path_of(opened)
    opened.close()
    with pytest.raises(UserError, match="does not open this vault"):
        door.open_with_passphrase(path, "not the words at all", calibration=CHEAP)
    with pytest.raises(UserError):
        door.open_with_recovery(path, "AAAAA-AAAAA", calibration=CHEAP)
    keys = key_path(path)
    moved = keys.rename(keys.with_suffix(".away"))
    with pytest.raises(EnvironmentProblem) as missing:
        open_again(path)
    assert "key file" in str(missing.value).lower()
    moved.rename(keys)
    path.rename(path.with_suffix(".away"))
    with pytest.raises(EnvironmentProblem) as gone:
        open_again(path)
    assert str(gone.value) != str(missing.value)


def test_a_flipped_byte_in_the_vault_is_found_and_said(opened: OpenVault):
    fill(opened, 60)
    path = path_of(opened)
    opened.close()
    raw = bytearray(path.read_bytes())
    raw[100] ^= 1
    path.write_bytes(raw)
    with pytest.raises(EnvironmentProblem, match="damaged"):
        open_again(path)
