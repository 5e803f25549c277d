"""First start as it goes on behind its window: key, recovery code, then the vault and the team in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.errors import UserError
from desktop_app.windows.later import Later
from desktop_app.windows.setup import SetUp, Who

if TYPE_CHECKING:
    from desktop_app.vault.door import NewVault, OpenVault
    from desktop_app.vault.keys.passphrase import Calibration


class FirstStart(QObject):
    """Nothing is on the disk before the code was typed back. `done` gets the open vault."""

    def __init__(
        self,
        window: SetUp,
        path: Path,
        calibration: Calibration | None,
        later: Later,
        done: Callable[[OpenVault], object],
    ) -> None:
        super().__init__(window)
        self._window, self._path, self._calibration = window, path, calibration
        self._later, self._done = later, done
        self._new: NewVault | None = None
        self._who: Who | None = None
        window.judged.connect(self._judge)
        window.passphrase_chosen.connect(self.prepare)
        window.typed_back.connect(self.finish)
        window.print_code.clicked.connect(self.print_code)

    def _judge(self, text: str) -> None:
        from desktop_app.vault.keys.strength import judge

        strength = judge(text, self._window.personal_words())
        self._window.say_strength(f"{strength.words} {strength.suggestion}".strip(), strength.ok)

    def prepare(self, who: Who, passphrase: str) -> None:
        """Make the key on a thread; the vault is written only when the code was typed back."""
        self._who = who

        def call() -> NewVault:
            from desktop_app.vault import door

            return door.prepare(self._path, passphrase, calibration=self._calibration)

        def show(new: NewVault) -> None:
            self._new = new
            self._window.show_code(new.recovery_code)

        self._later(call, show)

    def finish(self, typed: str) -> None:
        """The code was typed back: write the vault and the team."""
        from desktop_app.vault.keys import recovery

        new, who = self._new, self._who
        if new is None or who is None:
            return
        try:
            recovery.compare(typed, new.recovery_code)
        except UserError as wrong:
            self._window.refuse_code(wrong.message, wrong.hint)
            return
        self._window.forget()
        self._new = None
        self._later(lambda: _write(new, who), self._done)

    def print_code(self) -> None:
        """The recovery code on paper: it never touches the disk."""
        from desktop_app.windows.printing import print_recovery_code

        if self._new is not None:
            print_recovery_code(self._window, self._new.recovery_code)


def _write(new: NewVault, who: Who) -> OpenVault:
    """The vault with its team, or nothing at all."""
    from desktop_app.commands.tasks import initials, set_up_team
    from desktop_app.desk import Desk
    from desktop_app.records.team import Team, Worker

    opened = new.write()
    try:
        desk = Desk(opened.database, who.name)
        workers = [Worker(name=name, initials=initials(name)) for name in who.workers]
        desk.do(set_up_team, who.name, Team(name=who.team), workers).result()
        desk.release()
    except BaseException:
        opened.close()
        new.take_back()
        raise
    return opened
