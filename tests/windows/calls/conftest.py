"""The real window over a small invented borough, and keys as a person presses them, counted."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from desktop_app.desk import Desk
    from desktop_app.records.contacts import Call
    from desktop_app.windows.calls.page import CallsPage
    from desktop_app.windows.look.theme import Look
    from desktop_app.windows.shell import Shell

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@dataclass
class Typist:
    """Presses keys where the keyboard is. `count` is how many keystrokes, a chord being one."""

    shell: Shell
    bot: QtBot
    count: int = field(default=0)

    def here(self) -> QWidget:
        """Where a key goes now."""
        return QApplication.focusWidget() or self.shell

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One keystroke."""
        self.count += 1
        QTest.keyClick(self.here(), key, mods)

    def alt(self, key: Qt.Key) -> None:
        """Alt and a key."""
        self.press(key, ALT)

    def write(self, text: str) -> None:
        """Letter by letter."""
        for letter in text:
            self.count += 1
            QTest.keyClicks(self.here(), letter)

    def end(self) -> None:
        """Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, CTRL)

    def until(self, what: Callable[[], object]) -> None:
        """Wait until it is so."""
        self.bot.waitUntil(lambda: bool(what()), timeout=8000)


@dataclass
class Scene:
    """The window, its Calls page, the keyboard, and short words for what tests look at."""

    shell: Shell
    desk: Desk
    keys: Typist

    @property
    def page(self) -> CallsPage:
        """The page of Calls."""
        return self.shell.page("calls")  # type: ignore[return-value]

    @property
    def call(self) -> Call:
        """The open call as the vault has it."""
        self.page.current.flush()
        self.desk.wait()
        found = self.desk.read(lambda reader: reader.get(_call(), self.page.current.call_id))
        assert found is not None
        return found

    def ring(self, typed: str = "sheil") -> None:
        """The phone rings: F8, a few letters, Enter; ready to type the note."""
        self.keys.press(Qt.Key.Key_F8)
        self.keys.until(lambda: self.page.call.form.caller.edit.hasFocus())
        self.keys.write(typed)
        self.keys.press(Qt.Key.Key_Return)
        self.keys.until(lambda: self.page.call.form.note.hasFocus())
        self.keys.until(lambda: self.page.current.call and self.page.current.call.worker_id)


def _call() -> type[Call]:
    from desktop_app.records.contacts import Call

    return Call


def open_desk(path: Path, key: bytes, post: Callable[[Callable[[], object]], object]) -> Desk:
    """A desk on a vault file, as the windows open it."""
    from desktop_app.desk import Desk
    from desktop_app.vault.database import Database
    from desktop_app.vault.keys.datakey import DataKey

    return Desk(Database(path, DataKey(key)), "Ruth Ellery", post=post)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """It is 9:40 the day after the borough was made: what "noon" means does not hang on when the tests run."""
    with clock.as_if(datetime.combine(clock.today() + timedelta(days=1), time(9, 40), clock.LONDON)):
        yield


@pytest.fixture
def vault(borough_file: tuple[Path, bytes], tmp_path: Path) -> tuple[Path, bytes]:
    """A copy of the borough to write in, and its key."""
    path = tmp_path / "vault.vault"
    shutil.copyfile(borough_file[0], path)
    return path, borough_file[1]


@pytest.fixture
def opened(
    vault: tuple[Path, bytes], tmp_path: Path, qtbot: QtBot, themed: Callable[..., Look]
) -> Iterator[Callable[[], Scene]]:
    """Opens the window, as often as asked: before each opening the one before is closed, as a lock does."""
    from desktop_app.settings import Settings
    from desktop_app.windows.post import Poster
    from desktop_app.windows.shell import Shell

    scenes: list[tuple[Scene, Poster]] = []

    def close() -> None:
        while scenes:
            scene, poster = scenes.pop()
            scene.shell.close()
            scene.desk.close()
            poster.close()
            scene.shell.deleteLater()

        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def make() -> Scene:
        close()
        poster = Poster()
        desk = open_desk(*vault, poster.post)
        settings = Settings(tmp_path / "settings.json")
        settings.set("alarm_sound", False)
        shell = Shell(desk, settings)
        shell.resize(1366, 768)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        qtbot.waitUntil(lambda: shell.people.is_ready, timeout=8000)
        scene = Scene(shell, desk, Typist(shell, qtbot))
        scenes.append((scene, poster))
        return scene

    yield make
    close()


@pytest.fixture
def scene(opened: Callable[[], Scene]) -> Scene:
    """The window, open on Today."""
    return opened()
