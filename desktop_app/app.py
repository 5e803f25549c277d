"""The one bootstrap: settings, look, the locked window, and from there the desk. Storage is imported meanwhile."""

from __future__ import annotations

import contextlib
import faulthandler
import sys
import threading
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QClipboard, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import clock, paths
from desktop_app.errors import EnvironmentProblem, UserError
from desktop_app.settings import Settings
from desktop_app.windows import placing
from desktop_app.windows.beginning import application
from desktop_app.windows.later import OneThread
from desktop_app.windows.look import theme
from desktop_app.windows.post import Poster
from desktop_app.windows.quick_unlock import QuickUnlock
from desktop_app.windows.tidying import Tidying
from desktop_app.windows.unlock import Unlock

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_app.desk import Desk
    from desktop_app.vault.door import OpenVault
    from desktop_app.vault.keys.passphrase import Calibration
    from desktop_app.vault.keys.quick import Keychain
    from desktop_app.windows.setup import SetUp
    from desktop_app.windows.shell import Shell
    from desktop_app.windows.syncing import Syncing

LOOK_EVERY_MS = 5_000
PRELOAD_AFTER_MS = 40
"""The locked window is painted first; then storage is imported while the passphrase is typed."""


def preload() -> None:
    """Import what the desk needs while the passphrase is typed: storage first, then the windows."""
    import desktop_app.vault.door
    import desktop_app.windows.shell  # noqa: F401


