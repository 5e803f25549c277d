"""One Casemate a vault: a lock the system itself gives back when the program ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from desktop_app.errors import UserError
from desktop_app.vault.place import FolderReadOnly

SUFFIX = ".lock"


class AlreadyOpen(UserError):
    """Another Casemate holds this vault."""

    def __init__(self) -> None:
        super().__init__(
            "This vault is already open in another Casemate window.", "Change to that window, or close it first."
        )


class Alone:
    """Holds a vault for this process from `take` to `release`. Usable with `with`.

    The lock is on a file beside the vault, which stays: removing it would let a third program in between.
    """

    def __init__(self, vault: Path) -> None:
        self._path = vault.with_name(vault.name + SUFFIX)
        self._handle: int | None = None

    def take(self) -> None:
        """Raise AlreadyOpen when another process, or another Alone here, holds it; else FolderReadOnly."""
        if self._handle is not None:
            return
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as raised:
            raise FolderReadOnly from raised
        try:
            _lock(handle)
        except OSError as raised:
            os.close(handle)
            raise AlreadyOpen from raised
        self._handle = handle

    def release(self) -> None:
        """Let others in. A second call does nothing."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def __enter__(self) -> Alone:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
