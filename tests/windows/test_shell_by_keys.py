"""The shell by keys: every key does its thing, nothing clashes, nothing is nameless, nothing stalls."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.work import Task
from desktop_app.settings import Settings
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows.crash import CrashCard, report
from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from desktop_app.windows.shortcuts import EVERYWHERE, all_shortcuts, clashes
from desktop_app.windows.workspaces import WORKSPACES

CTRL = Qt.KeyboardModifier.ControlModifier


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


def overlays(shell: Shell, qtbot: QtBot) -> list[Overlay]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one for one in shell.findChildren(Overlay) if one.isVisible()]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_no_two_keys_fight_and_every_key_has_its_method():
    assert clashes(all_shortcuts(WORKSPACES)) == []
    for shortcut in EVERYWHERE:
        assert callable(getattr(Shell, shortcut.run))


@pytest.mark.parametrize("place", range(1, min(len(WORKSPACES), 9) + 1))
def test_ctrl_and_a_figure_goes_to_each_workspace(shell: Shell, qtbot: QtBot, place: int):
    qtbot.keyClick(shell, Qt.Key(Qt.Key.Key_0 + place), CTRL)
    assert shell.current_id == WORKSPACES[place - 1].id
    assert shell.rail.items[shell.current_id].active


@pytest.mark.parametrize(
    ("key", "held", "title"),
    [
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "Keys"),
        (Qt.Key.Key_F, CTRL, "Search"),
        (Qt.Key.Key_Comma, CTRL, "Preferences"),
        (Qt.Key.Key_P, CTRL | Qt.KeyboardModifier.ShiftModifier, "Print register"),
    ],
)
def test_sheets_open_by_key_and_close_with_esc(
    shell: Shell, qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier, title: str
):
    before = QApplication.focusWidget()
    qtbot.keyClick(shell, key, held)
    (sheet,) = overlays(shell, qtbot)
    assert sheet.title.text() == title
    for _ in range(12):
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(focus()), "Tab left the sheet"
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert overlays(shell, qtbot) == []
    assert QApplication.focusWidget() is before


def test_the_palette_finds_people_and_commands(shell: Shell, qtbot: QtBot):
    qtbot.keyClick(shell, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(focus(), "sheila re")
    names = [entry.name for entry in shell.palette_card._entries.values()]
    assert names[0] == "Sheila Reid"
    shell.palette_card.field.clear()
    qtbot.keyClicks(focus(), "preferences")
    entries = [(entry.group, entry.name) for entry in shell.palette_card._entries.values()]
    assert ("Commands", "Preferences") in entries
    for _ in range(entries.index(("Commands", "Preferences"))):
        qtbot.keyClick(focus(), Qt.Key.Key_Down)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    (sheet,) = overlays(shell, qtbot)
    assert sheet.title.text() == "Preferences"
    sheet.dismiss()


def test_a_slash_searches_and_enter_opens_what_was_found(shell: Shell, qtbot: QtBot):
    qtbot.keyClicks(shell.pages["today"].panes()[0], "/")
    (sheet,) = overlays(shell, qtbot)
    assert sheet.title.text() == "Search"
    qtbot.keyClicks(focus(), "kowalska")
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert overlays(shell, qtbot) == []
    assert shell.current_id in ("families", "calls")


def test_undo_and_redo_by_key_with_their_words(shell: Shell, qtbot: QtBot):
    shell.desk.do(add_fact, Task(title="Ring the school")).result()
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: "taken back" in shell.toaster.words.text())
    assert shell.desk.can_redo == "Add task"
    qtbot.keyClick(shell, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: "done again" in shell.toaster.words.text())


def test_text_grows_by_key_and_the_rail_gives_way(shell: Shell, qtbot: QtBot):
    for _ in range(5):
        shell.larger_text()
    assert look().percent == 150
    assert not shell.rail.isVisible()
    assert shell.settings.get("text_percent") == 150
    shell.usual_text()
    assert shell.rail.isVisible()


def test_a_crash_card_tells_where_and_names_nobody(shell: Shell, qtbot: QtBot):
    with pytest.raises(ValueError, match="Leo") as raised:
        raise ValueError("Leo Reid lives at 3 Weir Cottages")
    assert "Leo" not in report(raised.value)
    shell.trouble(raised.value)
    (card,) = overlays(shell, qtbot)
    assert isinstance(card, CrashCard)
    assert "ValueError" in card.text
    assert "Weir" not in card.text
    card.dismiss()


@pytest.mark.parametrize("workspace", [one.id for one in WORKSPACES])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (800, 560)])
def test_every_stop_of_tab_has_a_name(shell: Shell, qtbot: QtBot, workspace: str, size: tuple[int, int]):
    shell.resize(*size)
    shell.go(workspace)
    seen: set[int] = set()
    for _ in range(80):
        widget = focus()
        if id(widget) in seen:
            break
        seen.add(id(widget))
        said = widget.accessibleName() or getattr(widget, "text", str)()
        assert said, f"{type(widget).__name__} has no name"
        widget.focusNextChild()
    assert len(seen) > 3


def test_nothing_stalls_in_a_day_of_clicks(shell: Shell, qtbot: QtBot):
    """A heartbeat every 5 ms; the longest gap is told, and only a gap nobody would accept fails."""
    gaps: list[float] = []
    last = [clock.elapsed()]

    def beat() -> None:
        now = clock.elapsed()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(5)
    for workspace in ("calls", "families", "today", "calls", "today"):
        shell.go(workspace)
        qtbot.wait(60)
    shell.open_palette()
    qtbot.keyClicks(shell.palette_card.field, "kowalska")
    shell.palette_card.dismiss()
    timer.stop()
    print(f"longest gap {max(gaps) * 1000:.0f} ms")
    assert max(gaps) < 1.0
