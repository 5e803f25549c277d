"""The locked window: passphrase, recovery code, Caps Lock, guessing, a second Casemate, a quicker machine."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Session
from desktop_app.vault.keys.keyfile import key_path
from desktop_app.vault.keys.passphrase import Calibration
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock
from tests.helpers.sessions import CHEAP, WORDS, Start, locked, press, shows, unlocked, vault


def test_a_wrong_passphrase_says_so_and_the_right_one_opens(session: Session, qtbot: QtBot):
    vault(session.path)
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.keyClicks(window.edit, "Not The Words")
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open this vault" in window.field.below.text(), timeout=15_000)
    assert "Caps Lock is off" in window.field.below.text()
    assert window.edit.selectedText()
    qtbot.keyClicks(window.edit, WORDS)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def test_the_recovery_code_opens_it_too(session: Session, qtbot: QtBot):
    code = vault(session.path)
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.mouseClick(window.other, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(window.edit, code.lower().replace("-", " "))
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def test_caps_lock_is_said_while_typing_and_in_the_refusal(session: Session, qtbot: QtBot):
    vault(session.path)
    window = locked(session)
    # A capital without Shift is how Caps Lock shows on every system.
    for letter in "OTTERHARBOUR":
        event = QKeyEvent(QEvent.Type.KeyPress, ord(letter), Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(window.edit, event)
    assert "Caps Lock is on" in window.field.below.text()
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in window.field.below.text(), timeout=15_000)
    assert "Caps Lock is on." in window.field.below.text()


def test_guessing_is_slowed_down_and_the_recovery_code_still_opens(session: Session, qtbot: QtBot):
    code = vault(session.path)
    window = locked(session)
    for guess in range(5):
        press(window, qtbot, f"a guess of number {guess}")
        qtbot.waitUntil(lambda: window.button.isEnabled() and bool(window.field.below.text()), timeout=15_000)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: "Try again in" in window.field.below.text(), timeout=15_000)
    qtbot.mouseClick(window.other, Qt.MouseButton.LeftButton)
    wrong = code[:4] + ("A" if code[4] != "A" else "B") + code[5:]
    press(window, qtbot, wrong)
    qtbot.waitUntil(lambda: "Group 1" in window.field.below.text(), timeout=15_000)
    press(window, qtbot, code)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def test_enter_twice_opens_once(session: Session, qtbot: QtBot):
    vault(session.path)
    window = locked(session)
    press(window, qtbot, WORDS)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    session.unlock("passphrase", WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert isinstance(session.window, Shell)
    assert not session.window.toaster.isVisible()


def test_a_second_casemate_is_refused_in_words(sessions: Start, qtbot: QtBot):
    first, second = sessions(), sessions()
    vault(first.path)
    unlocked(first, qtbot)
    window = locked(second)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: "already open in another Casemate window" in window.field.below.text(), timeout=15_000)
    first.lock()
    qtbot.waitUntil(lambda: window.button.isEnabled())
    first.end()
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(second, Shell), timeout=15_000)


def test_the_key_is_wrapped_more_dearly_on_a_quicker_machine(session: Session, qtbot: QtBot):
    dearer = Calibration(
        floor=CHEAP.floor, measure=lambda cost: 0.7 if cost.work > 64 else 0.001, least_seconds=0.5, most_seconds=1
    )
    vault(session.path)
    session._calibration = dearer
    before = key_path(session.path).read_bytes()
    unlocked(session, qtbot)
    qtbot.waitUntil(lambda: key_path(session.path).read_bytes() != before, timeout=15_000)
    session.lock()
    press(locked(session), qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
