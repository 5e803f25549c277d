"""Opening, making and closing a vault: the key file, the encrypted file and the lock that keeps others out."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app import clock
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.records.ids import new_id
from desktop_app.vault import place, schema
from desktop_app.vault.alone import Alone
from desktop_app.vault.database import Database, VaultDamaged
from desktop_app.vault.high_water import HighWater, mark_path
from desktop_app.vault.keys.datakey import DataKey, KeyForgotten
from desktop_app.vault.keys.keyfile import KeyFile, is_there, key_path
from desktop_app.vault.keys.passphrase import Calibration
from desktop_app.vault.keys.quick import Keychain
from desktop_app.vault.keys.troubles import WrongPassphrase
from desktop_app.vault.migrations import steps
from desktop_app.vault.tables import SCHEMA
from desktop_app.vault.throttle import Throttle


@dataclass(slots=True)
class OpenVault:
    """A vault that is open: its database, its key, its key file and the lock on it."""

    database: Database
    key: DataKey
    keys: KeyFile
    alone: Alone
    water: HighWater
    migrated: bool = False

    def __post_init__(self) -> None:
        self.database.committed = self.water.after_commit

    def close(self) -> None:
        """Close every connection, forget the key, let others in."""
        self.water.keep(self.database)
        self.database.close()
        self.key.forget()
        self.alone.release()


@dataclass(slots=True)
class NewVault:
    """A vault that is prepared but not yet on the disk: written once the code was typed back."""

    path: Path
    keys: KeyFile
    key: DataKey
    recovery_code: str

    def write(self) -> OpenVault:
        """Write the key file and an empty vault beside it. Nothing is left behind when that fails."""
        alone = Alone(self.path)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as raised:
            raise place.FolderReadOnly from raised
        alone.take()
        try:
            # Raises AlreadyThere before anything of ours could be taken away again below.
            self.keys.place()
            try:
                water = HighWater(self.path, self.key, self.keys.vault_id)
                return OpenVault(self._database(), self.key, self.keys, alone, water)
            except BaseException:
                self.take_back()
                raise
        except BaseException:
            alone.release()
            raise

    def _database(self) -> Database:
        database = Database(self.path, self.key, create=True)
        try:
            with database.writing() as connection:
                schema.create(connection, self.keys.vault_id)
        except BaseException:
            database.close()
            raise
        return database

    def take_back(self) -> None:
        """Remove what `write` wrote: a key file without its vault would look like a loss at the next start."""
        for path in (self.path, key_path(self.path), *_beside(self.path)):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def destroy(path: Path) -> None:
    """Make a vault unreadable for ever: its keys are written over and removed, then its files.

    A copy on a stick still opens with its passphrase; nobody can reach that from here.
    """
    keys = key_path(path)
    with contextlib.suppress(OSError):
        keys.write_bytes(os.urandom(max(1, keys.stat().st_size)))
    for one in (keys, path, *_beside(path)):
        with contextlib.suppress(OSError):
            one.unlink(missing_ok=True)


def _beside(path: Path) -> list[Path]:
    """What the open vault writes beside itself."""
    return [mark_path(path), *(Path(f"{path}{end}") for end in ("-wal", "-shm"))]


def exists(path: Path) -> bool:
    """Whether there is a vault to open. Raises when only the key file or only the vault is there."""
    return is_there(path)


def prepare(path: Path, passphrase: str, *, calibration: Calibration | None = None) -> NewVault:
    """Everything for a new vault, in memory. UserError when the place is unsafe or something is there already."""
    place.check_place(path.parent)
    keys, key, code = KeyFile.prepare(key_path(path), new_id(), passphrase, calibration=calibration)
    return NewVault(path, keys, key, code)


def open_with_passphrase(
    path: Path, passphrase: str, *, now: datetime | None = None, calibration: Calibration | None = None
) -> OpenVault:
    """Open by passphrase; wrong tries are counted and slowed down."""
    with _alone(path) as alone:
        keys = _keys(path, calibration)
        throttle = Throttle(path)
        throttle.demand(now or clock.now())
        try:
            key = keys.open_with_passphrase(passphrase)
        except WrongPassphrase:
            throttle.wrong(now or clock.now())
            raise
        throttle.right()
        return _open(path, keys, key, alone)


def offers_quick(path: Path, keychain: Keychain, *, calibration: Calibration | None = None) -> bool:
    """Whether this laptop's keyring could open the vault: turned on, and there is a store we trust."""
    try:
        return _keys(path, calibration).has_quick and keychain.available
    except EnvironmentProblem:
        return False


def strengthen(opened: OpenVault, passphrase: str) -> bool:
    """Wrap the key more dearly when this machine has become quicker; a second or two, for a thread of its own."""
    if not opened.keys.wants_stronger or opened.key.forgotten:
        return False
    try:
        return opened.keys.strengthen(opened.key, passphrase)
    except (EnvironmentProblem, UserError, KeyForgotten):
        # A stronger lock is a kindness, not a condition; and the vault may have been locked meanwhile.
        return False


def open_with_recovery(path: Path, code: str, *, calibration: Calibration | None = None) -> OpenVault:
    """Open by the recovery code. Its 160 bits need no slowing down."""
    with _alone(path) as alone:
        keys = _keys(path, calibration)
        return _open(path, keys, keys.open_with_recovery(code), alone)


def open_quickly(
    path: Path, keychain: Keychain, *, now: datetime | None = None, calibration: Calibration | None = None
) -> OpenVault:
    """Open by this laptop's keyring."""
    with _alone(path) as alone:
        keys = _keys(path, calibration)
        return _open(path, keys, keys.open_quickly(now or clock.now(), keychain), alone)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[Alone]:
    """Hold the vault before its key file is read; let go when opening fails."""
    _demand_vault(path)
    alone = Alone(path)
    alone.take()
    try:
        yield alone
    except BaseException:
        alone.release()
        raise


def _demand_vault(path: Path) -> None:
    if not is_there(path):
        raise UserError("There is no vault here yet.", "Start Casemate to make one, or choose another folder.")
    place.check_place(path.parent)


def _keys(path: Path, calibration: Calibration | None) -> KeyFile:
    return KeyFile.load(key_path(path), calibration=calibration)


def _open(path: Path, keys: KeyFile, key: DataKey, alone: Alone) -> OpenVault:
    try:
        migrated = False
        database = Database(path, key)
        found = database.version()
        if found > SCHEMA:
            database.close()
            raise schema.VaultNewer(found)
        if found == 0:
            database.close()
            raise VaultDamaged("its tables are missing")
        water = HighWater(path, key, keys.vault_id)
        try:
            water.demand(database)  # before anything is written: a log that is put back still fits then
        except BaseException:
            database.close()
            raise
        if found < SCHEMA:
            database.close()
            steps.migrate(path, key)
            database = Database(path, key)
            migrated = True
    except BaseException:
        key.forget()
        raise
    return OpenVault(database, key, keys, alone, water, migrated)
