"""What tests of a whole session share: a vault with a call in it, and words for what a window shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from keyring.backend import KeyringBackend
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.app import Session
from desktop_app.commands.facts import add_fact
from desktop_app.records.contacts import Call
from desktop_app.records.team import Worker
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.vault.keys.quick import Keychain
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock

CHEAP = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)
WORDS = "otter harbour violet ladder"


class StoreInTest(KeyringBackend):
    """A password store of the system, as the library sees one."""

    priority = -1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


TRUSTED = Keychain(trusted=frozenset({f"{StoreInTest.__module__}.{StoreInTest.__qualname__}"}))


Start = Callable[[], Session]


def vault(path: Path) -> str:
    """A vault with a call in it. Gives the recovery code."""
    new = door.prepare(path, WORDS, calibration=CHEAP)
    opened = new.write()
    from desktop_app.desk import Desk

    desk = Desk(opened.database, "Ruth Ellery")
    desk.do(add_fact, Worker(name="Ruth Ellery", is_me=True)).result()
    desk.do(add_fact, Call(caller="Sheila Reid", note="bruise", started_at=clock.now())).result()
    desk.release()
    opened.close()
    return new.recovery_code


def shows(session: Session, kind: type[QWidget]) -> bool:
    return isinstance(session.window, kind)


def locked(session: Session) -> Unlock:
    if session.window is None:
        session.start()
    assert isinstance(session.window, Unlock)
    return session.window


def closed(session: Session, qtbot: QtBot) -> None:
    """Wait until a locked session has let go of its file: its thread takes one thing after the other."""
    done: list[bool] = []
    session._later(lambda: True, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=15_000)


def unlocked(session: Session, qtbot: QtBot, words: str = WORDS) -> Shell:
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.keyClicks(window.edit, words)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert isinstance(session.window, Shell)
    return session.window


def press(window: QWidget, qtbot: QtBot, typed: str) -> None:
    assert isinstance(window, Unlock)
    window.edit.clear()
    qtbot.keyClicks(window.edit, typed)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)


def texts(window: QWidget) -> str:
    """Everything a window says, seen or spoken."""
    said = [window.windowTitle(), window.accessibleName()]
    for child in window.findChildren(QObject):
        if isinstance(child, QLabel | QAction):
            said.append(child.text())
        if isinstance(child, QWidget):
            said += [child.accessibleName(), child.accessibleDescription(), child.toolTip(), child.windowTitle()]
    return " ".join(said)
