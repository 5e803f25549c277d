"""The rest of the shell by real keys: text size, panes, preferences, history, reports, small windows, and no stall."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.desk import Desk
from desktop_app.records.families import Family
from desktop_app.settings import BY_KEY, Settings
from desktop_app.vault.database import Database
from desktop_app.vault.keys.datakey import DataKey
from desktop_app.windows import dialogs
from desktop_app.windows.crash import CrashCard
from desktop_app.windows.history import HistorySheet
from desktop_app.windows.look.theme import look
from desktop_app.windows.overlay import Overlay
from desktop_app.windows.post import Poster
from desktop_app.windows.preferences import Preferences
from desktop_app.windows.shell import Shell
from desktop_app.windows.workspaces import WORKSPACES

CTRL = Qt.KeyboardModifier.ControlModifier
SLOW = 0.25


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, float]]]:
    """Every reading on the windows' thread with its seconds; the test fails when one takes longer than `SLOW`."""
    taken: list[tuple[str, float]] = []
    read = Desk.read

    def timed(desk: Desk, query: Callable[..., Any], *args: Any, **values: Any) -> Any:
        began = clock.elapsed()
        try:
            return read(desk, query, *args, **values)
        finally:
            taken.append((query.__qualname__, clock.elapsed() - began))

    monkeypatch.setattr(Desk, "read", timed)
    yield taken
    slow = [f"{name} {seconds * 1000:.0f} ms" for name, seconds in taken if seconds > SLOW]
    assert not slow, slow


@pytest.fixture
def shell(
    borough_file: tuple[Path, bytes], tmp_path: Path, qtbot: QtBot, themed: object, readings: object
) -> Iterator[Shell]:
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
    assert dialogs.forget_answers() == []
    made.close()
    desk.close()
    poster.close()
    made.deleteLater()


def sheet_of(shell: Shell) -> Overlay:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    (sheet,) = [one for one in shell.findChildren(Overlay) if one.isVisible()]
    return sheet


def test_text_grows_and_shrinks_by_key_within_its_bounds(shell: Shell, qtbot: QtBot):
    for _ in range(12):
        qtbot.keyClick(shell, Qt.Key.Key_Plus, CTRL)
    assert look().percent == 200
    qtbot.keyClick(shell, Qt.Key.Key_Minus, CTRL)
    assert look().percent == 190
    qtbot.keyClick(shell, Qt.Key.Key_0, CTRL)
    qtbot.keyClick(shell, Qt.Key.Key_Minus, CTRL)
    assert look().percent == 100


def test_f6_goes_round_the_panes_and_back(shell: Shell, qtbot: QtBot):
    for workspace in WORKSPACES:
        shell.go(workspace.id)
        panes = [pane for pane in shell.current.panes() if pane.isVisible()]

        def here(panes: list[QWidget] = panes) -> int:
            focus = QApplication.focusWidget()
            return next((n for n, pane in enumerate(panes) if focus is pane or pane.isAncestorOf(focus)), -1)

        assert panes, workspace.id
        qtbot.keyClick(shell, Qt.Key.Key_F6)
        began = here()
        assert began >= 0, workspace.id
        for step in range(1, len(panes) + 1):
            qtbot.keyClick(shell, Qt.Key.Key_F6)
            assert here() == (began + step) % len(panes), workspace.id
        qtbot.keyClick(shell, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert here() == (began - 1) % len(panes), workspace.id


def test_preferences_hold_at_once_and_after_the_next_start(shell: Shell, qtbot: QtBot):
    qtbot.keyClick(shell, Qt.Key.Key_Comma, CTRL)
    sheet = sheet_of(shell)
    assert isinstance(sheet, Preferences)
    for theme in ("dark", "contrast", "light"):
        sheet._set(BY_KEY["theme"], theme)
        assert look().theme.name == theme
    sheet._set(BY_KEY["lock_minutes"], 9)
    assert Settings(shell.settings.path).get("lock_minutes") == 9
    sheet.dismiss()


def test_settings_that_cannot_be_written_hold_and_are_said(shell: Shell, tmp_path: Path, qtbot: QtBot):
    block = tmp_path / "a file"
    block.write_text("in the way")
    shell.settings.path = block / "settings.json"
    qtbot.keyClick(shell, Qt.Key.Key_Plus, CTRL)
    assert look().percent == 110
    assert "could not be written" in shell.toaster.words.text()


@pytest.mark.parametrize("stored", ["[]", "{", '{"layouts": 3, "theme": 7, "lock_minutes": 9000}', "[" * 100_000, "\0"])
def test_a_broken_settings_file_falls_back(tmp_path: Path, stored: str):
    path = tmp_path / "settings.json"
    path.write_text(stored)
    assert (Settings(path).get("theme"), Settings(path).get("lock_minutes")) == ("light", 5)


def test_history_of_what_is_chosen(shell: Shell, qtbot: QtBot):
    family = shell.desk.read(lambda reader: reader.value("SELECT id FROM r_family LIMIT 1"))
    shell.open("family", str(family))
    qtbot.keyClick(shell, Qt.Key.Key_H, CTRL)
    sheet = sheet_of(shell)
    assert isinstance(sheet, HistorySheet)
    assert sheet.title.text().startswith("History of this ")
    sheet.dismiss()


def test_a_report_is_saved_where_wanted_and_names_nobody(shell: Shell, qtbot: QtBot, tmp_path: Path):
    with pytest.raises(ValueError, match="Leo") as raised:
        raise ValueError("Leo Reid, 07700 900142")
    shell.trouble(raised.value)
    card = sheet_of(shell)
    assert isinstance(card, CrashCard)
    target = tmp_path / "report.txt"
    dialogs.answer_next(target)
    card.save()
    assert "ValueError" in target.read_text()
    for name in ("Leo", "Reid", "07700"):
        assert name not in target.read_text()
    card.dismiss()


def test_the_palette_finds_a_family_by_name(shell: Shell, qtbot: QtBot):
    names = [str(one.name) for one in shell.desk.read(lambda reader: reader.all(Family))]
    family = next(name for name in names if name.isascii())
    qtbot.keyClick(shell, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(shell.palette_card.field, family)
    entries = [(entry.group, entry.name) for entry in shell.palette_card._entries.values()]
    assert ("Families", family) in entries
    qtbot.keyClick(shell.palette_card.field, Qt.Key.Key_Escape)
    assert not shell.palette_card.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700), (800, 560)])
def test_nothing_stands_outside_a_small_window(
    shell: Shell, qtbot: QtBot, themed: Callable[..., object], size: tuple[int, int], percent: int
):
    themed("light", percent)
    shell.resize(*size)
    for workspace in WORKSPACES:
        shell.go(workspace.id)
        qtbot.wait(10)
        assert (shell.width(), shell.height()) == size, workspace.id
        for pane in (shell.stack, shell.status, shell.current.header):
            place = QRect(pane.mapTo(shell, QPoint()), pane.size())
            assert shell.rect().contains(place), f"{workspace.id}: {type(pane).__name__} {place}"


def test_readings_on_the_windows_thread_are_small(shell: Shell, qtbot: QtBot, readings: list[tuple[str, float]]):
    for workspace in ("calls", "families", "today"):
        shell.go(workspace)
        qtbot.wait(20)
    shell.open_search()
    sheet = sheet_of(shell)
    qtbot.keyClicks(QApplication.focusWidget(), "kowalska")
    sheet.dismiss()
    longest = max(readings, key=lambda one: one[1])
    print(f"{len(readings)} readings, longest {longest[0]} {longest[1] * 1000:.1f} ms")
