"""Typing in the note of a call, from the key to the screen."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.desk import Desk
from desktop_app.settings import Settings
from desktop_app.vault.database import Database
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from tests.helpers.measuring import Library, percentile, tell

NOTE = "Says Leo told her on the phone last night that he has a bruise on his arm and does not want to say how. " * 4


def test_typing(library: Library, tmp_path: Path, qtbot: QtBot, themed: object):
    poster = Poster()
    desk = Desk(Database(library.path, library.key), "Ruth Ellery", post=poster.post)
    shell = Shell(desk, Settings(tmp_path / "settings.json"))
    shell.resize(1366, 768)
    with qtbot.waitActive(shell):
        shell.show()
    qtbot.waitUntil(lambda: shell.people.is_ready, timeout=30_000)
    shell.log_call()
    qtbot.wait(400)
    QTest.keyClicks(QApplication.focusWidget(), "she re")
    qtbot.wait(300)
    page = shell.pages["calls"]
    page.to_note()  # type: ignore[attr-defined]
    keys = []
    for letter in NOTE:
        field = QApplication.focusWidget()
        assert field is not None
        began = perf_counter()
        QTest.keyClicks(field, letter)
        field.repaint()
        keys.append((perf_counter() - began) * 1000)
        qtbot.wait(4)
    tell("a key in a note to the screen, p99", [percentile(keys, 0.99)], 20, "ms")
    shell.stop()
    shell.close()
    desk.close()
    poster.close()
    shell.deleteLater()
