"""Whether a folder is a safe place for a vault: on this machine's own disk, writable, and nobody else's to copy.

A program that copies files behind our back takes the vault and its write-ahead log at different moments, and a
network share does not keep the locks SQLite relies on: both end in a vault that can't be read. So they are
refused, with the reason, before anything is written.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from pathlib import Path

from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.vault.drives import Drive, drive_of
from desktop_app.vault.synced import syncing_program

ELSEWHERE = "Choose a folder on this computer's own disk, such as the one Casemate offers."


class UnsafePlace(UserError):
    """The folder is no place for a vault. `reason` names what is in the way."""

    def __init__(self, message: str, reason: str, hint: str = ELSEWHERE) -> None:
        super().__init__(message, hint, "folder")
        self.reason = reason


class FolderReadOnly(EnvironmentProblem):
    """Nothing can be written in the folder."""

    def __init__(self) -> None:
        super().__init__(
            "Casemate may not write to this folder.",
            "Nothing was changed.",
            "Ask your IT desk for the right to write there, or choose another folder.",
        )


class TooLittleRoom(EnvironmentProblem):
    """The disk has less room than is needed."""

    def __init__(self, needed: int) -> None:
        super().__init__(
            "There is too little room on this disk.",
            "Nothing was changed.",
            f"Free {-(-needed // 1_000_000)} MB, or choose another disk.",
        )


def check_place(folder: Path) -> None:
    """Nothing when `folder`, there or still to be made, may hold a vault. Raises UnsafePlace, FolderReadOnly."""
    real = _real(folder)
    _refuse_synced(folder, real, "a vault")
    drive, kind = drive_of(real)
    if drive is Drive.NETWORK:
        raise UnsafePlace(f"This folder is on a network drive ({kind}), and a vault can be damaged there.", kind)
    if drive is Drive.SHARED:
        raise UnsafePlace(f"This folder is kept by another program ({kind}), and a vault can be damaged there.", kind)
    if drive is Drive.REMOVABLE:
        raise UnsafePlace(
            "This folder is on a disk that can be pulled out, and a vault must not be.",
            kind,
            f"{ELSEWHERE} Backups may go to a USB stick.",
        )
    if drive is Drive.READ_ONLY:
        raise FolderReadOnly
    _try_writing(real)


def check_backup_place(folder: Path) -> None:
    """Nothing when `folder` may hold backups: USB sticks and network drives may, synced folders may not.

    A finished backup is one file that nobody writes to; but a copy that a syncing program has taken would still
    open with a passphrase since changed. Raises UnsafePlace, FolderReadOnly.
    """
    real = _real(folder)
    _refuse_synced(folder, real, "a backup")
    if drive_of(real)[0] is Drive.READ_ONLY:
        raise FolderReadOnly
    _try_writing(real)


def free_bytes(folder: Path) -> int:
    """Room left for this user on the disk of `folder`, there or still to be made."""
    return shutil.disk_usage(_nearest(folder)).free


def demand_room(folder: Path, needed: int) -> None:
    """Raise TooLittleRoom when the disk has fewer than `needed` bytes left."""
    if free_bytes(folder) < needed:
        raise TooLittleRoom(needed)


def _refuse_synced(folder: Path, real: Path, what: str) -> None:
    # Both the name that was given and where it leads: Desktop may lead into OneDrive, and OneDrive elsewhere.
    program = syncing_program(Path(os.path.abspath(folder))) or syncing_program(real)  # noqa: PTH100 - links stay
    if program:
        why = (
            "it copies files while they are being written" if what == "a vault" else "copies there can't be taken back"
        )
        raise UnsafePlace(f"{program} keeps this folder in step, and it is no place for {what}: {why}.", program)


def _real(folder: Path) -> Path:
    """Where the folder really is, links followed. What is not there yet keeps its name."""
    try:
        real = folder.resolve()
        circle = any(part.is_symlink() for part in (real, *real.parents))
    except (OSError, RuntimeError) as raised:
        raise FolderReadOnly from raised
    if circle:  # older Pythons raise instead
        raise FolderReadOnly
    return real


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    for candidate in (folder, *folder.resolve().parents):
        if candidate.is_dir():
            return candidate
    return folder


def _try_writing(folder: Path) -> None:
    """Write a byte and take it away again: rights, quotas and read-only disks all show here and nowhere else."""
    probe = _nearest(folder) / f".casemate-{secrets.token_hex(6)}"
    try:
        handle = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, b"x")
        finally:
            os.close(handle)
            with contextlib.suppress(OSError):
                probe.unlink()
    except OSError as raised:
        raise FolderReadOnly from raised
