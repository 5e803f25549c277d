"""Which program keeps a folder in step with another computer, told by its name, its marks and its own settings."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

# Whole names of folders, wherever they are. "Box" and "MEGA" are words people use: see _IN_HOME.
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (program, re.compile(pattern, re.IGNORECASE))
    for program, pattern in (
        ("OneDrive", r"OneDrive(( ?- ?|-).+)?"),
        ("Dropbox", r"Dropbox( \(.+\))?"),
        ("Google Drive", r"Google ?Drive(-.+)?|DriveFS"),
        ("iCloud", r"iCloud ?Drive|com~apple~CloudDocs|Mobile Documents"),
        ("Nextcloud", r"Nextcloud\d*"),
        ("ownCloud", r"ownCloud\d*"),
        ("Box", r"Box Sync|Box-Box"),
        ("MEGA", r"MEGAsync( Downloads| Uploads)?"),
        ("pCloud", r"pCloud ?Drive|pCloudSync"),
        ("Synology Drive", r"SynologyDrive(-.+)?"),
        ("Syncthing", r"Syncthing"),
    )
)
_IN_HOME = {"box": "Box", "mega": "MEGA", "my drive": "Google Drive", "sync": "A syncing program"}
# What a program leaves in the top folder it keeps in step. `.dropbox` in the home folder is its settings.
_MARKS: tuple[tuple[str, str], ...] = (
    ("Dropbox", ".dropbox.cache"),
    ("Google Drive", ".tmp.driveupload"),
    ("Google Drive", ".tmp.drivedownload"),
    ("Nextcloud", ".nextcloudsync.log"),
    ("Nextcloud", ".*sync_*.db"),
    ("ownCloud", ".owncloudsync.log"),
    ("MEGA", ".megaignore"),
    ("MEGA", ".debris"),
    ("Syncthing", ".stfolder"),
    ("Synology Drive", ".SynologyWorkingDirectory"),
)
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
# Windows marks a folder of the Cloud Files interface so; the four bits that vary number the provider.
_CLOUD_TAG, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF
_MAX_SETTINGS = 64 * 1024


def syncing_program(folder: Path, environment: Mapping[str, str] | None = None, home: Path | None = None) -> str:
    """The name of the program that keeps `folder` in step, or empty. `folder` is absolute, there or not."""
    environment = os.environ if environment is None else environment
    home = home or Path.home()
    line = (folder, *folder.parents)
    return (
        _by_settings(line, environment, home)
        or next((found for one in line if (found := _by_name(one, home))), "")
        or next((found for one in line if (found := _by_mark(one))), "")
    )


def is_cloud_tag(tag: int) -> bool:
    """Whether a Windows reparse tag is that of a folder whose files come from a cloud."""
    return tag & _CLOUD_MASK == _CLOUD_TAG


def _by_name(folder: Path, home: Path) -> str:
    for program, pattern in _NAMES:
        if pattern.fullmatch(folder.name):
            return program
    # Only straight in the home folder or at the top of a drive, where these programs put them.
    if folder.parent in (home, Path(folder.anchor)):
        return _IN_HOME.get(folder.name.lower(), "")
    return "A cloud drive" if folder.parent == home / "Library" / "CloudStorage" else ""


def _by_mark(folder: Path) -> str:
    with contextlib.suppress(OSError):
        if is_cloud_tag(getattr(folder.lstat(), "st_reparse_tag", 0)):
            return "A cloud drive"
        if (folder / ".dropbox").is_file():
            return "Dropbox"
        for program, mark in _MARKS:
            if any(True for _ in folder.glob(mark)):
                return program
    return ""


def _by_settings(line: tuple[Path, ...], environment: Mapping[str, str], home: Path) -> str:
    above = {_folded(one) for one in line}
    for name in _ONEDRIVE_VARIABLES:
        root = environment.get(name, "")
        if root and _folded(Path(root)) in above:
            return "OneDrive"
    for root in _dropbox_roots(environment, home):
        if _folded(Path(root)) in above:
            return "Dropbox"
    return ""


def _dropbox_roots(environment: Mapping[str, str], home: Path) -> Iterator[str]:
    """The folders Dropbox says are its own: they may have any name."""
    settings = [home / ".dropbox" / "info.json"]
    settings += [
        Path(environment[name]) / "Dropbox" / "info.json" for name in ("APPDATA", "LOCALAPPDATA") if name in environment
    ]
    for path in settings:
        with contextlib.suppress(OSError, ValueError, RecursionError), path.open("rb") as file:
            accounts = json.loads(file.read(_MAX_SETTINGS))
            for account in accounts.values() if isinstance(accounts, dict) else ():
                if isinstance(account, dict) and isinstance(account.get("path"), str):
                    yield account["path"]


def _folded(path: Path) -> str:
    return os.path.normcase(str(path)).rstrip("\\/")
