"""Files to be read, from what was chosen or dropped: single files as they are, folders to the bottom."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

MAIL_ENDINGS = (".eml", ".msg", ".mbox", ".emlx", ".mbx")
# What systems leave in every folder; nobody wants to be told of these.
_LITTER = {"thumbs.db", "desktop.ini"}


def files(paths: Sequence[Path]) -> list[tuple[Path, bool]]:
    """Every file, once, with True when it was named itself and False when it was met in a folder.

    Links to folders are not followed, so that no walk can go in a circle.
    """
    found: dict[Path, bool] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = True
            continue
        for place, folders, names in os.walk(path):
            folders.sort()
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in sorted(names):
                if not name.startswith(".") and name.lower() not in _LITTER:
                    found.setdefault(Path(place) / name, False)
    return list(found.items())


def looks_like_mail(path: Path) -> bool:
    """True when the name promises a mail, so that a failure to open it is worth more than a warning."""
    return path.suffix.lower() in MAIL_ENDINGS


def why(error: OSError) -> str:
    """The reason a file could not be read, in plain words."""
    reasons = {
        errno.ENOENT: "it is no longer there",
        errno.EACCES: "you are not allowed to read it",
        errno.EPERM: "you are not allowed to read it",
        errno.ENAMETOOLONG: "its name is too long",
        errno.EIO: "the disk or stick it is on is damaged",
    }
    return reasons.get(error.errno or 0, "the system would not open it")
