"""The real window on Families over a small invented borough, and keys as a person presses them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop_app.desk import Desk
    from desktop_app.windows.families.page import FamiliesPage
    from desktop_app.windows.shell import Shell

W = TypeVar("W", bound=QWidget)


@dataclass
class Families:
    """The shell, its page of Families, and what a test does there."""

    shell: Shell
    desk: Desk
    bot: QtBot

    @property
    def page(self) -> FamiliesPage:
        """The page."""
        return self.shell.page("families")  # type: ignore[return-value]

    def key(self, key: Qt.Key, mods: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, mods)

    def ctrl(self, key: Qt.Key) -> None:
        """Ctrl and a key."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def alt(self, key: Qt.Key) -> None:
        """Alt and a key."""
        self.key(key, Qt.KeyboardModifier.AltModifier)

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        for letter in text:
            focus = QApplication.focusWidget()
            assert focus is not None
            if letter.isascii():
                QTest.keyClicks(focus, letter)
            else:  # QTest has keys for Latin letters only; an input method sends the others like this
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(focus, event)

    def until(self, what: Callable[[], object]) -> None:
        """Wait until it is so."""
        self.bot.waitUntil(lambda: bool(what()), timeout=8000)

    def sheet(self, kind: type[W]) -> W:
        """The card of this kind that is open."""
        self.until(lambda: any(one.isVisible() for one in self.shell.findChildren(kind)))
        return next(one for one in self.shell.findChildren(kind) if one.isVisible())

    def gone(self, kind: type[QWidget]) -> None:
        """Wait until no card of this kind is open."""
        self.until(lambda: not any(one.isVisible() for one in self.shell.findChildren(kind)))

    def open_family(self, name: str = "Kowalska") -> None:
        """Into a family by filtering and Enter."""
        self.shell.go("families")
        self.alt(Qt.Key.Key_F)
        self.until(self.page.list_view.edit.hasFocus)
        self.write(name)
        self.key(Qt.Key.Key_Return)
        self.until(lambda: self.page.shown_family is not None)
        self.until(self.page.family_view.people.hasFocus)

    def person(self, given: str) -> str:
        """The id of someone of the open family."""
        shown = self.page.shown_family
        assert shown is not None
        return next(one.id for one in shown.page.people.values() if one.given == given)

    def open_person(self, given: str) -> None:
        """Enter on someone."""
        self.page.family_view.people.choose(self.person(given))
        self.key(Qt.Key.Key_Return)
        self.until(lambda: self.page.sheet.isVisible() and self.page.panel.person_id == self.person(given))


@pytest.fixture
def families(
    borough_file: tuple[Path, bytes], tmp_path: Path, qtbot: QtBot, themed: Callable[..., object]
) -> Iterator[Families]:
    """The window, open on the list of families."""
    from desktop_app.desk import Desk
    from desktop_app.settings import Settings
    from desktop_app.vault.database import Database
    from desktop_app.vault.keys.datakey import DataKey
    from desktop_app.windows.post import Poster
    from desktop_app.windows.shell import Shell

    source, key = borough_file
    path = tmp_path / "borough.vault"
    shutil.copyfile(source, path)
    poster = Poster()
    desk = Desk(Database(path, DataKey(key)), "Ruth Ellery", post=poster.post)
    settings = Settings(tmp_path / "settings.json")
    settings.set("alarm_sound", False)
    shell = Shell(desk, settings)
    shell.resize(1366, 768)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    qtbot.waitUntil(lambda: shell.people.is_ready, timeout=8000)
    shell.go("families")
    yield Families(shell, desk, qtbot)
    shell.close()
    desk.close()
    poster.close()
    shell.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
