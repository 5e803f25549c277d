"""The encrypted file: one writing connection, many reading ones, and what every one of them is told first."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine

from desktop_app.errors import EnvironmentProblem
from desktop_app.vault.keys.datakey import DataKey

WRITE_CACHE_KIB = 4_000
READ_CACHE_KIB = 3_000


class VaultDamaged(EnvironmentProblem):
    """The file can't be read as a vault with its own key."""

    def __init__(self, where: str = "") -> None:
        super().__init__(
            f"This vault is damaged{f' ({where})' if where else ''} and was not opened.",
            "Nothing was changed, so nothing is made worse.",
            "Restore the last backup, or ring support.",
        )


class NotTaken(EnvironmentProblem):
    """The disk did not take a change; it may, when it is tried again."""


class DiskFull(NotTaken):
    """No room for the next change; what was committed before is safe."""

    def __init__(self) -> None:
        super().__init__(
            "The disk is full.",
            "Everything up to your last words is safe, and those are still on screen.",
            "Free 200 MB, then press Try again.",
        )


class DriveSilent(NotTaken):
    """The disk has room and still did not take or give a page."""

    def __init__(self) -> None:
        super().__init__(
            "The disk did not answer.",
            "Everything up to your last words is safe, and those are still on screen.",
            "Look at the cable or the connection of the disk, then press Try again.",
        )


class VaultReadOnly(NotTaken):
    """The folder or the file may not be written."""

    def __init__(self) -> None:
        super().__init__(
            "Casemate may not write to the vault's folder.",
            "Nothing was changed.",
            "Ask your IT desk for the right to write there, or choose another folder.",
        )


@contextlib.contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn what the database says about the machine into a problem a person can act on."""
    try:
        yield
    except Exception as raised:
        cause = getattr(raised, "orig", None) or raised
        text = str(cause)
        if "disk is full" in text:
            raise DiskFull from raised
        if "disk I/O error" in text:
            raise (DiskFull if _is_full(path) else DriveSilent)() from raised
        if "readonly" in text or "unable to open" in text:
            raise VaultReadOnly from raised
        if "malformed" in text or "not a database" in text or "disk image" in text:
            raise VaultDamaged from raised
        raise


def _is_full(path: Path) -> bool:
    """A quota or a limit shows as a failed write: one of our own settles which it was."""
    probe = path.with_name(path.name + ".room")
    try:
        probe.write_bytes(bytes(64_000))
    except OSError as raised:
        return raised.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()
    return False


class Database:
    """An open vault file. `key` None opens an unencrypted file: for benchmarks only."""

    def __init__(self, path: Path, key: DataKey | None, *, create: bool = False) -> None:
        self.path = path
        self._key = key
        self.committed: Callable[[Connection], None] | None = None
        """Called on the writing connection after each transaction that is on the disk; must not raise."""
        if not create and not path.exists():
            raise FileNotFoundError(path)
        self.writer: Engine = self._engine(writes=True, size=1)
        self.reader: Engine = self._engine(writes=False, size=3)
        try:
            with plain_words(path):
                self._probe()
        except BaseException:
            self.close()
            raise

    def _engine(self, *, writes: bool, size: int) -> Engine:
        return create_engine(
            "sqlite://",
            module=sqlcipher,
            creator=lambda: self._connect(writes=writes),
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=2,
            hide_parameters=True,
        )

    def _connect(self, *, writes: bool) -> Any:  # noqa: ANN401 - a DB-API connection
        connection = sqlcipher.connect(str(self.path), check_same_thread=False, timeout=10.0, isolation_level=None)
        say = connection.execute
        if self._key is not None:
            say("PRAGMA cipher_log=off")
            say(f"PRAGMA key=\"x'{self._key.hex()}'\"")
            # Locking every allocation made each reading four times as slow here, and Python's own copies of a row
            # would stay unlocked all the same: swap is kept unreadable by the laptop's disk encryption.
            say("PRAGMA cipher_memory_security=OFF")
        say("PRAGMA temp_store=MEMORY")
        say(f"PRAGMA cache_size=-{WRITE_CACHE_KIB if writes else READ_CACHE_KIB}")
        say("PRAGMA busy_timeout=10000")
        if writes:
            say("PRAGMA journal_mode=WAL")
            say("PRAGMA synchronous=FULL")
            say("PRAGMA secure_delete=ON")
        else:
            say("PRAGMA query_only=ON")
        return connection

    def _probe(self) -> None:
        # A wrong key shows only at the first read.
        with self.writer.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction on the writing connection: all of it lands, or none."""
        with plain_words(self.path), self.writer.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                with contextlib.suppress(Exception):
                    connection.exec_driver_sql("ROLLBACK")
                raise
            if self.committed is not None:
                self.committed(connection)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A reading connection with one consistent view."""
        with plain_words(self.path), self.reader.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                with contextlib.suppress(Exception):
                    connection.exec_driver_sql("ROLLBACK")

    def version(self) -> int:
        """The schema revision written in the file."""
        with self.reading() as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)

    def check(self) -> list[str]:
        """What is wrong with the file, page by page; empty when nothing is."""
        findings: list[str] = []
        try:
            # A line of its own: the check of the index trusts what a pooled one remembers from before others wrote,
            # and calls a sound index corrupt (seen with SQLite 3.53.4).
            with contextlib.closing(self._connect(writes=False)) as line:
                if self._key is not None:
                    findings += [str(row[0]) for row in line.execute("PRAGMA cipher_integrity_check")]
                findings += [str(row[0]) for row in line.execute("PRAGMA integrity_check") if row[0] != "ok"]
        except Exception as raised:  # any failure to read is itself the finding
            findings.append(str(getattr(raised, "orig", raised)))
        return findings

    def copy_to(self, target: Path) -> None:
        """An encrypted copy under the same key, by the backup interface: consistent while in use."""
        source = self._connect(writes=False)
        goal = sqlcipher.connect(str(target), isolation_level=None)
        try:
            if self._key is not None:
                goal.execute(f"PRAGMA key=\"x'{self._key.hex()}'\"")
            with plain_words(target):
                source.backup(goal, pages=2_000)
        finally:
            goal.close()
            source.close()

    def fold_in(self) -> None:
        """Fold the write-ahead log in and empty it: what was deleted stands in neither file any more."""
        with contextlib.suppress(Exception), self.writer.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded in first."""
        self.fold_in()
        self.reader.dispose()
        self.writer.dispose()


SqlError = (sqlcipher.Error, sqlite3.Error)
