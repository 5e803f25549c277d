"""A journey in the real shell, then every file it left: no name of anyone stands in any of them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import Session
from desktop_app.records.people import Person
from desktop_app.settings import Settings
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.windows.calls.page import CallsPage
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock

CHEAP = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)
WORDS = "otter harbour violet ladder"


def test_after_a_journey_no_file_names_anybody(
    borough_desk: object, home: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot, themed: object,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    from desktop_app.desk import Desk

    assert isinstance(borough_desk, Desk)
    names = {
        part
        for person in borough_desk.read(lambda reader: reader.all(Person))
        for part in (person.given, person.surname)
        if len(part) >= 5 and part.isascii()
    }
    assert len(names) > 10
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    vault = home / "Casemate" / "desk.vault"
    door.prepare(vault, WORDS, calibration=CHEAP).write().close()
    session = Session(qapp, Settings(home / "Casemate" / "settings.json"), vault, calibration=CHEAP)
    session.start()
    assert isinstance(session.window, Unlock)
    qtbot.keyClicks(session.window.edit, WORDS)
    qtbot.keyClick(session.window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(session.window, Shell), timeout=15_000)
    shell = session.window
    assert isinstance(shell, Shell)
    for place in range(6):
        qtbot.keyClick(shell, Qt.Key.Key_F8)
        page = shell.pages["calls"]
        assert isinstance(page, CallsPage)
        page.call.form.note.setFocus()
        qtbot.keyClicks(page.call.form.note, f"{sorted(names)[place]} rang about the bruise")
    shell.open_search()
    qtbot.keyClicks(QApplication.focusWidget(), sorted(names)[0])
    qtbot.waitUntil(lambda: any((home / "Casemate" / "copies").glob("*.vault")), timeout=15_000)
    spotted = look_in(tmp_path, names | {"bruise"})
    session.lock()
    qtbot.waitUntil(lambda: opened_is_closed(session), timeout=15_000)
    spotted += look_in(tmp_path, names | {"bruise"})
    window = session.window
    session.end()
    if window is not None:
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert spotted == []


def opened_is_closed(session: Session) -> bool:
    return session.opened is None and session.desk is None


def look_in(folder: Path, names: set[str]) -> list[str]:
    """Files with a readable name in them, as text of one or two bytes a letter."""
    found = []
    for root, _folders, files in os.walk(folder):
        for file in files:
            raw = (Path(root) / file).read_bytes()
            for name in names:
                if name.encode() in raw or name.encode("utf-16-le") in raw or name in file:
                    found.append(f"{file}: {name}")
    return found
