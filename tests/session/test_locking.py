"""Locking: nobody is named, nothing stays open, and what was typed a moment ago is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.app import Session
from desktop_app.records.contacts import Call
from desktop_app.vault.alone import Alone
from desktop_app.windows.calls.page import CallsPage
from desktop_app.windows.crash import CrashCard
from desktop_app.windows.dialogs import Question
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock
from tests.helpers.sessions import WORDS, locked, press, shows, texts, unlocked, vault


def test_locking_by_key_names_nobody_and_closes_everything(session: Session, qtbot: QtBot, qapp: QApplication):
    vault(session.path)
    shell = unlocked(session, qtbot)
    qapp.clipboard().setText("Sheila Reid")
    opened = session.opened
    qtbot.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shows(session, Unlock))
    assert session.window is not None
    for name in ("Sheila", "Reid", "Ruth", "Ellery", "1 call"):
        assert name not in texts(session.window)
    assert session.window.windowTitle() == "Casemate"
    assert qapp.clipboard().text() == ""
    assert session.desk is None
    assert opened is not None
    qtbot.waitUntil(lambda: opened.key.forgotten, timeout=15_000)
    assert opened.database.writer.pool.checkedin() == 0  # type: ignore[attr-defined]
    assert opened.database.reader.pool.checkedin() == 0  # type: ignore[attr-defined]
    alone = Alone(session.path)
    alone.take()
    alone.release()


@pytest.mark.parametrize("later", [timedelta(minutes=6), timedelta(days=-2)])
def test_it_locks_when_idle_and_when_the_clock_was_set_back(session: Session, qtbot: QtBot, later: timedelta):
    vault(session.path)
    unlocked(session, qtbot)
    session.lock_when_idle(clock.now() + timedelta(minutes=4))
    assert shows(session, Shell)
    session.lock_when_idle(clock.now() + later)
    assert shows(session, Unlock)


def test_what_was_typed_a_moment_ago_is_there_after_locking(session: Session, qtbot: QtBot):
    vault(session.path)
    shell = unlocked(session, qtbot)
    qtbot.keyClick(shell, Qt.Key.Key_F8)
    page = shell.pages["calls"]
    assert isinstance(page, CallsPage)
    page.call.form.note.setFocus()
    qtbot.keyClicks(page.call.form.note, "He said he is scar")
    qtbot.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shows(session, Unlock))
    window = locked(session)
    assert "Everything you typed is kept" in window.words.text()
    assert "scar" not in texts(window)
    press(window, qtbot, WORDS)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert session.desk is not None
    assert "He said he is scar" in [call.note for call in session.desk.read(lambda reader: reader.all(Call))]


def test_locking_closes_the_question_above_the_window(session: Session, qtbot: QtBot):
    vault(session.path)
    shell = unlocked(session, qtbot)
    question = Question(shell, "Send 9 pages about Leo Reid?", "They leave this laptop.", "Send", "Keep it here")
    question.open()
    qtbot.waitUntil(question.isVisible)
    session.lock()
    assert not question.isVisible()
    assert shows(session, Unlock)


def test_a_page_that_fails_on_leaving_does_not_keep_the_vault_open(session: Session, qtbot: QtBot):
    vault(session.path)
    shell = unlocked(session, qtbot)

    def fail() -> None:
        raise ValueError("Leo Reid")

    shell.current.left = fail  # type: ignore[method-assign]
    session.lock()
    assert shows(session, Unlock)
    assert session.opened is None
    window = locked(session)
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashCard)))
    assert "Leo" not in texts(window)


def test_a_mistake_nobody_caught_gets_one_card_and_no_names(session: Session, qtbot: QtBot):
    vault(session.path)
    shell = unlocked(session, qtbot)
    for _ in range(3):
        session.mistake(ValueError, ValueError("Leo Reid"), None)
    qtbot.waitUntil(lambda: bool(shell.findChildren(CrashCard)))
    (card,) = shell.findChildren(CrashCard)
    assert "Leo" not in card.text
    card.dismiss()
