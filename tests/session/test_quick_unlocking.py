"""The keyring of the system opens the vault where there is one; where there is none nobody hears of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import Session
from desktop_app.settings import BY_KEY
from desktop_app.windows.preferences import Preferences
from desktop_app.windows.shell import Shell
from tests.helpers.sessions import WORDS, Start, StoreInTest, locked, press, shows, unlocked, vault


def test_quick_unlock_opens_where_there_is_a_keyring_and_hides_where_there_is_none(
    sessions: Start, store: StoreInTest, qtbot: QtBot
):
    first = sessions()
    vault(first.path)
    shell = unlocked(first, qtbot)
    qtbot.waitUntil(lambda: shell.keyring_here, timeout=15_000)
    shell.open_preferences()
    (sheet,) = shell.findChildren(Preferences)
    sheet._set(BY_KEY["quick_unlock"], True)
    qtbot.waitUntil(lambda: bool(store.kept), timeout=15_000)
    assert "Sheila" not in repr(store.kept)
    sheet.dismiss()
    first.lock()
    window = locked(first)
    qtbot.waitUntil(window.quick.isVisible, timeout=15_000)
    qtbot.mouseClick(window.quick, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shows(first, Shell), timeout=15_000)
    first.lock()
    window = locked(first)
    qtbot.waitUntil(window.quick.isVisible, timeout=15_000)
    store.kept.clear()
    qtbot.mouseClick(window.quick, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "no longer holds the key" in window.field.below.text(), timeout=15_000)
    assert not window.quick.isVisible()
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(first, Shell), timeout=15_000)
    qtbot.waitUntil(lambda: bool(store.kept), timeout=15_000)  # the passphrase renews it while the setting is on


def test_without_a_keyring_quick_unlock_is_nowhere(session: Session, qtbot: QtBot):
    vault(session.path)
    session.settings.set("quick_unlock", True)
    window = locked(session)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    session.quick.ask(lambda on: asked.append(on))
    asked: list[bool] = []
    qtbot.waitUntil(lambda: asked == [False], timeout=15_000)
    shell = session.window
    assert isinstance(shell, Shell)
    assert not shell.keyring_here
    shell.open_preferences()
    (sheet,) = shell.findChildren(Preferences)
    assert "quick_unlock" not in sheet.fields
    assert "theme" in sheet.fields
    sheet.dismiss()
