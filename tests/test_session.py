"""From first start to the desk and back to the locked window, by keys, on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.app import Session
from desktop_app.commands.facts import add_fact
from desktop_app.records.contacts import Call
from desktop_app.records.team import Worker
from desktop_app.settings import Settings
from desktop_app.vault import door
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.windows.setup import SetUp
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock

CHEAP = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)
WORDS = "otter harbour violet ladder"


@pytest.fixture
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real functions with a key that costs milliseconds: the calibration is their own argument."""
    prepare, unlock, recover = door.prepare, door.open_with_passphrase, door.open_with_recovery
    monkeypatch.setattr(door, "prepare", lambda path, words: prepare(path, words, calibration=CHEAP))
    monkeypatch.setattr(door, "open_with_passphrase", lambda path, words: unlock(path, words, calibration=CHEAP))
    monkeypatch.setattr(door, "open_with_recovery", lambda path, code: recover(path, code, calibration=CHEAP))


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication, themed: object, cheap_keys: None) -> Iterator[Session]:
    """A session on a folder of its own."""
    made = Session(qapp, Settings(tmp_path / "settings.json"), tmp_path / "here" / "desk.vault")
    yield made
    window = made.window
    made.end()
    if window is not None:
        window.deleteLater()
    qapp.processEvents()


def vault(path: Path) -> str:
    """A vault with a call in it. Gives the recovery code."""
    new = door.prepare(path, WORDS)
    opened = new.write()
    from desktop_app.desk import Desk

    desk = Desk(opened.database, "Ruth Ellery")
    desk.do(add_fact, Worker(name="Ruth Ellery", is_me=True)).result()
    desk.do(add_fact, Call(caller="Sheila Reid", note="bruise", started_at=clock.now())).result()
    desk.release()
    opened.close()
    return new.recovery_code


def shows(session: Session, kind: type[QWidget]) -> bool:
    return isinstance(session.window, kind)


def unlocked(session: Session, qtbot: QtBot, words: str = WORDS) -> Shell:
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.keyClicks(window.edit, words)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert isinstance(session.window, Shell)
    return session.window


def test_first_start_in_three_steps_by_keys(session: Session, qtbot: QtBot):
    session.start()
    window = session.window
    assert isinstance(window, SetUp)
    qtbot.keyClick(window.who.button, Qt.Key.Key_Return)
    assert "Your name is missing" in window.name_field.below.text()
    qtbot.keyClicks(window.name, "Ruth Ellery")
    qtbot.keyClicks(window.team, "Team North")
    qtbot.keyClicks(window.workers, "Naomi Clarke")
    qtbot.keyClick(window.workers, Qt.Key.Key_Return)
    qtbot.keyClicks(window.workers, "Tom Hartley")
    qtbot.keyClick(window.who.button, Qt.Key.Key_Return)
    qtbot.keyClicks(window.first, "ruth ellery 1")
    qtbot.keyClick(window.passphrase.button, Qt.Key.Key_Return)
    assert window.steps.currentWidget() is window.passphrase, "a guessable one is not taken"
    window.first.clear()
    qtbot.keyClicks(window.first, WORDS)
    qtbot.keyClicks(window.second, WORDS + "x")
    qtbot.keyClick(window.passphrase.button, Qt.Key.Key_Return)
    assert "not the same" in window.second_field.below.text()
    window.second.clear()
    qtbot.keyClicks(window.second, WORDS)
    qtbot.keyClick(window.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.steps.currentWidget() is window.recovery, timeout=15_000)
    assert not session.path.exists(), "nothing is written before the code is typed back"
    code = window.code.text().split()
    wrong = [*code[:2], ("A" if code[2][0] != "A" else "B") + code[2][1:], *code[3:]]
    qtbot.keyClicks(window.typed, " ".join(wrong))
    qtbot.keyClick(window.typed, Qt.Key.Key_Return)
    assert "3" in window.typed_field.below.text()
    window.typed.clear()
    qtbot.keyClicks(window.typed, " ".join(code).lower())
    qtbot.keyClick(window.typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)
    assert session.desk is not None
    assert session.desk.actor == "Ruth Ellery"
    names = [worker.name for worker in session.desk.read(lambda reader: reader.all(Worker, mine=1))]
    assert names == ["Naomi Clarke", "Tom Hartley"]


def test_a_wrong_passphrase_says_so_and_the_right_one_opens(session: Session, qtbot: QtBot):
    vault(session.path)
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.keyClicks(window.edit, "Not The Words")
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open this vault" in window.field.below.text(), timeout=15_000)
    assert "Caps Lock is off" in window.field.below.text()
    assert window.edit.selectedText()
    qtbot.keyClicks(window.edit, WORDS)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def test_the_recovery_code_opens_it_too(session: Session, qtbot: QtBot):
    code = vault(session.path)
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    qtbot.mouseClick(window.other, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(window.edit, code.lower().replace("-", " "))
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shows(session, Shell), timeout=15_000)


def texts(window: QWidget) -> str:
    """Everything a window says, seen or spoken."""
    said = [window.windowTitle(), window.accessibleName()]
    for child in window.findChildren(QObject):
        if isinstance(child, QLabel | QAction):
            said.append(child.text())
        if isinstance(child, QWidget):
            said += [child.accessibleName(), child.accessibleDescription(), child.toolTip(), child.windowTitle()]
    return " ".join(said)


def test_locking_by_key_names_nobody_and_closes_everything(session: Session, qtbot: QtBot, qapp: QApplication):
    vault(session.path)
    shell = unlocked(session, qtbot)
    qapp.clipboard().setText("Sheila Reid")
    database = session.opened.database if session.opened else None
    qtbot.keyClick(shell, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shows(session, Unlock))
    assert session.window is not None
    for name in ("Sheila", "Reid", "Ruth", "Ellery", "1 call"):
        assert name not in texts(session.window)
    assert session.window.windowTitle() == "Casemate"
    assert qapp.clipboard().text() == ""
    assert session.desk is None
    assert database is not None
    assert database.writer.pool.checkedout() == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("later", [timedelta(minutes=6), timedelta(days=-2)])
def test_it_locks_when_idle_and_when_the_clock_was_set_back(session: Session, qtbot: QtBot, later: timedelta):
    vault(session.path)
    unlocked(session, qtbot)
    session.lock_when_idle(clock.now() + timedelta(minutes=4))
    assert shows(session, Shell)
    session.lock_when_idle(clock.now() + later)
    assert shows(session, Unlock)


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


def test_a_copy_is_made_on_the_first_unlocking_of_a_day(session: Session, qtbot: QtBot):
    vault(session.path)
    unlocked(session, qtbot)
    copies = session.path.parent / "copies"
    qtbot.waitUntil(lambda: len(list(copies.glob("*.vault"))) == 1, timeout=15_000)