class Session(QObject):
    """From the locked window to the desk and back. Owns the one window that is shown and the open vault.

    `calibration` chooses the cost of a passphrase (measured on this machine when left out), `keychain` is the
    password store of the system.
    """

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        vault: Path,
        words: str = "",
        *,
        calibration: Calibration | None = None,
        keychain: Keychain | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self._calibration = calibration
        self._opening = False
        self._passphrase = ""
        self._copy_troubles: set[date] = set()
        self.app = app
        self.settings = settings
        self.path = vault
        self.window: QWidget | None = None
        self.opened: OpenVault | None = None
        self.desk: Desk | None = None
        self.syncing: Syncing | None = None
        self.poster = Poster(self)
        self._later = OneThread("session", self.poster, self.refuse)
        self._aside = OneThread("keyring", self.poster, self.refuse)
        self.quick = QuickUnlock(vault, settings, self._aside, calibration, keychain)
        self._touched = clock.now()
        self._tidying = Tidying(self)
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
        self.quick.ask(self._offer_quick)

    def _offer_quick(self, on: bool) -> None:
        if isinstance(self.window, Unlock):
            self.window.offer_quick(on)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        window.setWindowIcon(QIcon(str(paths.resources() / "icons" / "app.svg")))
        if before is not None:
            placing.remember(before, self.settings)
        placing.put_back(window, self.settings)
        window.show()
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        if before is not None:
            before.hide()
            before.deleteLater()

    def show_unlock(self, words: str = "") -> Unlock:
        """The locked window."""
        window = Unlock(_greeting(clock.local(clock.now())))
        window.asked.connect(self.unlock)
        window.restore_asked.connect(self.restore)
        if words or self._words:
            window.words.setText(words or self._words)
        self._show(window)
        window.edit.setFocus()
        return window

    def show_setup(self) -> SetUp:
        """First start."""
        from desktop_app.windows.first_start import FirstStart
        from desktop_app.windows.setup import SetUp

        window = SetUp()
        window.restore_asked.connect(self.restore)
        FirstStart(window, self.path, self._calibration, self._later, self.enter)
        self._show(window)
        window.begin()
        return window

    # -- opening --------------------------------------------------------------------------------------

    def unlock(self, way: str, text: str) -> None:
        """Work the key out on a thread, then open the desk."""
        if self._opening:
            return
        self._opening = True
        self._passphrase = text if way == "passphrase" else ""
        window = self.window
        if isinstance(window, Unlock):
            window.busy(True)

        def call() -> OpenVault:
            from desktop_app.vault import door

            if way == "recovery":
                return door.open_with_recovery(self.path, text, calibration=self._calibration)
            if way == "quick":
                return self.quick.open()
            return door.open_with_passphrase(self.path, text, calibration=self._calibration)

        self._later(call, self.enter)

    def refuse(self, trouble: BaseException) -> None:
        """Say what went wrong where it was asked for."""
        self._opening = False
        self._passphrase = ""
        if not isinstance(trouble, UserError | EnvironmentProblem):
            self._own_up(trouble)
            return
        from desktop_app.vault.database import VaultDamaged
        from desktop_app.vault.keys.troubles import KeyFileNewer, KeyFileUnreadable, QuickUnlockUnavailable

        window = self.window
        if isinstance(window, Unlock):
            damaged = isinstance(trouble, VaultDamaged | KeyFileUnreadable) and not isinstance(trouble, KeyFileNewer)
            window.refuse(self._with_copy(trouble) if damaged and isinstance(trouble, EnvironmentProblem) else trouble)
            if damaged:
                window.offer_restore()
            if isinstance(trouble, QuickUnlockUnavailable):
                window.offer_quick(False)
        elif window is not None:
            from desktop_app.windows.setup import SetUp
            from desktop_app.windows.shell import Shell

            if isinstance(window, SetUp):
                window.refuse_passphrase(str(trouble))
            elif isinstance(window, Shell):
                window.trouble(trouble)

    def _with_copy(self, trouble: EnvironmentProblem) -> EnvironmentProblem:
        """The same trouble, naming the copy that can be restored."""
        from desktop_app.rules.days import moment_words
        from desktop_app.vault.backup import made_at
        from desktop_app.windows.daily_copy import newest_copy

        copy = newest_copy(self.settings, self.path)
        if copy is None:
            return trouble
        do = f"Restore the copy of {moment_words(made_at(copy))}, or ring support."
        return EnvironmentProblem(trouble.happened, trouble.safe, do)

    def _own_up(self, mistake: BaseException) -> None:
        """Our own mistake: one card at a time, whatever else goes wrong behind it."""
        from desktop_app.windows.crash import CrashCard

        if isinstance(self.window, Unlock):
            self.window.busy(False)
        if self.window is not None and not any(one.isVisible() for one in self.window.findChildren(CrashCard)):
            CrashCard(self.window, mistake).open()

    def mistake(self, kind: type[BaseException], raised: BaseException, trace: TracebackType | None) -> None:
        """What nobody caught, for `sys.excepthook`: never its text on a terminal, for it may name a child."""
        if issubclass(kind, KeyboardInterrupt):
            self.app.quit()
        else:
            self.poster.post(lambda: self._own_up(raised.with_traceback(trace)))

    def enter(self, opened: OpenVault) -> None:
        """The desk is open: the shell is built, then takes the window's place. Closed again when that fails."""
        self._or_close(opened, lambda: self._build(opened))

    def _or_close(self, opened: OpenVault, step: Callable[[], object]) -> None:
        try:
            step()
        except BaseException as trouble:
            self.desk = self.opened = None
            opened.close()
            self.refuse(trouble)

    def _build(self, opened: OpenVault) -> None:
        from desktop_app.desk import Desk
        from desktop_app.vault.queries.status import me
        from desktop_app.windows.shell import Shell

        self.opened = opened
        desk = Desk(opened.database, "", post=self.poster.post)
        mine = desk.read(me)
        desk.actor = mine.name if mine else "Assistant"
        self.desk = desk
        shell = Shell(desk, self.settings)
        shell.lock_asked.connect(self.lock)
        # In a turn of its own: building and showing together would be a silence that is seen.
        QTimer.singleShot(0, self, lambda: self._or_close(opened, lambda: self._enter(opened, desk, shell)))

    def _enter(self, opened: OpenVault, desk: Desk, shell: Shell) -> None:
        from desktop_app.windows.daily_copy import copy_today
        from desktop_app.windows.syncing import begin_sync

        passphrase, self._passphrase, self._opening = self._passphrase, "", False
        if self.opened is not opened:  # locked or ended meanwhile
            shell.stop()
            shell.deleteLater()
            return
        if isinstance(self.window, Unlock):
            self.window.forget()
        self._show(shell)
        shell.people.ready.connect(self._tidying.settle)
        self._touched = clock.now()
        self._idle.start()
        shell.quick_unlock_changed.connect(self.set_quick)
        copy_today(shell, opened, self.settings, self.path, self._copy_troubles)
        self.quick.after_unlocking(opened, passphrase, lambda here: setattr(shell, "keyring_here", here))
        self.syncing = begin_sync(shell, desk, self.poster, self.wipe)

    def wipe(self) -> None:
        """The council asked for this laptop's vault to be destroyed: without its keys it can't be opened by anybody."""
        from desktop_app.vault.door import destroy

        self.lock()
        self._later(lambda: destroy(self.path), lambda _gone: self._wiped())

    def _wiped(self) -> None:
        self._words = "This laptop's vault was destroyed, as your council asked. Ring your administrator."
        self.show_setup() if not self.path.exists() else self.show_unlock()

    def set_quick(self, on: bool) -> None:
        """Quick unlock was turned on or off in the preferences."""
        if self.opened is not None:
            self.quick.turn(self.opened, on, self.refuse)

    def restore(self) -> None:
        """Bring a backup in place of a damaged or missing vault; the newest one is offered first."""
        from desktop_app.windows.daily_copy import newest_copy
        from desktop_app.windows.restoring import RestoreSheet

        if self.window is not None:
            copy = newest_copy(self.settings, self.path)
            RestoreSheet(self.window, self.path, copy, self._later, self.show_unlock, self._calibration).open()

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
        self._tidying.unsettle()
        self._close_doors()
        shell = self.window
        if isinstance(shell, Shell):
            try:
                shell.stop()
            except Exception as mistake:  # whatever a page does wrong, the vault is locked
                self.mistake(type(mistake), mistake, mistake.__traceback__)
        for place in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            self.app.clipboard().clear(place)
        desk, opened, syncing = self.desk, self.opened, self.syncing
        self.desk = self.opened = self.syncing = None
        self.show_unlock()

        def close() -> int:
            if syncing is not None:
                syncing.close()
            desk.close()
            opened.close()
            return desk.lost

        def say(lost: int) -> None:
            if lost and isinstance(self.window, Unlock):
                self.window.words.setText("Locked. The disk took nothing more, so your last words were not kept.")

        # On the thread of the session: what is under way is finished there, and whoever unlocks waits for it.
        self._later(close, say)
        self.quick.ask(self._offer_quick)

    def _close_doors(self) -> None:
        """A file dialog or a menu above the window would still say names."""
        for window in (self.app.activePopupWidget(), self.app.activeModalWidget()):
            if window is not None:
                window.close()

    def end(self) -> None:
        """The program ends: what is under way is finished first."""
        self._idle.stop()
        self._tidying.unsettle()
        self.poster.close()
        if isinstance(self.window, QWidget):
            placing.remember(self.window, self.settings)
            self.window.close()
        if self.syncing is not None:
            self.syncing.close()
        if self.desk is not None:
            self.desk.close()
        if self.opened is not None:
            self.opened.close()
        self.desk = self.opened = None
        self._later.end()
        self._aside.end()
        if self._preloading.ident is not None:
            self._preloading.join()


def _greeting(now: datetime) -> str:
    return "Good morning" if now.hour < 12 else "Good afternoon" if now.hour < 18 else "Good evening"


def run(vault: Path | None = None, settings: Settings | None = None, *, words: str = "") -> int:
    """Open the application and stay until it is closed. `words` stand on the locked window. Gives the status."""
    with contextlib.suppress(Exception):
        faulthandler.enable()
    app = application(sys.argv[:1])
    settings = settings or Settings()
    theme.apply(app, settings.get("theme"), settings.get("text_percent"), settings.get("still"))
    session = Session(app, settings, vault or paths.vault(), words)
    before, sys.excepthook = sys.excepthook, session.mistake
    session.start()
    status = app.exec()
    sys.excepthook = before
    session.end()
    return status
