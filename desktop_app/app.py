"""The one bootstrap: settings, look, the locked window, and from there the desk. Storage is imported meanwhile."""

from __future__ import annotations

import contextlib
import faulthandler
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import clock, paths
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.settings import Settings
from desktop_app.windows.look import theme
from desktop_app.windows.post import Poster
from desktop_app.windows.unlock import Unlock

if TYPE_CHECKING:
    from desktop_app.desk import Desk
    from desktop_app.vault.door import NewVault, OpenVault
    from desktop_app.windows.setup import SetUp, Who
    from desktop_app.windows.shell import Shell

LOOK_EVERY_MS = 5_000
PRELOAD_AFTER_MS = 40
"""The locked window is painted first; then storage is imported while the passphrase is typed."""


def preload() -> None:
    """Import what the desk needs while the passphrase is typed: storage first, then the windows."""
    import desktop_app.vault.door
    import desktop_app.windows.shell  # noqa: F401


class Session(QObject):
    """From the locked window to the desk and back. Owns the one window that is shown and the open vault."""

    def __init__(self, app: QApplication, settings: Settings, vault: Path, words: str = "") -> None:
        super().__init__()
        self._words = words
        self.app = app
        self.settings = settings
        self.path = vault
        self.window: QWidget | None = None
        self.opened: OpenVault | None = None
        self.desk: Desk | None = None
        self.poster = Poster(self)
        self._work = ThreadPoolExecutor(1, thread_name_prefix="session")
        self._touched = clock.now()
        self._new: NewVault | None = None
        self._who: Who | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(LOOK_EVERY_MS)
        self._idle.timeout.connect(self.lock_when_idle)
        self._preloading = threading.Thread(target=preload, name="preload", daemon=True)

    # -- windows --------------------------------------------------------------------------------------

    def start(self) -> None:
        """Show the locked window, or set-up when there is no vault yet. Both before storage is imported."""
        if self.path.exists() or self.path.with_name(self.path.name + ".keys").exists():
            self.show_unlock()
        else:
            self.show_setup()
        QTimer.singleShot(PRELOAD_AFTER_MS, self._preload)

    def _preload(self) -> None:
        if self._preloading.ident is None:
            self._preloading.start()

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.setWindowIcon(QIcon(str(paths.resources() / "icons" / "app.svg")))
        if before is not None:
            window.setGeometry(before.geometry())
        else:
            window.resize(1366, 768)
        window.show()
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        if before is not None:
            before.hide()
            before.deleteLater()

    def show_unlock(self, words: str = "") -> Unlock:
        """The locked window."""
        window = Unlock(_greeting(clock.local(clock.now())), quick=bool(self.settings.get("quick_unlock")))
        window.asked.connect(self.unlock)
        window.restore_asked.connect(self.restore)
        if words or self._words:
            window.words.setText(words or self._words)
        self._show(window)
        window.edit.setFocus()
        return window

    def show_setup(self) -> SetUp:
        """First start."""
        from desktop_app.windows.setup import SetUp

        window = SetUp()
        window.judged.connect(self._judge)
        window.passphrase_chosen.connect(self.prepare)
        window.typed_back.connect(self.finish_setup)
        window.print_code.clicked.connect(self.print_code)
        self._show(window)
        window.begin()
        return window

    # -- opening --------------------------------------------------------------------------------------

    def _later(self, call: Callable[[], Any], then: Callable[[Any], object]) -> None:
        def done(future: Future[Any]) -> None:
            trouble = future.exception()
            if trouble is None:
                self.poster.post(lambda: then(future.result()))
            else:
                self.poster.post(lambda: self.refuse(trouble))

        self._work.submit(call).add_done_callback(done)

    def unlock(self, way: str, text: str) -> None:
        """Work the key out on a thread, then open the desk."""
        window = self.window
        if isinstance(window, Unlock):
            window.busy(True)

        def call() -> OpenVault:
            from desktop_app.vault import door
            from desktop_app.vault.keys.quick import Keychain

            if way == "recovery":
                return door.open_with_recovery(self.path, text)
            if way == "quick":
                return door.open_quickly(self.path, Keychain())
            return door.open_with_passphrase(self.path, text)

        self._later(call, self.enter)

    def refuse(self, trouble: BaseException) -> None:
        """Say what went wrong where it was asked for."""
        if not isinstance(trouble, UserError | EnvironmentProblem):
            from desktop_app.windows.crash import CrashCard

            if isinstance(self.window, Unlock):
                self.window.busy(False)
            if self.window is not None:
                CrashCard(self.window, trouble).open()
            return
        from desktop_app.vault.database import VaultDamaged
        from desktop_app.vault.keys.troubles import KeyFileUnreadable

        window = self.window
        if isinstance(window, Unlock):
            window.refuse(trouble)
            if isinstance(trouble, VaultDamaged | KeyFileUnreadable):
                window.offer_restore()
        elif window is not None:
            from desktop_app.windows.setup import SetUp
            from desktop_app.windows.shell import Shell

            if isinstance(window, SetUp):
                window.refuse_passphrase(str(trouble))
            elif isinstance(window, Shell):
                window.trouble(trouble)

    def enter(self, opened: OpenVault) -> None:
        """The desk is open: the shell takes the window's place."""
        from desktop_app.desk import Desk
        from desktop_app.vault.queries.status import me
        from desktop_app.windows.daily_copy import copy_today
        from desktop_app.windows.shell import Shell

        self.opened = opened
        desk = Desk(opened.database, "", post=self.poster.post)
        mine = desk.read(me)
        desk.actor = mine.name if mine else "Assistant"
        self.desk = desk
        shell: Shell = Shell(desk, self.settings)
        shell.lock_asked.connect(self.lock)
        if isinstance(self.window, Unlock):
            self.window.forget()
        self._show(shell)
        self._touched = clock.now()
        self._idle.start()
        shell.quick_unlock_changed.connect(self.set_quick)
        copy_today(shell, opened, self.settings, self.path)

    def set_quick(self, on: bool) -> None:
        """Quick unlock was turned on or off: the key file learns it, or the setting goes back."""
        from desktop_app.vault.keys.quick import Keychain

        if self.opened is None:
            return
        try:
            if on:
                self.opened.keys.add_quick(self.opened.key, clock.now(), Keychain())
            else:
                self.opened.keys.drop_quick(Keychain())
        except (UserError, EnvironmentProblem) as trouble:
            self.settings.set("quick_unlock", False)
            self.refuse(trouble)

    # -- first start ------------------------------------------------------------------------------------

    def _judge(self, text: str) -> None:
        from desktop_app.vault.keys.strength import judge

        window = self._setup()
        strength = judge(text, window.personal_words())
        window.say_strength(f"{strength.words} {strength.suggestion}".strip(), strength.ok)

    def _setup(self) -> SetUp:
        from desktop_app.windows.setup import SetUp

        if not isinstance(self.window, SetUp):
            raise TypeError("set-up is not shown")
        return self.window

    def prepare(self, who: Who, passphrase: str) -> None:
        """Make the key on a thread; the vault is written only when the code was typed back."""
        self._who = who

        def call() -> NewVault:
            from desktop_app.vault import door

            return door.prepare(self.path, passphrase)

        def show(new: NewVault) -> None:
            self._new = new
            self._setup().show_code(new.recovery_code)

        self._later(call, show)

    def finish_setup(self, typed: str) -> None:
        """The code was typed back: write the vault, the team, and open the desk."""
        from desktop_app.vault.keys import recovery

        new, who = self._new, self._who
        if new is None or who is None:
            return
        try:
            recovery.compare(typed, new.recovery_code)
        except UserError as wrong:
            self._setup().refuse_code(wrong.message, wrong.hint)
            return

        def call() -> OpenVault:
            from desktop_app.commands.tasks import initials, set_up_team
            from desktop_app.desk import Desk
            from desktop_app.records.team import Team, Worker

            opened = new.write()
            desk = Desk(opened.database, who.name)
            workers = [Worker(name=name, initials=initials(name)) for name in who.workers]
            desk.do(set_up_team, who.name, Team(name=who.team), workers).result()
            desk.release()
            return opened

        self._setup().forget()
        self._new = None
        self._later(call, self.enter)

    def print_code(self) -> None:
        """The recovery code on paper: it never touches the disk."""
        from desktop_app.windows.printing import print_recovery_code

        if self._new is not None and self.window is not None:
            print_recovery_code(self.window, self._new.recovery_code)

    def restore(self) -> None:
        """Bring a backup in place of a damaged vault."""
        from desktop_app.windows.restoring import restore_in

        if self.window is not None:
            restore_in(self.window, self.path, self.show_unlock)

    # -- locking --------------------------------------------------------------------------------------

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Every key and every press is a sign of life; so is nothing else."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self._touched = clock.now()
        return False

    def lock_when_idle(self, now: datetime | None = None) -> None:
        """Judged by the wall clock, so that a laptop that slept wakes up locked."""
        now = now or clock.now()
        idle = (now - self._touched).total_seconds()
        # A clock set back must not keep a vault open for days.
        if self.desk is not None and (idle >= self.settings.get("lock_minutes") * 60 or idle < -60):
            self.lock()

    def lock(self) -> None:
        """Close every connection, forget the key, empty the clipboard, show the locked window."""
        from desktop_app.windows.shell import Shell

        if self.desk is None or self.opened is None:
            return
        self._idle.stop()
        shell = self.window
        if isinstance(shell, Shell):
            shell.stop()
        self.app.clipboard().clear()
        self.show_unlock()
        desk, opened = self.desk, self.opened
        self.desk = self.opened = None
        desk.close()
        opened.close()

    def end(self) -> None:
        """The program ends: what is under way is finished first."""
        self._idle.stop()
        self.poster.close()
        if isinstance(self.window, QWidget):
            self.window.close()
        if self.desk is not None:
            self.desk.close()
        if self.opened is not None:
            self.opened.close()
        self._work.shutdown(wait=True)
        if self._preloading.ident is not None:
            self._preloading.join()


def _greeting(now: datetime) -> str:
    return "Good morning" if now.hour < 12 else "Good afternoon" if now.hour < 18 else "Good evening"


def application(words: list[str]) -> QApplication:
    """The one QApplication, with our name and our look."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(words)
    app.setApplicationName("Casemate")
    app.setDesktopFileName("casemate")
    return app


def run(vault: Path | None = None, settings: Settings | None = None, *, words: str = "") -> int:
    """Open the application and stay until it is closed. `words` stand on the locked window. Gives the status."""
    with contextlib.suppress(Exception):
        faulthandler.enable()
    app = application(sys.argv[:1])
    settings = settings or Settings()
    theme.apply(app, settings.get("theme"), settings.get("text_percent"), settings.get("still"))
    session = Session(app, settings, vault or paths.vault(), words)
    session.start()
    status = app.exec()
    session.end()
    return status
