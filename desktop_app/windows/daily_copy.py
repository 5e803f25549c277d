"""The daily backup: made quietly after the first unlocking of a day, checked, thinned out; trouble is said once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app import clock
from desktop_app.commands.facts import note_export

if TYPE_CHECKING:
    from desktop_app.settings import Settings
    from desktop_app.vault.door import OpenVault
    from desktop_app.windows.shell import Shell


def folder_of(settings: Settings, vault: Path) -> Path:
    """Where copies go: the chosen folder or, until one is chosen, beside the vault."""
    chosen = str(settings.get("backup_folder"))
    return Path(chosen) if chosen else vault.parent / "copies"


def newest_copy(settings: Settings, vault: Path) -> Path | None:
    """The copy a damaged vault would be restored from."""
    from desktop_app.vault import backup

    return next(iter(backup.copies(folder_of(settings, vault))), None)


def copy_today(shell: Shell, opened: OpenVault, settings: Settings, vault: Path, told: set[date]) -> None:
    """Make today's copy on a thread unless one is there; keep as many days as the settings say.

    Trouble is said once a day: `told` holds the days on which it was.
    """
    from desktop_app.vault import backup

    folder, keep = folder_of(settings, vault), int(settings.get("backup_keep"))

    def make(_reader: object) -> Path | None:
        if backup.has_one_of(folder, clock.today()):
            return None
        made = backup.make(opened.database, opened.key, vault, folder)
        backup.thin_out(folder, keep)
        return made

    def done(made: Path | None) -> None:
        if made is not None:
            shell.desk.do(note_export, "daily encrypted copy")

    def failed(problem: BaseException) -> None:
        if clock.today() not in told:
            told.add(clock.today())
            shell.trouble(problem)

    shell.desk.read_later(make).then(done).otherwise(failed)
