"""Putting a small file in its place so that a crash leaves the old one or the new one, never half of either."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from desktop_app.vault.keys.troubles import AlreadyThere, KeyFileNotSaved

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def put(path: Path, content: bytes, *, first: bool = False) -> None:
    """Write `content` to `path` through a file beside it. `first` refuses to replace anything.

    No copy of what was there is kept: an old key file would still open with a passphrase since changed.
    Raises KeyFileNotSaved, or AlreadyThere when `first` finds something.
    """
    part = path.with_name(path.name + ".part")
    try:
        try:
            _write(part, content)
            if first:
                _place_new(part, path)
            else:
                part.replace(path)
            _settle(path.parent)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError as raised:
        raise AlreadyThere from raised
    except OSError as raised:
        raise KeyFileNotSaved(full=raised.errno in _FULL) from raised


def _write(part: Path, content: bytes) -> None:
    part.unlink(missing_ok=True)
    # Only this user, from the first byte on; and never through a link somebody left there.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if part.read_bytes() != content:
        raise OSError(errno.EIO, "read back differently")


def _place_new(part: Path, path: Path) -> None:
    try:
        # A hard link fails where something is, in one step.
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links (FAT). Windows' rename refuses to replace; elsewhere we look first.
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)


def _settle(folder: Path) -> None:
    """Make the rename itself survive a power cut, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
