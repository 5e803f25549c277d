"""The daily copy, and the way back from a damaged vault."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Session
from desktop_app.records.contacts import Call
from desktop_app.vault import backup
from desktop_app.windows.restoring import RestoreSheet
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock
from tests.helpers.sessions import WORDS, closed, locked, press, shows, unlocked, vault


def test_a_copy_is_made_on_the_first_unlocking_of_a_day(session: Session, qtbot: QtBot):
    vault(session.path)
    unlocked(session, qtbot)
    copies = session.path.parent / "copies"
    qtbot.waitUntil(lambda: len(list(copies.glob("*.vault"))) == 1, timeout=15_000)


def test_copies_go_where_they_are_wanted_and_trouble_is_said_once(session: Session, qtbot: QtBot, tmp_path: Path):
    vault(session.path)
    block = tmp_path / "a file"
    block.write_text("in the way")
    session.settings.set("backup_folder", str(block / "stick"))
    shell = unlocked(session, qtbot)
    qtbot.waitUntil(lambda: "could not be written" in shell.toaster.words.text(), timeout=15_000)
    session.lock()
    press(locked(session), qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    again = session.window
    assert isinstance(again, Shell)
    again.desk.read_later(lambda reader: None).result()
    qtbot.wait(50)
    assert not again.toaster.isVisible(), "said once a day"
    session.lock()
    session.settings.set("backup_folder", str(tmp_path / "stick"))
    press(locked(session), qtbot, WORDS)
    qtbot.waitUntil(lambda: len(backup.copies(tmp_path / "stick")) == 1, timeout=15_000)


def test_a_damaged_vault_offers_its_backup(session: Session, qtbot: QtBot):
    vault(session.path)
    raw = bytearray(session.path.read_bytes())
    raw[60] ^= 4
    session.path.write_bytes(raw)
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.keyClicks(window.edit, WORDS)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(window.restore.isVisible, timeout=15_000)
    assert "damaged" in window.field.below.text()


def test_a_damaged_vault_is_restored_from_its_newest_copy(session: Session, qtbot: QtBot):
    vault(session.path)
    unlocked(session, qtbot)
    copies = session.path.parent / "copies"
    qtbot.waitUntil(lambda: len(backup.copies(copies)) == 1, timeout=15_000)
    session.lock()
    closed(session, qtbot)
    raw = bytearray(session.path.read_bytes())
    raw[60] ^= 4
    session.path.write_bytes(raw)
    window = locked(session)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(window.restore.isVisible, timeout=15_000)
    assert "Restore the copy of " in window.field.below.text()
    qtbot.mouseClick(window.restore, Qt.MouseButton.LeftButton)
    (sheet,) = window.findChildren(RestoreSheet)
    assert QApplication.focusWidget() is sheet.edit
    qtbot.keyClicks(sheet.edit, "not the words")
    qtbot.keyClick(sheet.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open" in sheet.field.below.text(), timeout=15_000)
    assert session.path.read_bytes() == bytes(raw), "nothing is replaced before it is shown"
    qtbot.keyClicks(sheet.edit, WORDS)
    qtbot.keyClick(sheet.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.replace_button.isVisible, timeout=15_000)
    assert "1 call" in sheet.holds.text()
    qtbot.mouseClick(sheet.replace_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.window is not window, timeout=15_000)
    fresh = locked(session)
    assert "Restored" in fresh.words.text()
    assert len(list(session.path.parent.glob("desk.vault.replaced-*"))) >= 1
    press(fresh, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert session.desk is not None
    assert [call.caller for call in session.desk.read(lambda reader: reader.all(Call))] == ["Sheila Reid"]
