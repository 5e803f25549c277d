"""Copies of the vault: encrypted, checked by opening them, kept for some days; and the way back."""

from __future__ import annotations

import contextlib
import re
import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from desktop_app import clock
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.records.base import read_moment
from desktop_app.rules.days import counted, moment_words
from desktop_app.vault import place
from desktop_app.vault.alone import Alone
from desktop_app.vault.database import Database
from desktop_app.vault.high_water import SUFFIX
from desktop_app.vault.keys import recovery
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.keys.keyfile import KeyFile, key_path
from desktop_app.vault.keys.passphrase import Calibration
from desktop_app.vault.reader import Reader

NAME = re.compile(r"casemate-(\d{8})-(\d{6})\.vault")


@dataclass(frozen=True, slots=True)
class Holds:
    """What a backup holds, told before it replaces anything."""

    path: Path
    made_at: datetime
    size: int
    families: int = 0
    people: int = 0
    calls: int = 0
    emails: int = 0
    last_change: datetime | None = None

    def words(self) -> str:
        """One sentence."""
        last = f", last changed {moment_words(self.last_change)}" if self.last_change else ""
        return (
            f"{counted(self.families, 'family', 'families')}, {counted(self.people, 'person', 'people')}, "
            f"{counted(self.calls, 'call')} and {counted(self.emails, 'email')}{last}."
        )


