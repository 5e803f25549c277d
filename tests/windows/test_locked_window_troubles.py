"""The locked window where the disk is not as it was left, by keys: every trouble has its sentence, nothing is lost."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app import clock
from desktop_app.app import Session
from desktop_app.commands.facts import add_fact
from desktop_app.desk import Desk
from desktop_app.records.contacts import Call
from desktop_app.records.team import Worker
from desktop_app.settings import Settings
from desktop_app.vault import backup, door
from desktop_app.vault.keys.keyfile import key_path
from desktop_app.vault.keys.passphrase import Calibration, Cost
from desktop_app.vault.keys.quick import Keychain
from desktop_app.vault.tables import SCHEMA
from desktop_app.windows import dialogs
from desktop_app.windows.restoring import RestoreSheet
from desktop_app.windows.shell import Shell
from desktop_app.windows.unlock import Unlock

CHEAP = Calibration(floor=Cost(64, 1, 1), measure=lambda cost: 0.7, least_seconds=0.0)
WORDS = "otter harbour violet ladder"
OVERRIDES = 0b1110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER: what lets root write where nobody may
Rights = ctypes.c_uint32 * 6


@pytest.fixture
def ordinary() -> Iterator[None]:
    """Tests that run as root keep to the rights of files like everybody else, in this thread and those it starts."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head, rights = (ctypes.c_uint32 * 2)(0x20080522, 0), Rights()
    assert libc.capget(head, rights) == 0
    effective = rights[0]
    rights[0] = effective & ~OVERRIDES
    assert libc.capset(head, rights) == 0
    yield
    rights[0] = effective
    assert libc.capset(head, rights) == 0


@pytest.fixture
def protected(ordinary: None) -> Iterator[Callable[[Path], None]]:
    """Takes the right to write from a folder and what lies in it, until the test is over."""
    done: list[Path] = []

    def protect(folder: Path) -> None:
        done.append(folder)
        for one in folder.iterdir():
            one.chmod(0o444)
        folder.chmod(0o555)

    yield protect
    for folder in done:
        folder.chmod(0o755)


@pytest.fixture
def session(tmp_path: Path, qapp: QApplication, themed: object, ordinary: None) -> Iterator[Session]:
    made = Session(
        qapp, Settings(tmp_path / "settings.json"), tmp_path / "here" / "desk.vault",
        calibration=CHEAP, keychain=Keychain(trusted=frozenset()),
    )  # fmt: skip
    yield made
    window = made.window
    made.end()
    if window is not None:
        window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()


def make(path: Path, lose_the_log: bool = False) -> Path:
    """A vault with one call, and a copy of it in a folder beside. Gives the copy."""
    opened = door.prepare(path, WORDS, calibration=CHEAP).write()
    desk = Desk(opened.database, "Ruth Ellery")
    desk.do(add_fact, Worker(name="Ruth Ellery", is_me=True)).result()
    desk.do(add_fact, Call(caller="Sheila Reid", note="bruise", started_at=clock.now())).result()
    copy = backup.make(opened.database, opened.key, path, path.parent.parent / "stick")
    if lose_the_log:
        assert Path(f"{path}-wal").stat().st_size > 0
        shutil.copyfile(path, f"{path}.alone")
    desk.release()
    opened.close()
    if lose_the_log:
        Path(f"{path}.alone").replace(path)
        assert not Path(f"{path}-wal").exists()
    return copy


def locked(session: Session, qtbot: QtBot) -> Unlock:
    """Started, and the passphrase typed."""
    session.start()
    window = session.window
    assert isinstance(window, Unlock)
    unlock(window, qtbot)
    return window


def unlock(window: Unlock, qtbot: QtBot) -> None:
    qtbot.keyClicks(window.edit, WORDS)
    qtbot.keyClick(window.edit, Qt.Key.Key_Return)


def said(window: Unlock, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: bool(window.field.below.text()) and window.button.isEnabled(), timeout=15_000)
    return window.field.below.text()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_vault_without_its_log_is_called_damaged_and_its_copy_is_offered(session: Session, qtbot: QtBot):
    copy = make(session.path, lose_the_log=True)
    session.settings.set("backup_folder", str(copy.parent))
    before = session.path.read_bytes()
    window = locked(session, qtbot)
    assert "damaged" in said(window, qtbot)
    assert "Restore the copy of " in window.field.below.text()
    assert window.restore.isVisible()
    assert window.edit.hasFocus()
    assert session.path.read_bytes() == before


def test_a_vault_from_a_newer_casemate_is_refused_in_words(session: Session, qtbot: QtBot):
    make(session.path)
    opened = door.open_with_passphrase(session.path, WORDS, calibration=CHEAP)
    with opened.database.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA + 1}")
    opened.close()
    window = locked(session, qtbot)
    assert "newer" in said(window, qtbot)
    assert not window.restore.isVisible(), "it is not damaged: a copy would lose what the newer one has"
    assert window.edit.hasFocus()
    assert session.opened is None


def test_a_folder_nobody_may_write_to_is_said_and_works_again_afterwards(
    session: Session, qtbot: QtBot, protected: Callable[[Path], None]
):
    make(session.path)
    folder = session.path.parent
    before = sorted(one.name for one in folder.iterdir())
    protected(folder)
    window = locked(session, qtbot)
    assert "may not write" in said(window, qtbot)
    assert sorted(one.name for one in folder.iterdir()) == before
    folder.chmod(0o755)
    for one in folder.iterdir():
        one.chmod(0o600)
    unlock(window, qtbot)
    qtbot.waitUntil(lambda: isinstance(session.window, Shell), timeout=15_000)


def test_a_write_protected_stick_restores_by_keys(session: Session, qtbot: QtBot, protected: Callable[[Path], None]):
    copy = make(session.path)
    stick, before = copy.parent, sorted(one.name for one in copy.parent.iterdir())
    protected(stick)
    with pytest.raises(PermissionError):
        (stick / "probe").write_bytes(b"")
    raw = bytearray(session.path.read_bytes())
    raw[60] ^= 4
    session.path.write_bytes(raw)
    window = locked(session, qtbot)
    qtbot.waitUntil(window.restore.isVisible, timeout=15_000)
    window.restore.setFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    (sheet,) = window.findChildren(RestoreSheet)
    assert sheet.other_button.hasFocus()
    dialogs.answer_next([copy])
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert sheet.edit.hasFocus()
    qtbot.keyClicks(focus(), WORDS)
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    qtbot.waitUntil(sheet.replace_button.isVisible, timeout=15_000)
    assert "1 call" in sheet.holds.text()
    assert sheet.replace_button.hasFocus()
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: session.window is not window, timeout=15_000)
    fresh = session.window
    assert isinstance(fresh, Unlock)
    unlock(fresh, qtbot)
    qtbot.waitUntil(lambda: isinstance(session.window, Shell), timeout=15_000)
    assert session.desk is not None
    assert [call.caller for call in session.desk.read(lambda reader: reader.all(Call))] == ["Sheila Reid"]
    assert sorted(one.name for one in stick.iterdir()) == before
    assert key_path(copy).exists()
