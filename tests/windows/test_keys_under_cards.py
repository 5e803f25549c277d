"""While a card lies over the window the keys of the page beneath rest; help, lock, a call and the text size do not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.work import Task
from desktop_app.settings import Settings
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from desktop_app.windows.shortcuts import EVERYWHERE, all_shortcuts
from desktop_app.windows.workspaces import WORKSPACES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
CARDS = ("open_preferences", "open_keys", "open_search", "open_register", "open_palette", "words", "follow_up")
STILL = {"F1", "F8", "Ctrl+L", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl++", "Ctrl+-", "Ctrl+0"}


@pytest.fixture
def shell(borough_file: tuple[Path, bytes], tmp_path: Path, qtbot: QtBot, themed: object) -> Iterator[Shell]:
    source, key = borough_file
    path = tmp_path / "borough.vault"
    shutil.copyfile(source, path)
    poster = Poster()
    desk = Desk(Database(path, DataKey(key)), "Ruth Ellery", post=poster.post)
    made = Shell(desk, Settings(tmp_path / "settings.json"))
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    qtbot.waitUntil(lambda: made.people.is_ready, timeout=5000)
    yield made
    made.stop()
    made.close()
    desk.close()
    poster.close()
    made.deleteLater()


def cards(shell: Shell) -> list[QWidget]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one for one in (*shell.findChildren(Overlay), shell.palette_card) if one.isVisible()]


def put(shell: Shell, card: str) -> QWidget:
    """Open a card by name over the window."""
    if card == "words":
        shell.current.open_prompt_words()  # type: ignore[attr-defined]
    elif card == "follow_up":
        shell.go("today")
        shell.current.new_here()
    else:
        getattr(shell, card)()
    (shown,) = cards(shell)
    return shown


def press(key: str) -> None:
    """A key as the window system sends it: to whatever has the keyboard."""
    combination = QKeySequence(key)[0]
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, combination.key(), combination.keyboardModifiers())


def test_no_key_of_the_page_beneath_works_through_a_card(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    resting = {one.key for one in all_shortcuts(WORKSPACES) if not one.single_letter} - STILL
    assert len(resting) > 50
    done: list[object] = []
    monkeypatch.setattr(shell, "act", lambda *what: done.append(what))
    monkeypatch.setattr(shell, "_pane", lambda *what: done.append(what))
    for card in CARDS:
        shell.go("calls")
        shown = put(shell, card)
        place, before = shell.current_id, shell.desk.can_undo
        own = {"Ctrl+Return", "Ctrl+Enter"} if card in ("words", "open_palette", "follow_up") else set()
        for key in sorted(resting - own):
            press(key)
            assert cards(shell) == [shown], (card, key)
            assert shell.current_id == place, (card, key)
        assert done == []
        assert shell.desk.can_undo == before
        focus = QApplication.focusWidget()
        assert focus is shown or shown.isAncestorOf(focus), card
        press("Escape")


def test_the_same_keys_work_again_once_it_is_closed(shell: Shell):
    for card in CARDS:
        shell.go("today")
        put(shell, card)
        press("Escape")
        assert cards(shell) == []
        press("Ctrl+2")
        assert shell.current_id == WORKSPACES[1].id


def test_lock_text_size_and_help_work_over_a_card(shell: Shell, qtbot: QtBot):
    for card in CARDS:
        shell.go("today")
        shown = put(shell, card)
        press("Ctrl++")
        assert look().percent == 110
        press("Ctrl+0")
        assert look().percent == 100
        with qtbot.waitSignal(shell.lock_asked):
            press("Ctrl+L")
        press("F1")
        assert len(cards(shell)) == (1 if card == "open_keys" else 2), "help is never twice"
        press("Escape")
        assert cards(shell) == ([] if card == "open_keys" else [shown])
        press("Escape")


def test_undo_works_over_a_card_while_no_field_has_the_keyboard(shell: Shell, qtbot: QtBot):
    shell.desk.do(add_fact, Task(title="Ring the school")).result()
    put(shell, "open_preferences")
    press("Ctrl+Z")
    qtbot.waitUntil(lambda: shell.desk.can_redo == "Add task")
    press("Ctrl+Shift+Z")
    qtbot.waitUntil(lambda: shell.desk.can_undo == "Add task")


def test_a_call_that_comes_in_puts_the_card_away(shell: Shell, qtbot: QtBot):
    for card in CARDS:
        shell.go("today")
        put(shell, card)
        press("F8")
        assert cards(shell) == []
        assert shell.current_id == "calls"
        qtbot.waitUntil(lambda: shell.pages["calls"].call.form.caller.edit.hasFocus())  # type: ignore[attr-defined]


def test_every_key_that_still_works_is_one_of_everywhere():
    assert {one.key for one in EVERYWHERE} >= STILL


def test_what_two_keys_do_stands_in_the_palette_once(shell: Shell):
    for workspace in WORKSPACES:
        shell.go(workspace.id)
        shell.open_palette()
        for typed in ("", "search", "end the call", "text pieces", "lock"):
            shell.palette_card.field.setText(typed)
            told = [(one.name, one.key) for one in shell.palette_card._entries.values() if one.group == "Commands"]
            assert len({name for name, _key in told}) == len(told), told
            if typed == "search":
                assert told == [("Search in everything", "Ctrl F")]
        shell.palette_card.dismiss()
