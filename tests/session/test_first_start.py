"""First start: three steps by keys, and nothing on the disk before the recovery code is typed back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import Session
from desktop_app.records.team import Worker
from desktop_app.windows.setup import SetUp
from desktop_app.windows.shell import Shell
from tests.helpers.sessions import WORDS, shows


def test_first_start_in_three_steps_by_keys(session: Session, qtbot: QtBot):
    session.start()
    window = session.window
    assert isinstance(window, SetUp)
    qtbot.keyClick(window.who.button, Qt.Key.Key_Return)
    assert "Your name is missing" in window.name_field.below.text()
    qtbot.keyClicks(window.name, "Ruth Ellery")
    qtbot.keyClicks(window.team, "Team North")
    qtbot.keyClicks(window.workers, "Naomi Clarke")
    qtbot.keyClick(window.workers, Qt.Key.Key_Return)
    qtbot.keyClicks(window.workers, "Tom Hartley")
    qtbot.keyClick(window.who.button, Qt.Key.Key_Return)
    qtbot.keyClicks(window.first, "ruth ellery 1")
    qtbot.keyClick(window.passphrase.button, Qt.Key.Key_Return)
    assert window.steps.currentWidget() is window.passphrase, "a guessable one is not taken"
    window.first.clear()
    qtbot.keyClicks(window.first, WORDS)
    qtbot.keyClicks(window.second, WORDS + "x")
    qtbot.keyClick(window.passphrase.button, Qt.Key.Key_Return)
    assert "not the same" in window.second_field.below.text()
    window.second.clear()
    qtbot.keyClicks(window.second, WORDS)
    qtbot.keyClick(window.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.steps.currentWidget() is window.recovery, timeout=15_000)
    assert not session.path.exists(), "nothing is written before the code is typed back"
    code = window.code.text().split()
    wrong = [*code[:2], ("A" if code[2][0] != "A" else "B") + code[2][1:], *code[3:]]
    qtbot.keyClicks(window.typed, " ".join(wrong))
    qtbot.keyClick(window.typed, Qt.Key.Key_Return)
    assert "3" in window.typed_field.below.text()
    window.typed.clear()
    qtbot.keyClicks(window.typed, " ".join(code).lower())
    qtbot.keyClick(window.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert session.desk is not None
    assert session.desk.actor == "Ruth Ellery"
    names = [worker.name for worker in session.desk.read(lambda reader: reader.all(Worker, mine=1))]
    assert names == ["Naomi Clarke", "Tom Hartley"]
