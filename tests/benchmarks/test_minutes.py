"""Minutes as they are typed: from the key to the screen in a document of 20,000 words, and reading them again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.commands.facts import add_fact
from desktop_app.commands.meetings import keep_notes, start_meeting
from desktop_app.desk import Desk
from desktop_app.records.families import Family
from desktop_app.rules.minutes import read_minutes
from desktop_app.settings import Settings
from desktop_app.vault.database import Database
from desktop_app.windows.meetings.page import MeetingsPage
from desktop_app.windows.post import Poster
from desktop_app.windows.shell import Shell
from tests.helpers.measuring import Library, percentile, tell

LINE = "HV: Mia is on the 25th centile and doing well, mum said she slept through the night and eats what she is given."
TYPED = (
    "NC: we agreed to meet again. A: ring the GP about the appointment @NC by 4 Jan\nD: the plan goes on as it is\n" * 4
)


def test_typing_into_a_long_document(library: Library, tmp_path: Path, qtbot: QtBot, themed: object):
    poster = Poster()
    desk = Desk(Database(library.path, library.key), "Ruth Ellery", post=poster.post)
    family = desk.do(add_fact, Family(name="Long meeting")).result()
    meeting = desk.do(start_meeting, family.id, "icpc").result()
    desk.do(keep_notes, meeting.id, "\n".join([LINE] * 920)).result()
    shell = Shell(desk, Settings(tmp_path / "settings.json"))
    shell.resize(1366, 768)
    with qtbot.waitActive(shell):
        shell.show()
    qtbot.waitUntil(lambda: shell.people.is_ready, timeout=30_000)
    shell.open("meeting", meeting.id)
    page = shell.pages["meetings"]
    assert isinstance(page, MeetingsPage)
    assert len(page.minute.area.toPlainText().split()) > 20_000
    taken: list[float] = []
    for char in TYPED:
        begun = perf_counter()
        if char == "\n":
            QTest.keyClick(page.minute.area, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(page.minute.area, char)
        page.minute.area.viewport().repaint()
        QApplication.processEvents()
        taken.append((perf_counter() - begun) * 1000)
        qtbot.wait(1)
    tell("minutes of 20,000 words: key to screen, p99", [percentile(taken, 0.99)], 20.0, "ms")
    notes = page.minute.area.toPlainText() + "\n" + "\n".join(f"PL: said {number}" for number in range(4_300))
    now = datetime(2026, 12, 2, 14, tzinfo=clock.LONDON)
    read_minutes(notes, now)
    begun = perf_counter()
    read_minutes(notes, now)
    tell("5,300 lines of minutes read again", [(perf_counter() - begun) * 1000], 5.0, "ms")
    page.minute.flush()
    shell.stop()
    shell.close()
    desk.close()
    poster.close()
