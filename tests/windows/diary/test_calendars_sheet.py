"""The social workers' own calendars, by keys: one of a real calendar server, one that can't be, a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.sync.subscriptions import subscriptions
from desktop_app.windows import dialogs
from desktop_app.windows.diary.calendars_sheet import CalendarsSheet
from desktop_app.windows.post import Poster
from desktop_app.windows.syncing import begin_sync
from tests.helpers.calendar_peer import EVENT, PASSWORD, USER, Other, other, radicale
from tests.windows.diary.conftest import Told

__all__ = ["other", "radicale"]  # pytest finds fixtures by these names
Key, Mods = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def sheet(told: Told, qtbot: QtBot) -> Iterator[CalendarsSheet]:
    poster = Poster()
    syncing = begin_sync(told.shell, told.desk, poster, lambda: None)
    qtbot.keyClick(told.page.grid, Key.Key_C, Mods.AltModifier)
    found = told.shell.findChild(CalendarsSheet)
    assert found is not None
    yield found
    syncing.close()
    poster.close()


def write(qtbot: QtBot, *lines: str) -> None:
    """One line after the other, by Tab."""
    for place, line in enumerate(lines):
        if place:
            qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        qtbot.keyClicks(QApplication.focusWidget(), line)


def words(sheet: CalendarsSheet) -> str:
    return " ".join(one.text() for one in sheet.findChildren(QLabel) if one.isVisible())


def test_a_calendar_of_a_server_comes_and_goes_both_ways(told: Told, sheet: CalendarsSheet, other: Other, qtbot: QtBot):
    other.put("one", "Dentist")
    assert "No calendar comes in yet." in words(sheet)
    assert QApplication.focusWidget() is sheet.address
    write(qtbot, other.url, USER, PASSWORD)
    qtbot.keyClick(sheet.password, Key.Key_Return)
    qtbot.waitUntil(lambda: "1 came" in told.shell.toaster.words.text(), timeout=10_000)
    kept = told.desk.read(subscriptions)[0]
    assert (kept.worker_id, kept.two_way, kept.failed) == (told.naomi.id, True, False)
    entry = next(one for one in told.entries() if one.uid == "one")
    assert (entry.title, entry.workers) == ("Dentist", (told.naomi.id,))
    assert (sheet.address.text(), sheet.password.text()) == ("", "")
    other.put("one", "Dentist, moved", "20261208T100000")
    qtbot.keyClick(sheet.list, Key.Key_N)
    qtbot.waitUntil(lambda: told.entry(entry.id).title == "Dentist, moved", timeout=10_000)
    qtbot.waitUntil(lambda: sheet.sentence.text().startswith("Private"), timeout=5000)
    qtbot.keyClick(sheet.list, Key.Key_Delete)
    assert told.desk.read(subscriptions) == []
    assert told.entry(entry.id).removed_at is None
    assert "No calendar comes in yet." in words(sheet)


def test_what_can_t_be_is_said_where_it_was_typed_and_a_wrong_password_stands_in_the_list(
    told: Told, sheet: CalendarsSheet, other: Other, qtbot: QtBot
):
    write(qtbot, "http://calendar.example")
    qtbot.keyClick(sheet.address, Key.Key_Return)
    assert "It begins with https://." in words(sheet)
    assert told.desk.read(subscriptions) == []
    sheet.address.clear()
    write(qtbot, other.url, USER, "wrong")
    qtbot.keyClick(sheet.password, Key.Key_Return)
    qtbot.waitUntil(lambda: "does not accept" in told.shell.toaster.words.text(), timeout=10_000)
    assert told.desk.read(subscriptions)[0].failed
    qtbot.keyClick(sheet.list, Key.Key_M)
    write(qtbot, other.url)
    qtbot.keyClick(sheet.address, Key.Key_Return)
    assert "is here already" in words(sheet)


def test_a_file_comes_in_and_goes_again_with_undo(told: Told, sheet: CalendarsSheet, tmp_path: Path, qtbot: QtBot):
    path = tmp_path / "leave.ics"
    path.write_text(EVENT.format(uid="x", start="20261204T090000", summary="Course", also="").replace("\n", "\r\n"))
    dialogs.answer_next([path])
    sheet.who.choose(told.tom.id)
    qtbot.mouseClick(sheet.file_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "1 entry came in" in told.shell.toaster.words.text(), timeout=10_000)
    entry = next(one for one in told.entries() if one.uid == "x")
    assert (entry.workers, entry.starts_at) == ((told.tom.id,), datetime(2026, 12, 4, 9, tzinfo=clock.LONDON))
    told.desk.undo().result()
    assert told.entry(entry.id).removed_at is not None
    dialogs.answer_next([tmp_path / "gone.ics"])
    sheet.choose_file()
    qtbot.waitUntil(lambda: "can’t be read" in told.shell.toaster.words.text(), timeout=10_000)