def make(database: Database, key: DataKey, vault: Path, folder: Path, *, now: datetime | None = None) -> Path:
    """A copy with its key file in a folder, read back page by page before it counts. Gives its path.

    Raises EnvironmentProblem when the folder is full, gone or read-only; no half copy stays behind.
    """
    moment = clock.local(now or clock.now())
    target = folder / f"casemate-{moment:%Y%m%d-%H%M%S}.vault"
    part = target.with_suffix(".part")
    if target.exists():
        raise UserError("A copy of this very second is there already.", "Wait a moment and try again.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        database.copy_to(part)
        _demand_sound(part, key)
        shutil.copyfile(key_path(vault), key_path(target))
        part.replace(target)
    except OSError as raised:
        _clear(part, key_path(target))
        raise _no_room(folder) from raised
    except BaseException:
        _clear(part, key_path(target))
        raise
    return target


def _no_room(folder: Path) -> EnvironmentProblem:
    free = place.free_bytes(folder) if folder.exists() else None
    full = free is not None and free < 50_000_000
    return EnvironmentProblem(
        "The copy could not be written: the folder is full." if full else "The copy could not be written there.",
        "The vault itself is safe and was not touched.",
        "Make room, or choose another folder or stick.",
    )


def _clear(*paths: Path) -> None:
    for path in paths:
        for name in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            with contextlib.suppress(OSError):
                name.unlink(missing_ok=True)


class Still(Database):
    """A finished copy, read as it lies: nothing is written beside it, so that a write-protected stick will do."""

    def _connect(self, *, writes: bool) -> Any:  # noqa: ANN401 - a DB-API connection
        address = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlcipher.connect(address, uri=True, check_same_thread=False, isolation_level=None)
        if self._key is not None:
            connection.execute("PRAGMA cipher_log=off")
            connection.execute(f"PRAGMA key=\"x'{self._key.hex()}'\"")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA query_only=ON")
        return connection


def _demand_sound(copy: Path, key: DataKey) -> None:
    database = Still(copy, key)
    try:
        findings = database.check()
    finally:
        database.close()
    if findings:
        raise EnvironmentProblem(
            "The copy can't be read back, so it does not count.",
            "The vault itself was not touched.",
            "Choose another folder or stick, then try again.",
        )


def copies(folder: Path) -> list[Path]:
    """The copies in a folder, newest first; only those whose key file is beside them."""
    try:
        found = [path for path in folder.iterdir() if _moment(path.name) and key_path(path).exists()]
    except OSError:
        return []
    return sorted(found, key=lambda path: path.name, reverse=True)


def made_at(copy: Path) -> datetime:
    """When a copy was made, by its name."""
    return _moment(copy.name) or datetime.fromtimestamp(copy.stat().st_mtime, clock.LONDON)


def _moment(name: str) -> datetime | None:
    """The moment in a copy's name; None when it is no name of ours or no moment."""
    match = NAME.fullmatch(name)
    with contextlib.suppress(ValueError):
        if match:
            return datetime.strptime("".join(match.groups()), "%Y%m%d%H%M%S").replace(tzinfo=clock.LONDON)
    return None


def has_one_of(folder: Path, day: date) -> bool:
    """Whether a copy of this day is there."""
    return any(made_at(path).date() == day for path in copies(folder))


def thin_out(folder: Path, keep: int) -> list[Path]:
    """Drop what is older than the newest `keep` days; several of one day become its last. Gives what went."""
    days: dict[date, Path] = {}
    gone: list[Path] = []
    for path in copies(folder):
        day = made_at(path).date()
        if day in days or len(days) >= keep:
            gone.append(path)
        else:
            days[day] = path
    for path in gone:
        _clear(path, key_path(path))
    return gone


def holds(copy: Path, key: DataKey) -> Holds:
    """What a copy holds, read with its key. Raises VaultDamaged when it can't be read."""
    database = Still(copy, key)
    try:
        reader = Reader(database)
        with reader.view():
            families, people, calls, emails = (
                int(reader.value(f"SELECT count(*) FROM r_{kind} WHERE removed_at IS NULL"))  # noqa: S608
                for kind in ("family", "person", "call", "email")
            )
            last = reader.value("SELECT max(at) FROM done")
        return Holds(
            copy,
            made_at(copy),
            copy.stat().st_size,
            families,
            people,
            calls,
            emails,
            read_moment(last) if last else None,
        )
    finally:
        database.close()


def open_copy(
    copy: Path, passphrase: str = "", recovery_code: str = "", *, calibration: Calibration | None = None
) -> DataKey:
    """The key of a copy, by passphrase or recovery code."""
    keys = KeyFile.load(key_path(copy), calibration=calibration)
    return keys.open_with_recovery(recovery_code) if recovery_code else keys.open_with_passphrase(passphrase)


def open_with_either(copy: Path, typed: str, *, calibration: Calibration | None = None) -> DataKey:
    """The key of a copy by whatever was typed: its recovery code when it reads as one, else its passphrase."""
    try:
        recovery.read(typed)
    except UserError:
        return open_copy(copy, typed, calibration=calibration)
    return open_copy(copy, recovery_code=typed, calibration=calibration)


def restore(copy: Path, vault: Path, key: DataKey, *, now: datetime | None = None) -> Path | None:
    """A copy takes the vault's place. What was there is kept beside it under its date; gives that path.

    The copy is checked first, then written beside the vault, then both files change names: a cut in between
    leaves either the old pair or the new one, and the kept pair in any case. Raises AlreadyOpen while another
    Casemate works in the vault, EnvironmentProblem when the copy can't be read or there is no room for it.
    """
    place.check_place(vault.parent)
    coming = vault.with_name(vault.name + ".coming")
    try:
        vault.parent.mkdir(parents=True, exist_ok=True)
        with Alone(vault):
            _demand_sound(copy, key)
            shutil.copyfile(copy, coming)
            shutil.copyfile(key_path(copy), key_path(coming))
            _demand_sound(coming, key)
            return _change_places(coming, vault, now)
    except OSError as raised:
        raise EnvironmentProblem(
            f"The copy could not be put in place ({raised.strerror or 'the disk did not answer'}).",
            "The vault and the copy are as they were.",
            "Make room on this disk, then try again.",
        ) from raised
    finally:
        _clear(coming, key_path(coming))


def _change_places(coming: Path, vault: Path, now: datetime | None) -> Path | None:
    """Rename what is there out of the way and the copy into its place; each step is taken back when one fails."""
    moment = clock.local(now or clock.now())
    kept = vault.with_name(f"{vault.name}.replaced-{moment:%Y%m%d-%H%M%S}")
    ends = ("-wal", "-shm", SUFFIX)  # the mark goes with its vault: a copy is older, and may be
    logs = [(vault.with_name(vault.name + end), kept.with_name(kept.name + end)) for end in ends]
    old = [pair for pair in ((vault, kept), (key_path(vault), key_path(kept)), *logs) if pair[0].exists()]
    done: list[tuple[Path, Path]] = []
    try:
        for here, there in (*old, (coming, vault), (key_path(coming), key_path(vault))):
            here.replace(there)
            done.append((here, there))
    except OSError:
        for here, there in reversed(done):
            there.replace(here)
        raise
    return kept if old else None
