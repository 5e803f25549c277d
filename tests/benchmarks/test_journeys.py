"""A day in the window on fifty thousand calls, by real keys: the longest silence of the windows' thread in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.app import Session
from desktop_app.demo import borough
from desktop_app.desk import Desk
from desktop_app.settings import Settings
from desktop_app.vault import door
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock
from desktop_app.windows.workspaces import WORKSPACES
from tests.helpers.measuring import tell
from tests.helpers.sessions import CHEAP, WORDS
from tests.helpers.watching import Watchdog

SIZE = borough.Size(1000, 45, 5)
ROUNDS = 2
NOTE = "Says Leo told her last night that he has a bruise on his arm and wont say how. Ring her half 4 tomorrow. "
Key, Mods = Qt.Key, Qt.KeyboardModifier


class Day:
    """Presses keys where the keyboard is and waits as a person does; each step has its name in the watchdog."""

    def __init__(self, session: Session, dog: Watchdog, bot: QtBot) -> None:
        self.session, self.dog, self.bot = session, dog, bot

    def here(self) -> QWidget | None:
        return QApplication.focusWidget() or self.session.window

    def press(self, key: Qt.Key, mods: Qt.KeyboardModifier = Mods.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.here(), key, mods)
            self.bot.wait(40)

    def write(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.here(), letter)
            self.bot.wait(12)

    def step(self, name: str, *does: Callable[[], object], pause: int = 600) -> None:
        self.dog.journey = name
        for one in does:
            one()
        self.bot.wait(pause)

    def keys(self, name: str, key: Qt.Key, mods: Qt.KeyboardModifier = Mods.NoModifier, times: int = 1) -> None:
        self.step(name, lambda: self.press(key, mods, times))

    def unlock(self) -> Shell:
        window = self.session.window
        assert isinstance(window, Unlock)
        self.step("the locked window", pause=2500)
        window.activateWindow()
        window.edit.setFocus()
        self.step("the passphrase", lambda: self.write(WORDS), pause=100)
        self.dog.journey = "unlocking"
        self.press(Key.Key_Return)
        self.bot.waitUntil(lambda: isinstance(self.session.window, Shell), timeout=30_000)
        shell = self.session.window
        assert isinstance(shell, Shell)
        self.bot.waitUntil(lambda: shell.people.is_ready, timeout=30_000)
        self.bot.wait(1500)
        return shell

    def go_round(self) -> None:
        """Every workspace by its key, then a family, a call and a search."""
        numbers = {one.id: Key(Key.Key_1 + place) for place, one in enumerate(WORKSPACES)}
        for one, key in reversed(numbers.items()):
            self.keys(one, key, Mods.ControlModifier)
        self.keys("down Today", Key.Key_Down, times=6)
        self.keys("the palette", Key.Key_K, Mods.ControlModifier)
        self.step("typing in the palette", lambda: self.write("kowal"))
        self.keys("a family by the palette", Key.Key_Return)
        self.keys("out of the sheet", Key.Key_Escape)
        self.keys("round the family", Key.Key_F6, times=4)
        self.keys("its genogram", Key.Key_G, Mods.AltModifier)
        self.keys("all families", numbers["families"], Mods.ControlModifier, times=2)
        self.keys("a call begins", Key.Key_F8)
        self.step("who is calling", lambda: self.write("sheila"))
        self.keys("the caller is taken", Key.Key_Return)
        self.step("the note", lambda: self.write(NOTE))
        self.keys("the call ends", Key.Key_Return, Mods.ControlModifier)
        self.keys("down the calls", Key.Key_Down, times=8)
        self.keys("pages of calls", Key.Key_PageDown, times=10)
        self.keys("what all keys do", Key.Key_F1)
        self.keys("back", Key.Key_Escape)
        shell = self.session.window
        assert isinstance(shell, Shell)
        self.step("search", shell.open_search)
        self.step("typing in search", lambda: self.write("bruise school"))
        self.keys("what was found", Key.Key_Return)


def test_silences_in_a_day(tmp_path: Path, qapp: QApplication, qtbot: QtBot, themed: object):
    path = tmp_path / "desk.vault"
    opened = door.prepare(path, WORDS, calibration=CHEAP).write()
    desk = Desk(opened.database, borough.ME)
    borough.build(desk, size=SIZE, now=datetime.combine(clock.today(), time(9, 40), clock.LONDON))
    desk.release()
    opened.close()
    session = Session(qapp, Settings(tmp_path / "settings.json"), path, calibration=CHEAP)
    with Watchdog() as dog:
        session.start()
        day = Day(session, dog, qtbot)
        day.unlock()
        for _ in range(ROUNDS):
            day.go_round()
        day.keys("lock", Key.Key_L, Mods.ControlModifier)
    print("\n".join(str(silence) for silence in sorted(dog.silences, key=lambda one: -one.own)))
    peer = "heartbeat of 2 ms, the longest of each step"
    tell("silence of the windows' thread, by the wall", sorted(dog.longest.values()), 50, "ms", peer)
    tell("longest silence, by the wall", [max(dog.longest.values())], 50, "ms", peer)
    tell("longest silence, by this thread's own clock", [max(dog.own.values())], 50, "ms", peer)
    window = session.window
    session.end()
    if window is not None:
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # before the look changes again and asks a closed desk
    qapp.processEvents()
