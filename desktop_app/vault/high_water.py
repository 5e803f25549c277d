"""How far this vault had come when it was last written here: a vault that opens older than that has lost something.

The mark is a small file beside the vault, sealed under the vault's own key, so that it tells nobody anything. It is
written only after what it says is on the disk: a kill or a power cut leaves it behind the vault, never before it. A
mark that is gone, or that this key doesn't open, says nothing; a restored copy begins without one.
"""

from __future__ import annotations

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from desktop_app import clock
from desktop_app.errors import EnvironmentProblem
from desktop_app.rules.days import moment_words
from desktop_app.vault.database import Database
from desktop_app.vault.keys.ciphers import NONCE_BYTES, DoesNotOpen, seal, unseal
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.vault.keys.saving import put

SUFFIX = ".mark"
EVERY_SECONDS = 15.0
_MAX_BYTES = 1_000
_NEWEST = "SELECT max(seq) FROM audit"


class VaultOlder(EnvironmentProblem):
    """The vault lacks what was on the disk before. Said once; the next opening goes on with what is there."""

    def __init__(self, name: str, at: datetime) -> None:
        super().__init__(
            f"This vault is older than when it was last used here: something written up to {moment_words(at)} is gone.",
            "It was not opened and nothing was changed; the daily copies are as they were.",
            f"Find {name}-wal (in the bin, or held by a virus scanner) and put it back beside the vault, or unlock "
            "again to go on without it.",
        )


def mark_path(vault: Path) -> Path:
    """Where the mark of a vault is: desk.vault has desk.vault.mark beside it."""
    return vault.with_name(vault.name + SUFFIX)


class HighWater:
    """The mark of one open vault: lines of the audit, of which none is ever taken away."""

    def __init__(self, vault: Path, key: DataKey, vault_id: str) -> None:
        self._vault = vault
        self._key = key.derive("high water mark")
        self._about = vault_id.encode()
        self._kept = -1
        self._next = 0.0

    def demand(self, database: Database) -> None:
        """Raise VaultOlder when the vault holds less than the mark says, once for each loss."""
        count, at, told = self._read()
        here = newest(database)
        if here is None or count <= here or told:
            return
        # Only a word that is known to have been said keeps the vault shut, else it would be shut for ever.
        if self._write(count, at, told=True):
            raise VaultOlder(self._vault.name, at)

    def after_commit(self, connection: Connection) -> None:
        """A transaction is on the disk: now and then the mark follows."""
        now = clock.elapsed()
        if now >= self._next:
            self._next = now + EVERY_SECONDS
            with contextlib.suppress(Exception):  # the mark is a kindness; a commit never fails for it
                self._follow(int(connection.exec_driver_sql(_NEWEST).scalar() or 0))

    def keep(self, database: Database) -> None:
        """The vault is being closed: the mark says what it holds."""
        self._follow(newest(database) or 0)

    def _follow(self, count: int) -> None:
        if count > 0 and count != self._kept and self._write(count, clock.now(), told=False):
            self._kept = count

    def _read(self) -> tuple[int, datetime, bool]:
        """What the mark says; zero when it says nothing."""
        try:
            with mark_path(self._vault).open("rb") as file:
                raw = file.read(_MAX_BYTES)
            said = json.loads(bytes(unseal(self._key, raw[:NONCE_BYTES], raw[NONCE_BYTES:], self._about)))
            return int(said["audit"]), datetime.fromisoformat(said["at"]), bool(said["told"])
        except (OSError, DoesNotOpen, ValueError, KeyError, TypeError):
            return 0, clock.now(), False

    def _write(self, count: int, at: datetime, *, told: bool) -> bool:
        nonce = os.urandom(NONCE_BYTES)
        plain = json.dumps({"audit": count, "at": at.isoformat(), "told": told}).encode()
        try:
            put(mark_path(self._vault), nonce + seal(self._key, nonce, plain, self._about))
        except EnvironmentProblem:  # a full disk or a folder that may not be written: the older mark stays true
            return False
        return True


def newest(database: Database) -> int | None:
    """How many lines the audit has; None where that can't be read, which is damage and told as such."""
    with contextlib.suppress(Exception), database.reading() as connection:
        return int(connection.exec_driver_sql(_NEWEST).scalar() or 0)
    return None
