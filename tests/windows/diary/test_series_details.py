"""The details of one time of a series: this time, this and later, or all of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.commands.diary import book
from desktop_app.records.base import moment_text
from desktop_app.records.diary import DiaryEntry
from desktop_app.records.words import EntryKind
from desktop_app.vault.queries.diary import occasions
from desktop_app.windows.diary.entry_sheet import EntrySheet
from tests.windows.diary.conftest import THURSDAY, Told, at

WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        ("one", ["Duty", "Duty desk", "Duty", "Duty"]),
        ("later", ["Duty", "Duty desk", "Duty desk", "Duty desk"]),
        ("all", ["Duty desk"] * 4),
    ],
)
def test_what_is_typed_holds_as_far_as_was_chosen(told: Told, qtbot: QtBot, scope: str, titles: list[str]):
    series = DiaryEntry(
        kind=EntryKind.DUTY, title="Duty", workers=(told.naomi.id,), starts_at=at(14), ends_at=at(15),
        rule="FREQ=WEEKLY;COUNT=4",
    )  # fmt: skip
    kept = told.desk.do(book, series).result()
    sheet = EntrySheet(told.page, told.page.room, kept.id, moment_text(at(14) + WEEK))
    sheet.open()
    part = next(one for one in sheet.scope.parts if one.key == scope)
    qtbot.mouseClick(part, Qt.MouseButton.LeftButton)
    title = sheet.lines["title"]
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Duty desk")
    qtbot.keyClick(title, Qt.Key.Key_Tab)
    qtbot.keyClicks(sheet.lines["place"], "Civic Centre")
    sheet.dismiss()

    def now() -> list[tuple[str, str]]:
        found = told.desk.read(occasions, THURSDAY, THURSDAY + 4 * WEEK, now=at(10), workers=(told.naomi.id,))
        return [(one.title, one.place) for one in found if one.title.startswith("Duty")]

    qtbot.waitUntil(lambda: now() == [(one, "Civic Centre" if one == "Duty desk" else "") for one in titles])
